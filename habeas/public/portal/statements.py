"""A joint statement: its page, and the letter with its list as PDF, DOCX and text."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from django.http import Http404, HttpRequest, HttpResponse

from habeas.core.documents import ANY_DOCUMENT, StatementDocument
from habeas.core.statements import Signatory, StatementText, in_tree
from habeas.public.portal import memory, setting
from habeas.public.portal.edition import shown
from habeas.public.portal.filters import country_name
from habeas.public.portal.language import FROM_RIGHT, translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render
from habeas.vocabulary.wording import date_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Line:
    """One signatory as it is shown; `members` are those whom a house signs for."""

    name: str
    country: str
    note: str
    is_withdrawn: bool
    members: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Group:
    heading: str
    lines: tuple[Line, ...]


@remembered
def statement(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    known_language(language)
    document = _found(slug)
    return render(
        "act/statement.html",
        language,
        request,
        statement=document,
        text=document.text(language),
        groups=groups(document, language),
        numbers=numbers_told(document, language),
        issued=date_text(document.issued_on, language) if document.issued_on else "",
        deadline=deadline_told(document, language),
        is_late=bool(document.deadline and document.deadline[:10] < memory.today().isoformat()),
        people=_names(document, language),
    )


@remembered
def letter(request: HttpRequest, language: str, slug: str, form: str) -> HttpResponse:
    """The statement as a letter: `form` is pdf, docx or txt."""
    known_language(language)
    document = _found(slug)
    made, content_type = _FORMS[form](document, language)
    name = f'inline; filename="{slug}-{language}.{form}"'
    headers = {"Content-Disposition": name, "Content-Language": document.text(language).language}
    return HttpResponse(made, content_type=content_type, headers=headers)


# --- Who signed -------------------------------------------------------------------------


def groups(document: StatementDocument, language: str) -> tuple[Group, ...]:
    """The list in the order that the statement chose; by country under a heading for each."""
    tree = list(in_tree(document.signatories))
    lines = [(one, _line(one, members, language)) for one, members in tree]
    if document.order == "country":
        return _by_country(lines, language)
    if document.order == "name":
        lines.sort(key=lambda pair: _collated(pair[1].name))
    if document.order == "signed":
        lines.sort(key=lambda pair: pair[0].signed_on or "9999")
    return (Group("", tuple(line for _, line in lines)),) if lines else ()


def _by_country(lines: list[tuple[Signatory, Line]], language: str) -> tuple[Group, ...]:
    held: dict[str, list[Line]] = {}
    for one, line in lines:
        held.setdefault(country_name(one.country or "", language), []).append(line)
    unsaid = translations(language).gettext("Country not given")
    named = sorted(held, key=lambda name: (not name, _collated(name)))
    return tuple(
        Group(name or unsaid, tuple(sorted(held[name], key=lambda line: _collated(line.name))))
        for name in named
    )


def _line(one: Signatory, members: Iterable[Signatory], language: str) -> Line:
    gettext = translations(language).gettext
    notes = {"endorses": gettext("endorses"), "personal": gettext("in a personal capacity")}
    said = [one.role or "", notes.get(one.signs_as, ""), gettext("signed late") * one.late]
    if one.withdrawn_on:
        when = date_text(one.withdrawn_on, language)
        said.append(gettext("withdrew on {date}").format(date=when))
    return Line(
        name=one.names.get(language) or one.name or gettext("not named"),
        country=country_name(one.country, language) if one.country else "",
        note=", ".join(filter(None, said)),
        is_withdrawn=one.withdrawn_on is not None,
        members=tuple(_line(each, (), language) for each in members),
    )


def _collated(name: str) -> tuple[str, str]:
    """Letters before accents, and quotation marks not at all."""
    letters = [one for one in unicodedata.normalize("NFKD", name.casefold()) if one.isalnum()]
    return "".join(one for one in letters if not unicodedata.combining(one)), name


def numbers_told(document: StatementDocument, language: str) -> list[str]:
    """Each number in a sentence of its own, and the text's own number beside them."""
    gettext = translations(language).gettext
    numbers = document.numbers
    told = [
        (numbers.distinct, gettext("Different organisations: {number}")),
        (numbers.direct, gettext("signed directly: {number}")),
        (numbers.represented, gettext("represented by a house: {number}")),
        (numbers.persons, gettext("persons: {number}")),
        (numbers.withdrawn, gettext("withdrew: {number}")),
        (document.claimed or 0, gettext("the text itself says {number}")),
    ]
    return [words.format(number=number) for number, words in told if number]


