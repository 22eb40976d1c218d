"""The review screen: a source on the left, the claim to decide on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.casefiles import foresight, labels, marking, queries, services
from habeas.desk.casefiles.forms import CorrectionForm, FilingForm
from habeas.desk.casefiles.models import Citation, Claim, Event

REASONS = (
    gettext_noop("Wrong person"),
    gettext_noop("Not an event"),
    gettext_noop("Not asserted, only possible or planned"),
    gettext_noop("The same as another claim"),
    gettext_noop("Wrong in more than one field"),
)


@dataclass
class Place:
    """Where a reviewer stands: a claim among the claims of its capture, in the text's order."""

    claims: list[Claim]
    claim: Claim

    @cached_property
    def index(self) -> int:
        return next(i for i, claim in enumerate(self.claims) if claim.pk == self.claim.pk)

    @property
    def following(self) -> Claim | None:
        return self.claims[self.index + 1] if self.index + 1 < len(self.claims) else None

    @property
    def preceding(self) -> Claim | None:
        return self.claims[self.index - 1] if self.index else None

    @property
    def waiting(self) -> list[Claim]:
        """Claims to review, from this one on and then round from the start."""
        turned = self.claims[self.index + 1 :] + self.claims[: self.index + 1]
        return [claim for claim in turned if claim.state == Claim.State.PROPOSED]

    def last_decided(self, by_id: int | None) -> Claim | None:
        own = [claim for claim in self.claims if claim.decided_by_id == by_id and claim.decided_at]
        return max(own, key=lambda claim: str(claim.decided_at), default=None)


@require_safe
@needs("casefiles.view_claim")
def next_source(request: StaffRequest) -> HttpResponse:
    """On to the oldest source with claims to review; a quiet page when there is none."""
    claim = queries.claims_to_review(request.user).order_by("capture_id", "start", "pk").first()
    if claim:
        return redirect(_address(claim))
    return render(request, "casefiles/nothing_to_review.html")


@require_safe
@needs("casefiles.view_claim")
def source(request: StaffRequest, source_id: str) -> HttpResponse:
    """The first claim of a source that waits, else its first."""
    claims = queries.claims_visible_to(request.user).filter(capture__source__public_id=source_id)
    waiting = claims.filter(state=Claim.State.PROPOSED)
    claim = waiting.order_by("capture_id", "start", "pk").first() or claims.first()
    if claim is None:
        raise Http404
    return redirect(_address(claim))


@require_safe
@needs("casefiles.view_claim")
def claim(request: StaffRequest, source_id: str, claim_id: str) -> HttpResponse:
    return _screen(request, _place(request, source_id, claim_id))


@require_POST
@needs("casefiles.review_claim")
def accept(request: StaffRequest, source_id: str, claim_id: str) -> HttpResponse:
    place = _place(request, source_id, claim_id)
    try:
        result = services.accept_claim(place.claim, by=request.user)
    except services.NotReviewable as problem:
        messages.error(request, str(problem))
        return redirect(_address(place.claim))
    _say_accepted(request, result)
    return _onward(request, place)


@require_POST
@needs("casefiles.review_claim")
def file_under(request: StaffRequest, source_id: str, claim_id: str) -> HttpResponse:
    """Accept a claim into a finding that the reviewer has chosen."""
    place = _place(request, source_id, claim_id)
    form = FilingForm(request.POST, events=_choices(foresight.would_join(place.claim)))
    if not form.is_valid():
        return _screen(request, place, filing=form, status=422)
    bearing = Citation.Bearing(form.cleaned_data["bearing"])
    result = services.accept_claim(
        place.claim, by=request.user, into=form.chosen(), bearing=bearing
    )
    _say_accepted(request, result)
    return _onward(request, place)


@require_POST
@needs("casefiles.review_claim")
def reject(request: StaffRequest, source_id: str, claim_id: str) -> HttpResponse:
    place = _place(request, source_id, claim_id)
    services.reject_claim(place.claim, by=request.user, reason=request.POST.get("reason", ""))
    messages.info(request, _("Rejected: %(quote)s") % {"quote": _short(place.claim.quote)})
    return _onward(request, place)


@require_POST
@needs("casefiles.review_claim")
def reopen(request: StaffRequest, source_id: str, claim_id: str) -> HttpResponse:
    place = _place(request, source_id, claim_id)
    services.reopen_claim(place.claim, by=request.user)
    messages.info(request, _("Undone; the claim waits for review again."))
    return redirect(_address(place.claim))


