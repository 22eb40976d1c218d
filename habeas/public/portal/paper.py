"""An appeal on paper: the whole of it to hand round, and each letter to post."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse

from habeas.core.documents import ANY_DOCUMENT, Addressee, AppealDocument
from habeas.public.portal import act, setting
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.language import FROM_RIGHT, translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language
from habeas.vocabulary.wording import date_text

# Lines that the window of an envelope shows at 11 points; more make the letters smaller.
WINDOW_LINES = 5


@remembered
def sheet(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The appeal as a PDF, with its sample letters; one that is stopped or ended says so."""
    known_language(language)
    made = setting.pdf("appeal", sheet_values(_found(slug), language), at=_at())
    return _answer(made, f"{slug}-{language}", language)


@remembered
def letter(request: HttpRequest, language: str, slug: str, number: int, own: str) -> HttpResponse:
    """The letter in the language `own` to the addressee of this number, counted from 1."""
    known_language(language)
    document = _found(slug)
    to = [one for one in document.addressees if not one.copy_only]
    sample = next((one for one in document.letters if one.language == own), None)
    if sample is None or not 1 <= number <= len(to) or not to[number - 1].post:
        raise Http404
    written = act.writing(to[number - 1], sample)
    made = setting.pdf("envelope", letter_values(written, language), at=_at())
    return _answer(made, f"{slug}-letter-{number}-{own}", own)


def sheet_values(document: AppealDocument, language: str) -> dict[str, Any]:
    gettext = translations(language).gettext
    site = settings.HABEAS_PORTAL_URL
    return {
        "language": language,
        "direction": _direction(language),
        "own": document.language.split("-")[0],
        "title": document.title,
        "reference": document.reference or "",
        "until": _until(document, language),
        "summary": _lines(document.summary),
        "demands": list(document.demands),
        "addressees": [_channels(one, language) for one in document.addressees],
        "tone": _lines(document.tone),
        "unsaid": list(document.unsaid),
        "background": _lines(document.background),
        "letters": [
            {"language": one.language.split("-")[0], "direction": _direction(one.language),
             "subject": one.subject, "paragraphs": _paragraphs(one.body)}
            for one in sorted(document.letters, key=lambda one: one.language != language)
        ],
        "words": {
            "demands": gettext("What to ask for"),
            "write": gettext("Write a letter"),
            "unsaid": gettext("Better not to write of:"),
            "background": gettext("Background"),
        },
        "address": f"{site}/{language}/act/{quote(document.slug)}/",
    }  # fmt: skip


def letter_values(written: act.Writing, language: str) -> dict[str, Any]:
    post = [line.strip() for line in (written.to.post or "").splitlines() if line.strip()]
    # An address as it was written down may begin with the name already.
    names = [one for one in (written.to.name, written.to.office) if one and one not in post]
    to = [*names, *post]
    return {
        "language": written.language.split("-")[0],
        "direction": _direction(written.language),
        "to": to,
        "size": 11 if len(to) <= WINDOW_LINES else 11 * WINDOW_LINES / len(to),
        "dated": "____________________",
        "subject": written.subject,
        "paragraphs": _paragraphs(written.text),
    }


def _until(document: AppealDocument, language: str) -> str:
    gettext = translations(language).gettext
    if document.state == "stopped":
        return gettext("This action has been stopped: please send nothing more.")
    if document.state == "closed":
        return gettext("This action has ended.")
    if not document.act_before:
        return ""
    return gettext("Act before %(date)s") % {"date": date_text(document.act_before, language)}


def _channels(one: Addressee, language: str) -> dict[str, Any]:
    gettext = translations(language).gettext
    said = [one.office, one.email]
    said += [f"{gettext('Telephone')}: {one.phone}"] if one.phone else []
    said += [f"{gettext('Fax')}: {one.fax}"] if one.fax else []
    return {"name": one.name, "lines": [line for line in said if line] + _lines(one.post)}


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _paragraphs(text: str) -> list[list[str]]:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [part.split("\n") for part in parts if part.strip()]


def _direction(language: str) -> str:
    return "rtl" if language.split("-", maxsplit=1)[0] in FROM_RIGHT else "ltr"


def _found(slug: str) -> AppealDocument:
    stored = shown().document(f"actions/{slug}")
    document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
    if not isinstance(document, AppealDocument):
        raise Http404
    return document


def _at() -> datetime:
    info = shown().current()
    return datetime.fromisoformat(info.published_at) if info else datetime.now().astimezone()


def _answer(made: bytes, name: str, language: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'inline; filename="{name}.pdf"',
        "Content-Language": language,
    }
    return HttpResponse(made, content_type="application/pdf", headers=headers)
