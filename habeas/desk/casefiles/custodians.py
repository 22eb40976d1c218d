"""Who is held where, now and before: worked out of the ledgers, never typed in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from habeas.core import custody
from habeas.desk.casefiles import labels, queries
from habeas.desk.casefiles.models import Event, Person, Place
from habeas.desk.casefiles.rules import place_key

MOST = 40


@dataclass(frozen=True)
class Stay:
    """One person's time in one place, in words of the reader's language."""

    person: Person
    start: str
    end: str
    kind: str
    is_there: bool


def stays(place: Place, *, people: QuerySet[Person], on: date) -> list[Stay]:
    """Every stay of the people in a place, the latest first."""
    keys = set(place.names.values_list("key", flat=True))
    here = people.filter(involvements__event__detained_at=place).distinct()
    found = [
        (period, _stay(person, period, on))
        for person in here
        for period in custody.fold(queries.custody_events(person), on=on).periods
        if place_key(period.place or "") in keys
    ]
    return [stay for _, stay in sorted(found, key=lambda one: one[0].start.earliest, reverse=True)]


def names_without_place(events: QuerySet[Event]) -> list[tuple[str, int]]:
    """What events of custody call places that nobody has opened, the most frequent first."""
    told = events.filter(
        type__in=("transfer", "pretrial_detention", "ill_treatment", "disciplinary_punishment"),
        detained_at=None,
    ).exclude(place="")
    return Counter(told.values_list("place", flat=True)).most_common(MOST)


def _stay(person: Person, period: custody.Period, on: date) -> Stay:
    return Stay(
        person=person,
        start=labels.partial_date(str(period.start)),
        end=labels.partial_date(str(period.end)) if period.end else "",
        kind=labels.term("custody_kinds", period.kind),
        is_there=period.end is None or period.end.latest > on,
    )
