from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habeas.project.cli.django_side import start_desk, user_called
from habeas.project.cli.output import common_options, emit, say

if TYPE_CHECKING:
    from habeas.desk.accounts.models import User

SEED = 7
EVERY = 100


@click.group()
def sample() -> None:
    """Make up what lists and statistics can be tried with."""


@sample.command()
@click.argument("number", type=click.IntRange(1, 100_000), metavar="N")
@click.option(
    "--seed", type=int, default=SEED, show_default=True, help="The same seed, the same people."
)
@click.option("--by", metavar="USER", help="Who brings them in.")
@common_options
def people(number: int, seed: int, by: str | None) -> None:
    """Bring in N people of a country that does not exist, and publish them."""
    start_desk()
    from habeas.project.sample import load_invented

    user: User = user_called(by)  # type: ignore[assignment]
    added = 0
    for index, person in load_invented(number, seed=seed, by=user, say=say):
        added += person is not None
        row = {
            "number": index,
            "person": person and person.slug,
            "status": "added" if person else "known",
        }
        emit(row, f"{row['status']:<6} {person.slug if person else index}")
    say(f"{added} invented people added; {number - added} were there already")
