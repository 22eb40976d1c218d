"""Finding cards, letters, where somebody is now, and the days to write for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from habeas.core import custody
from habeas.core.dates import parse_optional
from habeas.desk.accounts.models import User
from habeas.desk.actions.letters import rules
from habeas.desk.actions.letters.models import Letter, Recipient
from habeas.desk.casefiles.models import Event, Involvement, Person, Place, PlaceAddress
from habeas.desk.casefiles.queries import custody_event, if_visible, people_visible_to
from habeas.vocabulary.letters import greeting_days, next_day

AHEAD = 60


@dataclass(frozen=True)
class Greeting:
    """A day to write for: of everybody (then `code`), or somebody's birthday."""

    day: date
    code: str = ""
    recipient: Recipient | None = None


def recipients_visible_to(member: User) -> QuerySet[Recipient]:
    found = Recipient.objects.filter(person__in=people_visible_to(member))
    return found.select_related("person", "consent")


def letters_visible_to(member: User) -> QuerySet[Letter]:
    found = Letter.objects.filter(recipient__in=recipients_visible_to(member))
    return found.select_related("recipient__person", "place")


def place_of(person: Person, *, member: User, on: date) -> Place | None:
    """The place of detention where somebody is now, by the events that a member may see."""
    about = Event.objects.filter(
        if_visible(member), involvements__person=person, involvements__role__in=Involvement.ABOUT
    )
    events = {one.public_id: one for one in about.select_related("detained_at").order_by("pk")}
    periods = custody.fold([custody_event(one) for one in events.values()], on=on).periods
    now = next((one for one in periods if one.end is None), None)
    if now is None or now.kind in custody.NOT_CUSTODY:
        return None
    told = (events[key] for key in now.because if key in events)
    return next((one.detained_at for one in told if one.place == (now.place or "")), None)


def address_of(place: Place | None) -> PlaceAddress | None:
    """Where letters go now."""
    return place.addresses.filter(until="").last() if place else None


def silent(letters: QuerySet[Letter], *, on: date) -> QuerySet[Letter]:
    """Letters under way of which nobody has heard for long."""
    before = on - timedelta(rules.SILENCE)
    return letters.filter(state=Letter.State.POSTED, posted_on__lt=before)


def unfiled(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Letters that tell something the case file does not hold yet."""
    return letters.filter(state__in=rules.EVIDENCE, capture=None)


def delivery_of(place: Place) -> tuple[int, int] | None:
    """How many days letters to a place took, and how many letters that was measured by."""
    arrived = Letter.objects.filter(
        Q(state=Letter.State.DELIVERED) | Q(state=Letter.State.REPLIED),
        place=place,
        ended_on__isnull=False,
    )
    return rules.days_to_arrive(arrived.values_list("posted_on", "ended_on"))  # type: ignore[arg-type]


def coming(recipients: Iterable[Recipient], *, on: date) -> list[Greeting]:
    """The days of the next weeks to write for, the nearest first."""
    found = [Greeting(next_day(code, on=on), code) for code in greeting_days()]
    for one in recipients:
        birth = parse_optional(one.born)
        if birth and birth.earliest == birth.latest:
            day = birth.earliest.strftime("%m-%d")
            found.append(Greeting(next_day(day, on=on), recipient=one))
    near = [one for one in found if one.day - on <= timedelta(AHEAD)]
    return sorted(near, key=lambda one: (one.day, one.code, str(one.recipient)))
