from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from habeas.core.sealing import unseal
from habeas.project.cli.django_side import start_desk, user_called
from habeas.project.cli.output import common_options, emit, finish
from habeas.public.intake import store

if TYPE_CHECKING:
    from habeas.desk.accounts.models import User


@click.command()
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", metavar="USER", help="Who takes the messages in.")
@common_options
def inbox(key: Path | None, by: str | None) -> None:
    """Open what visitors have sent, and keep each message as a restricted source."""
    start_desk()
    from django.conf import settings

    from habeas.desk.sources.descriptions import Description
    from habeas.desk.sources.extraction import Refused
    from habeas.desk.sources.models import Sensitivity
    from habeas.desk.sources.services import collect_text
    from habeas.project.home import INTAKE_KEY

    user: User = user_called(by)  # type: ignore[assignment]
    refused = False
    for message in store.waiting(settings.HABEAS_INTAKE):
        try:
            told = json.loads(unseal(message.sealed, key or settings.HOME.keys / INTAKE_KEY))
            found = collect_text(
                f"{told['text']}\n\n{told['about']}\n{told['reply_to']}\n",
                by=user,
                sensitivity=Sensitivity.RESTRICTED,
                described=Description(
                    file="", title=f"Message {message.id}", kind="message",
                    published=message.arrived_on, basis="day of arrival",
                ),
            )  # fmt: skip
        except (ValueError, Refused) as problem:
            refused = True
            row = {"message": message.id, "source": None, "reason": str(problem)}
            emit(row, f"refused    {message.id}: {problem}")
            continue
        store.mark_taken(settings.HABEAS_INTAKE, message.id, on=datetime.now(UTC).date())
        source = found.capture.source.public_id
        row = {"message": message.id, "source": source, "reason": None}
        emit(row, f"taken in   {message.id} → source {source}")
    finish(refused=refused)
