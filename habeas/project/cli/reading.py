from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from habeas.core.dates import PartialDate, parse_optional
from habeas.project.cli.collecting import EdtfType
from habeas.project.cli.output import common_options, emit, finish, say
from habeas.reading import Claim
from habeas.reading import read as read_text


@click.command()
@click.argument("what", nargs=-1, metavar="FILE|SOURCE…")
@click.option("--published", type=EdtfType(), help="When it was published (EDTF).")
@click.option("--evaluate", "gold", type=click.Path(exists=True, path_type=Path), metavar="GOLD")
@common_options
def read(what: tuple[str, ...], published: str | None, gold: Path | None) -> None:
    """Propose claims: of files, without any store, or of collected sources.

    With no name at all, every collected source that has not been read yet.
    """
    if gold:
        _evaluate(gold)
        return
    refused = False
    for name in what or _unread():
        try:
            claims = list(_claims(name, parse_optional(published)))
        except ValueError as problem:
            refused = True
            say(f"{name}: {problem}")
            continue
        for claim in claims:
            emit(claim.model_dump(mode="json"), _line(claim))
    finish(refused=refused)


def _claims(name: str, published: PartialDate | None) -> Iterable[Claim]:
    from habeas.desk.sources.descriptions import describe
    from habeas.desk.sources.extraction import extract

    file = Path(name)
    if not file.is_file():
        return _of_source(name)
    described = describe(file)
    if published is None and described:
        published = parse_optional(described.published)
    found = extract(file.read_bytes())
    return read_text(found.text, published=published or parse_optional(found.published))


def _of_source(public_id: str) -> Iterable[Claim]:
    """Propose the claims of a collected source and keep the proposals in the desk."""
    from habeas.project.cli.django_side import start_desk

    start_desk()
    from habeas.desk.casefiles.services import propose_claims
    from habeas.desk.sources.models import Capture

    captures = Capture.objects.filter(source__public_id=public_id).select_related("source")
    if not captures:
        raise ValueError("there is no such file, and no source of that id")
    for capture in captures:
        for row in propose_claims(capture):
            yield Claim.model_validate(row.proposed)


def _unread() -> list[str]:
    from habeas.project.cli.django_side import start_desk

    start_desk()
    from habeas.desk.sources.models import Source

    found = Source.objects.filter(captures__read_at=None).order_by("pk").distinct()
    return list(found.values_list("public_id", flat=True))


def _line(claim: Claim) -> str:
    who = ", ".join(claim.persons or claim.organisations) or "–"
    kind, day = claim.type or "sentence", claim.date or "–"
    return f"{claim.lane:<5} {kind:<28} {day:<12} {who}: {claim.quote}"


def _evaluate(gold: Path) -> None:
    from habeas.reading.evaluate import evaluate

    report = evaluate(gold)
    for row in report.rows():
        emit(row, "  ".join(f"{key} {value}" for key, value in row.items()))
    say(f"calibration error {report.calibration_error()}")
