"""Search over everything at the desk: people in any script, bodies, places, cases, texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend

from habeas.desk.accounts.models import User
from habeas.desk.casefiles import labels, queries
from habeas.desk.casefiles.models import Event, Place
from habeas.desk.sources.models import Source

SHOWN = 20


@dataclass(frozen=True)
class Hit:
    """Something found: what it is, and where it opens."""

    words: str
    address: str
    note: str = ""


KINDS = ("people", "sources", "events", "organisations", "places", "cases")


def search(words: str, *, member: User, kind: str = "", most: int = SHOWN) -> dict[str, list[Hit]]:
    """What is found by kind, at most `most` of each; one kind alone if it is named."""
    if not words.strip():
        return {}
    wanted = [kind] if kind in KINDS else KINDS
    found = {name: _FINDERS[name](words, member, most) for name in wanted}
    return {name: hits for name, hits in found.items() if hits}


def label(kind: str) -> str:
    return {
        "people": _("People"),
        "sources": _("Sources"),
        "events": _("Events"),
        "organisations": _("Organisations"),
        "places": _("Places of detention"),
        "cases": _("Cases"),
    }[kind]


def _people(words: str, member: User, most: int) -> list[Hit]:
    people = queries.people_found(queries.people_visible_to(member), words)[:most]
    return [
        Hit(
            str(person),
            reverse("case_file", args=[person.slug]),
            " · ".join(name.text for name in list(person.names.all())[1:]),
        )
        for person in people
    ]


def _sources(words: str, member: User, most: int) -> list[Hit]:
    sources: Any = get_search_backend().search(words, queries.sources_visible_to(member))
    return [_source(source) for source in sources[:most]]


def _source(source: Source) -> Hit:
    address = reverse("source:edit", args=[source.pk])
    said = ", ".join(filter(None, [source.publisher, labels.partial_date(source.published)]))
    return Hit(source.title, address, said)


def _events(words: str, member: User, most: int) -> list[Hit]:
    """By place, article of law, or the name of a body that took part."""
    said = Q(place__icontains=words) | Q(articles__icontains=words)
    bodies = queries.organisations_visible_to(member).filter(name__icontains=words)
    said |= Q(involvements__organisation__in=bodies)
    visible = queries.events_visible_to(member).filter(said).distinct()
    keys = list(visible.order_by("-date", "-pk").values_list("pk", flat=True)[:most])
    events = queries.with_parties().filter(pk__in=keys).order_by("-date", "-pk")
    return [Hit(labels.full(event), _place_of(event)) for event in events]


def _place_of(event: Event) -> str:
    about = next(iter(labels.about(event)), None)
    if about:
        return f"{reverse('case_file', args=[about.slug])}#finding-{event.public_id}"
    return reverse("event:edit", args=[event.pk])


def _organisations(words: str, member: User, most: int) -> list[Hit]:
    bodies = queries.organisations_visible_to(member).filter(name__icontains=words)[:most]
    return [Hit(body.name, reverse("organisation_page", args=[body.public_id])) for body in bodies]


def _places(words: str, member: User, most: int) -> list[Hit]:
    if not member.has_perm("casefiles.view_place"):
        return []
    places = Place.objects.filter(names__text__icontains=words).distinct()[:most]
    return [Hit(place.name, reverse("place_page", args=[place.slug])) for place in places]


def _cases(words: str, member: User, most: int) -> list[Hit]:
    cases = queries.cases_visible_to(member).filter(title__icontains=words)[:most]
    return [Hit(case.title, reverse("case:edit", args=[case.pk])) for case in cases]


_FINDERS = {
    "people": _people,
    "sources": _sources,
    "events": _events,
    "organisations": _organisations,
    "places": _places,
    "cases": _cases,
}
