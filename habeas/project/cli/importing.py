from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habeas.project.cli.django_side import start_desk, user_called
from habeas.project.cli.output import common_options, emit, finish, say

if TYPE_CHECKING:
    from habeas.desk.accounts.models import User
    from habeas.desk.imports.taking import Result

# How often a long run says where it stands.
EVERY = 5_000


@click.group()
def import_() -> None:
    """Take in lists that others keep."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the columns mean (YAML).",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--list", "name", metavar="NAME", default="", help="The list that FILE is of.")
@click.option(
    "--sensitivity",
    type=click.Choice(["public", "internal", "restricted"]),
    default="public",
    show_default=True,
)
@click.option("--by", metavar="USER", help="Who imports.")
@common_options
def people(  # noqa: PLR0917 (one for each option)
    file: Path,
    mapping_file: Path | None,
    dry_run: bool,
    name: str,
    sensitivity: str,
    by: str | None,
) -> None:
    """Take in a list of people: CSV, XLSX, JSON or an HTML table."""
    start_desk()
    from habeas.desk.imports import services
    from habeas.desk.imports.ports import lists
    from habeas.desk.sources.models import Sensitivity

    user: User = user_called(by)  # type: ignore[assignment]
    counts: dict[str, int] = {}
    try:
        mapping = lists().load_mapping(mapping_file) if mapping_file else None
        if dry_run:
            results = services.try_list(file, by=user, mapping=mapping, name=name)
        else:
            results = services.import_list(
                file, by=user, mapping=mapping, name=name, sensitivity=Sensitivity(sensitivity)
            )
        for number, result in enumerate(results, start=1):
            counts[result.outcome] = counts.get(result.outcome, 0) + 1
            emit(_row(result), _text(result))
            if number % EVERY == 0:
                say(f"{number} rows")
    except lists().MappingError as problem:
        raise click.UsageError(str(problem)) from None
    except (lists().Unreadable, services.NotNow) as problem:
        refusal: dict[str, Any] = {"row": None, "outcome": "refused", "person": None, "fields": {}}
        emit(refusal | {"reason": str(problem), "problems": []}, f"refused  {file}: {problem}")
        finish(refused=True)
    say(", ".join(f"{times} {outcome}" for outcome, times in counts.items()) or "no rows")
    finish(refused="refused" in counts)


def _row(result: Result) -> dict[str, Any]:
    return {
        "row": result.row,
        "outcome": result.outcome,
        "person": result.person,
        "fields": result.fields,
        "reason": result.reason or None,
        "problems": list(result.problems),
    }


def _text(result: Result) -> str:
    where = f"row {result.row}" if result.row else "      "
    about = result.reason or (", ".join(result.fields) if result.outcome == "changed" else "")
    return f"{result.outcome:<10} {where} {result.person or ''} {about}".rstrip()
