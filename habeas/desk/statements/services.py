"""Changes of joint statements; each checks permission and is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from habeas.core.documents import StatementDocument
from habeas.core.receipts import new_code
from habeas.core.statements import StatementUpdate, statement_sha256
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.actions.models import Appeal
from habeas.desk.casefiles.models import Case, Organisation
from habeas.desk.petitions.models import Petition
from habeas.desk.publishing.services import amend_edition
from habeas.desk.statements.lists import ListLine
from habeas.desk.statements.models import (
    Invitation,
    Joining,
    Signatory,
    Statement,
    Update,
    Wording,
)
from habeas.desk.statements.queries import wordings_now

MAY = "actions.conduct_action"
Fields = Mapping[str, Any]
DESCRIBED = (
    "addressees", "order", "claimed", "embargo_until", "deadline", "zone", "contact",
)  # fmt: skip


class NotPossible(ValueError):
    """What was asked contradicts the state of the statement; the message says how."""


@transaction.atomic
def draft_statement(case: Case, fields: Fields, *, by: User) -> Statement:
    """Begin a statement; nothing is public by it. `fields` are slug and those of DESCRIBED."""
    require(by, MAY)
    _check(fields)
    slug = fields["slug"]
    for other in (Appeal, Petition):
        if other.objects.filter(slug=slug).exists():
            raise NotPossible(f"another action has the address {slug}")
    made = Statement.objects.create(case=case, opened_by=by, **fields)
    record(by, "statement.drafted", made)
    return made


@transaction.atomic
def describe_statement(statement: Statement, fields: Fields, *, by: User) -> Statement:
    """Change everything but the words, the address and who signed."""
    require(by, MAY)
    _check(fields)
    for name in DESCRIBED:
        setattr(statement, name, fields.get(name, getattr(statement, name)))
    statement.save()
    record(by, "statement.described", statement)
    return statement


def _check(fields: Fields) -> None:
    try:
        ZoneInfo(fields.get("zone") or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        raise NotPossible(f"{fields['zone']} is no time zone, such as Europe/Vilnius") from None


@transaction.atomic
def write_words(statement: Statement, language: str, *, title: str, text: str, by: User) -> Wording:
    """Keep the words of a language.

    Words that somebody has signed are not changed: the change begins a new version, which the
    other languages follow when they are written again.
    """
    require(by, MAY)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    title, text = title.strip(), text.replace("\r\n", "\n").strip()
    now = wordings_now(statement)
    version = now[0].version if now else 1
    same = next((one for one in now if one.language == language), None)
    if same and (same.title, same.text) == (title, text):
        return same
    if same and statement.signatories.filter(version=version).exists():
        version += 1
    values = {"title": title, "text": text, "sha256": statement_sha256(title, text)}
    made, _ = Wording.objects.update_or_create(
        statement=statement, version=version, language=language, defaults=values
    )
    record(by, "statement.written", statement)
    return made


@transaction.atomic
def take_list(
    statement: Statement,
    lines: Sequence[ListLine],
    same: Mapping[int, Organisation],
    *,
    by: User,
    on: date | None,
) -> list[Signatory]:
    """Add a list that was read, in its order; the whole list or nothing.

    `same` gives for the place of a line the organisation that it is; others are opened by their
    names. A line that stands in the statement already, under the same house, is not added twice.
    """
    require(by, MAY)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    added: list[Signatory] = []
    made: dict[int, Signatory] = {}
    for place, line in enumerate(lines):
        parent = made.get(line.under) if line.under is not None else None
        fields = {
            "name": line.name, "country": line.country, "signs_as": line.signs_as,
            "role": line.role, "parent": parent, "channel": Signatory.Channel.LIST,
            "signed_on": on,
        }  # fmt: skip
        made[place], is_new = _sign(statement, fields, same.get(place))
        added += [made[place]] if is_new else []
    record(by, "statement.list_taken", statement)
    return added


@transaction.atomic
def add_signatory(
    statement: Statement, fields: Fields, *, same: Organisation | None = None, by: User
) -> Signatory:
    """Add one who signs. `same` is the organisation that it is, under whatever name it signs."""
    require(by, MAY)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    made, is_new = _sign(statement, fields, same)
    if not is_new:
        raise NotPossible(f"{made.name} stands there already")
    record(by, "statement.signed", statement)
    return made


def _sign(
    statement: Statement, fields: Fields, same: Organisation | None
) -> tuple[Signatory, bool]:
    if fields["signs_as"] != Signatory.As.PERSONAL:
        same = same or Organisation.objects.get_or_create(name=fields["name"])[0]
    is_late = bool(
        statement.deadline and fields.get("signed_on")
        and fields["signed_on"] > statement.deadline.astimezone(ZoneInfo(statement.zone)).date()
    )  # fmt: skip
    which = {"name": fields["name"]} if same is None else {"organisation": same}
    held = statement.signatories.filter(parent=fields.get("parent"), **which).first()
    if held:
        return held, False
    now = wordings_now(statement)
    return Signatory.objects.create(
        statement=statement,
        organisation=same,
        place=statement.signatories.count(),
        is_late=is_late,
        **{"version": now[0].version if now else 1, **fields},
    ), True


@transaction.atomic
def is_the_same(signatory: Signatory, organisation: Organisation, *, by: User) -> Signatory:
    """Say which organisation stands behind a name; two names of one count once."""
    require(by, MAY)
    signatory.organisation = organisation
    signatory.save(update_fields=["organisation"])
    record(by, "statement.identified", signatory.statement)
    return signatory


@transaction.atomic
def withdraw_signatory(signatory: Signatory, *, by: User, on: date) -> Signatory:
    """Note that one who signed does so no more; the line stays, and counts no longer."""
    require(by, MAY)
    signatory.withdrawn_on = on
    signatory.save(update_fields=["withdrawn_on"])
    record(by, "statement.signature_withdrawn", signatory.statement)
    return signatory


@transaction.atomic
def invite(
    statement: Statement, names: Sequence[str], language: str, *, by: User, on: date
) -> list[Invitation]:
    """Make a link for each organisation that has none yet; nothing is sent by it."""
    require(by, MAY)
    held = set(statement.invitations.filter(is_open=True).values_list("name", flat=True))
    wanted = dict.fromkeys(one.strip() for one in names)
    made = [
        Invitation.objects.create(
            statement=statement, name=name, language=language, made_on=on,
            code=new_code().replace("-", ""),
        )
        for name in wanted if name and name not in held
    ]  # fmt: skip
    record(by, "statement.invited", statement)
    return made


@transaction.atomic
def close_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Take a link back: what comes by it from now on is not kept."""
    require(by, MAY)
    invitation.is_open = False
    invitation.save(update_fields=["is_open"])
    record(by, "statement.invitation_closed", invitation.statement)
    return invitation


