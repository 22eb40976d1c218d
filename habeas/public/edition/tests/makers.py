"""Documents about people of Ruritania."""

from __future__ import annotations

from typing import Any

from habeas.core.documents import (
    Citation,
    Event,
    Excerpt,
    Name,
    Period,
    PersonDocument,
    SourceDocument,
)


def citation(source: str = "note1", quote: str = "was arrested", **fields: Any) -> Citation:
    values = {"start": 20, "end": 32, "language": "en", "publisher": "Strelsau Courier"}
    return Citation(source=source, quote=quote, **(values | fields))


def person(slug: str = "rudolf-rassendyll", **fields: Any) -> PersonDocument:
    text = " ".join(part.capitalize() for part in slug.split("-"))
    values: dict[str, Any] = {
        "names": (Name(text=text, language="en", script="Latn"),),
        "language": "en",
        "status": "held",
        "periods": (Period(start="2021-05-04", kind="pretrial", because=("arrest1",)),),
        "events": (Event(id="arrest1", type="arrest", date="2021-05-04", citations=(citation(),)),),
        "sources": ("note1",),
    }
    return PersonDocument(slug=slug, **(values | fields))


def source(id: str = "note1", **fields: Any) -> SourceDocument:
    values: dict[str, Any] = {
        "title": "Two men arrested in Strelsau",
        "publisher": "Strelsau Courier",
        "material": "press_article",
        "language": "en",
        "published": "2021-05-05",
        "captured_at": "2021-05-06",
        "sha256": "0" * 64,
        "media_type": "text/plain",
        "bytes": 400,
        "excerpts": (
            Excerpt(start=0, end=46, text="Rudolf Rassendyll was arrested in the morning.",
                    language="en"),
        ),
        "cited_by": ("people/rudolf-rassendyll",),
    }  # fmt: skip
    return SourceDocument(id=id, **(values | fields))
