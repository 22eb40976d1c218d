"""Changes of public actions; each checks permission and is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from habeas.core.documents import AppealDocument, AppealUpdate
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.actions.models import Addressee, Appeal, Embassy, Letter, Update
from habeas.desk.actions.queries import facts_now
from habeas.desk.actions.rules import fields_of
from habeas.desk.advocacy.models import Intervention
from habeas.desk.advocacy.services import describe_intervention, organisation_called
from habeas.desk.casefiles.models import Case, Event, Person
from habeas.desk.casefiles.services import record_event
from habeas.desk.publishing.services import amend_edition

MAY = "actions.conduct_action"
ENDS: dict[str, Appeal.State] = {
    Update.Kind.STOP: Appeal.State.STOPPED,
    Update.Kind.CLOSED: Appeal.State.CLOSED,
}


class NotPossible(ValueError):
    """What was asked contradicts the state of the action; the message says how."""


@transaction.atomic
def draft_appeal(
    case: Case, person: Person, fields: Mapping[str, Any], *, by: User, on: date
) -> Appeal:
    """Begin an appeal; nothing is public by it. `fields` are those of the model's texts."""
    require(by, MAY)
    if not person.cases.filter(pk=case.pk).exists():
        raise NotPossible("the person is not in this case")
    made = Appeal.objects.create(
        case=case, person=person, checked=facts_now(person, on=on), opened_by=by, **fields
    )
    record(by, "appeal.drafted", made)
    return made


@transaction.atomic
def describe_appeal(appeal: Appeal, fields: Mapping[str, Any], *, by: User) -> Appeal:
    """Change the texts of an appeal; the public page follows with the next edition."""
    require(by, MAY)
    for name, value in fields.items():
        setattr(appeal, name, value)
    appeal.save(update_fields=list(fields))
    record(by, "appeal.described", appeal)
    return appeal


@transaction.atomic
def check_texts(appeal: Appeal, *, by: User, on: date) -> Appeal:
    """Say that the texts agree with the record as it stands now."""
    require(by, MAY)
    appeal.checked = facts_now(appeal.person, on=on)
    appeal.save(update_fields=["checked"])
    record(by, "appeal.checked", appeal)
    return appeal


@transaction.atomic
def add_addressee(appeal: Appeal, fields: Mapping[str, Any], *, by: User) -> Addressee:
    require(by, MAY)
    made = Addressee.objects.create(appeal=appeal, **fields)
    record(by, "appeal.addressed", appeal)
    return made


@transaction.atomic
def describe_addressee(addressee: Addressee, fields: Mapping[str, Any], *, by: User) -> Addressee:
    """Change an addressee; `broken` names the channels over which nothing arrives any more."""
    require(by, MAY)
    for name, value in fields.items():
        setattr(addressee, name, value)
    addressee.save()
    record(by, "appeal.addressed", addressee.appeal)
    return addressee


@transaction.atomic
def remove_addressee(addressee: Addressee, *, by: User) -> None:
    require(by, MAY)
    addressee.delete()
    record(by, "appeal.addressee_removed", addressee.appeal)


@transaction.atomic
def set_embassy(state: str, country: str, *, email: str, post: str, by: User) -> Embassy:
    """Where a State is written to from a country, for every appeal; without both, nowhere."""
    require(by, MAY)
    made, _ = Embassy.objects.update_or_create(
        state=state.upper(), country=country.upper(), defaults={"email": email, "post": post}
    )
    if not email and not post:
        made.delete()
    record(by, "embassy.set", by)
    return made


@transaction.atomic
def write_letter(appeal: Appeal, language: str, *, subject: str, body: str, by: User) -> Letter:
    """Keep the sample letter of a language. Raises NotPossible for fields that are none."""
    require(by, MAY)
    try:
        fields_of(subject + body)
    except ValueError as problem:
        raise NotPossible(str(problem)) from None
    made, _ = Letter.objects.update_or_create(
        appeal=appeal, language=language, defaults={"subject": subject, "body": body}
    )
    record(by, "appeal.letter_written", appeal)
    return made


