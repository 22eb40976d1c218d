"""A draft as a file: DOCX to work on, PDF to send, and its annexes packed with an index."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import typst
from django.conf import settings

from habeas.desk.advocacy.drafting import fact_label
from habeas.desk.advocacy.models import Draft
from habeas.desk.sources import blobs

_ENDINGS = {"text/plain": "txt", "text/html": "html", "application/pdf": "pdf"}


def as_docx(made: Draft) -> bytes:
    body = made.body
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.title = body["title"]
    document.add_heading(body["title"], level=0)
    document.add_paragraph(body["subject"])
    for section in body["sections"]:
        document.add_heading(section["heading"], level=1)
        for paragraph in section["paragraphs"]:
            line = document.add_paragraph(_text(paragraph))
            if paragraph["gap"]:
                line.runs[0].italic = True
            elif paragraph["references"]:
                line.add_run(f" {_references(paragraph)}")
    document.add_heading(_WORDS[_language(made)]["evidence"], level=1)
    for row in body["evidence"]:
        document.add_paragraph(f"[{row['number']}] {_evidence(row)}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(made: Draft) -> bytes:
    """Set by typst. The text reaches it as data and never as markup."""
    words = _WORDS[_language(made)]
    data = {
        "title": made.body["title"],
        "subject": made.body["subject"],
        "language": _language(made),
        "sections": [
            {
                "heading": section["heading"],
                "paragraphs": [
                    {
                        "text": _text(one),
                        "gap": bool(one["gap"]),
                        "references": _references(one),
                    }
                    for one in section["paragraphs"]
                ],
            }
            for section in made.body["sections"]
        ],
        "evidence_heading": words["evidence"],
        "evidence": [f"[{row['number']}] {_evidence(row)}" for row in made.body["evidence"]],
    }
    compiled = typst.compile(_TEMPLATE.encode(), sys_inputs={"data": json.dumps(data)})
    assert isinstance(compiled, bytes)  # noqa: S101
    return compiled


def annexes(made: Draft) -> bytes:
    """A ZIP of the preserved originals that the draft cites, each once, with an index."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        lines = []
        for number, row in enumerate(_once(made.body["evidence"]), start=1):
            ending = _ENDINGS.get(row["media_type"], "bin")
            name = f"annex-{number:02}.{ending}"
            original = blobs.load(settings.HOME.blobs, settings.VAULT, row["sha256"])
            pack.writestr(name, original)
            cited = ", ".join(
                f"[{one['number']}]"
                for one in made.body["evidence"]
                if one["sha256"] == row["sha256"]
            )
            lines.append(f"{name}  {cited}\n  {_evidence(row)}\n  SHA-256 {row['sha256']}\n")
        pack.writestr("index.txt", "\n".join([f"{made.body['title']}\n", *lines]))
    return out.getvalue()


def _once(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen = set()
    for row in rows:
        if row["sha256"] not in seen:
            seen.add(row["sha256"])
            yield row


def _language(made: Draft) -> str:
    return "fr" if made.language == "fr" else "en"


def _text(paragraph: dict[str, Any]) -> str:
    if paragraph["gap"]:
        return f"[ {fact_label(paragraph['gap'], 'en')} ]"
    return str(paragraph["text"])


def _references(paragraph: dict[str, Any]) -> str:
    return " ".join(f"[{number}]" for number in paragraph["references"])


def _evidence(row: dict[str, Any]) -> str:
    parts = [row["publisher"], row["title"], row["published"], row["url"]]
    return f"{', '.join(filter(None, parts))}: “{row['quote']}”"


_WORDS = {"en": {"evidence": "Evidence"}, "fr": {"evidence": "Preuves"}}
_TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: 25mm, numbering: "1 / 1")
#set text(size: 11pt, lang: data.language)
#set par(justify: false, leading: 0.7em)
#show heading: set block(above: 1.4em, below: 0.8em)
#text(size: 18pt, weight: "bold", data.title)
#v(0.3em)
#text(size: 13pt, data.subject)
#for section in data.sections [
  #heading(level: 1, section.heading)
  #for one in section.paragraphs {
    if one.gap { par(text(style: "italic", fill: luma(90), one.text)) }
    else { par(one.text + " " + text(size: 9pt, one.references)) }
  }
]
#if data.evidence.len() > 0 [
  #heading(level: 1, data.evidence_heading)
  #set text(size: 9pt)
  #for one in data.evidence { par(one) }
]
"""
