"""Working off the outbox: each mail is claimed first, then sent, then forgotten."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from pathlib import Path

from habeas.core.sealing import unseal
from habeas.public.intake.database import Connection, Target, transaction
from habeas.public.mailer.smtp import Answer
from habeas.public.mailer.words import words

MAILING = 22  # the number of the lock
# Seconds until a mail that the server did not take is tried again; after the last it is given up.
DELAYS = (300, 900, 3600, 4 * 3600, 12 * 3600)
LOST = 600  # seconds after which a claim belongs to nobody: its mailer was killed


@dataclass(frozen=True)
class From:
    """Who writes: an address, and the name of the site."""

    address: str
    site: str


@dataclass(frozen=True)
class _Claim:
    once: str
    sealed: bytes
    due_at: int
    tries: int


def send_due(
    target: Target,
    key: Path,
    post: Callable[[EmailMessage], Answer],
    *,
    sender: From,
    per_minute: int,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Counter[Answer]:
    """Send what is due, one after another and evenly paced; how many had which answer.

    Stops where there is no server, and leaves the rest as it was. What this key does not open
    waits and holds nothing up. Raises one of `database.Errors`.
    """
    told: Counter[Answer] = Counter()
    told.update(_give_up_lost(target, int(now())))
    past = (0, "")
    while claim := _claim(target, int(now()), past):
        try:
            answer = post(message(claim, key, sender))
        except ValueError:
            answer, past = Answer.UNOPENED, (claim.due_at, claim.once)
        _settle(target, claim, answer, int(now()))
        told[answer] += 1
        if answer == Answer.AWAY:
            break
        if answer != Answer.UNOPENED:
            sleep(60 / per_minute)
    return told


def message(claim: _Claim, key: Path, sender: From) -> EmailMessage:
    """The mail itself. Raises ValueError when it cannot be opened."""
    said = json.loads(unseal(claim.sealed, key))
    subject, text = words(said["kind"], said["language"], said["fields"], sender.site)
    mail = EmailMessage()
    mail["From"] = formataddr((sender.site, sender.address))
    mail["To"] = said["to"]
    mail["Subject"] = subject
    mail["Date"] = formatdate()
    # The same whenever it is sent, so that a server may know it again.
    domain = sender.address.rpartition("@")[2]
    mail["Message-ID"] = f"<{digest_of(claim.once)}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    # RFC 8058: one POST, without a page and without a question.
    mail["List-Unsubscribe"] = f"<{said['fields']['link']}off/>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(text)
    return mail


def digest_of(once: str) -> str:
    """What the Message-ID of a mail begins with."""
    return hashlib.sha256(once.encode()).hexdigest()[:32]


def _claim(target: Target, now: int, past: tuple[int, str]) -> _Claim | None:
    """The mail that has been due for longest, of those after `past`; nobody else gets it."""
    with transaction(target) as held:
        held.lock(MAILING)
        found = held.row(
            "SELECT o.once, o.sealed, o.due_at, coalesce(s.tries, 0) FROM outbox o"
            " LEFT JOIN sendings s ON s.once = o.once"
            " WHERE o.due_at <= ? AND (o.due_at, o.once) > (?, ?)"
            " AND (s.state IS NULL OR s.state = 'later') ORDER BY o.due_at, o.once LIMIT 1",
            [now, *past],
        )
        if found is None:
            return None
        claim = _Claim(found[0], bytes(found[1]), found[2], found[3] + 1)
        _note(held, claim, "sending", now)
    return claim


def _settle(target: Target, claim: _Claim, answer: Answer, now: int) -> None:
    with transaction(target) as held:
        held.lock(MAILING)
        if answer in (Answer.AWAY, Answer.UNOPENED):
            _note(held, replace(claim, tries=claim.tries - 1), Answer.LATER, now)
        elif answer == Answer.LATER and claim.tries <= len(DELAYS):
            due = [now + DELAYS[claim.tries - 1], claim.once]
            held.run("UPDATE outbox SET due_at = ? WHERE once = ?", due)
            _note(held, claim, answer, now)
        else:
            state = Answer.REFUSED if answer == Answer.LATER else answer
            held.run("DELETE FROM outbox WHERE once = ?", [claim.once])
            _note(held, claim, state, now)


def _give_up_lost(target: Target, now: int) -> Counter[Answer]:
    """What a mailer that was killed had claimed: the server may have it."""
    with transaction(target) as held:
        held.lock(MAILING)
        lost = held.rows(
            "SELECT once FROM sendings WHERE state = 'sending' AND at <= ?", [now - LOST]
        )
        held.run_many("DELETE FROM outbox WHERE once = ?", lost)
        held.run_many("UPDATE sendings SET state = 'uncertain' WHERE once = ?", lost)
    return Counter({Answer.UNCERTAIN: len(lost)}) if lost else Counter()


def _note(held: Connection, claim: _Claim, state: str, now: int) -> None:
    held.run(
        "INSERT INTO sendings VALUES (?, ?, ?, ?) ON CONFLICT (once)"
        " DO UPDATE SET state = excluded.state, tries = excluded.tries, at = excluded.at",
        [claim.once, str(state), claim.tries, now],
    )
