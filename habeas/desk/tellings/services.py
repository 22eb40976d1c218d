"""Changes of tellings; each checks permission and is recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.sources.descriptions import Description
from habeas.desk.sources.models import Capture, Sensitivity, Source
from habeas.desk.sources.services import collect_bytes
from habeas.desk.tellings.models import Answer, Telling
from habeas.desk.tellings.queries import MESSAGE

MAY = "tellings.answer_telling"


def collect_message(text: str, id: str, *, on: date, by: User) -> Source:
    """Keep what was written as a restricted source. Raises Refused."""
    described = Description(
        file="", title=f"Message {id}", kind=MESSAGE,
        published=on.isoformat(), basis="day of arrival",
    )  # fmt: skip
    return _collect(text.encode(), described, f"told:{id}", by=by)


def collect_attached(data: bytes, name: str, id: str, *, on: date, by: User) -> Source:
    """Keep a file as a restricted source, whatever it is. Raises Refused for an empty one.

    Bytes that the desk has already stay what they are there: nobody outside may shut a source.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if known := Capture.objects.filter(sha256=sha256).first():
        return known.source
    described = Description(
        file="", title=name or f"File of message {id}", kind="file",
        published=on.isoformat(), basis="day of arrival",
    )  # fmt: skip
    return _collect(data, described, f"told:{id}:{sha256}", by=by)


def _collect(data: bytes, described: Description, locator: str, *, by: User) -> Source:
    kept = collect_bytes(
        data,
        by=by,
        sensitivity=Sensitivity.RESTRICTED,
        described=described,
        locator=locator,
        even_unread=True,
    )
    return kept.capture.source


@transaction.atomic
def keep_telling(
    thread: str, recipient: str, sources: Iterable[Source], *, language: str, on: date, by: User
) -> Telling:
    """Put what has just come to the conversation that it belongs to, or begin one."""
    require(by, "sources.collect_source")
    made, _ = Telling.objects.update_or_create(
        thread=thread, defaults={"recipient": recipient, "language": language, "newest_on": on}
    )
    made.sources.add(*sources)
    record(by, "telling.kept", made)
    return made


@transaction.atomic
def write_answer(telling: Telling, text: str, *, by: User) -> Answer:
    """Answer whoever holds the code. Raises ValueError when there is nothing to say."""
    require(by, MAY)
    if not text.strip():
        raise ValueError("an answer needs words")
    made = Answer.objects.create(telling=telling, text=text.strip(), written_by=by)
    record(by, "telling.answered", telling)
    return made


@transaction.atomic
def mark_answer(answer: Answer, *, was_in_time: bool, by: User) -> None:
    """Say what became of an answer that was handed to the intake."""
    require(by, "sources.collect_source")
    answer.state = Answer.State.HANDED if was_in_time else Answer.State.TOO_LATE
    answer.save(update_fields=["state"])
    record(by, "telling.answer_handed", answer.telling)
