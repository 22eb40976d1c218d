from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habeas.project.cli.django_side import start_desk, user_called
from habeas.project.cli.output import common_options, emit, say

if TYPE_CHECKING:
    from habeas.desk.accounts.models import User
    from habeas.public.edition.store import EditionInfo


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--message", default="", help="What this edition brings, in a sentence.")
@click.option("--by", metavar="USER", help="Who publishes.")
@common_options
def publish(dry_run: bool, message: str, by: str | None) -> None:
    """Let the next edition out: everything that may be public, signed and numbered."""
    start_desk()
    from habeas.desk.publishing.services import draft_edition, publish_edition

    user: User = user_called(by)  # type: ignore[assignment]
    draft = draft_edition()
    info = None if dry_run else publish_edition(draft, by=user, message=message)
    row = {
        "edition": info.number if info else None,
        "root": info.root if info else draft.fingerprint,
        "added": draft.paths("added"),
        "changed": draft.paths("changed"),
        "removed": draft.paths("removed"),
        "withheld": [{"item": one.item, "reason": one.reason} for one in draft.withheld],
    }
    for change in draft.changes:
        say(f"{change.kind} {change.path}: {change.title}")
        for line in change.words:
            say(f"    {line}")
    for one in draft.withheld:
        say(f"withheld {one.item}: {one.reason}")
    done = f"edition {info.number} is public" if info else "nothing was written"
    emit(row, f"{done}; {len(draft.changes)} documents differ, {len(draft.withheld)} withheld")


@click.group()
def edition() -> None:
    """Look at editions, or point back to an older one."""


@edition.command("list")
@common_options
def list_editions() -> None:
    """Every edition, newest first."""
    start_desk(make=False)
    from django.conf import settings

    from habeas.public.edition import store

    for info in store.Edition(settings.HOME.edition).editions():
        _show(info)


@edition.command()
@click.argument("number", type=int)
@common_options
def show(number: int) -> None:
    """One edition."""
    start_desk(make=False)
    from django.conf import settings

    from habeas.public.edition import store

    found = [one for one in store.Edition(settings.HOME.edition).editions() if one.number == number]
    if not found:
        raise click.UsageError(f"there is no edition {number}")
    _show(found[0])


@edition.command()
@click.argument("number", type=int)
@click.option("--by", metavar="USER", help="Who decides it.")
@common_options
def rollback(number: int, by: str | None) -> None:
    """Make an older edition the current one. Nothing is deleted."""
    start_desk(make=False)
    from habeas.desk.publishing.services import roll_back

    user: User = user_called(by)  # type: ignore[assignment]
    try:
        _show(roll_back(number, by=user))
    except LookupError:
        raise click.UsageError(f"there is no edition {number}") from None


def _show(info: EditionInfo) -> None:
    row = {
        "edition": info.number,
        "published_at": info.published_at,
        "by": info.published_by,
        "message": info.message,
        "documents": info.documents,
        "root": info.root,
    }
    emit(row, f"{info.number:>4}  {info.published_at}  {info.documents:>6}  {info.message}")