@require_POST
@needs("casefiles.review_claim")
def correct(request: StaffRequest, source_id: str, claim_id: str) -> HttpResponse:
    """Keep corrections, and accept the claim when that button was pressed."""
    place = _place(request, source_id, claim_id)
    form = CorrectionForm(request.POST, claim=place.claim)
    if not form.is_valid():
        return _screen(request, place, correction=form, status=422)
    try:
        corrected = services.correct_claim(place.claim, form.corrections(), by=request.user)
    except services.NotReviewable as problem:
        messages.error(request, str(problem))
        return redirect(_address(place.claim))
    if "accept" not in request.POST:
        messages.info(request, _("Corrected."))
        return redirect(_address(corrected))
    _say_accepted(request, services.accept_claim(corrected, by=request.user))
    return _onward(request, place)


def _place(request: StaffRequest, source_id: str, claim_id: str) -> Place:
    visible = queries.claims_visible_to(request.user)
    here = get_object_or_404(visible, public_id=claim_id, capture__source__public_id=source_id)
    claims = queries.claims_beside(here)
    return Place(claims, next(claim for claim in claims if claim.pk == here.pk))


def _screen(
    request: StaffRequest,
    place: Place,
    *,
    correction: CorrectionForm | None = None,
    filing: FilingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    current = place.claim
    capture = current.capture
    is_open = current.state == Claim.State.PROPOSED
    ahead = foresight.would_join(current) if is_open else foresight.Foresight()
    choices = _choices(ahead)
    context: dict[str, Any] = {
        "place": place,
        "claim": current,
        "source": capture.source,
        "capture": capture,
        "is_open": is_open,
        "may_review": request.user.has_perm("casefiles.review_claim"),
        "blocks": marking.blocks(capture.text, capture.passages.all(), place.claims, current),
        "card": _card(current),
        "joins": ahead.joins and labels.full(ahead.joins),
        "differences": [
            (labels.field(key, place.claim.type), value) for key, value in ahead.differences.items()
        ],
        "held_in": [] if is_open else _held_in(current),
        "correction": correction or CorrectionForm(claim=current),
        "filing": filing or (FilingForm(events=choices) if choices else None),
        "undo": current if not is_open else place.last_decided(request.user.pk),
        "reasons": [_(reason) for reason in REASONS],
    }
    return render(request, "casefiles/review.html", context, status=status)


def _choices(ahead: foresight.Foresight) -> list[Any]:
    own = [ahead.joins] if isinstance(ahead.joins, Event) else []
    return [*own, *ahead.others]


def _held_in(claim: Claim) -> list[str]:
    events = queries.with_parties().filter(citations__claim=claim)
    facts = queries.facts_resting_on(claim)
    return [labels.full(row) for row in [*events, *facts]]


def _card(claim: Claim) -> list[tuple[str, str]]:
    """The fields of a claim in words; what it does not say is left out."""
    fields = [
        (_("Persons"), "; ".join(claim.persons)),
        (_("Date"), _dated(claim.date)),
        (_("Until"), _dated(claim.date_end)),
        (_("Place"), claim.place),
        (_("Quantity"), labels.quantity(claim.quantity)),
        (_("Articles"), "; ".join(claim.articles)),
        (_("Organisations"), "; ".join(claim.organisations)),
        (_("How it is put"), labels.term("modality", claim.modality)),
        (_("Attributed to"), claim.attributed_to),
        (_("Confidence"), f"{claim.confidence:.0%} · {labels.term('lanes', claim.lane)}"),
        (_("Read by rule"), claim.rule),
    ]
    return [(name, value) for name, value in fields if value]


def _dated(text: str) -> str:
    words = labels.partial_date(text) if text else ""
    return words if words == text else f"{words} ({text})"


def _say_accepted(request: StaffRequest, result: services.Accepted) -> None:
    if result.outcome == "joined":
        messages.success(request, _("Accepted; it joined a finding already held."))
    elif result.outcome == "new":
        messages.success(request, _("Accepted; it opened a new finding."))
    else:
        messages.info(request, _("It had been accepted before."))


def _onward(request: StaffRequest, place: Place) -> HttpResponse:
    """To the next claim of this source that waits; else stay, and say that it is done."""
    left = [claim for claim in place.waiting if claim.pk != place.claim.pk]
    if left:
        return redirect(_address(left[0]))
    messages.success(request, _("Every claim of this source is reviewed."))
    return redirect(_address(place.claim))


def _address(claim: Claim) -> str:
    return reverse("review_claim", args=[claim.capture.source.public_id, claim.public_id])


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
