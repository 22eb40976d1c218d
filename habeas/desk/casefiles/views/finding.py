"""The search page: words and filters live in the address, so a search can be kept and shared."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.taking import as_csv
from habeas.desk.casefiles import finding
from habeas.desk.casefiles.models import SavedSearch
from habeas.desk.casefiles.services import drop_search, keep_search


@require_safe
@needs("casefiles.view_person")
def search(request: StaffRequest) -> HttpResponse:
    words, kind = request.GET.get("q", "")[:200], request.GET.get("kind", "")
    found = finding.search(words, member=request.user, kind=kind, most=100 if kind else 20)
    if request.GET.get("export") == "csv":
        head = (_("Kind"), _("Found"), _("Note"), _("Address"))
        rows = (
            (finding.label(name), hit.words, hit.note, request.build_absolute_uri(hit.address))
            for name, hits in found.items()
            for hit in hits
        )
        return as_csv("search", head, rows)
    context = {
        "words": words,
        "kind": kind,
        "kinds": [(name, finding.label(name)) for name in finding.KINDS],
        "found": [(name, finding.label(name), hits) for name, hits in found.items()],
        "saved": SavedSearch.objects.filter(member=request.user),
    }
    return render(request, "casefiles/search.html", context)


@require_POST
@needs("casefiles.view_person")
def keep(request: StaffRequest) -> HttpResponse:
    """Keep a search under its words, or drop one that was kept."""
    words, kind = request.POST.get("q", "")[:200], request.POST.get("kind", "")
    if request.POST.get("do") == "drop":
        drop_search(words, kind, by=request.user)
    elif words.strip():
        keep_search(words, kind, by=request.user)
    return redirect(f"/desk/find/?{urlencode({'q': words, 'kind': kind})}")