@transaction.atomic
def open_appeal(appeal: Appeal, *, by: User, on: date) -> Appeal:
    """Let an appeal into the next edition. What was stopped or closed is not opened again."""
    require(by, MAY)
    if appeal.state not in (Appeal.State.DRAFT, Appeal.State.OPEN):
        raise NotPossible(f"the appeal is {appeal.state}; begin a new one")
    if not appeal.letters.exists() or not appeal.addressees.exists():
        raise NotPossible("an appeal needs a letter and an addressee")
    appeal.state, appeal.opened_on = Appeal.State.OPEN, appeal.opened_on or on
    appeal.save(update_fields=["state", "opened_on"])
    record(by, "appeal.opened", appeal)
    return appeal


def update_appeal(appeal: Appeal, kind: str, text: str, *, by: User, now: datetime) -> Update:
    """Say how it went on. `stop` and `closed` end it, and its public page at once."""
    require(by, MAY)
    if kind not in Update.Kind.values:
        raise NotPossible(f"{kind}: no kind of update")
    made = _updated(appeal, Update.Kind(kind), text, by=by, now=now)
    # After the record: whoever publishes meanwhile either sees it ended or is amended here.
    if kind in ENDS:
        _end_in_public(made.appeal, made, by=by, now=now)
    return made


@transaction.atomic
def _updated(appeal: Appeal, kind: Update.Kind, text: str, *, by: User, now: datetime) -> Update:
    held = Appeal.objects.select_for_update().get(pk=appeal.pk)
    made = Update.objects.create(appeal=held, kind=kind, on=now.date(), text=text)
    if kind in ENDS:
        held.state = ENDS[kind]
        held.save(update_fields=["state"])
    record(by, f"appeal.{kind}", held)
    return made


@transaction.atomic
def keep_written(
    appeal: Appeal, channels: Mapping[str, int], countries: Mapping[str, int], *, by: User, on: date
) -> None:
    """Keep how many have told the portal that they wrote; what was kept before is replaced."""
    require(by, "sources.collect_source")  # as all that comes from the intake
    told = {"channels": dict(channels), "countries": dict(countries)}
    if told.items() <= appeal.written.items():
        return
    appeal.written = told | {"on": on.isoformat()}
    appeal.save(update_fields=["written"])
    record(by, "appeal.written_counted", appeal)


@transaction.atomic
def note_outcome(
    appeal: Appeal,
    *,
    response: str,
    impact: str,
    answer: Event | None,
    follow_up: str = "",
    by: User,
) -> Intervention:
    """Write down what came of an appeal: an intervention in the case, with its impact.

    Entered as an event that waits for a source; noting it again changes the same one.
    """
    require(by, MAY)
    event = appeal.event
    if event is None:
        day = (appeal.opened_on or appeal.updates.earliest("pk").on).isoformat()
        fields, kind = {"date": day}, "open_letter_or_call"
        event = record_event(kind, [appeal.person], fields, case=appeal.case, by=by)
        appeal.event = event
        appeal.save(update_fields=["event"])
    asked = appeal.addressees.filter(is_copy=False).first()
    changes = {
        "addressed": organisation_called(asked.office or asked.name) if asked else None,
        "asked": appeal.demands or appeal.summary,
        "response": response,
        "impact": impact,
        "answer": answer,
        "follow_up": follow_up,
    }
    record(by, "appeal.outcome_noted", appeal)
    return describe_intervention(event, changes, by=by)


def _end_in_public(appeal: Appeal, update: Update, *, by: User, now: datetime) -> None:
    """Take away what can be sent, in an edition that changes nothing else."""

    def ended(document: AppealDocument) -> AppealDocument:
        said = AppealUpdate(kind=update.kind, date=update.on.isoformat(), text=update.text)
        return document.model_copy(
            update={
                "state": str(appeal.state),
                "addressees": (),
                "letters": (),
                "updates": (*document.updates, said),
            }
        )

    amend_edition(f"actions/{appeal.slug}", ended, by=by, message=update.kind, now=now)
