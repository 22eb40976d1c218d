"""Places of detention: who is held there now, who was, and how to write there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from habeas import vocabulary
from habeas.core import custody
from habeas.core.dates import PartialDate
from habeas.core.documents import PlaceDocument
from habeas.core.invented import is_invented
from habeas.public.edition.facets import places_of
from habeas.public.portal import memory, present
from habeas.public.portal.edition import shown
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render
from habeas.vocabulary.wording import date_text

MOST = 500


@dataclass(frozen=True)
class Stay:
    """One person's time in one place."""

    slug: str
    name: str
    start: str
    end: str
    kind: str
    days: str
    first: date
    is_there: bool


def names(language: str) -> dict[str, str]:
    """The name of every place of detention of the edition, by slug."""
    index = shown().index()
    known = {one.slug: one.name for one in _documents()}
    words = {
        slug: known.get(slug) or index.words.get(("place", slug), slug)
        for slug in index.codes("place")
    }
    return {slug: vocabulary.place_label(text, language) for slug, text in words.items()}


def _documents() -> list[PlaceDocument]:
    bodies = (body for _, body in shown().bodies("places/"))
    return [PlaceDocument.model_validate_json(body) for body in bodies]


@remembered
def places(request: HttpRequest, language: str) -> HttpResponse:
    rows = [
        (slug, name, _count("held_at", slug), _count("place", slug))
        for slug, name in names(known_language(language)).items()
    ]
    rows.sort(key=lambda row: (-row[2], -row[3], row[1].casefold()))
    return render("places.html", language, request, places=rows)


def _count(facet: str, slug: str) -> int:
    return shown().index().members(facet, [slug]).bit_count()


@remembered
def place(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    known = names(known_language(language))
    stored = shown().document(f"places/{slug}")
    if slug not in known:
        raise Http404
    stays = _stays(slug, language)
    document = PlaceDocument.model_validate_json(stored.body) if stored else None
    return render(
        "place.html",
        language,
        request,
        name=known[slug],
        slug=slug,
        document=document,
        invented=bool(document and is_invented(document.country)),
        now=[stay for stay in stays if stay.is_there],
        before=[stay for stay in stays if not stay.is_there],
        total=_count("place", slug),
        most=MOST,
    )


def _stays(slug: str, language: str) -> list[Stay]:
    """Every stay of up to `MOST` people here, the latest first."""
    found = shown().people({"place": slug}, sort="arrested", limit=MOST)
    stays = [
        _stay(one, one["periods"][number], language)
        for one in found.items
        for number, code, _ in places_of(one["periods"])
        if code == slug
    ]
    return sorted(stays, key=lambda stay: stay.first, reverse=True)


def _stay(one: dict[str, Any], period: dict[str, Any], language: str) -> Stay:
    start = PartialDate.parse(period["start"])
    end = PartialDate.parse(period["end"]) if period["end"] else None
    count = custody.days_held(start, end, on=memory.today())
    return Stay(
        slug=one["slug"],
        name=present.reader_name(one["names"], one["language"], language),
        start=date_text(period["start"], language, form="short"),
        end=date_text(period["end"], language, form="short") if period["end"] else "",
        kind=present.kind_text(period["kind"], language),
        days=present.count_text(count, language),
        first=start.earliest,
        is_there=end is None,
    )
