"""Reading proposes, a person decides: claims put to acceptance, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from habeas import reading
from habeas.core.dates import parse_optional
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.casefiles import filing, gold, history
from habeas.desk.casefiles.models import Citation, Claim, Event, Finding, Person
from habeas.desk.casefiles.rules import CORRECTABLE, GUESSED, reason_to_skip
from habeas.desk.sources.models import Capture
from habeas.reading import second

# The rule of a claim that a member found and the reader had not proposed.
BY_HAND = "by hand"


class NotReviewable(ValueError):
    """The claim cannot be decided so; the message says why."""


@dataclass(frozen=True)
class Accepted:
    """What became of a claim that was put to acceptance."""

    claim: Claim
    outcome: Literal["new", "joined", "skipped"]
    finding: Finding | None = None
    person: Person | None = None
    reason: str = ""


# What another reader adds to the claims of a capture that are known.
MoreClaims = Callable[[Capture, list[reading.Claim]], list[reading.Claim]]


def propose_claims(capture: Capture, *, more: MoreClaims | None = None) -> list[Claim]:
    """Read a capture and keep the engine's proposals. What was decided stays decided.

    A proposal that the engine no longer makes, and nobody has decided, goes;
    what a member entered stays. What was rejected is not proposed again.
    """
    published = parse_optional(capture.source.published)
    read = reading.read(capture.text, published=published)
    # Another reader may take minutes, in which nobody must wait for the store.
    read += more(capture, read) if more else []
    return _keep_proposals(capture, read, all_read=more is not None)


@transaction.atomic
def _keep_proposals(capture: Capture, read: list[reading.Claim], *, all_read: bool) -> list[Claim]:
    found = {claim.id: claim for claim in gold.without_rejected(read, capture)}
    made = {claim.id for claim in read}
    known = {claim.engine_id: claim for claim in capture.claims.all()}
    outdated = capture.claims.filter(state=Claim.State.PROPOSED).exclude(engine_id__in=made)
    if not all_read:  # what a second reader proposed stays until it is asked again
        outdated = outdated.exclude(rule__startswith=second.RULE)
    outdated.exclude(rule=BY_HAND).delete()
    Claim.objects.bulk_create(
        Claim(
            capture=capture, engine_id=key, proposed=claim.model_dump(mode="json"), **_fields(claim)
        )
        for key, claim in found.items()
        if key not in known
    )
    Capture.objects.filter(pk=capture.pk).update(read_at=timezone.now())
    return list(capture.claims.all())


def _fields(claim: reading.Claim) -> dict[str, Any]:
    values = claim.model_dump(mode="json", exclude={"id"})
    empty_text = ("type", "date", "date_end", "place", "attributed_to")
    return values | {name: values[name] or "" for name in empty_text}


@transaction.atomic
def accept_claim(
    claim: Claim,
    *,
    by: User,
    into: Event | None = None,
    bearing: Citation.Bearing = Citation.Bearing.SUPPORTS,
    who: Mapping[str, Person | None] | None = None,
) -> Accepted:
    """Accept a claim: it joins the finding about the same event, or opens a new one.

    `into` names the event by hand, where a claim also may contradict. `who` says
    whom a name of the claim means, None opening a new file; a name that it leaves
    out means whoever bears it. Raises PermissionDenied, or NotReviewable, as when
    two people bear a name; accepting an accepted claim changes nothing.
    """
    accepted = _file(claim, by=by, into=into, bearing=bearing, who=who or {})
    if accepted.outcome != "skipped":
        history.keep(history.findings_of(claim), "claim.accepted", by=by)
    return accepted


@transaction.atomic
def accept_together(
    claims: Iterable[Claim], *, by: User, who: Mapping[str, Person | None] | None = None
) -> list[Accepted]:
    """Accept claims that belong together, all or none; the history shows how they leave things.

    `who` and what is raised are as for `accept_claim`.
    """
    accepted = [
        _file(claim, by=by, into=None, bearing=Citation.Bearing.SUPPORTS, who=who or {})
        for claim in claims
    ]
    touched = Finding.objects.filter(citations__claim__in=[one.claim.pk for one in accepted])
    history.keep(touched.distinct().order_by("pk"), "claim.accepted", by=by)
    return accepted


def _file(
    claim: Claim,
    *,
    by: User,
    into: Event | None,
    bearing: Citation.Bearing,
    who: Mapping[str, Person | None],
) -> Accepted:
    require(by, "casefiles.review_claim")
    claim = Claim.objects.select_for_update().select_related("capture__source").get(pk=claim.pk)
    if claim.state == Claim.State.ACCEPTED:
        return Accepted(claim, "skipped", reason="already accepted")
    if not claim.type:
        raise NotReviewable("choose what kind of event it is first")
    _decide(claim, Claim.State.ACCEPTED, by)
    try:
        filed = filing.file_claim(claim, by=by, into=into, bearing=bearing, who=who)
    except filing.SeveralPeople as name:
        raise NotReviewable(
            f"more than one person is called {name}: say which of them is meant"
        ) from None
    record(by, "claim.accepted", claim)
    return Accepted(
        claim, "new" if filed.is_new else "joined", finding=filed.finding, person=filed.person
    )


@transaction.atomic
def reject_claim(claim: Claim, *, by: User, reason: str = "") -> Claim:
    """Reject a claim. An accepted one is taken out of its findings first."""
    require(by, "casefiles.review_claim")
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    _withdraw(claim, "claim.rejected", by)
    _decide(claim, Claim.State.REJECTED, by, reason=reason)
    record(by, "claim.rejected", claim)
    return claim


@transaction.atomic
def reopen_claim(claim: Claim, *, by: User) -> Claim:
    """Undo a decision: the claim waits for review again, as if never decided."""
    require(by, "casefiles.review_claim")
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    _withdraw(claim, "claim.reopened", by)
    claim.state, claim.reason = Claim.State.PROPOSED, ""
    claim.decided_by = claim.decided_at = None
    claim.save()
    record(by, "claim.reopened", claim)
    return claim


@transaction.atomic
def correct_claim(claim: Claim, changes: Mapping[str, Any], *, by: User) -> Claim:
    """Correct fields of a claim before it is accepted; `proposed` keeps the original.

    Raises NotReviewable for a decided claim, KeyError for a field that is not correctable.
    """
    require(by, "casefiles.review_claim")
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.state != Claim.State.PROPOSED:
        raise NotReviewable("this claim has been decided; reopen it to correct it")
    for name, value in changes.items():
        if name not in CORRECTABLE:
            raise KeyError(name)
        setattr(claim, name, value)
    claim.save()
    record(by, "claim.corrected", claim)
    return claim


def accept_all(claims: list[Claim], *, by: User, least_confidence: float = 0.0) -> list[Accepted]:
    """Accept in bulk what the engine is sure of; each claim in a transaction of its own."""
    results = []
    for claim in claims:
        reason = reason_to_skip(
            type=claim.type,
            lane=claim.lane,
            modality=claim.modality,
            confidence=claim.confidence,
            least=least_confidence,
            is_guess=str(claim.proposed.get("rule", "")).endswith(GUESSED),
            is_anchored=bool(claim.persons)
            and (len(claim.date) == len("2011-08-04") or bool(claim.quantity)),
        )
        if reason:
            results.append(Accepted(claim, "skipped", reason=reason))
            continue
        try:
            results.append(accept_claim(claim, by=by))
        except NotReviewable as problem:
            results.append(Accepted(claim, "skipped", reason=str(problem)))
    return results


def _withdraw(claim: Claim, action: str, by: User) -> None:
    """Take a claim out of its findings, and note how they stand, or that they are gone."""
    before = history.findings_of(claim)
    told = history.whom(before)
    filing.withdraw_claim(claim)
    history.keep(before, action, by=by, told=told)


def _decide(claim: Claim, state: Claim.State, by: User, *, reason: str = "") -> None:
    claim.state, claim.reason = state, reason
    claim.decided_by, claim.decided_at = by, timezone.now()
    claim.save()
