"""Finding cards, letters, where somebody is now, and the days to write for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from habeas.core import custody
from habeas.core.dates import PartialDate, parse_optional
from habeas.desk.accounts.models import User
from habeas.desk.actions.letters import rules
from habeas.desk.actions.letters.models import Letter, Recipient
from habeas.desk.actions.letters.rules import Concern
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


def with_numbers(cards: QuerySet[Recipient], *, on: date) -> QuerySet[Recipient]:
    """Each card with its letters under way, those long unheard of, and those to be filed."""
    posted = Q(letters__state=Letter.State.POSTED)
    long_ago = Q(letters__posted_on__lt=on - timedelta(rules.SILENCE))
    evidence = Q(letters__state__in=rules.EVIDENCE, letters__capture=None)
    return cards.annotate(
        under_way=Count("letters", filter=posted),
        silent=Count("letters", filter=posted & long_ago),
        to_file=Count("letters", filter=evidence),
    )


def cards_with_concerns(member: User, *, on: date) -> list[tuple[Any, Stay | None, list[Concern]]]:
    """Every card with where the person is held now and what somebody should look at."""
    return _with_concerns(recipients_visible_to(member), member=member, on=on)


def concerns_of(card: Recipient, *, member: User, on: date) -> list[Concern]:
    only = recipients_visible_to(member).filter(pk=card.pk)
    return [one for *_, found in _with_concerns(only, member=member, on=on) for one in found]


def _with_concerns(
    found: QuerySet[Recipient], *, member: User, on: date
) -> list[tuple[Any, Stay | None, list[Concern]]]:
    cards = list(with_numbers(found, on=on))
    stays = stays_of([one.person for one in cards], member=member, on=on)
    return [(one, stay := stays.get(one.person_id), _concerns(one, stay, on)) for one in cards]


def _concerns(card: Any, stay: Stay | None, on: date) -> list[Concern]:
    return rules.concerns(
        has_consent=card.consent is not None and card.consent.holds_on(on),
        is_held_back=bool(card.hold),
        has_place=bool(stay and stay.place),
        since=stay.since.latest if stay else None,
        confirmed_on=card.confirmed_on,
        silent=card.silent,
        to_file=card.to_file,
    )


def letters_visible_to(member: User) -> QuerySet[Letter]:
    found = Letter.objects.filter(recipient__in=recipients_visible_to(member))
    return found.select_related("recipient__person", "place")


@dataclass(frozen=True)
class Stay:
    """Where somebody is held now, and since when. A place that nobody has opened is None."""

    place: Place | None
    since: PartialDate


def stays_of(people: Collection[Person], *, member: User, on: date) -> dict[int, Stay]:
    """Where each is held now, by key of the person, by the events that a member may see."""
    about = Involvement.objects.filter(
        if_visible(member, "event"), person__in=people, role__in=Involvement.ABOUT
    )
    told: dict[int, dict[str, Event]] = {}
    for one in about.select_related("event__detained_at").order_by("event"):
        if one.person_id:
            told.setdefault(one.person_id, {})[one.event.public_id] = one.event
    found = ((key, _stay(events, on=on)) for key, events in told.items())
    return {key: stay for key, stay in found if stay}


def _stay(events: Mapping[str, Event], *, on: date) -> Stay | None:
    periods = custody.fold([custody_event(one) for one in events.values()], on=on).periods
    now = next((one for one in periods if one.end is None), None)
    if now is None or now.kind in custody.NOT_CUSTODY:
        return None
    because = (events[key] for key in now.because if key in events)
    place = next((one.detained_at for one in because if one.place == (now.place or "")), None)
    return Stay(place, now.start)


def place_of(person: Person, *, member: User, on: date) -> Place | None:
    stay = stays_of([person], member=member, on=on).get(person.pk)
    return stay.place if stay else None


def address_of(place: Place | None) -> PlaceAddress | None:
    """Where letters go now."""
    return place.addresses.filter(until="").last() if place else None


def silent(letters: QuerySet[Letter], *, on: date) -> QuerySet[Letter]:
    """Letters under way of which nobody has heard for long."""
    before = on - timedelta(rules.SILENCE)
    return letters.filter(state=Letter.State.POSTED, posted_on__lt=before)


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
