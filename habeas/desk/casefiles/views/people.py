"""The case file of a person, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from habeas.core import custody
from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.casefiles import bars, labels, overview, queries, services
from habeas.desk.casefiles.forms import SensitivityForm
from habeas.desk.casefiles.overview import CaseFile, Entry
from habeas.desk.sources.models import Sensitivity


@require_safe
@needs("casefiles.view_person")
def case_file(request: StaffRequest, slug: str) -> HttpResponse:
    person = get_object_or_404(queries.people_visible_to(request.user), slug=slug)
    today = timezone.now().date()
    file = overview.case_file(person, on=today, member=request.user)
    context = {
        "person": person,
        "file": file,
        "today": today,
        "status": labels.term("person_status", file.ledger.status),
        "drawing": bars.draw(file.ledger.periods, on=today),
        "periods": _periods(file),
        "warnings": [_warning(odd, file.events) for odd in file.ledger.warnings],
        "names": _rows(file.names),
        "facts": _rows(file.facts),
        "events": _rows(file.events),
        "disputed": _rows(file.disputed),
        "withheld": _rows(file.withheld),
        "public": [entry for entry in file.all if not entry.gaps],
        "sensitivities": Sensitivity.choices,
        "may_change": request.user.has_perm("casefiles.change_event"),
        "portal": f"{settings.HABEAS_PORTAL_URL}/{labels.language()}/people/{person.slug}/",
    }
    return render(request, "casefiles/case_file.html", context)


@require_POST
@needs("casefiles.change_event")
def sensitivity(request: StaffRequest, finding_id: str) -> HttpResponse:
    """Decide who may know a finding, and why the public may."""
    finding = get_object_or_404(queries.findings_visible_to(request.user), public_id=finding_id)
    form = SensitivityForm(request.POST)
    if form.is_valid():
        level = Sensitivity(form.cleaned_data["sensitivity"])
        services.set_sensitivity(finding, level, basis=form.cleaned_data["basis"], by=request.user)
        messages.success(request, _("Set to %(level)s.") % {"level": level.label})
    else:
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
    return redirect(_back(request, finding_id))


def _back(request: StaffRequest, finding_id: str) -> str:
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return f"{wanted}#finding-{finding_id}" if own else "wagtailadmin_home"


def _rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "finding": entry.finding,
            "entry": entry,
            "words": labels.finding(entry.finding),
            "gaps": [labels.GAPS[gap] for gap in entry.gaps],
            "evidence": [_evidence(one) for one in entry.evidence],
        }
        for entry in entries
    ]


def _evidence(one: overview.Evidence) -> dict[str, Any]:
    return {
        "claim": one.citation.claim,
        "source": one.citation.claim.capture.source,
        "contradicts": one.citation.bearing == "contradicts",
        "says": [
            (labels.field(key, one.citation.claim.type), value) for key, value in one.says.items()
        ],
        "disagrees": one.disagrees,
    }


def _periods(file: CaseFile) -> list[dict[str, Any]]:
    return [
        {
            "kind": labels.term("custody_kinds", period.kind),
            "start": labels.partial_date(str(period.start)),
            "end": labels.partial_date(str(period.end)) if period.end else "",
            "place": period.place or "",
            "days": custody.total_days([period], on=timezone.now().date()),
            "because": _named(period.because, file.events),
        }
        for period in file.ledger.periods
    ]


def _warning(odd: custody.OddOrder, events: list[Entry]) -> dict[str, Any]:
    return {
        "words": labels.term("ledger_warnings", odd.code),
        "events": _named(odd.events, events),
    }


def _named(keys: Iterable[str], events: list[Entry]) -> list[tuple[str, str]]:
    """Ids of events with their sentences, to link both records."""
    by_key = {entry.finding.public_id: entry.finding for entry in events}
    return [(key, labels.finding(by_key[key])) for key in keys if key in by_key]
