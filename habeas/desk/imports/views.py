"""The Import screens: a file is tried, taken in, and its rows are reviewed one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.taking import as_csv
from habeas.desk.casefiles.queries import people_visible_to
from habeas.desk.imports import deciding, labels, queries, services
from habeas.desk.imports.claiming import names_of
from habeas.desk.imports.forms import ImportForm
from habeas.desk.imports.matching import Candidate, candidates
from habeas.desk.imports.models import Observation, PeopleList, Run
from habeas.desk.imports.ports import lists
from habeas.desk.imports.preserving import laid_out
from habeas.desk.sources.models import Sensitivity

ROWS_SHOWN, PROBLEMS_SHOWN, RUNS_SHOWN = 10, 100, 12
SHOWN = ("waiting", "added", "changed", "unchanged", "removed", "decided", "skipped", "all")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("imports.view_peoplelist")
def start(request: StaffRequest) -> HttpResponse:
    """The lists there are; and a file of one of them, to be tried."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = _try(request, form.cleaned_data)
        except lists().MappingError as problem:
            form.add_error("mapping" if form.cleaned_data["mapping"] else "file", str(problem))
        except (lists().Unreadable, services.NotNow) as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("import_run", run.public_id)
    context = {
        "form": form,
        "lists": queries.with_counts(queries.lists_visible_to(request.user)),
        "runs": queries.runs_visible_to(request.user)[:RUNS_SHOWN],
    }
    return render(request, "imports/start.html", context, status=422 if form.errors else 200)


@require_safe
@needs("imports.view_peoplelist")
def run(request: StaffRequest, run_id: str) -> HttpResponse:
    """How far a run has come, what it found, and what of its rows could not be read."""
    shown = get_object_or_404(queries.runs_visible_to(request.user), public_id=run_id)
    if request.GET.get("export") == "csv":
        return _problems_as_csv(shown)
    page = Paginator(shown.problems.all(), PROBLEMS_SHOWN).get_page(request.GET.get("p"))
    context = {
        "run": shown,
        "is_going": shown.state in (Run.State.CHECKING, Run.State.RUNNING),
        "page": page,
        "problems": [(problem, labels.reason(problem.reason)) for problem in page],
        "columns": _columns(shown),
    }
    return render(request, "imports/run.html", context)


@require_POST
@needs("imports.import_list")
def go_on(request: StaffRequest, run_id: str) -> HttpResponse:
    """Try or take in a stretch of the file; begin to take in; or drop what was tried."""
    held = get_object_or_404(queries.runs_visible_to(request.user), public_id=run_id)
    try:
        if request.POST.get("do") == "drop":
            services.drop(held, by=request.user)
            messages.success(request, _("Dropped; nothing was taken in."))
            return redirect("import")
        if request.POST.get("do") == "take":
            held = services.take_in(held, by=request.user)
        services.carry_on(held, by=request.user)
    except (lists().Unreadable, lists().MappingError, services.NotNow) as problem:
        messages.error(request, str(problem))
    return redirect("import_run", run_id)


@dataclass(frozen=True)
class Card:
    """One row as a reviewer sees it."""

    row: Observation
    names: list[str]
    # What the field is called, what it says now, what it said when decided; and if that differs.
    fields: list[tuple[str, str, str, bool]]
    # Each file that it may belong to, and why, in the reader's words.
    candidates: list[tuple[Candidate, str]]


@require_safe
@needs("imports.view_peoplelist")
def rows(request: StaffRequest, list_id: str) -> HttpResponse:
    """The rows of a list to review, each with the files that it may belong to."""
    people_list = get_object_or_404(queries.lists_visible_to(request.user), public_id=list_id)
    show = request.GET.get("show", "waiting")
    chosen = _chosen(people_list, show)
    if request.GET.get("export") == "csv":
        return _rows_as_csv(request, chosen)
    page = Paginator(chosen, ROWS_SHOWN).get_page(request.GET.get("p"))
    last = Observation.objects.filter(public_id=request.GET.get("last", ""), waits=False).first()
    context = {
        "list": people_list,
        "show": show,
        "kinds": [(kind, _kind(kind)) for kind in SHOWN],
        "page": page,
        "cards": _cards(list(page), request),
        "waiting": people_list.observations.filter(waits=True).count(),
        "last": last,
        "may_review": request.user.has_perm(deciding.MAY),
    }
    return render(request, "imports/rows.html", context)


@require_POST
@needs("casefiles.review_claim")
def decide(request: StaffRequest, row_id: str) -> HttpResponse:
    """Join, open, keep apart, pass over, or undo."""
    row = get_object_or_404(queries.rows_visible_to(request.user), public_id=row_id)
    do, by = request.POST.get("do", ""), request.user
    try:
        if do in ("join", "apart"):
            people = people_visible_to(by)
            person = get_object_or_404(people, public_id=request.POST.get("person", ""))
            (deciding.join_row if do == "join" else deciding.keep_row_apart)(row, person, by=by)
        elif do == "open":
            deciding.open_row(row, by=by)
        elif do == "skip":
            deciding.skip_row(row, by=by)
        elif do == "undo":
            deciding.reopen_row(row, by=by)
            messages.success(request, _("Undone: the row waits again."))
    except (deciding.NotNow, deciding.NotReviewable) as problem:
        messages.error(request, str(problem))
    decided = {"last": row.public_id} if do in ("join", "open", "skip") else {}
    return _back(request, row.people_list, decided)


