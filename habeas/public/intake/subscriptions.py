"""Following a case, or everybody, by mail: the address is sealed to the mailer's key.

Who asks is written to once, and followed by nobody's mail until a button was pressed. Whoever
ends it leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from habeas.core.sealing import seal
from habeas.public.intake.database import Connection, Target, connection, transaction
from habeas.public.intake.outbox import Outgoing, Sealed, packed_mail, put
from habeas.public.intake.petitions import links
from habeas.public.intake.petitions.addresses import cleaned, mailbox

EVERYBODY = "*"
CONFIRM, ALREADY, DIGEST = "follow_confirm", "follow_already", "follow_digest"  # kinds of mail
MOST_MAILS = 5  # to one mailbox that has not confirmed, whatever it is asked about
PENDING_DAYS, LONGEST_DAYS = 7, 730
_DAY = 86_400


class State(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Mailing:
    """How mails are made: the mailer's public key, the store's secret, and link by token."""

    key: str
    secret: bytes
    link: Callable[[str], str]


@dataclass(frozen=True)
class Subscription:
    """As much as a link shows of what it is about."""

    id: str
    follows: str
    state: State


@dataclass(frozen=True)
class Waiting:
    """A subscription that has not been told of the newest edition."""

    id: str
    follows: str
    language: str
    sealed: bytes
    edition: int


def subscribe(
    target: Target,
    email: str,
    follows: str,
    language: str,
    *,
    name: str,
    mailing: Mailing,
    edition: int,
    at: datetime,
) -> None:
    """Keep a wish to follow, and send the mail that asks whether it is meant.

    `name` is how the mail calls what is followed. Whoever follows already is told so by mail.
    Raises ValueError for what is no address, and one of `database.Errors`.
    """
    address = cleaned(email)
    sealed = seal(_padded({"to": address}), mailing.key)
    with transaction(target) as held:
        mark = hmac.digest(_key(held), mailbox(address).encode(), hashlib.sha256)
        held.run(
            "INSERT INTO subscribers VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, 0)"
            " ON CONFLICT (follows, fingerprint) DO NOTHING",
            [secrets.token_hex(8), follows, language, mark, sealed, edition, _minute(at)],
        )
        known = held.row(
            "SELECT id, state, mails FROM subscribers WHERE follows = ? AND fingerprint = ?",
            [follows, mark],
        )
        if known is None or not _may_be_mailed(held, mark, *known[1:]):
            return
        id, state, mails = known
        held.run("UPDATE subscribers SET mails = mails + 1 WHERE id = ?", [id])
        kind = ALREADY if state == State.CONFIRMED else CONFIRM
        link = mailing.link(links.token(id, mailing.secret))
        mail = Outgoing(address, language, kind, {"what": name, "link": link})
        put(held, Sealed(f"follow:{id}:{mails}", packed_mail(mail, mailing.key), at))


def _may_be_mailed(held: Connection, mark: bytes, state: str, mails: int) -> bool:
    """Nobody's mailbox is filled by somebody else's asking."""
    if state == State.REFUSED or mails >= MOST_MAILS:
        return False
    if state == State.CONFIRMED:
        return True
    refused, sent = held.rows(
        "SELECT coalesce(sum(CASE WHEN state = 'refused' THEN 1 ELSE 0 END), 0),"
        " coalesce(sum(mails), 0) FROM subscribers WHERE fingerprint = ? AND state != 'confirmed'",
        [mark],
    )[0]
    return not refused and sent < MOST_MAILS


def subscription(target: Target, id: str) -> Subscription | None:
    with connection(target) as held:
        found = held.row("SELECT id, follows, state FROM subscribers WHERE id = ?", [id])
    return Subscription(found[0], found[1], State(found[2])) if found else None


def confirm(target: Target, id: str, *, edition: int, at: datetime) -> None:
    """Begin: what `edition` shows is known already. Repeating it changes nothing."""
    with transaction(target) as held:
        held.run(
            "UPDATE subscribers SET state = 'confirmed', edition = ?, since = ?"
            " WHERE id = ? AND state = 'pending'",
            [edition, _minute(at), id],
        )


def end(target: Target, id: str) -> None:
    """End it: nothing of it stays, nor the mails that wait."""
    with transaction(target) as held:
        held.run("DELETE FROM subscribers WHERE id = ? AND state != 'refused'", [id])
        _forget_mails(held, id)


def refuse(target: Target, id: str, *, at: datetime) -> None:
    """“It wasn't me”: this mailbox is not asked again; of it only the keyed mark stays."""
    with transaction(target) as held:
        held.run(
            "UPDATE subscribers SET state = 'refused', sealed = NULL, since = ? WHERE id = ?"
            " AND state = 'pending'",
            [_minute(at), id],
        )
        _forget_mails(held, id)


def expire(target: Target, *, at: datetime) -> int:
    """Forget what nobody confirmed in seven days, and all that is two years old."""
    now = _minute(at)
    with transaction(target) as held:
        return held.run(
            "DELETE FROM subscribers WHERE since < ? OR (state = 'pending' AND since < ?)",
            [now - LONGEST_DAYS * _DAY, now - PENDING_DAYS * _DAY],
        )


def waiting(target: Target, edition: int, *, after: str = "", limit: int = 500) -> list[Waiting]:
    """Some of those who have not been told of this edition, in the order of their ids."""
    with connection(target) as held:
        rows = held.rows(
            "SELECT id, follows, language, sealed, edition FROM subscribers"
            " WHERE state = 'confirmed' AND edition < ? AND id > ? ORDER BY id LIMIT ?",
            [edition, after, limit],
        )
    return [Waiting(a, b, c, bytes(d), e) for a, b, c, d, e in rows]


def note_told(target: Target, id: str, edition: int, sealed: bytes | None, *, at: datetime) -> bool:
    """Put the mail about an edition with the mark that it is told: both or neither.

    False when it was told before, or has been ended meanwhile; then nothing is put.
    """
    with transaction(target) as held:
        changed = held.run(
            "UPDATE subscribers SET edition = ? WHERE id = ? AND state = 'confirmed'"
            " AND edition < ?",
            [edition, id, edition],
        )
        if changed and sealed is not None:
            put(held, Sealed(f"digest:{id}:{edition}", sealed, at))
    return bool(changed)


def _forget_mails(held: Connection, id: str) -> None:
    held.run("DELETE FROM outbox WHERE once LIKE ?", [f"%:{id}:%"])


def _key(held: Connection) -> bytes:
    """The key of the fingerprints, made with the first."""
    asked = "SELECT value FROM secrets WHERE name = 'subscriptions'"
    if held.row(asked) is None:
        held.run(
            "INSERT INTO secrets VALUES ('subscriptions', ?) ON CONFLICT DO NOTHING",
            [secrets.token_bytes(32)],
        )
    return bytes((held.row(asked) or [b""])[0])


def _padded(fields: dict[str, str]) -> bytes:
    body = json.dumps(fields, ensure_ascii=False).encode()
    return body + b" " * (-len(body) % 512)


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60 * 60
