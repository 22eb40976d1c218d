"""Changes of what is done abroad; each checks permission and is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from habeas.core.dates import PartialDate
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.advocacy.models import Draft, Intervention, Proceeding, ProceedingStep
from habeas.desk.casefiles.models import Case, Event, Organisation, Person
from habeas.vocabulary import event_types, terms
from habeas.vocabulary.procedures import procedures

MAY = "advocacy.conduct_proceeding"
CODES = {
    "type": "intervention_type",
    "response": "intervention_response",
    "impact": "intervention_impact",
}
FAMILY = "response"


class NotPossible(ValueError):
    """What was asked contradicts the record or the rules; the message says how."""


@transaction.atomic
def describe_intervention(event: Event, changes: Mapping[str, Any], *, by: User) -> Intervention:
    """Say what an event was as an intervention, of whom what was asked, and what came of it.

    `changes`: type, response, impact (codes), addressed (Organisation or None), asked,
    follow_up, answer (Event or None). Raises NotPossible.
    """
    require(by, MAY)
    if event_types()[event.type].family != FAMILY:
        raise NotPossible(f"a {event.type} is no response of anybody to the case")
    held = Intervention.objects.filter(event=event).first()
    row = held or Intervention(event=event, recorded_by=by)
    for name, value in changes.items():
        if name in CODES and value and value not in terms(CODES[name]):
            raise NotPossible(f"{value}: not in the list {CODES[name]}")
        if name == "answer" and value is not None and value.pk == event.pk:
            raise NotPossible("an event does not answer itself")
        setattr(row, name, value)
    row.save()
    record(by, "intervention.described", event)
    return row


@transaction.atomic
def open_proceeding(
    case: Case, procedure: str, *, by: User, person: Person | None = None, state: str = ""
) -> Proceeding:
    """Begin to use a procedure for a case. Nothing is filed by it."""
    require(by, MAY)
    if procedure not in procedures():
        raise NotPossible(f"there is no procedure {procedure}")
    made = Proceeding.objects.create(
        case=case, procedure=procedure, person=person, state=state, opened_by=by
    )
    record(by, "proceeding.opened", made)
    return made


@transaction.atomic
def enter_facts(proceeding: Proceeding, entered: Mapping[str, str], *, by: User) -> Proceeding:
    """Write what the record does not hold: who submits, what is asked for, which articles."""
    require(by, MAY)
    unknown = set(entered) - set(terms("procedure_facts"))
    if unknown:
        raise NotPossible(f"{', '.join(sorted(unknown))}: nothing that a body asks for")
    proceeding.entered = {
        **proceeding.entered, **{code: text.strip() for code, text in entered.items()}
    }  # fmt: skip
    proceeding.save(update_fields=["entered"])
    record(by, "proceeding.facts_entered", proceeding)
    return proceeding


@transaction.atomic
def describe_proceeding(
    proceeding: Proceeding, *, reference: str, note: str, closed_on: date | None, by: User
) -> Proceeding:
    require(by, MAY)
    proceeding.reference, proceeding.note, proceeding.closed_on = reference, note, closed_on
    proceeding.save(update_fields=["reference", "note", "closed_on"])
    record(by, "proceeding.closed" if closed_on else "proceeding.described", proceeding)
    return proceeding


@transaction.atomic
def take_step(
    proceeding: Proceeding,
    code: str,
    on: str,
    *,
    by: User,
    extends: str = "",
    event: Event | None = None,
    note: str = "",
) -> ProceedingStep:
    """Note that a step was taken on a day (EDTF), or with `extends` that a clock was extended.

    Every deadline follows from the steps, so all of them move with it.
    """
    require(by, MAY)
    procedure = procedures()[proceeding.procedure]
    _right_date(on)
    if extends:
        clock = procedure.clocks.get(extends)
        if clock is None or not clock.extension:
            raise NotPossible(f"there is no extension of {extends}")
    elif code not in procedure.steps:
        raise NotPossible(f"{code} is no step of this procedure")
    step = ProceedingStep.objects.create(
        proceeding=proceeding, code="" if extends else code, extends=extends, date=on,
        event=event, note=note, entered_by=by,
    )  # fmt: skip
    record(by, "proceeding.step_taken", proceeding)
    return step


@transaction.atomic
def move_step(step: ProceedingStep, on: str, *, by: User) -> ProceedingStep:
    """Put the day of a step right."""
    require(by, MAY)
    _right_date(on)
    step.date = on
    step.save(update_fields=["date"])
    record(by, "proceeding.step_moved", step.proceeding)
    return step


@transaction.atomic
def take_back_step(step: ProceedingStep, *, by: User) -> None:
    require(by, MAY)
    proceeding = step.proceeding
    step.delete()
    record(by, "proceeding.step_taken_back", proceeding)


@transaction.atomic
def keep_draft(proceeding: Proceeding, body: dict[str, Any], *, language: str, by: User) -> Draft:
    require(by, MAY)
    made = Draft.objects.create(proceeding=proceeding, language=language, body=body, made_by=by)
    record(by, "proceeding.drafted", proceeding)
    return made


def organisation_called(name: str) -> Organisation | None:
    """The body of that name, opened if nobody has named it yet; none for an empty name."""
    return Organisation.objects.get_or_create(name=name.strip())[0] if name.strip() else None


def _right_date(text: str) -> None:
    try:
        PartialDate.parse(text)
    except ValueError as problem:
        raise NotPossible(str(problem)) from None
