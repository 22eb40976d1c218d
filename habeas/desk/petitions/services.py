"""Changes of petitions; each checks permission and is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from habeas.core.documents import AppealUpdate, PetitionDocument, petition_sha256
from habeas.core.sealing import seal
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.actions.models import Appeal
from habeas.desk.actions.queries import facts_now
from habeas.desk.casefiles.models import Case, Person
from habeas.desk.petitions.models import (
    Delivery,
    Elsewhere,
    Petition,
    Recipient,
    Update,
    Version,
    Words,
)
from habeas.desk.petitions.queries import is_frozen
from habeas.desk.petitions.rules import goals_of, languages_without_consent, lines
from habeas.desk.publishing.services import amend_edition

MAY = "actions.conduct_action"
Fields = Mapping[str, Any]


class NotPossible(ValueError):
    """What was asked contradicts the state of the petition; the message says how."""


@transaction.atomic
def draft_petition(
    case: Case, person: Person, fields: Fields, *, house: Fields, by: User, on: date
) -> Petition:
    """Begin a petition; nothing is public by it.

    `fields` are slug, addressees, goals, opens_on, closes_on; `house` is the organisation as
    recipient: slug, name, key and consent by language.
    """
    require(by, MAY)
    if not person.cases.filter(pk=case.pk).exists():
        raise NotPossible("the person is not in this case")
    _check(fields)
    if Appeal.objects.filter(slug=fields["slug"]).exists():
        raise NotPossible(f"an appeal has the address {fields['slug']}")
    made = Petition.objects.create(
        case=case, person=person, checked=facts_now(person, on=on), opened_by=by, **fields
    )
    record(by, "petition.drafted", made)
    add_recipient(made, house, by=by)
    return made


@transaction.atomic
def change_petition(petition: Petition, fields: Fields, *, by: User) -> Petition:
    """Change addressees, goals and days. The address stands once it was opened."""
    require(by, MAY)
    _check(fields)
    for name in ("addressees", "goals", "opens_on", "closes_on"):
        setattr(petition, name, fields[name])
    petition.save()
    record(by, "petition.changed", petition)
    return petition


def _check(fields: Fields) -> None:
    try:
        goals_of(fields.get("goals", ""))
    except ValueError as problem:
        raise NotPossible(str(problem)) from None
    last = fields.get("closes_on")
    if last and last < fields["opens_on"]:
        raise NotPossible("the last day to sign lies before the first")
    if not lines(fields["addressees"]):
        raise NotPossible("a petition needs an addressee")


@transaction.atomic
def write_words(petition: Petition, language: str, *, title: str, text: str, by: User) -> Words:
    """Keep the wording of a language. Nobody signs it before it is frozen."""
    require(by, MAY)
    plain = {"title": title.strip(), "text": text.replace("\r\n", "\n").strip()}
    made, _ = Words.objects.update_or_create(petition=petition, language=language, defaults=plain)
    record(by, "petition.written", petition)
    return made


@transaction.atomic
def check_words(petition: Petition, *, by: User, on: date) -> Petition:
    """Say that the words agree with the record as it stands now."""
    require(by, MAY)
    petition.checked = facts_now(petition.person, on=on)
    petition.save(update_fields=["checked"])
    record(by, "petition.checked", petition)
    return petition


@transaction.atomic
def add_recipient(petition: Petition, fields: Fields, *, by: User) -> Recipient:
    """Name who is given signatures. Raises NotPossible for what is no public key of age."""
    require(by, MAY)
    if petition.recipients.filter(slug=fields["slug"]).exists():
        raise NotPossible(f"{fields['slug']} is a recipient already")
    try:
        seal(b"", fields["key"])
    except ValueError as problem:
        raise NotPossible(str(problem)) from None
    made = Recipient.objects.create(petition=petition, **fields)
    record(by, "petition.recipient_added", petition)
    return made


@transaction.atomic
def freeze_words(petition: Petition, *, by: User, on: date) -> Version:
    """Fix the words as the next version, each with its SHA-256.

    Words that are frozen already make no new version. Raises NotPossible without words, or
    where a recipient does not say in a language of theirs what is agreed to.
    """
    require(by, MAY)
    last = petition.versions.last()
    if last and is_frozen(petition):
        return last
    words = list(petition.words.all())
    consents = [one.consent for one in petition.recipients.all()]
    lacking = languages_without_consent([one.language for one in words], consents)
    if not words or lacking:
        raise NotPossible(f"no consent in {', '.join(lacking)}" if lacking else "there is no text")
    texts = [
        {
            "language": one.language,
            "title": one.title,
            "text": one.text,
            "sha256": petition_sha256(one.title, one.text),
        }
        for one in words
    ]
    number = last.number + 1 if last else 1
    made = Version.objects.create(
        petition=petition, number=number, frozen_on=on, texts=texts, by=by
    )
    record(by, "petition.frozen", petition)
    return made


@transaction.atomic
def open_petition(petition: Petition, *, by: User) -> Petition:
    """Let a petition into the next edition. What was stopped or has ended is not opened again."""
    require(by, MAY)
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.state not in (Petition.State.DRAFT, Petition.State.OPEN):
        raise NotPossible(f"the petition is {petition.state}; begin a new one")
    if not is_frozen(petition):
        raise NotPossible("freeze the words first: people sign what does not change")
    petition.state = Petition.State.OPEN
    petition.save(update_fields=["state"])
    record(by, "petition.opened", petition)
    return petition


@transaction.atomic
def update_petition(petition: Petition, kind: str, text: str, *, by: User, now: datetime) -> Update:
    """Say how it went on. `stop` and `closed` end it, and its public form at once."""
    require(by, MAY)
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if kind not in Update.Kind.values:
        raise NotPossible(f"{kind}: no kind of update")
    if petition.state == Petition.State.DRAFT:
        raise NotPossible("the petition is not open yet")
    made = Update.objects.create(petition=petition, kind=kind, on=now.date(), text=text)
    if kind in (Update.Kind.STOP, Update.Kind.CLOSED):
        is_stop = kind == Update.Kind.STOP
        petition.state = Petition.State.STOPPED if is_stop else Petition.State.CLOSED
        petition.save(update_fields=["state"])
        _end_in_public(petition, made, by=by, now=now)
    record(by, f"petition.{kind}", petition)
    return made


def _end_in_public(petition: Petition, update: Update, *, by: User, now: datetime) -> None:
    """Take the form away, in an edition that changes nothing else."""

    def ended(document: PetitionDocument) -> PetitionDocument:
        said = AppealUpdate(kind=update.kind, date=update.on.isoformat(), text=update.text)
        changed = {"state": str(petition.state), "updates": (*document.updates, said)}
        return document.model_copy(update=changed)

    amend_edition(f"actions/{petition.slug}", ended, by=by, message=update.kind, now=now)


@transaction.atomic
def count_elsewhere(petition: Petition, fields: Fields, *, by: User) -> Elsewhere:
    """Note signatures gathered elsewhere; a later count by the same replaces the earlier."""
    require(by, MAY)
    made, _ = Elsewhere.objects.update_or_create(
        petition=petition,
        kind=fields["kind"],
        by=fields["by"],
        defaults={"number": fields["number"], "counted_on": fields["counted_on"]},
    )
    record(by, "petition.counted_elsewhere", petition)
    return made


@transaction.atomic
def deliver_petition(petition: Petition, fields: Fields, *, by: User) -> Delivery:
    """Note that signatures were handed over: the clock of their retention begins with it."""
    require(by, MAY)
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.state in (Petition.State.DRAFT, Petition.State.STOPPED):
        raise NotPossible(f"the petition is {petition.state}")
    made = Delivery.objects.create(petition=petition, **fields)
    petition.state = Petition.State.DELIVERED
    petition.save(update_fields=["state"])
    record(by, "petition.delivered", petition)
    return made


@transaction.atomic
def note_answer(delivery: Delivery, answer: str, on: date, *, by: User) -> Delivery:
    require(by, MAY)
    if on < delivery.on:
        raise NotPossible("the answer lies before the delivery")
    delivery.answer, delivery.answered_on = answer, on
    delivery.save(update_fields=["answer", "answered_on"])
    record(by, "petition.answered", delivery.petition)
    return delivery
