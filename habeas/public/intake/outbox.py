"""Mail that waits to be sent: sealed to the mailer's key, each once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from habeas.core.sealing import seal
from habeas.public.intake.database import Connection, Target, connection

LATE = 2 * 3600  # seconds that a mail may wait


@dataclass(frozen=True)
class Outgoing:
    """One mail: to whom, in which language, of which kind, and what its words are filled with."""

    to: str
    language: str
    kind: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sealed:
    """A mail that only the mailer can open; `once` is its name, of which there is never another."""

    once: str
    body: bytes
    at: datetime


def packed_mail(mail: Outgoing, key: str) -> bytes:
    """A mail that only the mailer can open. Padded to whole kilobytes."""
    body = json.dumps(
        {"to": mail.to, "language": mail.language, "kind": mail.kind, "fields": mail.fields},
        ensure_ascii=False,
    ).encode()
    return seal(body + b" " * (-len(body) % 1024), key)


def put(connection: Connection, *mails: Sealed) -> None:
    """Add mails with the caller's transaction, save those whose `once` was there already."""
    rows = [(one.once, one.body, int(one.at.timestamp())) for one in mails]
    connection.add("outbox (once, sealed, due_at)", rows, "ON CONFLICT DO NOTHING")


def late(target: Target, *, at: datetime) -> int:
    """How many mails should have gone out long ago. Raises one of `database.Errors`."""
    with connection(target) as held:
        rows = held.rows(
            "SELECT count(*) FROM outbox WHERE due_at < ?", [int(at.timestamp()) - LATE]
        )
    return int(rows[0][0])
