"""Who sent a form: which site, and which network address. No cookie and no token is needed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from habeas.public.portal.edition import settings

# With “no-referrer”, older browsers send “Origin: null” with our own forms too.
FORM_HEADERS = {"Referrer-Policy": "same-origin"}


def is_from_here(request: HttpRequest) -> bool:
    """The browser itself says whether the form was ours; who says neither is no browser of today.

    Nothing here acts on what a browser carries along, so nobody can be made to act unawares.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return origin.split("://")[-1] == request.get_host()


def network_address(request: HttpRequest) -> str | None:
    """Where a request came from; None where that says nothing, as behind an onion service."""
    address = request.META.get("REMOTE_ADDR", "")
    proxies = settings.HABEAS_PORTAL_PROXIES
    if proxies:
        passed = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
        address = passed[-proxies] if len(passed) >= proxies else ""
    return None if address in ("", "127.0.0.1", "::1") else str(address)


def never_kept(response: HttpResponse) -> HttpResponse:
    """An answer for one person alone."""
    own = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", **FORM_HEADERS}
    for name, value in own.items():
        response.headers[name] = value
    return response
