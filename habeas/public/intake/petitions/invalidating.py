"""Bulk changes as saved queries: counted first, done in batches, stopped or undone at will."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from habeas.public.intake.database import Connection, Target, connection, transaction
from habeas.public.intake.petitions.services import fingerprint

BATCH = 100
_FIELDS = "id, verb, state, petition, matched, changed"
# What each verb may touch, and what it makes of it.
_MAY = {
    "invalidate": "state IN ('pending', 'confirmed')",
    "clear": "state IN ('pending', 'confirmed') AND suspect = 1",
}
_DOES = {"invalidate": "state = 'invalidated'", "clear": "suspect = 0"}
_UNDOES = {
    "invalidate": "state = CASE WHEN confirmed_at IS NULL THEN 'pending' ELSE 'confirmed' END",
    "clear": "suspect = 1",
}


@dataclass(frozen=True)
class Criteria:
    """Which signatures; what is None does not matter. Moments are seconds since 1970."""

    petition: str
    country: str | None = None
    domain: str | None = None
    since: int | None = None
    until: int | None = None
    suspect: bool | None = None


@dataclass(frozen=True)
class Query:
    id: str
    verb: str
    state: str
    petition: str
    matched: int
    changed: int


def save(target: Target, verb: str, wanted: Criteria, *, at: int) -> Query:
    """Keep a query and count what it finds; it changes nothing yet.

    Raises ValueError for an unknown verb, LookupError for a petition that nobody signed, or
    whose key is gone when a domain is asked for.
    """
    if verb not in _DOES:
        raise ValueError(f"{verb}: neither invalidate nor clear")
    with transaction(target) as held:
        domain = _domain(held, wanted)
        suspect = None if wanted.suspect is None else int(wanted.suspect)
        id = secrets.token_hex(5)
        held.run(
            "INSERT INTO queries VALUES (?, ?, 'saved', ?, ?, ?, ?, ?, ?, 0, 0, ?)",
            [id, verb, wanted.petition, wanted.country, domain, wanted.since, wanted.until,
             suspect, at],
        )  # fmt: skip
        where, values = _where(held, id)
        found = held.row(f"SELECT count(*) FROM signatures WHERE {where}", values)  # noqa: S608
        held.run("UPDATE queries SET matched = ? WHERE id = ?", [(found or (0,))[0], id])
    return query(target, id)


def query(target: Target, id: str) -> Query:
    """Raises LookupError for an unknown id."""
    with connection(target) as held:
        found = held.row(f"SELECT {_FIELDS} FROM queries WHERE id = ?", [id])  # noqa: S608
    if found is None:
        raise LookupError(f"there is no query {id}")
    return Query(*found)


def queries(target: Target) -> list[Query]:
    with connection(target) as held:
        rows = held.rows(f"SELECT {_FIELDS} FROM queries ORDER BY made_at DESC, id")  # noqa: S608
    return [Query(*row) for row in rows]


def run(target: Target, id: str) -> Query:
    """Do it, batch by batch, until nothing is left or somebody cancels. It may be run again."""
    _become(target, id, "running", ("saved", "running", "cancelled"))
    while _batch(target, id):
        pass
    _become(target, id, "done", ("running",))
    return query(target, id)


def cancel(target: Target, id: str) -> Query:
    """Stop it before the next batch. What was changed stays changed until it is undone."""
    _become(target, id, "cancelled", ("saved", "running"))
    return query(target, id)


def undo(target: Target, id: str) -> Query:
    """Give every signature that it changed the state it had."""
    saved = query(target, id)
    _become(target, id, "undone", ("done", "cancelled", "running"))
    while True:
        with transaction(target) as held:
            held.lock_rows("signatures")
            rows = held.rows("SELECT id FROM signatures WHERE query = ? LIMIT ?", [id, BATCH])
            held.run_many(
                f"UPDATE signatures SET query = NULL, {_UNDOES[saved.verb]} WHERE id = ?"  # noqa: S608
                " AND state <> 'withdrawn'",
                rows,
            )
            held.run_many("UPDATE signatures SET query = NULL WHERE id = ?", rows)
        if not rows:
            return query(target, id)


def _become(target: Target, id: str, state: str, before: tuple[str, ...]) -> None:
    places = ", ".join("?" for _ in before)
    with transaction(target) as held:
        held.run(
            f"UPDATE queries SET state = ? WHERE id = ? AND state IN ({places})",  # noqa: S608
            [state, id, *before],
        )


def _batch(target: Target, id: str) -> bool:
    """One batch; False when nothing is left, or it was cancelled."""
    with transaction(target) as held:
        held.lock_rows("signatures")
        saved = held.row("SELECT verb, state FROM queries WHERE id = ?", [id])
        if saved is None or saved[1] != "running":
            return False
        where, values = _where(held, id)
        rows = held.rows(
            f"SELECT id FROM signatures WHERE {where} ORDER BY id LIMIT ?",  # noqa: S608
            [*values, BATCH],
        )
        held.run_many(
            f"UPDATE signatures SET query = ?, {_DOES[saved[0]]} WHERE id = ?"  # noqa: S608
            f" AND {_MAY[saved[0]]}",
            [(id, one[0]) for one in rows],
        )
        held.run("UPDATE queries SET changed = changed + ? WHERE id = ?", [len(rows), id])
    return bool(rows)


def _where(held: Connection, id: str) -> tuple[str, list[Any]]:
    found = held.row(
        "SELECT verb, petition, country, domain, since, until, suspect FROM queries WHERE id = ?",
        [id],
    )
    if found is None:
        raise LookupError(f"there is no query {id}")
    verb, *rest = found
    tests = ("petition = ?", "country = ?", "domain = ?", "signed_at >= ?", "signed_at < ?",
             "suspect = ?")  # fmt: skip
    asked = [(test, value) for test, value in zip(tests, rest, strict=True) if value is not None]
    return " AND ".join([_MAY[verb], *(test for test, _ in asked)]), [value for _, value in asked]


def _domain(held: Connection, wanted: Criteria) -> bytes | None:
    found = held.row("SELECT key FROM petitions WHERE slug = ?", [wanted.petition])
    if found is None:
        raise LookupError(f"nobody has signed {wanted.petition}")
    if wanted.domain is None:
        return None
    if found[0] is None:
        raise LookupError(f"the key of {wanted.petition} is destroyed: no domain can be found")
    return fingerprint(wanted.domain.lower(), bytes(found[0]))
