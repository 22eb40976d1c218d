"""Signing, confirming, withdrawing: one transaction each, and the mail within it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from habeas.core.documents import PetitionDocument
from habeas.core.sealing import seal
from habeas.public.intake.database import Connection, places_for
from habeas.public.intake.outbox import Outgoing, Sealed, packed_mail, put
from habeas.public.intake.petitions import links
from habeas.public.intake.petitions.addresses import cleaned, mailbox
from habeas.public.intake.petitions.signing import Signing, agreed
from habeas.public.intake.together import Together

MOST_MAILS = 5  # to one address for one petition
CONFIRM, ALREADY = "petition_confirm", "petition_already"  # kinds of mail


class State(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    INVALIDATED = "invalidated"
    ANONYMISED = "anonymised"


class Closed(ValueError):
    """The petition takes no signatures any more."""


@dataclass(frozen=True)
class Desk:
    """Where signatures go: the store, its secret, the mailer's public key, and link by token."""

    together: Together
    secret: bytes
    mailer: str
    link: Callable[[str], str]


@dataclass(frozen=True, repr=False)
class _New:
    """A signature that nobody can read any more, and the mail to whoever gave it."""

    id: str
    petition: str
    country: str
    language: str
    version: int
    suspect: bool
    bodies: tuple[tuple[str, bytes], ...]
    box: str
    mail: Callable[[str, str], bytes]  # of which signature and kind
    first: bytes
    at: datetime


def sign(
    signing: Signing,
    petition: PetitionDocument,
    language: str,
    *,
    desk: Desk,
    suspect: bool,
    at: datetime,
) -> None:
    """Seal and keep a signature and send its mail; a second of one mailbox only sends a mail.

    Raises ValueError with the codes of what is wrong, Closed, and one of `database.Errors`
    when it cannot be kept; then nothing is kept.
    """
    problems = signing.problems(petition)
    if problems:
        raise ValueError(" ".join(problems))
    id = secrets.token_hex(8)
    packed = signing.packed(petition, language, at=at)
    address = cleaned(signing.email)
    fields = {"name": signing.name.strip(), "title": petition.text(language).title}

    def mail(id: str, kind: str) -> bytes:
        link = desk.link(links.token(id, desk.secret))
        told = Outgoing(to=address, language=language, kind=kind, fields=fields | {"link": link})
        return packed_mail(told, desk.mailer)

    new = _New(
        id=id,
        petition=petition.slug,
        country=signing.country,
        language=language,
        version=petition.versions[-1].number,
        suspect=suspect,
        bodies=tuple((one.slug, seal(packed, one.key)) for one in agreed(signing, petition)),
        box=mailbox(address),
        mail=mail,
        # Nearly all sign for the first time: their mail is sealed before others have to wait.
        first=mail(id, CONFIRM),
        at=at,
    )
    desk.together.share(_keep, new)


def _keep(held: Connection, several: Sequence[_New]) -> list[None]:
    marks = {one.id: _marks(held, one) for one in several}
    rows = [
        (State.PENDING, 1, 0, one.id, one.petition, int(one.suspect), one.country,
         one.language, one.version, *marks[one.id], _minute(one.at))
        for one in several
    ]  # fmt: skip
    added = held.add(
        "signatures (state, mails, counted, id, petition, suspect, country, language, version,"
        " fingerprint, domain, signed_at)",
        rows,
        "ON CONFLICT (petition, fingerprint) DO NOTHING RETURNING id",
    )
    are_new = {id for (id,) in added}
    held.add(
        "sealed", [(one.id, *body) for one in several if one.id in are_new for body in one.bodies]
    )
    mails = []
    for one in several:
        if one.id in are_new:
            mails.append(Sealed(f"petition:{one.id}:1", one.first, one.at))
        elif again := _mail_again(held, one, marks[one.id][0]):
            mails.append(again)
    put(held, *mails)
    return [None] * len(several)


def _marks(held: Connection, one: _New) -> tuple[bytes, bytes]:
    """The keyed hashes of the mailbox and of its domain."""
    key = _key_of(held, one.petition, _minute(one.at))
    return fingerprint(one.box, key), fingerprint(one.box.rpartition("@")[2], key)