@transaction.atomic
def keep_joining(said: Fields, message: str, *, on: date, by: User) -> Joining:
    """Keep what came by an invitation; nobody stands in the list by it. Raises NotPossible.

    `said` has the fields of the intake's `Joining`, and `message` is the id it had there.
    """
    require(by, "sources.collect_source")
    invitation = Invitation.objects.filter(code=said["code"], is_open=True).first()
    if invitation is None:
        raise NotPossible("no invitation of ours has this code")
    values = {name: value for name, value in said.items() if name != "code"}
    made, _ = Joining.objects.get_or_create(
        message=message, defaults={"invitation": invitation, "arrived_on": on, "said": values}
    )
    record(by, "statement.joining_kept", invitation.statement)
    return made


@transaction.atomic
def take_over(joining: Joining, same: Organisation | None = None, *, by: User) -> Signatory:
    """Do what came by an invitation: add who signs, with its members, or take it off.

    Raises NotPossible when it asks to be taken off and did not sign by this invitation.
    """
    require(by, MAY)
    joining = Joining.objects.select_for_update().get(pk=joining.pk)
    if joining.state != Joining.State.WAITING:
        raise NotPossible("somebody has decided on this already")
    signatory = _taken_off(joining, by=by) if joining.said["withdraws"] else _joined(joining, same)
    joining.state, joining.signatory = Joining.State.TAKEN, signatory
    joining.save(update_fields=["state", "signatory"])
    record(by, "statement.joining_taken", joining.invitation.statement)
    return signatory


