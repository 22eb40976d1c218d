"""The intake store: append, list, take out. Durable before it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.core.ids import new_id
from habeas.public.intake.database import Target, connection, make_tables, transaction

# Each part of the intake has a file of its own.
SCHEMAS = sorted((Path(__file__).parent / "schema").glob("*.sql"))


@dataclass(frozen=True)
class Message:
    id: str
    kind: str
    arrived_on: str
    sealed: bytes


def make_store(target: Target) -> None:
    for schema in SCHEMAS:
        make_tables(target, schema.read_text())


def add(target: Target, *, kind: str, sealed: bytes, on: date) -> str:
    """Keep one sealed message for good and return its id. Raises one of `database.Errors`."""
    key = new_id()
    with transaction(target) as held:
        held.run(
            "INSERT INTO messages VALUES (?, ?, ?, ?, NULL)", [key, kind, on.isoformat(), sealed]
        )
    return key


def waiting(target: Target) -> list[Message]:
    """Messages that the desk has not taken in, oldest day first."""
    with connection(target) as held:
        rows = held.rows(
            "SELECT id, kind, arrived_on, sealed FROM messages"
            " WHERE taken_on IS NULL ORDER BY arrived_on, id"
        )
    return [Message(*row) for row in rows]


def mark_taken(target: Target, key: str, *, on: date) -> None:
    """The desk has it: the sealed bytes go, the fact that something came stays."""
    with transaction(target) as held:
        held.run(
            "UPDATE messages SET taken_on = ?, sealed = NULL WHERE id = ?", [on.isoformat(), key]
        )
        held.run("DELETE FROM pieces WHERE message = ?", [key])


def piece(target: Target, key: str, number: int) -> bytes:
    """One sealed piece of a message's files. Raises LookupError when it is not there."""
    with connection(target) as held:
        found = held.row(
            "SELECT sealed FROM pieces WHERE message = ? AND number = ?", [key, number]
        )
    if found is None:
        raise LookupError(f"piece {number} of message {key} is missing")
    return bytes(found[0])
