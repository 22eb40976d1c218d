from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from habeas.project.cli.intake_side import open_intake
from habeas.project.cli.output import StoreUnusable, common_options, say


@click.group()
def supporters() -> None:
    """Those who signed."""


@supporters.command()
@click.option(
    "--key", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The secret key; keep it on your own machine.",
)  # fmt: skip
@click.option("--petition", help="Only this one, by its address.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path),
    help="A new file, for its owner alone; without it, standard output.",
)  # fmt: skip
@common_options
def export(key: Path, petition: str | None, form: str, out: Path | None) -> None:
    """Open the confirmed signatures that a key opens. Run it on your own machine."""
    from habeas.public.intake.petitions.exporting import FIELDS
    from habeas.public.intake.petitions.exporting import supporters as opened

    number = 0
    with open_intake() as target, _written(out) as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        if form == "csv":
            writer.writeheader()
        try:
            for row in opened(target, key, petition=petition):
                number += 1
                if form == "csv":
                    writer.writerow({field: _cell(value) for field, value in row.items()})
                else:
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
        except ValueError as problem:
            raise click.UsageError(str(problem)) from None
    say(f"{number} signatures")


@contextmanager
def _written(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        raise StoreUnusable(f"{out} cannot be made: {problem.strerror}") from None
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        yield file


def _cell(value: Any) -> str:
    """As a spreadsheet may open it: nothing that somebody wrote becomes a formula."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value or "")
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
