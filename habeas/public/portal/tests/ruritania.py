"""An edition about four people of Ruritania, a country that does not exist.

Rupert is held for years through three kinds of custody; of Antonia only months
are known; Rudolf is free and under restrictions; about Flavia sources disagree.
`python -m habeas.public.portal.tests.ruritania FILE` writes the edition to a file.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from habeas.core.documents import (
    Address,
    Attribute,
    Citation,
    Document,
    Event,
    EventDocument,
    Excerpt,
    Name,
    Participant,
    Period,
    PersonDocument,
    PlaceDocument,
    Quantity,
    SourceDocument,
)
from habeas.public.edition.store import EditionInfo
from habeas.public.edition.writer import make_store, write_edition

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
PUBLISHERS = {
    "courier": ("Strelsau Courier", "en", "press_article"),
    "viesnik": ("Зэндаўскі веснік", "be", "press_article"),
    "listok": ("Листок Стрельсау", "ru", "press_release_ngo"),
}


def says(source: str, quote: str, **fields: Any) -> Citation:
    """A citation of one of the three publishers; `source` begins with which."""
    publisher, language, _ = PUBLISHERS[source.split("-", maxsplit=1)[0]]
    # Somewhere of its own in the captured text, the same each time.
    start = 3 + zlib.crc32(quote.encode()) % 9000
    return Citation(
        source=source,
        quote=quote,
        start=start,
        end=start + len(quote),
        language=language,
        publisher=publisher,
        **{"published": "2021-05-05", **fields},
    )


def event(id: str, type: str, date: str | None, *citations: Citation, **fields: Any) -> Event:
    return Event(id=id, type=type, date=date, citations=citations, **fields)


def names(latin: str, cyrillic: str, language: str = "be") -> tuple[Name, ...]:
    return (
        Name(text=cyrillic, language=language, script="Cyrl"),
        Name(text=latin, language="en", script="Latn"),
    )


def rupert() -> PersonDocument:
    me = (Participant(name="Rupert Hentzau", slug="rupert-hentzau", role="victim"),)
    return PersonDocument(
        slug="rupert-hentzau",
        names=names("Rupert Hentzau", "Рупэрт Хенцаў"),
        language="be",
        country=None,
        status="held",
        periods=(
            Period(
                start="2020-08-12", end="2021-05-04", kind="pretrial", place="Strelsau",
                because=("r-arrest",),
            ),
            Period(
                start="2021-05-04", end="2023-01-30", kind="colony", place="Zenda",
                because=("r-verdict",),
            ),
            Period(
                start="2023-01-30", kind="prison", place="Tarlenheim", at="tarlenheim",
                because=("r-move",),
            ),
        ),
        attributes=(
            Attribute(
                id="r-role", kind="role", value="editor", language="en",
                organisations=("Zenda Herald",),
                citations=(says("courier-1", "Hentzau, who edits the Zenda Herald"),),
            ),
            Attribute(
                id="r-birth", kind="birth", value="", date="1979-02-14", place="Hentzau",
                language="be", citations=(says("viesnik-1", "нарадзіўся 14 лютага 1979 года"),),
            ),
        ),
        events=(
            event(
                "r-arrest", "arrest", "2020-08-12",
                says("courier-1", "Rupert Hentzau was arrested on 12 August at his office"),
                says("viesnik-1", "затрыманы 12 жніўня"), place="Strelsau", participants=me,
            ),
            event(
                "r-charge", "charge", "2020-08-21",
                says("listok-1", "предъявлено обвинение по статье 342"),
                articles=("342",), participants=me,
            ),
            event(
                "r-trial", "trial_hearing", "2021-04-19",
                says("viesnik-1", "суд пачаўся 19 красавіка"), place="Strelsau", participants=me,
            ),
            event(
                "r-verdict", "verdict_sentence", "2021-05-04",
                says("courier-2", "sentenced Hentzau to nine years in a penal colony"),
                says("listok-1", "приговорён к девяти годам колонии"),
                quantity=Quantity(metric="term", value="P9Y"), participants=me,
                organisations=("Strelsau City Court",),
            ),
            event(
                "r-list", "listing", "2022-03", says("listok-1", "внесён в перечень в марте"),
                participants=me,
            ),
            event(
                "r-move", "transfer", "2023-01-30",
                says("courier-2", "moved to the prison of Tarlenheim"), place="Tarlenheim",
                participants=me,
            ),
            event(
                "r-award", "award", "2023-12-10",
                says("courier-2", "was awarded the Elphberg Prize in his absence"),
                organisations=("Elphberg Foundation",), participants=me,
            ),
            event(
                "r-statement", "statement_by_body", "2024-02-01",
                says("courier-2", "the United Nations called for his release"),
                organisations=("United Nations",), participants=me,
            ),
            event(
                "r-count", "count", "2025-08-11",
                says("viesnik-1", "1825 дзён за кратамі", published="2025-08-11"),
                date_computed=None,
                quantity=Quantity(metric="days_in_custody", value=1825), participants=me,
                confirmed_by=("r-arrest",),
            ),
            event(
                "r-health", "health", None,
                says("courier-2", "his sight has grown worse, his family says"), participants=me,
            ),
        ),
        sources=("courier-1", "courier-2", "viesnik-1", "listok-1"),
        cases=("hentzau",),
        letters="yes",
    )  # fmt: skip


def antonia() -> PersonDocument:
    me = (Participant(name="Antonia Mauban", slug="antonia-mauban", role="victim"),)
    return PersonDocument(
        slug="antonia-mauban",
        names=names("Antonia Mauban", "Антония Мобан", "ru"),
        language="ru",
        status="held",
        periods=(Period(start="2024-11", kind="pretrial", because=("a-arrest",)),),
        events=(
            event(
                "a-arrest", "arrest", "2024-11",
                says("listok-2", "Антонию Мобан задержали в ноябре"), participants=me,
            ),
            event(
                "a-strike", "hunger_strike", "2025",
                says("listok-2", "в 2025 году объявила голодовку"), participants=me,
            ),
        ),
        sources=("listok-2",),
    )  # fmt: skip


def rudolf() -> PersonDocument:
    me = (Participant(name="Rudolf Rassendyll", slug="rudolf-rassendyll", role="victim"),)
    return PersonDocument(
        slug="rudolf-rassendyll",
        names=(Name(text="Rudolf Rassendyll", language="en", script="Latn"),),
        language="en",
        status="under_restriction",
        periods=(
            Period(start="2019-03-02", end="2021-09-15", kind="custody", because=("d-arrest",)),
            Period(start="2021-09-20", kind="restriction", because=("d-register",)),
        ),
        events=(
            event(
                "d-arrest", "arrest", "2019-03-02",
                says("courier-1", "Rassendyll was arrested on 2 March 2019"), participants=me,
            ),
            event(
                "d-release", "release", "2021-09-15",
                says("courier-2", "Rassendyll walked free on 15 September"),
                says("viesnik-1", "вызвалены 15 верасня"), place="Zenda", participants=me,
            ),
            event(
                "d-count", "count", "2021-09-15",
                says("courier-2", "after 928 days in custody"),
                quantity=Quantity(metric="days_in_custody", value=928),
                date_computed="start_plus_days",
                confirmed_by=("d-arrest", "d-release"), participants=me,
            ),
            event(
                "d-register", "post_release_restriction", "2021-09-20",
                says("courier-2", "placed on the preventive register"), participants=me,
            ),
        ),
        sources=("courier-1", "courier-2", "viesnik-1"),
    )  # fmt: skip


def flavia() -> PersonDocument:
    me = (Participant(name="Flavia Elphberg", slug="flavia-elphberg", role="victim"),)
    return PersonDocument(
        slug="flavia-elphberg",
        names=names("Flavia Elphberg", "Флавія Эльфберг"),
        language="be",
        status="released",
        periods=(
            Period(
                start="2022-06-01", end="2023-02-10", kind="house_arrest", because=("f-arrest",)
            ),
        ),
        events=(
            event(
                "f-arrest", "arrest", "2022-06-01",
                says("courier-2", "Flavia Elphberg was detained on 1 June"),
                says(
                    "listok-1", "задержана 3 июня", bearing="contradicts",
                    says={"date": "2022-06-03"},
                ),
                participants=me,
            ),
            event(
                "f-release", "release", "2023-02-10",
                says("viesnik-1", "выйшла на волю 10 лютага"), participants=me,
            ),
        ),
        sources=("courier-2", "listok-1", "viesnik-1"),
    )  # fmt: skip


def people() -> list[PersonDocument]:
    return [rupert(), antonia(), rudolf(), flavia()]


def documents() -> list[Document]:
    """The four people and a source for every citation, whose excerpts hold the quotes."""
    cited: dict[str, list[Citation]] = {}
    cited_by: dict[str, list[str]] = {}
    for one in people():
        parts: list[Name | Attribute | Event] = [*one.names, *one.attributes, *one.events]
        for part in parts:
            for citation in part.citations:
                cited.setdefault(citation.source, []).append(citation)
                cited_by.setdefault(citation.source, []).append(f"people/{one.slug}")
    events = {event.id: EventDocument(event=event) for one in people() for event in one.events}
    sources = (_source(id, cited[id], cited_by[id]) for id in cited)
    return [*people(), *events.values(), castle(), *sources]


def castle() -> PlaceDocument:
    return PlaceDocument(
        slug="tarlenheim",
        name="Tarlenheim Castle",
        names=("Tarlenheim",),
        kind="prison",
        latitude=37.3,
        longitude=-39.0,
        addresses=(
            Address(text="Old Tower, Tarlenheim", until="2022"),
            Address(text="Castle Street 1, Tarlenheim", since="2022"),
        ),
        letters="In Ruritanian or German only, two sheets at most",
    )


def _source(id: str, citations: list[Citation], cited_by: list[str]) -> SourceDocument:
    publisher, language, material = PUBLISHERS[id.split("-", maxsplit=1)[0]]
    longest = {citation.start: citation.quote for citation in citations}
    text = "\n".join(quote.ljust(80) for quote in longest.values())
    return SourceDocument(
        id=id,
        title=f"{publisher}, {id}",
        publisher=publisher,
        url=f"https://{id}.example/",
        material=material,
        language=language,
        published="2021-05-05",
        captured_at="2026-02-01",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        bytes=len(text.encode()),
        excerpts=tuple(
            Excerpt(
                start=start - 3, end=start + len(quote) + 1, text=f"…: {quote}.", language=language
            )
            for start, quote in sorted(longest.items())
        ),
        cited_by=tuple(dict.fromkeys(cited_by)),
    )


def write(file: Path) -> EditionInfo:
    make_store(file)
    return write_edition(
        file,
        documents(),
        message="Four people of Ruritania",
        by="editor",
        at=AT,
        sign=lambda statement: f"signed {len(statement)} bytes",
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]))
