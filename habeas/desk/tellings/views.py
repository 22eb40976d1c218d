"""What visitors told us: the list, each conversation, and the files as they came."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.casefiles.visible import sources_visible_to
from habeas.desk.sources import blobs
from habeas.desk.sources.models import Capture
from habeas.desk.tellings import queries, services
from habeas.desk.tellings.forms import AnswerForm
from habeas.desk.tellings.models import Answer, Telling

MOST = 200


@require_safe
@needs("sources.view_source")
def tellings(request: StaffRequest) -> HttpResponse:
    found = queries.tellings_visible_to(request.user).prefetch_related("answers", "sources")[:MOST]
    rows = [(one, one.sources.all(), one.answers.all()) for one in found]
    return render(request, "tellings/list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("sources.view_source")
def telling(request: StaffRequest, telling_id: str) -> HttpResponse:
    """One conversation in the order in which it came, and the field for our answer."""
    held = get_object_or_404(queries.tellings_visible_to(request.user), public_id=telling_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.write_answer(held, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Written. The next run of habeas inbox hands it over."))
        return redirect("telling", held.public_id)
    context = {"telling": held, "parts": _parts(request, held), "form": form}
    context["may_answer"] = request.user.has_perm(services.MAY)
    return render(request, "tellings/telling.html", context, status=422 if form.errors else 200)


def _parts(request: StaffRequest, held: Telling) -> list[dict[str, Any]]:
    visible = sources_visible_to(request.user).filter(pk__in=held.sources.values("pk"))
    captures = Capture.objects.filter(source__in=visible).select_related("source")
    parts = [{"at": one.captured_at, "capture": one} for one in captures]
    answers: list[Answer] = list(held.answers.select_related("written_by"))
    parts += [{"at": one.written_at, "answer": one} for one in answers]
    return sorted(parts, key=lambda one: one["at"])


@require_safe
@needs("sources.view_source")
def file(request: StaffRequest, capture_id: str) -> HttpResponse:
    """The bytes of a file, to be saved and never shown: it may be made to harm whoever opens it."""
    visible = sources_visible_to(request.user).filter(tellings__isnull=False)
    found = get_object_or_404(Capture, public_id=capture_id, source__in=visible)
    data = blobs.load(settings.HOME.blobs, settings.VAULT, found.sha256)
    response = HttpResponse(data, content_type="application/octet-stream")
    name = f"{found.public_id}.bin"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
