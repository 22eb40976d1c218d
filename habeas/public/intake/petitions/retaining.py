"""How long signatures are kept, and the receipts of what was destroyed.

The clocks are those of Regulation (EU) 2019/788, article 19: one month after delivery, or
twenty-one months after the beginning, whichever comes first.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from habeas.core.documents import PetitionDocument
from habeas.public.intake.database import Connection, Target, connection, transaction

PENDING_DAYS = 7


@dataclass(frozen=True)
class Clocks:
    """In days."""

    after_delivery: int = 30
    after_start: int = 639
    pending: int = PENDING_DAYS


@dataclass(frozen=True)
class Receipt:
    petition: str
    what: str
    number: int
    at: int


def retain(
    target: Target, petitions: list[PetitionDocument], clocks: Clocks, *, at: datetime
) -> list[Receipt]:
    """Destroy what its time has come for. Raises one of `database.Errors`.

    A petition that was closed or delivered loses the key of its fingerprints. A petition that
    the edition no longer has keeps the clock of its beginning.
    """
    known = {one.slug: one for one in petitions}
    now = int(at.timestamp())
    made = []
    with transaction(target) as held:
        held.lock_rows("signatures")
        for slug, has_key, started in held.rows(
            "SELECT slug, key IS NOT NULL, started_at FROM petitions ORDER BY slug"
        ):
            one = known.get(slug)
            made += [_expire(held, slug, now - clocks.pending * 86_400, now)]
            if has_key and one and one.state in ("closed", "delivered"):
                made += [_destroy_key(held, slug, now)]
            if _is_due(one, started, clocks, at):
                made += [_anonymise(held, slug, now)]
    return [one for one in made if one]


def receipts(target: Target) -> list[Receipt]:
    with connection(target) as held:
        rows = held.rows("SELECT petition, what, number, at FROM receipts ORDER BY at, petition")
    return [Receipt(*row) for row in rows]


def _is_due(one: PetitionDocument | None, started: int, clocks: Clocks, at: datetime) -> bool:
    days = [one.on for one in one.deliveries] if one else []
    delivered = min(days, default="")
    limit = (at - timedelta(days=clocks.after_delivery)).date().isoformat()
    by_delivery = bool(delivered) and delivered <= limit
    return by_delivery or started <= int(at.timestamp()) - clocks.after_start * 86_400


def _expire(held: Connection, slug: str, before: int, now: int) -> Receipt | None:
    """Nobody confirmed them in time: nothing of them stays."""
    which = (
        "FROM signatures WHERE petition = ? AND state = 'pending' AND counted = 0 AND signed_at < ?"
    )
    held.run(f"DELETE FROM sealed WHERE signature IN (SELECT id {which})", [slug, before])  # noqa: S608
    gone = held.run(f"DELETE {which}", [slug, before])
    return _receipt(held, slug, "expired", gone, now) if gone else None


def _destroy_key(held: Connection, slug: str, now: int) -> Receipt:
    held.run("UPDATE petitions SET key = NULL WHERE slug = ?", [slug])
    marked = held.run(
        "UPDATE signatures SET fingerprint = NULL, domain = NULL"
        " WHERE petition = ? AND fingerprint IS NOT NULL",
        [slug],
    )
    return _receipt(held, slug, "key_destroyed", marked, now)


def _anonymise(held: Connection, slug: str, now: int) -> Receipt | None:
    """What was sealed goes; that somebody signed, from where and in which language, stays."""
    gone = held.run(
        "DELETE FROM sealed WHERE signature IN (SELECT id FROM signatures WHERE petition = ?)",
        [slug],
    )
    done = held.run(
        "UPDATE signatures SET state = 'anonymised', fingerprint = NULL, domain = NULL"
        " WHERE petition = ? AND state = 'confirmed'",
        [slug],
    )
    return _receipt(held, slug, "anonymised", done, now) if gone or done else None


def _receipt(held: Connection, slug: str, what: str, number: int, now: int) -> Receipt:
    values = [secrets.token_hex(8), slug, what, number, now]
    held.run("INSERT INTO receipts VALUES (?, ?, ?, ?, ?)", values)
    return Receipt(slug, what, number, now)
