"""Mail that waits to be sent: sealed to the mailer's key, each once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from habeas.core.sealing import seal
from habeas.public.intake.database import Connection


@dataclass(frozen=True)
class Outgoing:
    """One mail: to whom, in which language, of which kind, and what its words are filled with."""

    to: str
    language: str
    kind: str
    fields: dict[str, str] = field(default_factory=dict)


def put(connection: Connection, mail: Outgoing, *, once: str, key: str, at: datetime) -> bool:
    """Add a mail within the caller's transaction; False when `once` was there already."""
    body = json.dumps(
        {"to": mail.to, "language": mail.language, "kind": mail.kind, "fields": mail.fields},
        ensure_ascii=False,
    ).encode()
    packed = body + b" " * (-len(body) % 1024)
    return bool(
        connection.run(
            "INSERT INTO outbox (once, sealed, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [once, seal(packed, key), int(at.timestamp())],
        )
    )