# --- The letter -------------------------------------------------------------------------


def _pdf(document: StatementDocument, language: str) -> tuple[bytes, str]:
    info = shown().current()
    at = datetime.fromisoformat(info.published_at) if info else datetime.now().astimezone()
    return setting.pdf("statement", _values(document, language), at=at), "application/pdf"


def _values(document: StatementDocument, language: str) -> dict[str, Any]:
    text = document.text(language)
    return {
        "language": text.language.split("-")[0],
        "direction": "rtl" if text.language in FROM_RIGHT else "ltr",
        "title": text.title,
        "addressees": list(document.addressees),
        "paragraphs": [one.split("\n") for one in text.text.split("\n\n")],
        "issued": date_text(document.issued_on, language) if document.issued_on else "",
        "numbers": "; ".join(numbers_told(document, language)),
        "signed": translations(language).gettext("Signed by"),
        "groups": [
            {"heading": group.heading, "lines": [_plain(line) for line in group.lines]}
            for group in groups(document, language)
        ],
        "hash": text.sha256,
    }


def _plain(line: Line) -> dict[str, Any]:
    rest = ", ".join(filter(None, (line.country, line.note)))
    return {"name": line.name, "rest": rest, "members": [_plain(one) for one in line.members]}


def _docx(document: StatementDocument, language: str) -> tuple[bytes, str]:
    values = _values(document, language)
    made = docx.Document()
    made.core_properties.author = ""
    made.core_properties.title = values["title"]
    made.add_heading(values["title"], level=0)
    for one in (values["issued"], *values["addressees"]):
        if one:
            made.add_paragraph(one)
    for lines in values["paragraphs"]:
        made.add_paragraph("\n".join(lines))
    if values["groups"]:
        made.add_heading(values["signed"], level=1)
        made.add_paragraph(values["numbers"])
    for group in values["groups"]:
        if group["heading"]:
            made.add_heading(group["heading"], level=2)
        for line, depth in _flat(group["lines"]):
            style = "List Bullet 2" if depth else "List Bullet"
            made.add_paragraph(_said(line), style=style)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue(), DOCX


def _txt(document: StatementDocument, language: str) -> tuple[bytes, str]:
    values = _values(document, language)
    text: StatementText = document.text(language)
    parts = [values["title"], values["issued"], "\n".join(values["addressees"]), text.text]
    if values["groups"]:
        parts += [values["signed"], values["numbers"]]
    for group in values["groups"]:
        rows = [f"{'  ' * depth}- {_said(line)}" for line, depth in _flat(group["lines"])]
        parts.append("\n".join(filter(None, (group["heading"], *rows))))
    told = "\n\n".join(filter(None, parts))
    return f"{told}\n".encode(), "text/plain; charset=utf-8"


_FORMS = {"pdf": _pdf, "docx": _docx, "txt": _txt}


def _flat(lines: Iterable[dict[str, Any]]) -> Iterable[tuple[dict[str, Any], int]]:
    for line in lines:
        yield line, 0
        yield from ((member, 1) for member in line["members"])


def _said(line: dict[str, Any]) -> str:
    return f"{line['name']} ({line['rest']})" if line["rest"] else str(line["name"])


# --- What it rests on -------------------------------------------------------------------


def _found(slug: str) -> StatementDocument:
    stored = shown().document(f"actions/{slug}")
    document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
    if not isinstance(document, StatementDocument):
        raise Http404
    return document


def deadline_told(document: StatementDocument, language: str) -> str:
    """The day in the reader's words; the hour and the offset as they were set."""
    if document.deadline is None:
        return ""
    at = datetime.fromisoformat(document.deadline)
    return f"{date_text(at.date().isoformat(), language)}, {at:%H:%M} UTC{at:%z}".strip()


def _names(document: StatementDocument, language: str) -> list[tuple[str, str]]:
    """The persons it speaks of: slug and name in the reader's language."""
    found = []
    for slug in document.people:
        stored = shown().document(f"people/{slug}")
        person = ANY_DOCUMENT.validate_json(stored.body) if stored else None
        names = getattr(person, "names", ())
        name = next((one for one in names if one.language == language), next(iter(names), None))
        if name is not None:
            found.append((slug, name.text))
    return found
