"""An action on other sites: its number as a frame, a picture or data, and the way to its page.

Petitions count who signed, statements which organisations did, appeals who says they wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from habeas.core.documents import (
    AppealDocument,
    PetitionDocument,
    StatementDocument,
)
from habeas.core.statements import numbers_of
from habeas.public.portal import embeds
from habeas.public.portal.act import Listed, named
from habeas.public.portal.edition import settings
from habeas.public.portal.language import templates, translations
from habeas.public.portal.page import common, known_language
from habeas.public.portal.petitions import CACHED, counted
from habeas.public.portal.written import counted_letters
from habeas.vocabulary.wording import date_text, number_text

LONGEST = 36  # letters of a title in a picture


@dataclass(frozen=True)
class Number:
    """What an action has come to, and in words what was counted. `data` is for programs alone."""

    number: int
    words: str
    data: dict[str, Any] = field(default_factory=dict)


@require_safe
def action(request: HttpRequest, language: str, slug: str, form: str) -> HttpResponse:
    """An action as `form`: frame, svg or json. 503 while its number cannot be asked for."""
    document, line = named(slug, known_language(language))
    if line is None:
        raise Http404
    found = _number(document, language)
    if found is None:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    response = _FORMS[form](line, found, getattr(document, "state", ""), language)
    response.headers["Cache-Control"] = CACHED
    return response


def _number(document: object, language: str) -> Number | None:
    ngettext = translations(language).ngettext
    match document:
        case PetitionDocument():
            told = counted(document, language)
            if told is None:
                return None
            elsewhere = [one.model_dump() for one in document.elsewhere]
            data = {"goal": told.goal, "countries": dict(told.countries), "elsewhere": elsewhere}
            words = ngettext("person has signed", "people have signed", told.total)
            return Number(told.total, words, data)
        case StatementDocument():
            numbers = numbers_of(document.signatories)
            words = ngettext("organisation signs", "organisations sign", numbers.distinct)
            return Number(numbers.distinct, words, {"numbers": numbers.model_dump()})
        case AppealDocument(slug=slug):
            letters = counted_letters(slug)
            if letters is None:
                return None
            one, many = "person says that they wrote", "people say that they wrote"
            return Number(letters.total, ngettext(one, many, letters.total))
    return None


def _data(line: Listed, found: Number, state: str, language: str) -> HttpResponse:
    values = {
        "title": line.title,
        "kind": line.kind,
        "state": state,
        "number": found.number,
        **found.data,
        "until": line.until,
        "as_of": _minute(),
        "url": settings.HABEAS_PORTAL_URL + _path(line, language),
    }
    return JsonResponse(values, json_dumps_params={"ensure_ascii": False})


def _picture(line: Listed, found: Number, _state: str, language: str) -> HttpResponse:
    title = line.title
    body = embeds.picture(
        text=number_text(found.number, language),
        words=found.words,
        name=title if len(title) < LONGEST else f"{title[: LONGEST - 2]}…",
        tone="",
        as_of=f"{settings.HABEAS_PORTAL_NAME}, {_as_of(language)}",
    )
    return HttpResponse(body, content_type="image/svg+xml; charset=utf-8")


def _frame(line: Listed, found: Number, _state: str, language: str) -> HttpResponse:
    gettext = translations(language).gettext
    ended = "" if line.is_open else gettext("This action has ended.")
    page = templates(language).get_template("embed.html")
    body = page.render(
        **common(language),
        text=number_text(found.number, language),
        words=found.words,
        name=line.title,
        tone="",
        path=_path(line, language),
        as_of_text=" · ".join(filter(None, (_as_of(language), ended))),
    )
    return HttpResponse(body, headers={"Content-Language": language})


_FORMS = {"json": _data, "svg": _picture, "frame": _frame}


def _path(line: Listed, language: str) -> str:
    return f"/{language}/act/{line.slug}/"


def _minute() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _as_of(language: str) -> str:
    minute = _minute()
    date = f"{date_text(minute[:10], language)}, {minute[11:16]} UTC"
    return translations(language).gettext("as of {date}").format(date=date)