def set_aside(joining: Joining, *, by: User) -> Joining:
    require(by, MAY)
    joining.state = Joining.State.SET_ASIDE
    joining.save(update_fields=["state"])
    record(by, "statement.joining_set_aside", joining.invitation.statement)
    return joining


def _joined(joining: Joining, same: Organisation | None) -> Signatory:
    """Whoever stands in the list already stays in its place; the new word is noted with it."""
    said, statement = joining.said, joining.invitation.statement
    is_person = said["signs_as"] == Signatory.As.PERSONAL
    signed = statement.wordings.filter(sha256=said["sha256"]).order_by("-version").first()
    told = {
        "authorised_by": ", ".join(filter(None, (said["person"], said["office"]))),
        "channel": Signatory.Channel.LINK,
        "evidence": f"invitation of {joining.invitation}, {joining.arrived_on}",
        "is_named": said["is_named"],
        "signed_on": joining.arrived_on,
        **({"version": signed.version} if signed else {}),
    }
    fields = {
        "name": said["name"], "country": said["country"], "signs_as": said["signs_as"],
        "role": said["office"] if is_person else "", "parent": None,
    }  # fmt: skip
    made, is_new = _sign(statement, fields | told, None if is_person else same)
    if not is_new:
        for name, value in {**told, "withdrawn_on": None}.items():
            setattr(made, name, value)
        made.save()
    if said["signs_as"] == Signatory.As.HOUSE:
        for name in filter(None, (line.strip(" \t•*-–") for line in said["members"].split("\n"))):
            member = {"name": name, "signs_as": Signatory.As.OWN, "parent": made}
            _sign(statement, member | told, None)
    return made


def _taken_off(joining: Joining, *, by: User) -> Signatory:
    earlier = joining.invitation.joinings.exclude(signatory=None).last()
    if earlier is None or earlier.signatory is None:
        raise NotPossible("it has not signed by this invitation; look for it in the list")
    return withdraw_signatory(earlier.signatory, by=by, on=joining.arrived_on)


@transaction.atomic
def let_through(statement: Statement, state: str, *, by: User, on: date) -> Statement:
    """Open a statement for signing, or issue it; it passes with the next edition."""
    require(by, MAY)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if statement.state == Statement.State.WITHDRAWN:
        raise NotPossible("the statement was withdrawn; begin a new one")
    if not wordings_now(statement):
        raise NotPossible("a statement needs its words first")
    if state == Statement.State.ISSUED:
        if not statement.signatories.filter(withdrawn_on=None).exists():
            raise NotPossible("nobody has signed it")
        statement.issued_on = statement.issued_on or on
    statement.state = Statement.State(state)
    statement.save(update_fields=["state", "issued_on"])
    record(by, f"statement.{state}", statement)
    return statement


@transaction.atomic
def add_update(statement: Statement, text: str, *, by: User, on: date) -> Update:
    require(by, MAY)
    made = Update.objects.create(statement=statement, on=on, text=text)
    record(by, "statement.updated", statement)
    return made


def withdraw_statement(statement: Statement, reason: str, *, by: User, now: datetime) -> Statement:
    """Take a statement back: its page says so at once, with the reason and without the names."""
    require(by, MAY)
    with transaction.atomic():
        held = Statement.objects.select_for_update().get(pk=statement.pk)
        held.state = Statement.State.WITHDRAWN
        held.save(update_fields=["state"])
        Update.objects.create(statement=held, on=now.date(), text=reason)
        record(by, "statement.withdrawn", held)

    def ended(document: StatementDocument) -> StatementDocument:
        said = StatementUpdate(date=now.date().isoformat(), text=reason)
        changes = {"state": "withdrawn", "signatories": (), "updates": (*document.updates, said)}
        return document.model_copy(update=changes)

    # After the record, so that whoever publishes meanwhile sees it withdrawn or is amended here.
    amend_edition(f"actions/{held.slug}", ended, by=by, message="withdrawn", now=now)
    return held
