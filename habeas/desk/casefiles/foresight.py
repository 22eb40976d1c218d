"""What accepting a claim would do, told before it is done.

Asks the same questions as `filing`, and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from habeas.desk.casefiles import filing, queries, rules
from habeas.desk.casefiles.models import Attribute, Claim, Event, Organisation, Person
from habeas.desk.sources.models import Sensitivity

OTHERS_SHOWN = 8


@dataclass(frozen=True)
class Foresight:
    """The finding that a claim would join; None means that it opens a new one."""

    joins: Event | Attribute | None = None
    # Field by field, what the claim says otherwise than the finding.
    differences: dict[str, str] = field(default_factory=dict)
    # Other findings of the same type about the same person.
    others: list[Event] = field(default_factory=list)


def would_join(claim: Claim) -> Foresight:
    persons = _known_persons(claim)
    if not claim.type or persons is None:
        return Foresight()
    if claim.type in filing.ATTRIBUTES and persons:
        return Foresight(joins=filing.known_attribute(claim, persons[0]))
    event = filing.known_event(claim, persons, _bodies(claim))
    return Foresight(
        joins=queries.with_parties().get(pk=event.pk) if event else None,
        differences=rules.differences(rules.stated(claim), rules.stated(event)) if event else {},
        others=_others(claim, persons, event),
    )


def _known_persons(claim: Claim) -> list[Person] | None:
    """The persons of a claim that have a file; None when the leading one has none yet."""
    found = [queries.person_called(name) for name in claim.persons]
    if found and found[0] is None:
        return None
    return [person for person in found if person]


def _bodies(claim: Claim) -> list[int]:
    """Ids of the bodies that a claim names; one that is new has an id that no event knows."""
    named = filing.bodies_named(claim)
    known = dict(Organisation.objects.filter(name__in=named).values_list("name", "pk"))
    return [known.get(name, -1) for name in named]


def _others(claim: Claim, persons: list[Person], event: Event | None) -> list[Event]:
    if not persons:
        return []
    like = queries.events_like(
        claim, persons, sensitivity=Sensitivity(claim.capture.source.sensitivity)
    )
    if event:
        like = like.exclude(pk=event.pk)
    pks = list(like.values_list("pk", flat=True)[:OTHERS_SHOWN])
    return list(queries.with_parties().filter(pk__in=pks).order_by("date", "pk")) if pks else []
