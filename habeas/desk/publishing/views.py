"""The door: see what the next edition would change, and let it out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.casefiles.labels import language
from habeas.desk.publishing import labels, queries, services

MESSAGE_LENGTH = 500
# A long draft is shown in part; the counts are always whole.
CHANGES_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@needs("publishing.publish_edition")
def publish(request: StaffRequest) -> HttpResponse:
    draft = services.draft_edition(language=language())
    if request.method != "POST":
        return _page(request, draft)
    message = request.POST.get("message", "")[:MESSAGE_LENGTH]
    try:
        info = services.publish_edition(
            draft, by=request.user, message=message, expected=request.POST.get("fingerprint", "-")
        )
    except services.Outdated:
        return _page(request, draft, message=message, outdated=True, status=409)
    messages.success(
        request,
        _("Edition %(number)s is published: %(documents)s documents.")
        % {"number": info.number, "documents": info.documents},
    )
    return redirect("publish")


@require_POST
@needs("publishing.publish_edition")
def show_again(request: StaffRequest, number: int) -> HttpResponse:
    """Point the portal at an older edition. Showing the newer one again undoes it."""
    try:
        info = services.roll_back(number, by=request.user)
    except LookupError:
        messages.error(request, _("There is no edition %(number)s.") % {"number": number})
    else:
        messages.success(
            request, _("The portal shows edition %(number)s again.") % {"number": info.number}
        )
    return redirect("publish")


def _page(
    request: StaffRequest,
    draft: services.Draft,
    *,
    message: str = "",
    outdated: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown = draft.changes[:CHANGES_SHOWN]
    context: dict[str, Any] = {
        "draft": draft,
        "sections": labels.sections(shown),
        "left_out": len(draft.changes) - len(shown),
        "counts": [
            (labels.kind(kind), len(draft.paths(kind))) for kind in ("added", "changed", "removed")
        ],
        "withheld": labels.reasons(draft.withheld),
        "editions": queries.editions(),
        "current": queries.current_edition(),
        "next_number": queries.next_number(),
        "message": message,
        "message_length": MESSAGE_LENGTH,
        "outdated": outdated,
    }
    return render(request, "publishing/publish.html", context, status=status)
