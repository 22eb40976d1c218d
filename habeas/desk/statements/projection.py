"""A joint statement as a public document: names as they signed, and never whose word it was."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from habeas.core import statements
from habeas.core.statements import StatementDocument, numbers_of
from habeas.desk.actions.rules import lines_of
from habeas.desk.statements.models import Signatory, Statement
from habeas.desk.statements.queries import key_of, wordings_now


def statement_document(statement: Statement, people: Iterable[str]) -> StatementDocument:
    signatories = signatories_of(statement)
    is_withdrawn = statement.state == Statement.State.WITHDRAWN
    deadline = statement.deadline
    return StatementDocument(
        slug=statement.slug,
        state=statement.state,
        people=tuple(people),
        texts=tuple(
            statements.StatementText(
                version=one.version, language=one.language, title=one.title, text=one.text,
                sha256=one.sha256,
            )
            for one in wordings_now(statement)
        ),
        addressees=lines_of(statement.addressees),
        issued_on=statement.issued_on.isoformat() if statement.issued_on else None,
        deadline=deadline.astimezone(ZoneInfo(statement.zone)).isoformat() if deadline else None,
        order=statement.order,
        claimed=statement.claimed,
        signatories=() if is_withdrawn else signatories,
        numbers=numbers_of(signatories),
        updates=tuple(
            statements.StatementUpdate(date=one.on.isoformat(), text=one.text)
            for one in statement.updates.all()
        ),
    )  # fmt: skip


def signatories_of(statement: Statement) -> tuple[statements.Signatory, ...]:
    return tuple(_signatory(one) for one in statement.signatories.all())


def _signatory(one: Signatory) -> statements.Signatory:
    """A name that is not public leaves nothing behind that tells it, its key neither."""
    return statements.Signatory(
        key=key_of(one) if one.is_named else one.public_id,
        name=one.name if one.is_named else None,
        names=one.names if one.is_named else {},
        country=one.country or None,
        signs_as=one.signs_as,
        under=key_of(one.parent) if one.parent else None,
        role=one.role or None if one.is_named else None,
        signed_on=one.signed_on.isoformat() if one.signed_on else None,
        version=one.version,
        late=one.is_late,
        withdrawn_on=one.withdrawn_on.isoformat() if one.withdrawn_on else None,
    )
