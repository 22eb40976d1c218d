"""The limit for pages: a bare Django view that answers a page of the same size from memory."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = b"x" * int(os.environ.get("BENCH_PAGE_BYTES", "16384"))


def page(request: HttpRequest) -> HttpResponse:
    # With its length, as the portal's answers: else the server sends it in chunks.
    return HttpResponse(PAGE, headers={"Content-Length": str(len(PAGE))})


urlpatterns = [path("", page)]

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], SECRET_KEY="-")  # noqa: S106 (nothing is signed)
application = get_wsgi_application()
