"""A person's case file on one page: what is held, on what evidence, and what of it is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas.core import custody
from habeas.core.dates import parse_optional
from habeas.desk.casefiles import queries, rules
from habeas.desk.casefiles.models import (
    Attribute,
    Citation,
    Claim,
    Event,
    Finding,
    Involvement,
    Name,
    Person,
)
from habeas.desk.sources.models import Sensitivity, Source


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
class CaseFile:
    person: Person
    ledger: custody.Ledger
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


def case_file(person: Person, *, on: date) -> CaseFile:
    """Everything held about a person, and their ledger as it stands on the day `on`."""
    events = list(queries.chronology_of(person))
    about = [event for event in events if _is_about(event, person)]
    return CaseFile(
        person=person,
        ledger=custody.fold([queries.custody_event(event) for event in about], on=on),
        names=[_entry(row) for row in queries.names_of(person)],
        facts=[_entry(row) for row in queries.attributes_of(person)],
        events=sorted((_entry(event) for event in events), key=_when),
    )


def _is_about(event: Event, person: Person) -> bool:
    parts = event.involvements.all()
    return any(part.person_id == person.pk and part.role in Involvement.ABOUT for part in parts)


def _entry(row: Name | Attribute | Event) -> Entry:
    citations = list(row.citations.all())
    return Entry(
        finding=row,
        evidence=[_evidence(citation, row) for citation in citations],
        gaps=rules.publication_gaps(
            sensitivity=Sensitivity(row.sensitivity),
            basis=row.basis,
            public_support=sum(_is_public_support(citation) for citation in citations),
        ),
    )


def _evidence(citation: Citation, row: Name | Attribute | Event) -> Evidence:
    if not isinstance(row, Event):
        return Evidence(citation, {})
    claim = citation.claim
    said = {"date": claim.date, "quantity": claim.quantity}
    held = {"date": row.date, "quantity": row.quantity}
    return Evidence(citation, rules.differences(said, held))


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
