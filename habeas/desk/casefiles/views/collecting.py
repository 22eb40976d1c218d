"""Collecting sources, and reading them at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.casefiles.services import propose_claims
from habeas.desk.sources.descriptions import Description
from habeas.desk.sources.extraction import Refused
from habeas.desk.sources.forms import CollectForm
from habeas.desk.sources.models import Capture, Sensitivity
from habeas.desk.sources.services import Collected, collect_bytes, collect_text


@dataclass(frozen=True)
class Outcome:
    """What became of one file or pasted text."""

    name: str
    collected: Collected | None = None
    claims: int = 0
    refused: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@needs("sources.collect_source")
def collect(request: StaffRequest) -> HttpResponse:
    form = CollectForm(request.POST or None, request.FILES or None)
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        outcomes = list(_take_in(form.cleaned_data, request))
        if any(outcome.collected for outcome in outcomes):
            form = CollectForm()
    context = {"form": form, "outcomes": outcomes}
    wrong = bool(form.errors) or (bool(outcomes) and not any(o.collected for o in outcomes))
    return render(request, "casefiles/collect.html", context, status=422 if wrong else 200)


@require_POST
@needs("sources.collect_source")
def read(request: StaffRequest, source_id: str) -> HttpResponse:
    """Read what was collected and not yet read."""
    unread = Capture.objects.filter(source__public_id=source_id, read_at=None)
    claims = [claim for capture in unread for claim in propose_claims(capture)]
    if claims:
        return redirect("review_source", source_id)
    messages.info(request, _("Read; no claim was found."))
    return redirect("wagtailadmin_home")


def _take_in(entered: dict[str, Any], request: StaffRequest) -> Iterator[Outcome]:
    """Each by itself: one that is refused does not keep the others out."""
    sensitivity = Sensitivity(entered["sensitivity"])
    files = entered["uploads"]
    for file in files:
        described = _description(entered, file.name, alone=len(files) == 1)
        data = file.read(settings.HABEAS_MAX_FILE_BYTES + 1)
        # By its bytes, not its name: two people may both upload a "page.html".
        place = described.url or f"uploaded:{hashlib.sha256(data).hexdigest()}"
        try:
            collected = collect_bytes(
                data,
                by=request.user,
                sensitivity=sensitivity,
                described=described,
                locator=place,
            )
        except Refused as problem:
            yield Outcome(file.name, refused=str(problem))
        else:
            yield _read(file.name, collected)
    if entered["text"]:
        described = _description(entered, "", alone=not files)
        try:
            collected = collect_text(
                entered["text"], by=request.user, sensitivity=sensitivity, described=described
            )
        except Refused as problem:
            yield Outcome("", refused=str(problem))
        else:
            yield _read("", collected)


def _read(name: str, collected: Collected) -> Outcome:
    claims = propose_claims(collected.capture)
    waiting = sum(claim.state == claim.State.PROPOSED for claim in claims)
    return Outcome(name, collected, waiting)


def _description(entered: dict[str, Any], file: str, *, alone: bool) -> Description:
    """Title and address are of one source; publisher and date may be shared by several files."""
    return Description(
        file=file,
        title=entered["title"] if alone else "",
        url=entered["url"] if alone else "",
        publisher=entered["publisher"],
        published=entered["published"],
        basis="given when collected" if entered["published"] else "",
    )
