"""Signing, confirming, withdrawing: one transaction each, and the mail within it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from habeas.core.documents import PetitionDocument
from habeas.core.sealing import seal
from habeas.public.intake.database import Connection
from habeas.public.intake.outbox import Outgoing, packed_mail, put
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


@dataclass(frozen=True)
class _Sealed:
    """A signature that nobody here can read any more."""

    id: str
    petition: str
    country: str
    language: str
    version: int
    suspect: bool
    bodies: tuple[tuple[str, bytes], ...]
    minute: int


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
    sealed = _Sealed(
        id=id,
        petition=petition.slug,
        country=signing.country,
        language=language,
        version=petition.versions[-1].number,
        suspect=suspect,
        bodies=tuple((one.slug, seal(packed, one.key)) for one in agreed(signing, petition)),
        minute=_minute(at),
    )
    address = cleaned(signing.email)
    fields = {"name": signing.name.strip(), "title": petition.text(language).title}

    def mail(id: str, kind: str) -> bytes:
        link = desk.link(links.token(id, desk.secret))
        told = Outgoing(to=address, language=language, kind=kind, fields=fields | {"link": link})
        return packed_mail(told, desk.mailer)

    # Nearly all sign for the first time: their mail is sealed before the others have to wait.
    first = mail(id, CONFIRM)

    def work(held: Connection) -> None:
        key = _key_of(held, petition.slug, sealed.minute)
        known = _known_or_new(held, sealed, address, key)
        kind = _what_to_mail(known)
        if kind is not None:
            body = first if known == _Known(id, State.PENDING, 1) else mail(known.id, kind)
            put(held, body, once=f"petition:{known.id}:{known.mails}", at=at)

    desk.together.do(work)


@dataclass(frozen=True)
class _Known:
    id: str
    state: str
    mails: int


def _what_to_mail(known: _Known) -> str | None:
    if known.mails > MOST_MAILS or known.state == State.INVALIDATED:
        return None
    return ALREADY if known.state == State.CONFIRMED else CONFIRM


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


def _known_or_new(held: Connection, sealed: _Sealed, address: str, key: bytes) -> _Known:
    box = mailbox(address)
    mark = fingerprint(box, key)
    domain = fingerprint(box.rpartition("@")[2], key)
    is_new = held.run(
        "INSERT INTO signatures (id, petition, state, suspect, country, language, version,"
        " fingerprint, domain, signed_at, mails, counted)"
        " VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, 1, 0)"
        " ON CONFLICT (petition, fingerprint) DO NOTHING",
        [sealed.id, sealed.petition, int(sealed.suspect), sealed.country, sealed.language,
         sealed.version, mark, domain, sealed.minute],
    )  # fmt: skip
    if is_new:
        for recipient, body in sealed.bodies:
            held.later("INSERT INTO sealed VALUES (?, ?, ?)", [sealed.id, recipient, body])
        return _Known(sealed.id, State.PENDING, 1)
    found = held.row(
        "UPDATE signatures SET mails = mails + 1 WHERE petition = ? AND fingerprint = ?"
        " RETURNING id, state, mails",
        [sealed.petition, mark],
    )
    if found is None:  # withdrawn between the two statements; the signer may try again
        raise Closed(sealed.petition)
    return _Known(*found)


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

    def work(held: Connection) -> bool:
        changed = held.run(
            "UPDATE signatures SET state = 'confirmed', confirmed_at = ?"
            " WHERE id = ? AND state = 'pending'",
            [_minute(at), id],
        )
        if changed:
            return True
        found = signature_of(held, id)
        return found is not None and found.state == State.CONFIRMED

    return together.do(work)


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
