"""The inbox: what came in, to go through by itself or many at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.taking import as_csv
from habeas.desk.casefiles import inbox as work
from habeas.desk.casefiles import queries
from habeas.desk.casefiles.inbox import Step, Work
from habeas.desk.casefiles.models import Claim
from habeas.desk.sources.models import Sensitivity, Source

PER_PAGE = 50
WORK, UNDO = "inbox_work", "inbox_undo"
# What each button needs, beside the right to see the sources.
MAY = {
    "read": "sources.collect_source",
    "accept": "casefiles.review_claim",
    "file": "casefiles.change_case",
    "sensitivity": "sources.change_source",
    "away": "sources.change_source",
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("sources.view_source")
def inbox(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        return _done_to_many(request)
    away = request.GET.get("show") == "away"
    found = work.put_away_before(request.user) if away else work.waiting_for(request.user)
    counted = found.annotate(
        waiting=Count("captures__claims", filter=Q(captures__claims__state=Claim.State.PROPOSED)),
        unread=Count("captures", filter=Q(captures__read_at=None)),
    )
    if request.GET.get("export") == "csv":
        return _taken(request, counted)
    context = {
        "page": Paginator(counted, PER_PAGE).get_page(request.GET.get("p")),
        "away": away,
        "cases": queries.cases_visible_to(request.user).order_by("title"),
        "sensitivities": Sensitivity.choices,
        "may": {do: request.user.has_perm(permission) for do, permission in MAY.items()},
        "undo": request.session.get(UNDO),
    }
    return render(request, "casefiles/inbox.html", context)


def _taken(request: StaffRequest, sources: QuerySet[Source]) -> HttpResponse:
    head = (_("What came"), _("Publisher"), _("When"), _("Who may know"), _("To review"))
    rows = (
        (
            source.title,
            source.publisher,
            source.collected_at.isoformat(timespec="minutes"),
            source.get_sensitivity_display(),
            source.waiting,
            request.build_absolute_uri(reverse("review_source", args=[source.public_id])),
        )
        for source in sources
    )
    return as_csv("inbox", (*head, _("Address")), rows)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("sources.view_source")
def going(request: StaffRequest) -> HttpResponse:
    """Long work: each POST goes on for some seconds, and the page shows how far it has come."""
    kept = request.session.get(WORK)
    if not kept:
        return redirect("inbox")
    now = Work(**kept)
    if request.method == "POST":
        _require(request, now.do)
        now.go_on(by=request.user)
        request.session[WORK] = asdict(now)
    if now.left:
        return render(request, "casefiles/going.html", {"work": now})
    del request.session[WORK]
    if now.do == "accept":
        _say(request, Step("accept", now.before), _accepted(now.count))
    else:
        messages.success(request, _read(now.count))
    return redirect("inbox")


@require_POST
@needs("sources.view_source")
def undo(request: StaffRequest) -> HttpResponse:
    step = request.session.pop(UNDO, None)
    if step:
        _require(request, step["do"])
        work.undo(step, by=request.user)
        messages.success(request, _("Undone."))
    return redirect("inbox")


def _done_to_many(request: StaffRequest) -> HttpResponse:
    do = request.POST.get("do", "")
    _require(request, do)
    keys = request.POST.getlist("source")
    visible = queries.sources_visible_to(request.user).filter(public_id__in=keys)
    if not keys:
        messages.error(request, _("Nothing was chosen: tick the sources first."))
        return redirect("inbox")
    if do in ("read", "accept"):
        chosen = list(visible.values_list("public_id", flat=True))
        request.session[WORK] = asdict(Work(do, chosen, len(chosen)))
        return going(request)
    doing: dict[str, Callable[[], Step]] = {
        "away": lambda: work.put_aside(visible, by=request.user),
        "file": lambda: work.file_under(visible, _case(request), by=request.user),
        "sensitivity": lambda: work.set_sensitivity(visible, _level(request), by=request.user),
    }
    step = doing[do]()
    _say(request, step, _changed(len(step.before)))
    return redirect("inbox")


def _say(request: StaffRequest, step: Step, words: str) -> None:
    """Say what was done, and keep how to undo it."""
    messages.success(request, words)
    if step.before:
        request.session[UNDO] = step.as_kept()
    else:
        request.session.pop(UNDO, None)


def _changed(n: int) -> str:
    return ngettext("%(n)s source was changed.", "%(n)s sources were changed.", n) % {"n": n}


def _read(n: int) -> str:
    words = ngettext("Read; %(n)s claim was found.", "Read; %(n)s claims were found.", n)
    return words % {"n": n}


def _accepted(n: int) -> str:
    words = ngettext("%(n)s sure claim was accepted.", "%(n)s sure claims were accepted.", n)
    return words % {"n": n}


def _require(request: StaffRequest, do: str) -> None:
    if do not in MAY or not request.user.has_perm(MAY[do]):
        raise Http404


def _case(request: StaffRequest) -> Any:
    slug = request.POST.get("case", "")
    found = queries.cases_visible_to(request.user).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _level(request: StaffRequest) -> Sensitivity:
    try:
        return Sensitivity(request.POST.get("sensitivity", ""))
    except ValueError:
        raise Http404 from None
