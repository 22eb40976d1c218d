"""What every answer says to the browser: fetch from here alone, keep nothing, tell nobody."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# The machine side is for everybody; pages are for this site alone.
FOR_API = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
FOR_PAGES = {"Cross-Origin-Resource-Policy": "same-origin"}

Answer = Callable[[HttpRequest], HttpResponse]


def security_headers(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponse:
        request.get_host()  # refuses host names that are not ours
        response = get_response(request)
        own = FOR_API if request.path.startswith("/api/") else FOR_PAGES
        for name, value in (*HEADERS.items(), *own.items()):
            response.headers.setdefault(name, value)
        return response

    return answer
