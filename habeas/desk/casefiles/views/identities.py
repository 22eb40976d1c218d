"""Whether two files are of one person: the pairs that look so, and what to do with each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.casefiles import duplicates, labels, queries, services
from habeas.desk.casefiles.models import Merge, Person

PER_PAGE = 20


@require_safe
@needs("casefiles.change_person")
def pairs(request: StaffRequest) -> HttpResponse:
    """Pairs of files that may be one person, the likeliest first."""
    found = duplicates.likely(queries.people_visible_to(request.user))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    rows = [
        {"pair": pair, "sides": [_side(request, pair.one), _side(request, pair.other)]}
        for pair in page
    ]
    return render(request, "casefiles/duplicates.html", {"page": page, "rows": rows})


@require_POST
@needs("casefiles.change_person")
def decide(request: StaffRequest, one: str, other: str) -> HttpResponse:
    """Merge the second file into the first, or remember that they are different people."""
    people = queries.people_visible_to(request.user)
    first = get_object_or_404(people, public_id=one)
    second = get_object_or_404(people, public_id=other)
    reason = request.POST.get("reason", "")
    try:
        if request.POST.get("do") == "merge":
            services.merge_people(first, second, reason=reason, by=request.user)
            messages.success(request, _("Merged into %(name)s.") % {"name": first})
        else:
            services.keep_apart(first, second, reason=reason, by=request.user)
            messages.success(request, _("Remembered: different people."))
    except services.NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("duplicates")


@require_POST
@needs("casefiles.change_person")
def undo(request: StaffRequest, merge_id: str) -> HttpResponse:
    people = queries.people_visible_to(request.user)
    merge = get_object_or_404(Merge, public_id=merge_id, kept__in=people)
    try:
        services.undo_merge(merge, by=request.user)
        messages.success(request, _("They are two files again."))
    except services.NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("case_file", merge.kept.slug)


def _side(request: StaffRequest, person: Person) -> dict[str, Any]:
    events = queries.chronology_of(person, member=request.user).order_by("date")
    born = queries.attributes_of(person, member=request.user).filter(aspect="birth")
    return {
        "person": person,
        "names": [name.text for name in person.names.all()],
        "born": [fact.value for fact in born],
        "events": [labels.full(event) for event in events[:6]],
    }
