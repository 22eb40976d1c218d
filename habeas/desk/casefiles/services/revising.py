"""What staff decide themselves: fields of an event, who may know it, on whose consent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from habeas.core.dates import PartialDate
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.casefiles import filing, history
from habeas.desk.casefiles.models import (
    Case,
    Choice,
    Claim,
    Consent,
    Event,
    Finding,
    Involvement,
    Name,
    Organisation,
    Person,
)
from habeas.desk.casefiles.rules import DECIDABLE, DEGREES, DETAIL, may_inform
from habeas.desk.sources.models import Sensitivity, Source
from habeas.vocabulary import details_of, event_types, is_well_formed, terms

WELL_FORMED = {
    "date": "a date is written 2011, 2011-08 or 2011-08-04",
    "duration": "a duration is written P4Y6M for four years and six months, P15D for 15 days",
    "money": "a sum is written 500 EUR: a number and the currency's three letters",
}


class NotPossible(ValueError):
    """What was asked contradicts the record; the message says how, and what to do."""


@transaction.atomic
def record_event(
    type: str,
    persons: Iterable[Person],
    fields: Mapping[str, Any],
    *,
    by: User,
    case: Case | None = None,
    sensitivity: Sensitivity = Sensitivity.INTERNAL,
) -> Event:
    """Enter an event that no claim supports yet; so long it cannot be published.

    `fields` as in `revise_event`. Raises NotPossible for an unknown type or field.
    """
    require(by, "casefiles.change_event")
    if type not in event_types():
        raise NotPossible(f"{type} is no type of event")
    event = Event.objects.create(
        type=type, kind=Finding.Kind.EVENT, sensitivity=sensitivity, decided_by=by, case=case
    )
    role = Involvement.Role.VICTIM
    if event_types()[type].family not in ("act", "list"):
        role = Involvement.Role.CONCERNED
    for person in dict.fromkeys(persons):
        Involvement.objects.create(event=event, person=person, role=role, by_hand=True)
    _decide(event, {"type": type, **fields}, by=by, reason="", claim=None)
    filing.refresh_event(event)
    history.keep([event], "event.entered", by=by)
    record(by, "event.entered", event)
    return event


@transaction.atomic
def revise_event(event: Event, fields: Mapping[str, Any], *, reason: str, by: User) -> Event:
    """Decide fields of an event against or beyond what its claims say, and why.

    `fields` maps a field of `rules.DECIDABLE`, or "details.CODE", to its value.
    Claims that say otherwise stay and show as differing. Raises NotPossible.
    """
    require(by, "casefiles.change_event")
    event = Event.objects.select_for_update().get(pk=event.pk)
    _decide(event, fields, by=by, reason=reason, claim=None)
    return _settled(event, "event.revised", by)


@transaction.atomic
def believe_claim(event: Event, field: str, claim: Claim, *, reason: str, by: User) -> Event:
    """Where claims differ over a field, hold what this one says.

    Raises NotPossible when the claim does not bear on the event or is silent.
    """
    require(by, "casefiles.change_event")
    event = Event.objects.select_for_update().get(pk=event.pk)
    if not event.citations.filter(claim=claim).exists():
        raise NotPossible("this claim does not bear on the event")
    if not may_inform(
        Sensitivity(claim.capture.source.sensitivity), Sensitivity(event.sensitivity)
    ):
        raise NotPossible("its source is more sensitive than the event: what it says stays inside")
    value = _said(claim, field)
    if not value:
        raise NotPossible(f"this claim says nothing of {field}")
    _decide(event, {field: value}, by=by, reason=reason, claim=claim)
    return _settled(event, "event.claim_believed", by)


@transaction.atomic
def keep_open(event: Event, field: str, *, reason: str, by: User) -> Event:
    """Leave a difference open, on purpose: the field follows its claims again."""
    require(by, "casefiles.change_event")
    event = Event.objects.select_for_update().get(pk=event.pk)
    _known_field(event.type, field)
    Choice.objects.create(event=event, field=field, kept_open=True, reason=reason, decided_by=by)
    event.decided.pop(field, None)
    return _settled(event, "event.kept_open", by)


@transaction.atomic
def involve(
    event: Event,
    party: Person | Organisation,
    role: Involvement.Role,
    *,
    degree: str = "",
    by: User,
) -> Involvement:
    """Say that somebody took part in an event, in which role and how far."""
    require(by, "casefiles.change_event")
    if degree and degree not in {code for codes in DEGREES.values() for code in codes}:
        raise NotPossible(f"{degree} is no degree of involvement")
    who: dict[str, Any] = {"person" if isinstance(party, Person) else "organisation": party}
    part, _ = Involvement.objects.update_or_create(
        event=event, role=role, **who, defaults={"degree": degree, "by_hand": True}
    )
    history.keep([event], "event.party_added", by=by)
    record(by, "event.party_added", event)
    return part


@transaction.atomic
def uninvolve(part: Involvement, *, by: User) -> None:
    """Take back an involvement that staff entered; what claims say is taken back with them."""
    require(by, "casefiles.change_event")
    if not part.by_hand:
        raise NotPossible("a claim says so: reopen the claim to take this back")
    event = part.event
    told = history.whom([event])
    part.delete()
    filing.refresh_event(event)
    history.keep([event], "event.party_removed", by=by, told=told)
    record(by, "event.party_removed", event)


@transaction.atomic
def set_sensitivity(finding: Finding, sensitivity: Sensitivity, *, basis: str, by: User) -> Finding:
    """Decide who may know a finding, and on what basis the public may.

    An event is worked out anew: what a secret source said may not shape a public one.
    What was ever restricted becomes public only when a second member asks for the
    same; after the first it stays as it was, with `asked_public_by` saying who.
    """
    require(by, "casefiles.change_event")
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    needs_two = sensitivity == Sensitivity.PUBLIC and held.was_restricted
    if needs_two and held.asked_public_by in (None, by):
        Finding.objects.filter(pk=held.pk).update(asked_public_by=by, basis=basis)
        record(by, "finding.public_asked", held)
        finding.refresh_from_db()
        return finding
    was_restricted = sensitivity != Sensitivity.PUBLIC and (
        held.was_restricted or sensitivity == Sensitivity.RESTRICTED
    )
    finding.sensitivity, finding.basis = sensitivity, basis
    Finding.objects.filter(pk=finding.pk).update(
        sensitivity=sensitivity, basis=basis, was_restricted=was_restricted, asked_public_by=None
    )
    if finding.kind == Finding.Kind.EVENT:
        filing.refresh_event(Event.objects.get(pk=finding.pk))
    if finding.kind == Finding.Kind.NAME:
        filing.index_name(Name.objects.get(pk=finding.pk))
    history.keep([finding], f"finding.{sensitivity}", by=by)
    record(by, f"finding.{sensitivity}", finding)
    return finding


@transaction.atomic
def open_to(row: Finding | Source, readers: Iterable[User], *, by: User) -> None:
    """Name those whom a restricted finding or source is open to, beside its team."""
    if isinstance(row, Source):
        require(by, "sources.change_source")
    else:
        require(by, "casefiles.change_event")
    row.readers.set(readers)
    record(by, f"{row._meta.model_name}.readers_named", row)


@transaction.atomic
def give_consent(
    person: Person,
    findings: Iterable[Finding],
    *,
    given_by: str,
    purpose: str,
    given_on: date,
    until: date | None = None,
    by: User,
) -> Consent:
    """Note that somebody agreed that findings of a person may be told. Publishes nothing."""
    require(by, "casefiles.change_person")
    if until and until <= given_on:
        raise NotPossible("the consent would end before it is given")
    consent = Consent.objects.create(
        person=person,
        given_by=given_by,
        purpose=purpose,
        given_on=given_on,
        until=until,
        recorded_by=by,
    )
    Finding.objects.filter(pk__in=[finding.pk for finding in findings]).update(consent=consent)
    record(by, "consent.given", consent)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, on: date, by: User) -> Consent:
    """Note that a consent was withdrawn: what rests on it leaves with the next edition."""
    require(by, "casefiles.change_person")
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    record(by, "consent.withdrawn", consent)
    return consent


def _decide(
    event: Event, fields: Mapping[str, Any], *, by: User, reason: str, claim: Claim | None
) -> None:
    type_ = str(fields.get("type", event.type))
    for field, value in fields.items():
        _known_field(type_, field)
        _right_value(type_, field, value)
        Choice.objects.create(
            event=event, field=field, value=value, claim=claim, reason=reason, decided_by=by
        )
        event.decided[field] = value


def _known_field(type_: str, field: str) -> None:
    detail = field.removeprefix(DETAIL)
    if field.startswith(DETAIL) and detail in details_of(type_):
        return
    if field not in DECIDABLE:
        raise NotPossible(f"{field} is nothing that a {type_} has")


def _right_value(type_: str, field: str, value: Any) -> None:
    detail = details_of(type_).get(field.removeprefix(DETAIL))
    if field.startswith(DETAIL) and value and detail and detail.terms:
        unknown = set(detail.values(value)) - set(terms(detail.terms))
        if unknown:
            raise NotPossible(f"{', '.join(sorted(unknown))}: not in the list {detail.terms}")
    elif field.startswith(DETAIL) and value and detail and not is_well_formed(detail, value):
        raise NotPossible(f"{value}: {WELL_FORMED[detail.kind]}")
    if field in ("date", "date_end") and value:
        try:
            PartialDate.parse(value)
        except ValueError as problem:
            raise NotPossible(str(problem)) from None
    if field == "type" and value not in event_types():
        raise NotPossible(f"{value} is no type of event")


def _said(claim: Claim, field: str) -> Any:
    if field.startswith(DETAIL):
        return claim.details.get(field.removeprefix(DETAIL))
    return getattr(claim, field) if field in DECIDABLE else None


def _settled(event: Event, action: str, by: User) -> Event:
    filing.refresh_event(event)
    history.keep([event], action, by=by)
    record(by, action, event)
    return event
