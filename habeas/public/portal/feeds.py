"""Atom feeds: what is new, for a program that asks now and then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from habeas.public.portal.edition import settings, shown
from habeas.public.portal.language import templates

EMPTY = "1970-01-01T00:00:00+00:00"  # before the first edition


@dataclass(frozen=True)
class Entry:
    """One thing that is new: where it stands, what it is called, when it changed (RFC 3339)."""

    path: str
    title: str
    updated: str
    summary: str = ""


def feed(
    request: HttpRequest, language: str, title: str, path: str, entries: Iterable[Entry]
) -> HttpResponse:
    """An Atom feed (RFC 4287) of what stands at `path`."""
    current = shown().current()
    body = (
        templates(language)
        .get_template("atom.xml")
        .render(
            language=language,
            root=settings.HABEAS_PORTAL_URL,
            site=settings.HABEAS_PORTAL_NAME,
            here=request.get_full_path(),
            path=path,
            title=title,
            updated=current.published_at if current else EMPTY,
            entries=list(entries),
        )
    )
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
