"""What the record of a case holds of that which procedures ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from habeas import vocabulary
from habeas.core import custody
from habeas.core.dates import PartialDate, parse_optional
from habeas.desk.accounts.models import User
from habeas.desk.advocacy.doors import Known
from habeas.desk.advocacy.models import Proceeding
from habeas.desk.casefiles import queries
from habeas.desk.casefiles.models import Case, Event, Involvement, Person

# What only staff can say; a proceeding keeps it.
ENTERED = (
    "categories", "danger", "articles", "other_procedures", "remedies_sought", "request",
    "authorisation", "submitter", "signature",
)  # fmt: skip
_REMEDIES = ("appeal_decision", "submission_to_body")


def known_of(case: Case, *, on: date, member: User, state: str = "") -> Known:
    """What a member may know of a case, for `doors`; the State from the places, if not given."""
    events = events_of(case, member=member)
    people = list(case.persons.all())
    under_way = Proceeding.objects.filter(case=case, closed_on=None)
    entered = {code for one in under_way for code, text in one.entered.items() if text.strip()}
    ended = [parse_optional(e.date) for e in events if e.type == "appeal_decision" and e.date]
    return Known(
        on=on,
        state=state or state_of(events),
        is_held=any(_is_held(person, case, on) for person in people),
        types={event.type for event in events},
        facts=facts_in(events, people, on=on) | entered,
        remedies_ended=max(filter(None, ended), key=lambda d: d.sort_key, default=None),
        under_way={one.procedure for one in under_way if one.steps.exists()},
    )


def events_of(case: Case, *, member: User) -> list[Event]:
    """The events of a case that a member may see, in order.

    A response seldom names a case: it belongs to the case of the person whom it concerns.
    """
    about = Q(case=None, involvements__person__in=case.persons.all())
    found = queries.with_parties().filter(queries.if_visible(member), Q(case=case) | about)
    return sorted(found.distinct(), key=_when)


def facts_in(events: Iterable[Event], people: Iterable[Person], *, on: date) -> set[str]:
    """The codes of `procedure_facts` for which the record has something to say."""
    events = list(events)
    arrests = [event for event in events if event.type == "arrest"]
    found: set[str] = set()
    tests = {
        "name": any(True for _ in people),
        "arrest_date": any(event.date for event in arrests),
        "arrest_place": any(event.place for event in arrests),
        "forces": any(_perpetrators(event) for event in arrests),
        "perpetrators": any(_perpetrators(event) for event in events),
        "event_date": any(event.date for event in events),
        "event_place": any(event.place for event in events),
        "reasons": any(
            event.articles or event.details.get("reason_given") or event.details.get("charge")
            for event in events
        ),
        "places": any(event.detained_at_id for event in events)
        or any(event.type == "transfer" and event.place for event in events),
        "narrative": len(events) > 1,
        "remedies": any(event.type in _REMEDIES for event in events),
        "consent": any(
            consent.holds_on(on) for person in people for consent in person.consents.all()
        ),
    }
    found |= {code for code, holds in tests.items() if holds}
    return found


def state_of(events: Iterable[Event]) -> str:
    """The State in whose places it happened, by most of them; empty when no place is known."""
    by_name = {one.en: one.country or "" for one in vocabulary.places().values()}
    found = Counter(
        (event.detained_at.country if event.detained_at else "")
        or by_name.get(vocabulary.place_label(event.place, "en"), "")
        for event in events
        if event.place and event.type in _OF_THE_STATE
    )
    found.pop("", None)
    return found.most_common(1)[0][0] if found else ""


_OF_THE_STATE = {code for code, one in vocabulary.event_types().items() if one.family == "act"} - {
    "exile_or_deportation"
}


def remedies_in(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if event.type in _REMEDIES]


def _perpetrators(event: Event) -> list[Involvement]:
    """Those whom somebody called so; who is only named with an act may be anybody."""
    parts = event.involvements.all()
    return [part for part in parts if part.role == Involvement.Role.PERPETRATOR]


def _is_held(person: Person, case: Case, on: date) -> bool:
    ledger = custody.fold(queries.custody_events(person, case=case), on=on)
    return any(one.end is None and one.kind not in custody.NOT_CUSTODY for one in ledger.periods)


def _when(event: Event) -> tuple[str, int]:
    moment: PartialDate | None = parse_optional(event.date)
    return (moment.earliest.isoformat() if moment else "9999", event.pk)
