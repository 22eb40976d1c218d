"""What every answer says to the browser: fetch from here alone, keep nothing, tell nobody."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from habeas.public.portal.edition import settings

# No script runs on a page, so nothing can connect; what may be fetched of this site is for tools
# that read a page from within, such as Lighthouse its robots.txt.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; connect-src 'self'; style-src 'self'; font-src 'self';"
        " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# The machine side is for everybody; pages are for this site alone.
FOR_API = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
FOR_PAGES = {"Cross-Origin-Resource-Policy": "same-origin"}

# What others may frame is made for that, and offers nothing to press but a link.
FOR_EMBEDS = FOR_API | {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    )
}
# A browser asks before it sends If-None-Match from another site.
MAY_ASK = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
OPEN_PATHS = ("/api/", "/feeds/", "/calendar/", "/oembed", "/data/")

Answer = Callable[[HttpRequest], HttpResponse]


def security_headers(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponse:
        request.get_host()  # refuses host names that are not ours
        own = _own(request.path)
        if request.method == "OPTIONS" and own is not FOR_PAGES:
            response = HttpResponse(status=204, headers=MAY_ASK)
        else:
            response = get_response(request)
        for name, value in (HEADERS | own).items():
            if name != "X-Frame-Options" or own is not FOR_EMBEDS:
                response.headers.setdefault(name, value)
        return response

    return answer


def onion_location(get_response: Answer) -> Answer:
    """Offer the onion service to browsers that know what it is."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        onion = settings.HABEAS_PORTAL_ONION
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if onion and is_page and not request.get_host().endswith(".onion"):
            response.headers["Onion-Location"] = f"{onion}{request.get_full_path()}"
        return response

    return answer


def _own(path: str) -> dict[str, str]:
    if path.startswith("/embed/"):
        return FOR_EMBEDS
    return FOR_API if path.startswith(OPEN_PATHS) else FOR_PAGES