@require_POST
@needs("casefiles.review_claim")
def open_all(request: StaffRequest, list_id: str) -> HttpResponse:
    """Open files for the rows that match nobody: a stretch at a time, with progress between."""
    people_list = get_object_or_404(queries.lists_visible_to(request.user), public_id=list_id)
    after = int(request.POST.get("after", "0") if request.POST.get("after", "").isdigit() else 0)
    waiting = people_list.observations.filter(waits=True)
    opened_before = int(request.POST.get("opened") or 0) if after else 0
    done = deciding.open_unmatched(people_list.observations.all(), by=request.user, after=after)
    opened = opened_before + done.opened
    if done.is_done:
        text = ngettext(
            "%(opened)s file opened; rows that may belong to somebody are left to you.",
            "%(opened)s files opened; rows that may belong to somebody are left to you.",
            opened,
        )
        messages.success(request, text % {"opened": opened})
        return redirect("import_rows", list_id)
    left = waiting.filter(pk__gt=done.last).count()
    context = {"list": people_list, "done": done, "opened": opened, "left": left}
    return render(request, "imports/opening.html", context)


def _try(request: StaffRequest, entered: dict[str, Any]) -> Run:
    mapping = None
    if entered["mapping"]:
        with laid_out(entered["mapping"].read()) as written:
            mapping = lists().load_mapping(written)
    with laid_out(entered["file"].read()) as file:
        tried = services.start_trying(
            file,
            by=request.user,
            sensitivity=Sensitivity(entered["sensitivity"]),
            file_name=entered["file"].name,
            mapping=mapping,
            name=entered["name"].strip(),
        )
    return services.carry_on(tried, by=request.user)


def _columns(shown: Run) -> list[tuple[str, str]]:
    """Each column and what it was understood to mean; "" for one that is merely kept."""
    told = []
    for name, column in shown.mapping.get("columns", {}).items():
        to = column.get("to") or ""
        targets = to.values() if isinstance(to, dict) else [to] if to else []
        mark = f":{column['language']}" if column.get("language") else ""
        told.append((name, "; ".join(labels.target(f"{one}{mark}") for one in targets)))
    return told


def _chosen(people_list: PeopleList, show: str) -> QuerySet[Observation]:
    held = people_list.observations.select_related(
        "people_list__source", "person__merged_into", "run"
    )
    if show in Observation.State.values:
        held = held.filter(state=show)
    elif show == "decided":
        held = held.exclude(person=None)
    elif show == "skipped":
        held = held.filter(decision=Observation.Decision.SKIPPED)
    elif show != "all":
        held = held.filter(waits=True)
    return held.order_by("row", "pk")


def _kind(kind: str) -> str:
    own = {
        "waiting": _("To review"),
        "decided": _("With a file"),
        "skipped": _("Passed over"),
        "all": _("All"),
    }
    return own.get(kind) or str(Observation.State(kind).label)


def _cards(shown: list[Observation], request: StaffRequest) -> list[Card]:
    open_rows = [row for row in shown if row.waits and row.person_id is None]
    found = candidates(open_rows, member=request.user)
    files = {row.file.pk for row in shown if row.file}
    seen = {p.pk: p for p in people_visible_to(request.user).filter(pk__in=files)}
    for row in shown:
        row.shown_person = seen.get(row.file.pk) if row.file else None  # type: ignore[attr-defined]
    whose = {pk: [(one, labels.why(one.why)) for one in may_be] for pk, may_be in found.items()}
    return [Card(row, names_of(row), _fields(row), whose.get(row.pk, [])) for row in shown]


def _fields(row: Observation) -> list[tuple[str, str, str, bool]]:
    """Fields in the list's order, and below them those that it no longer has."""
    before = row.decided_fields
    names = dict.fromkeys([*row.fields, *before])
    return [
        (
            labels.target(name),
            labels.value(name, row.fields.get(name)),
            labels.value(name, before.get(name)),
            bool(before) and before.get(name) != row.fields.get(name),
        )
        for name in names
    ]


def _back(
    request: StaffRequest, people_list: PeopleList, more: dict[str, str]
) -> HttpResponseRedirect:
    asked = {key: request.POST[key] for key in ("show", "p") if request.POST.get(key)}
    address = reverse("import_rows", args=[people_list.public_id])
    query = urlencode({**asked, **more})
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _problems_as_csv(shown: Run) -> HttpResponse:
    problems = shown.problems.iterator()
    lines = ((one.row, one.column, one.value, one.reason) for one in problems)
    return as_csv(f"problems-{shown.public_id}", ("row", "column", "value", "reason"), lines)


def _rows_as_csv(request: StaffRequest, chosen: QuerySet[Observation]) -> HttpResponse:
    def lines() -> Iterator[tuple[Any, ...]]:
        for row in chosen.iterator(chunk_size=500):
            address = ""
            if row.person:
                address = request.build_absolute_uri(reverse("case_file", args=[row.person.slug]))
            names = "; ".join(names_of(row))
            changes = ", ".join(row.changes)
            yield (row.row, row.key, row.state, row.decision, names, changes, address)

    head = ("row", "key", "state", "decision", "name", "changes", "person")
    return as_csv("rows", head, lines())
