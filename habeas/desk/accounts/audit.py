"""The audit log: a chain of entries that can be added to, and not be changed unseen.

Whoever can write to the database file can still replace the whole chain; what
the chain shows is a change of a part. Its newest hash, written down elsewhere,
shows that too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import rfc8785

from habeas.desk.accounts.models import LogEntry

TABLE = LogEntry._meta.db_table
_SQLITE = """
CREATE TRIGGER IF NOT EXISTS log_kept_from_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
"""
_POSTGRES = """
CREATE OR REPLACE FUNCTION log_is_only_added_to() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the audit log is only added to'; END; $$ LANGUAGE plpgsql;
CREATE OR REPLACE TRIGGER log_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION log_is_only_added_to();
"""


def add(by: Any, action: str, subject: str, *, model: Any = LogEntry) -> Any:
    """Add an entry after the newest. Call inside the transaction of what it tells of."""
    newest = model.objects.select_for_update().order_by("-pk").first()
    entry = model(
        at=datetime.now(UTC),
        by=by,
        action=action,
        subject=subject,
        previous=newest.hash if newest else "",
    )
    entry.hash = hash_of(entry)
    entry.save()
    return entry


def hash_of(entry: Any) -> str:
    """SHA-256, hexadecimal, over the RFC 8785 form of an entry and of the hash before it."""
    said = {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": entry.by_id,
        "action": entry.action,
        "subject": entry.subject,
        "previous": entry.previous,
    }
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()


def first_broken(entries: Iterable[Any]) -> Any | None:
    """The first entry, oldest first, that was changed or whose forerunner is gone."""
    before = ""
    for entry in entries:
        if entry.previous != before or entry.hash != hash_of(entry):
            return entry
        before = entry.hash
    return None


def chain(entries: Iterable[Any]) -> None:
    """Link entries that were written before there was a chain, oldest first."""
    before = ""
    for entry in entries:
        entry.previous = before
        entry.hash = before = hash_of(entry)
        entry.save(update_fields=["previous", "hash"])


def guard(connection: Any) -> None:
    """Let the database itself refuse to change or delete an entry."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(_SQLITE.format(verb=verb, table=TABLE))
        else:
            cursor.execute(_POSTGRES.format(table=TABLE))


def unguard(connection: Any) -> None:
    """For migrations that change the table itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(f"DROP TRIGGER IF EXISTS log_kept_from_{verb}")
        else:
            cursor.execute(f"DROP TRIGGER IF EXISTS log_kept ON {TABLE}")
