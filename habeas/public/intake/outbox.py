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


def packed_mail(mail: Outgoing, key: str) -> bytes:
    """A mail that only the mailer can open. Padded to whole kilobytes."""
    body = json.dumps(
        {"to": mail.to, "language": mail.language, "kind": mail.kind, "fields": mail.fields},
        ensure_ascii=False,
    ).encode()
    return seal(body + b" " * (-len(body) % 1024), key)


def put(connection: Connection, sealed: bytes, *, once: str, at: datetime) -> None:
    """Add a sealed mail with the caller's transaction, unless `once` was there already."""
    connection.later(
        "INSERT INTO outbox (once, sealed, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [once, sealed, int(at.timestamp())],
    )


def late(target: Target, *, at: datetime) -> int:
    """How many mails should have gone out long ago. Raises one of `database.Errors`."""
    with connection(target) as held:
        rows = held.rows(
            "SELECT count(*) FROM outbox WHERE due_at < ?", [int(at.timestamp()) - LATE]
        )
    return int(rows[0][0])
