from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import TypeAdapter

from habeas.core.sealing import unseal
from habeas.project.cli.django_side import start_desk, user_called
from habeas.project.cli.output import common_options, emit, finish
from habeas.public.intake import reports, store, threads
from habeas.public.intake.database import Target
from habeas.public.intake.joinings import JOINING, Joining
from habeas.public.intake.pieces import PIECE
from habeas.public.intake.store import Message

if TYPE_CHECKING:
    from habeas.desk.accounts.models import User
    from habeas.desk.sources.models import Source


@click.command()
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", metavar="USER", help="Who takes the messages in.")
@common_options
def inbox(key: Path | None, by: str | None) -> None:
    """Take in what visitors have sent, as restricted sources, and hand our answers over."""
    start_desk()
    from django.conf import settings

    from habeas.project.home import INTAKE_KEY

    user: User = user_called(by)  # type: ignore[assignment]
    store.make_store(settings.HABEAS_INTAKE)
    secret = key or settings.HOME.keys / INTAKE_KEY
    refused = False
    for message in store.waiting(settings.HABEAS_INTAKE):
        take = _join if message.kind == JOINING else _take
        refused |= not take(settings.HABEAS_INTAKE, message, secret, by=user)
    _count_written(settings.HABEAS_INTAKE, by=user)
    _hand_over(settings.HABEAS_INTAKE, days=settings.HABEAS_TELLING_DAYS, by=user)
    finish(refused=refused)


def _take(target: Target, message: Message, secret: Path, *, by: User) -> bool:
    """Keep a message and its files; only when the desk has all of it does it leave the intake."""
    try:
        told = json.loads(unseal(message.sealed, secret))
        sources = _collected(target, message, told, secret, by=by)
    except (ValueError, LookupError) as problem:
        row: dict[str, Any] = {"message": message.id, "source": None, "files": []}
        emit(row | {"reason": str(problem)}, f"refused    {message.id}: {problem}")
        return False
    store.mark_taken(target, message.id, on=datetime.now(UTC).date())
    source, *files = [one.public_id for one in sources]
    row = {"message": message.id, "source": source, "files": files, "reason": None}
    emit(row, f"taken in   {message.id} → source {source}" + f", {len(files)} files" * bool(files))
    return True


def _join(target: Target, message: Message, secret: Path, *, by: User) -> bool:
    """Put what came by an invitation to its statement; what came by none of ours is dropped."""
    from habeas.desk.statements import services

    on = date.fromisoformat(message.arrived_on)
    row: dict[str, Any] = {"message": message.id, "reason": None}
    try:
        said = TypeAdapter(Joining).validate_json(unseal(message.sealed, secret))
        kept = services.keep_joining(asdict(said), message.id, on=on, by=by)
        row |= {"statement": kept.invitation.statement.slug}
        told = f"joining    {message.id} → {kept.invitation.statement.slug}"
    except services.NotPossible as problem:
        row |= {"statement": None, "reason": str(problem)}
        told = f"dropped    {message.id}: {problem}"
    except ValueError as problem:
        emit(row | {"reason": str(problem)}, f"refused    {message.id}: {problem}")
        return False
    store.mark_taken(target, message.id, on=datetime.now(UTC).date())
    emit(row, told)
    return True


def _collected(
    target: Target, message: Message, told: dict[str, Any], secret: Path, *, by: User
) -> list[Source]:
    from habeas.desk.tellings import services

    on, files = date.fromisoformat(message.arrived_on), told.get("files", [])
    names = "\n".join(one["name"] for one in files)
    text = f"{told['text']}\n\n{told['about']}\n{told['reply_to']}\n{names}\n"
    sources = [services.collect_message(text, message.id, on=on, by=by)]
    first = 0
    for one in files:
        data = _opened(target, message.id, one, first, secret)
        first += one["pieces"]
        sources.append(services.collect_attached(data, one["name"], message.id, on=on, by=by))
    if told.get("thread"):
        own = {"language": told.get("language", ""), "on": on, "by": by}
        services.keep_telling(told["thread"], told["recipient"], sources, **own)
    return sources


def _opened(target: Target, message: str, one: dict[str, Any], first: int, secret: Path) -> bytes:
    """A file whole again. Raises ValueError when a piece was changed, LookupError without one."""
    numbers = range(first, first + one["pieces"])
    parts = [unseal(store.piece(target, message, number), secret) for number in numbers]
    data = b"".join(parts)[: one["size"]]
    if hashlib.sha256(data).hexdigest() != one["sha256"] or len(parts) * PIECE < one["size"]:
        raise ValueError(f"a file of message {message} is not what was sent")
    return data


def _count_written(target: Target, *, by: User) -> None:
    """Bring over how many say that they wrote for an appeal; of none of them is more known."""
    from habeas.desk.actions import services
    from habeas.desk.actions.models import Appeal

    on = datetime.now(UTC).date()
    for appeal in Appeal.objects.exclude(state=Appeal.State.DRAFT):
        told = reports.reported(target, appeal.slug)
        if told.total:
            services.keep_written(appeal, told.channels, told.countries, by=by, on=on)


def _hand_over(target: Target, *, days: int, by: User) -> None:
    """Seal each answer so that the code alone opens it, and put it where the portal finds it."""
    from habeas.desk.tellings import queries, services

    on = datetime.now(UTC).date()
    for one in queries.answers_waiting():
        in_time = threads.answer(
            target,
            one.telling.thread,
            recipient=one.telling.recipient,
            text=one.text,
            on=on,
            until=on + timedelta(days=days),
            once=one.public_id,
        )
        services.mark_answer(one, was_in_time=in_time, by=by)
        reason = None if in_time else "the code's time was over"
        emit(
            {"answer": one.public_id, "reason": reason},
            f"answer     {one.public_id}: {reason or 'handed over'}",
        )
