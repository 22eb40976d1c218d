"""A picture's file, for staff who write."""

from __future__ import annotations

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from habeas.desk.accounts.access import StaffRequest
from habeas.desk.newsroom.queries import may_write


@require_safe
def picture_file(request: StaffRequest, name: str) -> HttpResponseBase:
    """The opened bytes. What is missing, changed or forbidden looks alike."""
    if not may_write(request.user):
        raise Http404
    try:
        opened = default_storage.open(name)
    except (OSError, ValueError):
        raise Http404 from None
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(opened, content_type=kind, headers={"Cache-Control": "private, no-store"})
