"""What has been done: responses by body, country, person, kind and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.views.decorators.http import require_safe

from habeas import vocabulary
from habeas.core.documents import Event
from habeas.public.edition.events import RESPONSE_FACETS, ResponseIndex
from habeas.public.edition.facets import body_code
from habeas.public.edition.store import Page
from habeas.public.portal import present
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.feeds import Entry, feed
from habeas.public.portal.filters import MOST_OPTIONS, Filter, Option, codes_given, country_name
from habeas.public.portal.language import translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render
from habeas.public.portal.tables import csv_lines, json_rows
from habeas.vocabulary.wording import number_text

PER_PAGE, AT_ONCE = 50, 500
COLUMNS = ("id", "type", "date", "date_end", "place", "organisations", "persons", "text", "sources",
           "url")  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A view of the responses, as its address says it."""

    codes: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, given: QueryDict) -> Asked:
        codes = {name: codes_given(given.getlist(name)) for name in RESPONSE_FACETS}
        return cls({name: found for name, found in codes.items() if found})

    @property
    def filters(self) -> dict[str, str]:
        return {name: ",".join(codes) for name, codes in self.codes.items()}

    def query(self, **more: str) -> str:
        pairs = [(name, code) for name, codes in self.codes.items() for code in codes]
        pairs += more.items()
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, code: str) -> Asked:
        kept = {key: tuple(c for c in codes if (key, c) != (name, code))
                for key, codes in self.codes.items()}  # fmt: skip
        return Asked({key: codes for key, codes in kept.items() if codes})


@remembered
def international(request: HttpRequest, language: str) -> HttpResponse:
    asked, index = Asked.of(request.GET), shown().response_index()
    found = shown().responses(asked.filters, after=request.GET.get("after", ""), limit=PER_PAGE)
    titles = _titles(known_language(language))
    chips = [
        (titles[name], _words(name, code, index, language), asked.without(name, code).query())
        for name, codes in asked.codes.items()
        for code in codes
    ]
    return render(
        "international.html",
        language,
        request,
        asked=asked,
        chips=chips,
        filters=_filters(asked, index, language),
        responses=lines(found.items, language),
        total=found.total,
        next=asked.query(after=found.after) if found.after else None,
        is_first=not request.GET.get("after"),
    )


def lines(events: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Responses as a list shows them: when, what, about whom, and on what it rests."""
    return [_line(Event.model_validate(values), language) for values in events]


def _line(event: Event, language: str) -> dict[str, Any]:
    about = [one for one in event.participants if one.slug]
    return {
        "event": event,
        "when": present.when(event, language),
        "what": present.what_happened(event, language, about=about[0].slug or "" if about else ""),
        "persons": [(one.slug, present.participant_name(one, language)) for one in about],
        "bodies": [
            (body_code(name), vocabulary.body_label(name, language)) for name in event.organisations
        ],
        "answered": _answered(event, language),
        "citations": event.citations,
        "disputed": present.disputed(event.citations),
    }


def _answered(event: Event, language: str) -> str:
    """How long the answer took, and what it was; nothing where nobody noted what was asked."""
    asked = event.intervention
    if asked is None or not (asked.addressed or asked.answer):
        return ""
    catalogue = translations(language)
    if not asked.answer:
        return catalogue.gettext("No answer is known.")
    response = vocabulary.terms("intervention_response").get(asked.response or "")
    what = response.label(language) if response else ""
    if asked.days is None:
        return what or catalogue.gettext("Answered")
    words = catalogue.ngettext(
        "Answered after %(number)s day", "Answered after %(number)s days", asked.days
    )
    number = number_text(asked.days, language)
    return ": ".join(filter(None, [words % {"number": number}, what.lower()]))


def _filters(asked: Asked, index: ResponseIndex, language: str) -> list[Filter]:
    titles = _titles(language)
    found = []
    for name in RESPONSE_FACETS:
        held = asked.codes.get(name, ())
        codes = list(dict.fromkeys([*index.codes(name)[:MOST_OPTIONS], *held]))
        if name == "year":
            codes.sort(reverse=True)
        counted = index.counts(name, codes, asked.codes, among=None)
        options = tuple(
            Option(code, _words(name, code, index, language), counted[code], code in held)
            for code in codes
            if counted[code] or code in held
        )
        if options:
            found.append(Filter(name, titles[name], options))
    return found


def _titles(language: str) -> dict[str, str]:
    gettext = translations(language).gettext
    return {
        "type": gettext("Kind"),
        "year": gettext("Year"),
        "body": gettext("By whom"),
        "person": gettext("For whom"),
        "country": gettext("Country"),
    }


def _words(name: str, code: str, index: ResponseIndex, language: str) -> str:
    words = index.words.get((name, code), code)
    if name == "type":
        known = vocabulary.event_types()
        return known[code].label(language) if code in known else code
    if name == "person":
        one = next(iter(shown().people_named([code])), None)
        return present.reader_name(one["names"], one["language"], language) if one else words
    if name == "country":
        return country_name(code, language)
    return vocabulary.body_label(words, language) if name == "body" else words


@require_safe
def download(request: HttpRequest, language: str, form: str) -> StreamingHttpResponse:
    """A view as CSV or JSON, whole."""
    known_language(language)
    rows = (_row(values, language) for values in _everything(Asked.of(request.GET)))
    if form == "csv":
        text, kind = csv_lines(list(COLUMNS), rows), "text/csv; charset=utf-8; header=present"
    else:
        text, kind = json_rows(rows), "application/json"
    name = f'attachment; filename="international-{language}.{form}"'
    return StreamingHttpResponse(text, content_type=kind, headers={"Content-Disposition": name})


def _everything(asked: Asked) -> Iterator[dict[str, Any]]:
    after: str | None = ""
    while after is not None:
        found: Page = shown().responses(asked.filters, after=after, limit=AT_ONCE)
        yield from found.items
        after = found.after


def _row(values: dict[str, Any], language: str) -> dict[str, Any]:
    event = Event.model_validate(values)
    persons = [one.slug for one in event.participants if one.slug]
    return {
        **{
            name: getattr(event, name) or "" for name in ("id", "type", "date", "date_end", "place")
        },
        "organisations": list(event.organisations),
        "persons": persons,
        "text": present.what_happened(event, language, about=persons[0] if persons else ""),
        "sources": list(dict.fromkeys(one.source for one in event.citations)),
        "url": f"{settings.HABEAS_PORTAL_URL}/api/v1/events/{event.id}",
    }


@remembered
def responses_feed(request: HttpRequest, language: str) -> HttpResponse:
    """A view of the responses as Atom, the latest first."""
    asked = Asked.of(request.GET)
    gettext = translations(known_language(language)).gettext
    found = shown().responses(asked.filters, limit=PER_PAGE)
    current = shown().current()
    address = f"/{language}/international/"
    entries = [
        Entry(
            path=f"{address}#e-{line['event'].id}",
            title=line["what"],
            updated=current.published_at if current else "",
            summary=", ".join(filter(None, [line["when"], *(name for _, name in line["persons"])])),
        )
        for line in lines(found.items, language)
    ]
    return feed(request, language, gettext("What has been done"), address + asked.query(), entries)
