"""Changes of public actions; each checks permission and is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from habeas.core.documents import AppealDocument, AppealUpdate
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.actions.models import Addressee, Appeal, Letter, Update
from habeas.desk.actions.queries import facts_now
from habeas.desk.actions.rules import fields_of
from habeas.desk.casefiles.models import Case, Person
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
def open_appeal(appeal: Appeal, *, by: User) -> Appeal:
    """Let an appeal into the next edition. What was stopped or closed is not opened again."""
    require(by, MAY)
    if appeal.state not in (Appeal.State.DRAFT, Appeal.State.OPEN):
        raise NotPossible(f"the appeal is {appeal.state}; begin a new one")
    if not appeal.letters.exists() or not appeal.addressees.exists():
        raise NotPossible("an appeal needs a letter and an addressee")
    appeal.state = Appeal.State.OPEN
    appeal.save(update_fields=["state"])
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
