from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from habeas.core.dates import PartialDate, parse_optional
from habeas.project.cli.collecting import EdtfType
from habeas.project.cli.output import common_options, emit, finish, say
from habeas.project.second_reader import NotAllowed, Server, server
from habeas.reading import Claim
from habeas.reading import read as read_text
from habeas.reading.second import read_second


@click.command()
@click.argument("what", nargs=-1, metavar="FILE|SOURCE…")
@click.option("--published", type=EdtfType(), help="When it was published (EDTF).")
@click.option("--second", is_flag=True, help="Ask the second reader, too, where one is set.")
@click.option("--evaluate", "gold", type=click.Path(exists=True, path_type=Path), metavar="GOLD")
@common_options
def read(what: tuple[str, ...], published: str | None, second: bool, gold: Path | None) -> None:
    """Propose claims: of files, without any store, or of collected sources.

    With no name at all, every collected source that has not been read yet.
    """
    if gold:
        if second:
            raise click.UsageError("--evaluate measures the first reader; leave --second out")
        _evaluate(gold)
        return
    asked = _second_reader() if second else None
    refused = False
    for name in what or _unread():
        try:
            claims = list(_claims(name, parse_optional(published), asked))
        except ValueError as problem:
            refused = True
            say(f"{name}: {problem}")
            continue
        for claim in claims:
            emit(claim.model_dump(mode="json"), _line(claim))
    finish(refused=refused)


def _second_reader() -> Server:
    """The second reader that is set. Raises a usage error where there is none, or none allowed."""
    try:
        found = server()
    except NotAllowed as problem:
        raise click.UsageError(str(problem)) from None
    if found is None:
        raise click.UsageError("--second needs HABEAS_READER_URL: no second reader is set")
    return found


def _more(
    text: str, published: PartialDate | None, known: list[Claim], server: Server | None
) -> list[Claim]:
    """What the second reader adds. What it could not read is said, and holds nothing up."""
    if server is None:
        return []
    found = read_second(text, server.ask, model=server.model, published=published, known=known)
    for problem in found.unread:
        say(f"not read by the second reader: {problem}")
    if dropped := +found.dropped:
        told = ", ".join(f"{reason} {number}" for reason, number in sorted(dropped.items()))
        say(f"dropped of the second reader's answers: {told}")
    return found.claims


def _claims(name: str, published: PartialDate | None, server: Server | None) -> Iterable[Claim]:
    from habeas.desk.sources.descriptions import describe
    from habeas.desk.sources.extraction import extract

    file = Path(name)
    if not file.is_file():
        return _of_source(name, server)
    described = describe(file)
    if published is None and described:
        published = parse_optional(described.published)
    found = extract(file.read_bytes())
    published = published or parse_optional(found.published)
    claims = list(read_text(found.text, published=published))
    return claims + _more(found.text, published, claims, server)


def _of_source(public_id: str, server: Server | None) -> Iterable[Claim]:
    """Propose the claims of a collected source and keep the proposals in the desk."""
    from habeas.project.cli.django_side import start_desk

    start_desk()
    from habeas.desk.casefiles.services import propose_claims
    from habeas.desk.sources.models import Capture, Sensitivity

    def more(capture: Capture, known: list[Claim]) -> list[Claim]:
        if capture.source.sensitivity == Sensitivity.RESTRICTED and server and not server.is_here:
            say(f"{public_id}: restricted, so no other machine is asked")
            return []
        return _more(capture.text, parse_optional(capture.source.published), known, server)

    captures = Capture.objects.filter(source__public_id=public_id).select_related("source")
    if not captures:
        raise ValueError("there is no such file, and no source of that id")
    for capture in captures:
        for row in propose_claims(capture, more=more if server else None):
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