def _mail_again(held: Connection, one: _New, mark: bytes) -> Sealed | None:
    """The mail to a mailbox that has signed before; none where it got enough."""
    found = held.row(
        "UPDATE signatures SET mails = mails + 1 WHERE petition = ? AND fingerprint = ?"
        " RETURNING id, state, mails",
        [one.petition, mark],
    )
    if found is None:  # withdrawn between the two statements; the signer may try again
        raise Closed(one.petition)
    id, state, mails = found
    if mails > MOST_MAILS or state == State.INVALIDATED:
        return None
    kind = ALREADY if state == State.CONFIRMED else CONFIRM
    return Sealed(f"petition:{id}:{mails}", one.mail(id, kind), one.at)


def _key_of(held: Connection, slug: str, minute: int) -> bytes:
    """The key of this petition's fingerprints, made with its first signature."""
    if slug not in held.memo:
        held.memo[slug] = _read_or_make_key(held, slug, minute)
    return bytes(held.memo[slug])


def _read_or_make_key(held: Connection, slug: str, minute: int) -> bytes:
    asked = "SELECT key FROM petitions WHERE slug = ?"
    found = held.row(asked, [slug])
    if found is None:
        made = [slug, secrets.token_bytes(32), minute]
        held.run("INSERT INTO petitions VALUES (?, ?, ?) ON CONFLICT DO NOTHING", made)
        found = held.row(asked, [slug])
    if found is None or found[0] is None:
        raise Closed(slug)
    return bytes(found[0])


def fingerprint(text: str, key: bytes) -> bytes:
    return hmac.digest(key, text.encode(), hashlib.sha256)


@dataclass(frozen=True)
class Signature:
    """As much as a link shows of what it is about."""

    id: str
    petition: str
    state: State


def signature_of(held: Connection, id: str) -> Signature | None:
    found = held.row("SELECT id, petition, state FROM signatures WHERE id = ?", [id])
    return Signature(found[0], found[1], State(found[2])) if found else None


def confirm(id: str, *, together: Together, at: datetime) -> bool:
    """Confirm what is pending. True when it is confirmed now, also when it was before."""

    return together.share(_confirm, (id, _minute(at)))


def _confirm(held: Connection, several: Sequence[tuple[str, int]]) -> list[bool]:
    for minute in {minute for _, minute in several}:
        ids = [id for id, at in several if at == minute]
        held.run(
            f"UPDATE signatures SET state = 'confirmed', confirmed_at = ?"  # noqa: S608 (ours)
            f" WHERE state = 'pending' AND id IN ({places_for(ids)})",
            [minute, *ids],
        )
    ids = [id for id, _ in several]
    found = held.rows(
        "SELECT id FROM signatures"  # noqa: S608 (ours)
        f" WHERE state = 'confirmed' AND id IN ({places_for(ids)})",
        ids,
    )
    confirmed = {id for (id,) in found}
    return [id in confirmed for id in ids]


def withdraw(id: str, *, together: Together) -> None:
    """Take a signature back: what was sealed goes, and the same mailbox may sign again."""
    together.do(lambda held: _withdraw(held, id, "NULL"))


def deny(id: str, *, together: Together) -> None:
    """“It wasn't me”: the signature goes, and this mailbox is not written to again about it."""
    together.do(lambda held: _withdraw(held, id, "fingerprint"))


def silence(id: str, *, together: Together) -> None:
    """Write no more to this mailbox about this petition; the signature stays as it is."""
    together.do(
        lambda held: held.run(
            f"UPDATE signatures SET mails = {MOST_MAILS} WHERE id = ? AND mails < {MOST_MAILS}",  # noqa: S608
            [id],
        )
    )


def _withdraw(held: Connection, id: str, mark: str) -> None:
    changed = held.run(
        f"UPDATE signatures SET state = 'withdrawn', domain = NULL, mails = {MOST_MAILS},"  # noqa: S608 (ours)
        f" fingerprint = {mark} WHERE id = ? AND state IN ('pending', 'confirmed', 'invalidated')",
        [id],
    )
    if changed:
        held.run("DELETE FROM sealed WHERE signature = ?", [id])


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60 * 60
