"""What comes back to the sender: reports of mail servers (RFC 3464), complaints (RFC 5965).

A report is believed only when it names a mail of ours by its Message-ID, which nobody knows but
whoever got that mail and the servers on its way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, message_from_string
from email.message import EmailMessage, Message
from email.policy import default
from enum import StrEnum
from typing import Any

from habeas.public.intake import subscriptions
from habeas.public.intake.database import Target, connection, transaction
from habeas.public.intake.petitions import services
from habeas.public.intake.together import Together
from habeas.public.mailer.sending import digest_of

AT_ONCE = 5000


class Came(StrEnum):
    RETURNED = "returned"  # for good: there is no such mailbox, or it takes nothing of ours
    COMPLAINT = "complaint"  # somebody called it spam
    PASSING = "passing"  # a delay, or a mailbox that is full
    UNKNOWN = "unknown"  # about no mail that we know of


@dataclass(frozen=True)
class Report:
    came: Came
    message_id: str


def read_report(raw: bytes) -> Report:
    """What a report says. Raises ValueError for a mail that is none, or that names no mail."""
    mail = message_from_bytes(raw, policy=default)
    parts = {part.get_content_type(): part for part in mail.walk()}
    if "message/feedback-report" in parts:
        said = _fields(parts["message/feedback-report"])
        came = Came.PASSING if said.get("Feedback-Type") == "not-spam" else Came.COMPLAINT
    elif "message/delivery-status" in parts:
        came = _of_delivery(parts["message/delivery-status"])
    else:
        raise ValueError("neither a delivery report (RFC 3464) nor a complaint (RFC 5965)")
    named = _message_id(mail)
    if not named:
        raise ValueError("names no mail: the returned part has no Message-ID")
    return Report(came, named)


def take_back(target: Target, reports: Iterable[Report], *, at: datetime) -> Counter[Came]:
    """Write no more to whom nothing arrives or who complained; how many of each there were.

    A confirmed signature stays: it counts what somebody meant, not where mail arrives. Repeating
    it changes nothing. Raises one of `database.Errors`.
    """
    wanted = {_digest_named(one.message_id): one.came for one in reports}
    told = Counter(wanted.values())
    final = {mark: came for mark, came in wanted.items() if came is not Came.PASSING}
    known = {mark: once for once in _sent(target) if (mark := digest_of(once)) in final}
    for mark, came in final.items():
        if mark not in known:
            told.update({came: -1, Came.UNKNOWN: 1})
            continue
        kind, id, _ = known[mark].split(":", maxsplit=2)
        _end(target, kind, id, came, at=at)
        with transaction(target) as held:
            held.run("UPDATE sendings SET state = ? WHERE once = ?", [str(came), known[mark]])
    return +told


def _end(target: Target, kind: str, id: str, came: Came, *, at: datetime) -> None:
    if kind != "petition":
        if came is Came.COMPLAINT:
            subscriptions.refuse(target, id, at=at)
        subscriptions.end(target, id)
        return
    with connection(target) as held:
        found = services.signature_of(held, id)
    is_open = found is not None and found.state == services.State.PENDING
    denied = came is Came.COMPLAINT and is_open
    (services.deny if denied else services.silence)(id, together=Together(target))


def _sent(target: Target) -> Iterator[str]:
    after = ""
    while True:
        with connection(target) as held:
            some = held.rows(
                "SELECT once FROM sendings WHERE once > ? ORDER BY once LIMIT ?", [after, AT_ONCE]
            )
        yield from (once for (once,) in some)
        if len(some) < AT_ONCE:
            return
        after = some[-1][0]


def _of_delivery(part: Message) -> Came:
    """By the code of RFC 3463. A full mailbox (X.2.2) may have room tomorrow."""
    blocks = part.get_payload()
    for about in blocks if isinstance(blocks, list) else []:
        said = _headers(about)
        code = said.get("Status", "").split(" ")[0]
        if said.get("Action") == "failed" and code.startswith("5.") and code != "5.2.2":
            return Came.RETURNED
    return Came.PASSING


def _message_id(mail: EmailMessage) -> str:
    for part in mail.walk():
        match part.get_content_type():
            case "message/rfc822" if part is not mail:
                return str(part.get_payload(0)["Message-ID"] or "")  # type: ignore[index]
            case "text/rfc822-headers":
                return str(message_from_string(part.get_content())["Message-ID"] or "")
    return ""


def _fields(part: Message) -> dict[str, str]:
    """The fields of a part that is written like a header."""
    held: Any = part.get_payload()
    return _headers(held[0] if isinstance(held, list) else message_from_string(held))


def _headers(held: Any) -> dict[str, str]:
    return {name.title(): str(value).strip().lower() for name, value in held.items()}


def _digest_named(message_id: str) -> str:
    return message_id.strip().removeprefix("<").partition("@")[0]
