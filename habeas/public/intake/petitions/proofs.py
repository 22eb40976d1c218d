"""Proof of work (ALTCHA, PBKDF2), asked for only while a petition is under attack."""

from __future__ import annotations

import hashlib
import hmac
import time
from datetime import datetime
from typing import Any

from altcha import Payload, create_challenge, verify_solution

from habeas.public.intake.database import Connection, Target, connection
from habeas.public.intake.together import Together

MINUTES = 10
COST = 5000  # rounds of one try; one try in 256 succeeds: a second of a desktop, some of a phone
LIVES = 3600  # seconds
LONGEST = 2000  # letters


def is_under_attack(target: Target, slug: str, minute: int, *, most: int) -> bool:
    """Whether as many suspects came in the ten minutes before this one.

    Read from what is stored, so that all processes say the same. Raises one of `database.Errors`.
    """
    asked = (
        "SELECT count(*) FROM signatures WHERE petition = ? AND suspect = 1"
        " AND signed_at >= ? AND signed_at < ?"
    )
    with connection(target) as held:
        found = held.row(asked, [slug, (minute - MINUTES) * 60, minute * 60])
    return found is not None and found[0] >= most


def challenge(key: bytes) -> dict[str, Any]:
    """A task for the browser. To make one costs nothing."""
    expires = int(time.time()) + LIVES  # altcha looks at the same clock
    made = create_challenge("PBKDF2/SHA-256", COST, expires_at=expires, hmac_secret=_own_key(key))
    found: dict[str, Any] = made.to_dict()
    return found


def spend(payload: str, key: bytes, *, together: Together, at: datetime) -> bool:
    """Whether this proof is one, and was not used before. Raises one of `database.Errors`."""
    if not payload or len(payload) > LONGEST:
        return False
    if not verify_solution(payload, _own_key(key)).verified:
        return False
    now = int(at.timestamp())
    # The task is what counts: one solution can be written in many ways, and there are more.
    nonce = Payload.from_base64(payload).challenge.parameters.nonce
    mark = hashlib.sha256(nonce.encode()).digest()

    def work(held: Connection) -> bool:
        held.run("DELETE FROM spent WHERE until < ?", [now])
        added = "INSERT INTO spent VALUES (?, ?) ON CONFLICT DO NOTHING"
        return bool(held.run(added, [mark, now + LIVES]))

    return together.do(work)


def _own_key(key: bytes) -> bytes:
    return hmac.digest(key, b"proof", hashlib.sha256)
