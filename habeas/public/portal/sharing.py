"""The address of an action as a square to photograph: for posters, screens and paper letters."""

from __future__ import annotations

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse

from habeas.public.portal.edition import settings, shown
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language


@remembered
def qr(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """`qr.svg`: ISO/IEC 18004, error correction M, with its quiet zone."""
    known_language(language)
    if shown().document(f"actions/{slug}") is None:
        raise Http404
    address = f"{settings.HABEAS_PORTAL_URL}/{language}/act/{slug}/"
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", scale=8, border=4, light="#fff")
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")
