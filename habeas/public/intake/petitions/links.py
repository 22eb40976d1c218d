"""Links that a mail carries and stamps that a form carries, signed with the store's own secret."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b32encode
from functools import lru_cache

from habeas.public.intake.database import Target, connection, transaction

_MAC = 24  # letters of base32: 120 bits


@lru_cache(maxsize=4)
def secret(target: Target) -> bytes:
    """The secret of this store, made on first use. Raises one of `database.Errors`."""
    asked = "SELECT value FROM secrets WHERE name = 'links'"
    with connection(target) as held:
        found = held.row(asked)
    if found is None:
        with transaction(target) as held:
            held.run(
                "INSERT INTO secrets VALUES ('links', ?) ON CONFLICT DO NOTHING",
                [secrets.token_bytes(32)],
            )
            found = held.row(asked)
    return bytes((found or [b""])[0])


def new_token(key: bytes) -> tuple[str, str]:
    """The id of a signature and the token of its link."""
    id = secrets.token_hex(8)
    return id, token(id, key)


def token(id: str, key: bytes) -> str:
    return f"{id}{_mac(f'link:{id}', key)}"


def id_of(token: str, key: bytes) -> str | None:
    """The signature that a link is about; None for a link that is not ours."""
    id, mac = token[:16], token[16:]
    return id if hmac.compare_digest(mac.encode(), _mac(f"link:{id}", key).encode()) else None


def stamp(slug: str, minute: int, key: bytes) -> str:
    """Says when a form was handed out, to the minute: one page serves all who ask within it."""
    return f"{minute}.{_mac(f'form:{slug}:{minute}', key)}"


def minute_of(stamp: str, slug: str, key: bytes) -> int | None:
    """The minute of a stamp of ours; None for any other."""
    number, _, mac = stamp.partition(".")
    if not number.isdecimal() or len(number) > 12:
        return None
    wanted = _mac(f"form:{slug}:{int(number)}", key)
    return int(number) if hmac.compare_digest(mac.encode(), wanted.encode()) else None


def _mac(text: str, key: bytes) -> str:
    digest = hmac.digest(key, text.encode(), hashlib.sha256)
    return b32encode(digest).decode().lower()[:_MAC]
