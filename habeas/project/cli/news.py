from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habeas.project.cli.django_side import start_desk, user_called
from habeas.project.cli.output import common_options, emit

if TYPE_CHECKING:
    from habeas.desk.accounts.models import User


@click.group()
def news() -> None:
    """Articles and pages of the newsroom."""


@news.command()
@click.option("--by", metavar="USER", help="In whose name it is noted.")
@common_options
def due(by: str | None) -> None:
    """Make live what was scheduled for now, and end what is over; the next edition shows it."""
    start_desk()
    from habeas.desk.newsroom.queries import address_of
    from habeas.desk.newsroom.services import keep_schedule

    user: User = user_called(by)  # type: ignore[assignment]
    for text, is_live in keep_schedule(by=user):
        language, outcome = text.locale.language_code, "live" if is_live else "over"
        row = {"text": address_of(text), "language": language, "outcome": outcome}
        emit(row, f"{outcome}: {row['text']} ({language})")
