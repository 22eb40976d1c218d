"""What may pass, row by row, and why the rest may not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet

from habeas.desk.actions.letters.models import Recipient
from habeas.desk.actions.letters.projection import path_for
from habeas.desk.actions.models import Appeal
from habeas.desk.advocacy.models import Intervention
from habeas.desk.casefiles.models import (
    Attribute,
    Citation,
    Claim,
    Event,
    Finding,
    Name,
    Place,
)
from habeas.desk.casefiles.rules import Gap, publication_gaps
from habeas.desk.petitions.models import Petition
from habeas.desk.sources.models import Sensitivity
from habeas.desk.statements.models import Statement
from habeas.public.edition.store import Edition, EditionInfo

Row = TypeVar("Row", Name, Attribute, Event)

PUBLIC_CLAIM = Q(
    claim__state=Claim.State.ACCEPTED,
    claim__capture__source__sensitivity=Sensitivity.PUBLIC,
)


def _with_evidence(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Count public support and fetch the citations that may be shown, and no others."""
    support = Q(
        citations__bearing=Citation.Bearing.SUPPORTS,
        citations__claim__state=Claim.State.ACCEPTED,
        citations__claim__capture__source__sensitivity=Sensitivity.PUBLIC,
    )
    citations = (
        Citation.objects.filter(PUBLIC_CLAIM)
        .select_related("claim__capture__source")
        .order_by("claim__capture__source__published", "claim__start", "pk")
    )
    rows = rows.select_related("consent")
    return rows.annotate(public_support=Count("citations", filter=support)).prefetch_related(
        Prefetch("citations", citations, to_attr="public_citations")
    )


def names_with_evidence() -> QuerySet[Name]:
    return _with_evidence(Name.objects.order_by("pk"))


def attributes_with_evidence() -> QuerySet[Attribute]:
    return _with_evidence(Attribute.objects.order_by("pk"))


def events_with_evidence() -> QuerySet[Event]:
    events = (
        Event.objects.select_related("case")
        .order_by("pk")
        .prefetch_related("involvements__person", "involvements__organisation")
    )
    return _with_evidence(events)


def places() -> dict[int, Place]:
    """Places of detention by key, with their addresses."""
    return {one.pk: one for one in Place.objects.order_by("pk").prefetch_related("addresses")}


def interventions() -> dict[int, Intervention]:
    """What staff noted of responses, by the key of the event."""
    rows = Intervention.objects.select_related("event", "answer", "addressed")
    return {row.event_id: row for row in rows}


def private_citations() -> QuerySet[Citation]:
    """Citations of public findings that are not shown, because their source is not public."""
    citations = Citation.objects.filter(
        finding__sensitivity=Sensitivity.PUBLIC, claim__state=Claim.State.ACCEPTED
    )
    private = citations.exclude(claim__capture__source__sensitivity=Sensitivity.PUBLIC)
    return private.select_related("claim__capture__source").order_by("pk")


def gaps_of(finding: Finding, *, on: date) -> list[Gap]:
    closed = isinstance(finding, Event) and finding.case is not None and finding.case.restricted
    return publication_gaps(
        sensitivity=Sensitivity.RESTRICTED if closed else Sensitivity(finding.sensitivity),
        basis=finding.basis,
        public_support=finding.public_support,  # type: ignore[attr-defined]
        consent_holds=finding.consent is None or finding.consent.holds_on(on),
    )


def private_spans(capture_id: int, public_claims: Iterable[int]) -> list[tuple[int, int]]:
    """Where a captured text carries claims that are not public."""
    claims = Claim.objects.filter(capture=capture_id).exclude(pk__in=public_claims)
    return list(claims.values_list("start", "end"))


def editions() -> list[EditionInfo]:
    """Every edition that was ever let out, newest first."""
    return Edition(settings.HOME.edition).editions()


def current_edition() -> EditionInfo | None:
    """What the portal shows now."""
    return Edition(settings.HOME.edition).current()


def next_number() -> int:
    return max((info.number for info in editions()), default=0) + 1


def recipients() -> list[Recipient]:
    """Every card of somebody whom one can write to."""
    return list(Recipient.objects.select_related("person", "consent").order_by("pk"))


def holds() -> dict[str, str]:
    """Why nobody should write now, by the path of the recipient's document."""
    held = Recipient.objects.exclude(hold="").select_related("person")
    return {path_for(one): one.hold for one in held}


def appeals() -> list[Appeal]:
    """Every appeal that was opened, also when it has ended since."""
    opened = Appeal.objects.exclude(state=Appeal.State.DRAFT).select_related("case", "person")
    return list(opened.prefetch_related("addressees", "letters", "updates").order_by("pk"))


def ended_actions() -> dict[str, str]:
    """The state of every action that has ended, by the path of its document."""
    appeals = Appeal.objects.exclude(state__in=(Appeal.State.DRAFT, Appeal.State.OPEN))
    petitions = Petition.objects.exclude(state__in=(Petition.State.DRAFT, Petition.State.OPEN))
    statements = Statement.objects.filter(state=Statement.State.WITHDRAWN)
    rows = [one for found in (appeals, petitions, statements) for one in _slugs(found)]
    return {f"actions/{slug}": state for slug, state in rows}


def _slugs(found: QuerySet[Any]) -> Iterable[tuple[str, str]]:
    return found.values_list("slug", "state")
