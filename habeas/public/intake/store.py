"""The intake store: append, list, take out. Plain SQLite, durable before it answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.core.ids import new_id

SCHEMA = (Path(__file__).parent / "schema.sql").read_text()


@dataclass(frozen=True)
class Message:
    id: str
    kind: str
    arrived_on: str
    sealed: bytes


def make_store(path: Path) -> None:
    with _open(path) as connection:
        connection.executescript(SCHEMA)


def add(path: Path, *, kind: str, sealed: bytes, on: date) -> str:
    """Keep one sealed message for good and return its id. Raises sqlite3.Error."""
    key = new_id()
    with _open(path) as connection, connection:
        connection.execute(
            "INSERT INTO messages VALUES (?, ?, ?, ?, NULL)", [key, kind, on.isoformat(), sealed]
        )
    return key


def waiting(path: Path) -> list[Message]:
    """Messages that the desk has not taken in, oldest first."""
    with _open(path) as connection:
        rows = connection.execute(
            "SELECT id, kind, arrived_on, sealed FROM messages"
            " WHERE taken_on IS NULL ORDER BY arrived_on, rowid"
        )
        return [Message(*row) for row in rows]


def mark_taken(path: Path, key: str, *, on: date) -> None:
    """The desk has it: the sealed bytes go, the fact that something came stays."""
    with _open(path) as connection, connection:
        connection.execute(
            "UPDATE messages SET taken_on = ?, sealed = NULL WHERE id = ?", [on.isoformat(), key]
        )


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        yield connection
