from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habeas.core.dates import PartialDate
from habeas.project.cli.django_side import start_desk, user_called
from habeas.project.cli.output import common_options, emit, finish

if TYPE_CHECKING:
    from habeas.desk.accounts.models import User
    from habeas.desk.casefiles.models import Claim


class EdtfType(click.ParamType[str]):
    name = "date"

    def convert(self, value: str, param: object, ctx: object) -> str:
        try:
            return PartialDate.parse(value).text
        except ValueError as problem:
            raise click.BadParameter(str(problem)) from None


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--published", type=EdtfType(), help="When it was published (EDTF).")
@click.option("--case", "case_slug", metavar="SLUG", help="The case that it belongs to.")
@click.option(
    "--sensitivity",
    type=click.Choice(["public", "internal", "restricted"]),
    default="public",
    show_default=True,
)
@click.option("--by", metavar="USER", help="Who collects.")
@common_options
def collect(
    paths: tuple[str, ...],
    published: str | None,
    case_slug: str | None,
    sensitivity: str,
    by: str | None,
) -> None:
    """Take in text and HTML files as sources with preserved copies."""
    start_desk()
    from habeas.desk.casefiles.services import assign_source
    from habeas.desk.sources.extraction import Refused
    from habeas.desk.sources.models import Sensitivity
    from habeas.desk.sources.services import collect_file

    user: User = user_called(by)  # type: ignore[assignment]
    refused = False
    for path in paths:
        try:
            if "://" in path:
                raise Refused("addresses are not fetched; save the page and collect the file")
            found = collect_file(
                Path(path), by=user, sensitivity=Sensitivity(sensitivity), published=published or ""
            )
        except Refused as problem:
            refused = True
            refusal = {"source": None, "capture": None, "status": "refused", "reason": str(problem)}
            emit(refusal | {"path": path}, f"refused    {path}: {problem}")
            continue
        capture = found.capture
        if case_slug:
            assign_source(capture.source, case_slug, by=user)
        row: dict[str, Any] = {
            "source": capture.source.public_id,
            "capture": capture.public_id,
            "sha256": capture.sha256,
            "media_type": capture.media_type,
            "language": capture.source.language,
            "passages": capture.passages.count(),
            "status": found.status,
            "reason": None,
            "path": path,
        }
        emit(row, f"{found.status:<10} {path} → source {capture.source.public_id}")
    finish(refused=refused)


@click.command()
@click.option("--all", "everything", is_flag=True, help="Claims of every source.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Claims of one source.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True)
@click.option("--by", metavar="USER", help="Who accepts.")
@common_options
def accept(
    everything: bool, sources: tuple[str, ...], min_confidence: float, by: str | None
) -> None:
    """Accept in bulk what the engine is sure of; for samples, tests and large lots."""
    if not everything and not sources:
        raise click.UsageError("say --all, or --source ID")
    start_desk()
    from habeas.desk.casefiles.services import accept_all

    user: User = user_called(by)  # type: ignore[assignment]
    for result in accept_all(_waiting(sources), by=user, least_confidence=min_confidence):
        claim = result.claim
        row = {
            "claim": claim.public_id,
            "finding": result.finding.public_id if result.finding else None,
            "person": result.person.slug if result.person else None,
            "outcome": result.outcome,
            "reason": result.reason or None,
        }
        about = result.reason or (result.finding and f"finding {result.finding.public_id}")
        emit(row, f"{result.outcome:<8} {claim.type or 'sentence'}: {about}")


def _waiting(sources: tuple[str, ...]) -> list[Claim]:
    """Claims that nobody has decided; what was collected and not yet read is read first."""
    from habeas.desk.casefiles.models import Claim
    from habeas.desk.casefiles.services import propose_claims
    from habeas.desk.sources.models import Capture, Source

    unknown = set(sources) - set(
        Source.objects.filter(public_id__in=sources).values_list("public_id", flat=True)
    )
    if unknown:
        raise click.UsageError(f"there is no source {', '.join(sorted(unknown))}")
    captures = Capture.objects.filter(source__public_id__in=sources) if sources else Capture.objects
    for capture in captures.filter(read_at=None):
        propose_claims(capture)
    claims = Claim.objects.filter(state=Claim.State.PROPOSED, capture__in=captures.all())
    return list(claims.select_related("capture__source").order_by("capture_id", "start", "pk"))
