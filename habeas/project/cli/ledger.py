from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from habeas.core import custody
from habeas.core.dates import parse_optional
from habeas.project.cli.output import common_options, emit


@click.command()
@click.argument("person", required=False)
@click.option("--events", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="The day to count to (default today)."
)
@common_options
def ledger(person: str | None, events: Path | None, on: object) -> None:
    """Fold events into custody periods, a status and a count of days."""
    if bool(person) == bool(events):
        raise click.UsageError("name a PERSON, or give --events FILE")
    day = on.date() if hasattr(on, "date") else date.today()
    found = _from_file(events) if events else _of_person(person or "")
    folded = custody.fold(found, on=day)
    row = {
        "person": person,
        "status": folded.status,
        "days_min": folded.days.at_least,
        "days_max": folded.days.at_most,
        "periods": [
            {
                "start": str(period.start),
                "end": str(period.end) if period.end else None,
                "kind": period.kind,
                "place": period.place,
                "because": list(period.because),
            }
            for period in folded.periods
        ],
        "warnings": [warning.as_dict() for warning in folded.warnings],
    }
    days = f"{folded.days.at_least}" + (
        f"–{folded.days.at_most}" if folded.days.at_least != folded.days.at_most else ""
    )
    emit(row, f"{folded.status}, {days} days in custody on {day}")


def _from_file(file: Path) -> list[custody.CustodyEvent]:
    events = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            events.append(_event(json.loads(line), number))
        except (ValueError, KeyError, TypeError) as problem:
            raise click.UsageError(f"{file}, line {number}: {problem}") from None
    return events


def _event(row: dict[str, str], number: int) -> custody.CustodyEvent:
    if not isinstance(row, dict) or "type" not in row:
        raise ValueError("an object with “type” and “date” is needed")
    return custody.CustodyEvent(
        type=row["type"],
        date=parse_optional(row.get("date")),
        date_end=parse_optional(row.get("date_end")),
        id=str(row.get("id") or number),
        place=row.get("place"),
        kind=row.get("kind"),
        case=row.get("case"),
    )


def _of_person(slug: str) -> list[custody.CustodyEvent]:
    from habeas.project.cli.django_side import start_desk

    start_desk(make=False)
    from habeas.desk.casefiles.models import Person
    from habeas.desk.casefiles.queries import custody_events

    person = Person.objects.filter(slug=slug).first()
    if person is None:
        raise click.UsageError(f"there is no person “{slug}”")
    return custody_events(person)
