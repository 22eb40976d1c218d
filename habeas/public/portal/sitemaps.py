"""Every page in every language, for search engines."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from habeas.public.portal import newsroom
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.language import INTERFACE, templates
from habeas.public.portal.memory import remembered
from habeas.public.portal.organisations import slugs

# A file may name 50,000 addresses; ours name each page in every language.
PATHS_A_FILE = 10_000
PAGES = (
    "", "people/", "international/", "statistics/", "places/", "organisations/", "data/",
    "changes/", "about/", "news/", "act/", "act/letters/",
)  # fmt: skip


@remembered
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages, or where there are more than one file can hold, the list of the files."""
    numbers = range(1, 2 + (len(_paths()) - 1) // PATHS_A_FILE)
    if len(numbers) == 1:
        return _file(_paths())
    return _xml("sitemaps.xml", numbers=numbers)


@remembered
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    part = _paths()[(number - 1) * PATHS_A_FILE : number * PATHS_A_FILE] if number else []
    if not part:
        raise Http404
    return _file(part)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Searches and downloads are for people; everything else may be read by anybody."""
    body = (
        "User-agent: *\nDisallow: /*/search/\nDisallow: /*.csv\n"
        f"Sitemap: {settings.HABEAS_PORTAL_URL}/sitemap.xml\n"
    )
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


def _paths() -> list[str]:
    index = shown().index()
    found = [*PAGES, *(f"people/{one.slug}/" for one in index.people)]
    found += [f"places/{slug}/" for slug in index.codes("place")]
    found += [f"act/{path}/" for path, _ in shown().bodies("letters/")]
    found += [f"news/{one.slug}/" for one in newsroom.documents()]
    found += [f"about/{slug}/" for slug in newsroom.written().pages if slug != "about"]
    return found + [f"organisations/{slug}/" for slug in slugs()]


def _file(paths: list[str]) -> HttpResponse:
    return _xml("sitemap.xml", paths=paths, languages=INTERFACE)


def _xml(template: str, **values: Any) -> HttpResponse:
    page = templates("en").get_template(template)
    body = page.render(root=settings.HABEAS_PORTAL_URL, **values)
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
