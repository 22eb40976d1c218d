"""Opening signatures on the organisation's own machine, with its secret key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyrage import decrypt, x25519

from habeas.public.intake.database import Target, connection

FIELDS = (
    "petition", "id", "name", "email", "country", "comment", "public_name", "language",
    "version", "text_language", "text_sha256", "consents", "signed_on", "confirmed_on",
)  # fmt: skip
LOT = 500


class Unreadable(ValueError):
    """Sealed to this recipient, and yet not to be opened; carries the signature's id."""


def supporters(
    target: Target, key: Path, *, petition: str | None = None
) -> Iterator[dict[str, Any]]:
    """Every confirmed signature that this key opens, in the order of their random ids.

    Suspect, withdrawn and invalidated ones are left out, and so are those sealed to others
    alone. Raises ValueError for a file that holds no age key, Unreadable for a damaged one.
    """
    try:
        identity = x25519.Identity.from_str(key.read_text().strip())
    except Exception as problem:  # pyrage raises an error type of its own
        raise ValueError(f"{key} holds no age secret key: {problem}") from None
    ours: dict[tuple[str, str], bool] = {}
    for slug, recipient, id, confirmed_at, body in _rows(target, petition):
        opened = _opened(bytes(body), identity)
        is_ours = ours.setdefault((slug, recipient), opened is not None)
        if opened is None:
            if is_ours:
                raise Unreadable(id)
            continue
        yield _row(opened, id, confirmed_at)


def _opened(body: bytes, identity: Any) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(decrypt(body, [identity]))
    except Exception:  # not for this key
        return None
    return found


def _row(opened: dict[str, Any], id: str, confirmed_at: int) -> dict[str, Any]:
    own = {"id": id, "confirmed_on": datetime.fromtimestamp(confirmed_at, UTC).date().isoformat()}
    return {field: (opened | own).get(field) for field in FIELDS}


def _rows(target: Target, petition: str | None) -> Iterator[tuple[Any, ...]]:
    """In lots, so that memory stays flat."""
    last = ""
    while True:
        with connection(target) as held:
            rows = held.rows(
                "SELECT s.petition, b.recipient, s.id, s.confirmed_at, b.body"
                " FROM signatures s JOIN sealed b ON b.signature = s.id"
                " WHERE s.state = 'confirmed' AND s.suspect = 0 AND s.id > ?"
                " AND (? = '' OR s.petition = ?) AND s.id IN (SELECT id FROM signatures"
                " WHERE id > ? ORDER BY id LIMIT ?) ORDER BY s.id, b.recipient",
                [last, petition or "", petition or "", last, LOT],
            )
            end = held.row(
                "SELECT max(id) FROM"
                " (SELECT id FROM signatures WHERE id > ? ORDER BY id LIMIT ?) AS lot",
                [last, LOT],
            )
        yield from rows
        if end is None or end[0] is None:
            return
        last = end[0]
