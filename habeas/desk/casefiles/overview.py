"""A person's case file on one page: what is held, on what evidence, and what of it is public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wagtail import hooks

from habeas.core import custody
from habeas.core.dates import parse_optional
from habeas.desk.accounts.models import User
from habeas.desk.casefiles import queries, rules
from habeas.desk.casefiles.models import (
    Attribute,
    Case,
    Citation,
    Claim,
    Event,
    Finding,
    Involvement,
    Name,
    Person,
)
from habeas.desk.sources.models import Sensitivity, Source

# A hook by which other apps say something of events: (events, member) → words by the event's pk.
EVENT_NOTES = "habeas_event_notes"


@dataclass(frozen=True)
class Evidence:
    """A citation, and what its claim says otherwise than the finding."""

    citation: Citation
    says: dict[str, str]

    @property
    def disagrees(self) -> bool:
        return bool(self.says) or self.citation.bearing == Citation.Bearing.CONTRADICTS


@dataclass(frozen=True)
class Entry:
    """A finding with its evidence and what keeps it private."""

    finding: Finding
    evidence: list[Evidence]
    gaps: list[rules.Gap]

    @property
    def is_disputed(self) -> bool:
        return any(one.disagrees for one in self.evidence)


@dataclass(frozen=True)
class Standing:
    """How somebody stands in one case: an own status and ledger, whoever else it is about."""

    case: Case
    ledger: custody.Ledger


@dataclass(frozen=True)
class CaseFile:
    person: Person
    ledger: custody.Ledger
    standings: list[Standing]
    names: list[Entry]
    facts: list[Entry]
    events: list[Entry]

    @property
    def all(self) -> list[Entry]:
        return [*self.names, *self.facts, *self.events]

    @property
    def disputed(self) -> list[Entry]:
        return [entry for entry in self.all if entry.is_disputed]

    @property
    def withheld(self) -> list[Entry]:
        return [entry for entry in self.all if entry.gaps]

    @property
    def sources(self) -> list[Source]:
        claims = (one.citation.claim for entry in self.all for one in entry.evidence)
        return list(dict.fromkeys(claim.capture.source for claim in claims))


def case_file(person: Person, *, on: date, member: User) -> CaseFile:
    """Everything held about a person that `member` may see, and their ledger on the day `on`."""
    events = list(queries.chronology_of(person, member=member))
    about = [event for event in events if _is_about(event, person)]
    cases = queries.cases_visible_to(member).filter(persons=person).order_by("pk")
    return CaseFile(
        person=person,
        ledger=_ledger(about, on),
        standings=[
            Standing(case, _ledger([event for event in about if event.case_id == case.pk], on))
            for case in cases
        ],
        names=[_entry(row, on) for row in queries.names_of(person, member=member)],
        facts=[_entry(row, on) for row in queries.attributes_of(person, member=member)],
        events=sorted((_entry(event, on) for event in events), key=_when),
    )


def _ledger(events: list[Event], on: date) -> custody.Ledger:
    return custody.fold([queries.custody_event(event) for event in events], on=on)


def _is_about(event: Event, person: Person) -> bool:
    parts = event.involvements.all()
    return any(part.person_id == person.pk and part.role in Involvement.ABOUT for part in parts)


def _entry(row: Name | Attribute | Event, on: date) -> Entry:
    citations = list(row.citations.all())
    return Entry(
        finding=row,
        evidence=[_evidence(citation, row) for citation in citations],
        gaps=rules.publication_gaps(
            sensitivity=Sensitivity(row.sensitivity),
            basis=row.basis,
            public_support=sum(_is_public_support(citation) for citation in citations),
            consent_holds=row.consent is None or row.consent.holds_on(on),
        ),
    )


def _evidence(citation: Citation, row: Name | Attribute | Event) -> Evidence:
    if not isinstance(row, Event):
        return Evidence(citation, {})
    claim = citation.claim
    return Evidence(citation, rules.differences(rules.stated(claim), rules.stated(row)))


def _is_public_support(citation: Citation) -> bool:
    claim = citation.claim
    return (
        citation.bearing == Citation.Bearing.SUPPORTS
        and claim.state == Claim.State.ACCEPTED
        and claim.capture.source.sensitivity == Sensitivity.PUBLIC
    )


def _when(entry: Entry) -> tuple[str, int]:
    """Chronological; what has no date comes last."""
    moment = parse_optional(getattr(entry.finding, "date", ""))
    return (moment.earliest.isoformat() if moment else "9999", entry.finding.pk)


def notes_on(events: Iterable[Finding], *, member: User) -> dict[int, list[str]]:
    """What other apps have to say of each event, such as how long its answer took."""
    held = list(events)
    found: dict[int, list[str]] = {}
    for say in hooks.get_hooks(EVENT_NOTES):
        for pk, words in say(held, member).items():
            found.setdefault(pk, []).append(words)
    return found
