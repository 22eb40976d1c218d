"""Places of detention: who is held there now, who was, and how to write there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from markupsafe import Markup

from habeas import vocabulary
from habeas.core import custody
from habeas.core.dates import PartialDate
from habeas.core.documents import PersonDocument, PlaceDocument
from habeas.core.invented import is_invented
from habeas.public.edition.facets import places_of
from habeas.public.portal import maps, memory, present
from habeas.public.portal.edition import shown
from habeas.public.portal.language import translations
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
    """Read once an edition: every cold page of a person asks for them."""
    return shown().made(
        "places",
        lambda: [PlaceDocument.model_validate_json(body) for _, body in shown().bodies("places/")],
    )


@remembered
def places(request: HttpRequest, language: str) -> HttpResponse:
    rows = [
        (slug, name, _count("held_at", slug), _count("place", slug))
        for slug, name in names(known_language(language)).items()
    ]
    rows.sort(key=lambda row: (-row[2], -row[3], row[1].casefold()))
    pins = [pin for row in rows if (pin := _pin(row, language))]
    return render(
        "places.html",
        language,
        request,
        places=rows,
        map=Markup(maps.draw(pins, title=_map_title(pins, language))),  # noqa: S704 (ours)
        left_out=len(rows) - len(pins),
    )


def _pin(row: tuple[str, str, int, int], language: str) -> maps.Pin | None:
    slug, name, held, _ = row
    where = coordinates().get(slug)
    return maps.Pin(*where, name, held, f"/{language}/places/{slug}/") if where else None


def _map_title(pins: list[maps.Pin], language: str) -> str:
    words = translations(language).gettext("Map of places of detention; the table says the same.")
    return words if pins else ""


def coordinates() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the edition's places, by slug, as far as they are known."""
    return {
        one.slug: (one.latitude, one.longitude)
        for one in _documents()
        if one.latitude is not None and one.longitude is not None
    }


def ways(document: PersonDocument, language: str) -> str:
    """Where a person was held, in order, as a map; empty where no place is known."""
    known, words = coordinates(), names(language)
    slugs = [code for _, code, _ in places_of(document.periods) if code in known]
    now = {one.at for one in document.periods if one.end is None}
    pins = [
        maps.Pin(*known[slug], words[slug], int(slug in now), f"/{language}/places/{slug}/")
        for slug in dict.fromkeys(slugs)
    ]
    title = translations(language).gettext(
        "Map of where the person was held; the table beneath says the same."
    )
    return maps.draw(pins, title=title, in_order=True)


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
