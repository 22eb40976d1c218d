"""Days worth a word soon: birthdays, and years since an arrest, a sentence or a release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.functions import Length, Right

from habeas.core.dates import parse_optional
from habeas.desk.accounts.models import User
from habeas.desk.casefiles import labels, queries
from habeas.desk.casefiles.models import Attribute, Event, Person

REMEMBERED = ("arrest", "verdict_sentence", "release", "death_in_custody")
WHOLE_DATE = len("2011-08-04")


@dataclass(frozen=True)
class Anniversary:
    """A day to come, how many years it makes, of whom and of what."""

    day: date
    years: int
    person: Person
    words: str


def coming(*, member: User, on: date, days: int = 14) -> list[Anniversary]:
    """The anniversaries of the next `days` days, the nearest first. Only whole dates count."""
    ahead = {(on + timedelta(n)).strftime("%m-%d"): on + timedelta(n) for n in range(days)}
    visible = queries.if_visible(member)
    events = Event.objects.filter(visible, type__in=REMEMBERED)
    births = Attribute.objects.filter(visible, aspect="birth")
    found = []
    dated = events.annotate(length=Length("date"), day=Right("date", 5))
    for event in dated.filter(length=WHOLE_DATE, day__in=ahead):
        full = queries.with_parties().get(pk=event.pk)
        for person in labels.about(full):
            found.append(_anniversary(ahead[event.day], event.date, person, event.type))
    born = births.annotate(length=Length("date"), day=Right("date", 5))
    for birth in born.filter(length=WHOLE_DATE, day__in=ahead).select_related("person"):
        found.append(_anniversary(ahead[birth.day], birth.date, birth.person, "birth"))
    return sorted((one for one in found if one.years > 0), key=lambda one: (one.day, one.person.pk))


def _anniversary(day: date, first: str, person: Person, type_: str) -> Anniversary:
    moment = parse_optional(first)
    assert moment is not None  # noqa: S101
    years = day.year - moment.earliest.year
    return Anniversary(day, years, person, labels.event_type(type_))
