"""The list of people: a page, a table, names for a poster, a download, a feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from habeas.public.edition.facets import periods_of
from habeas.public.edition.store import Page
from habeas.public.portal import memory, present
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.feeds import Entry, feed
from habeas.public.portal.filters import Asked, WrongFilter, chips, filters_of
from habeas.public.portal.language import translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render
from habeas.public.portal.tables import csv_lines, json_rows

PER_PAGE = {"cards": 50, "table": 100, "names": 500}
AT_ONCE = 500
Answer = HttpResponse | StreamingHttpResponse
COLUMNS = (
    "slug", "name", "own_name", "names", "status", "country", "days_min", "days_max", "as_of",
    "arrested", "released", "place", "articles", "organisations", "recognition", "born", "url",
)  # fmt: skip


@remembered
def people(request: HttpRequest, language: str) -> HttpResponse:
    known_language(language)
    try:
        asked, problem = Asked.of(request.GET), ""
    except WrongFilter as wrong:
        asked, problem = Asked(), str(wrong)
    on, index = memory.today(), shown().index()
    found = part(asked, after=request.GET.get("after", ""), limit=PER_PAGE[asked.view])
    first = present.first_day(found.items, on=on)
    among = shown().found(asked.q)
    return render(
        "people.html",
        language,
        request,
        code=400 if problem else 200,
        problem=problem,
        asked=asked,
        people=[present.listed(one, language, on=on, first=first) for one in found.items],
        total=found.total,
        filters=filters_of(asked, index, among=among, on=on, language=language),
        chips=list(chips(asked, index, language)),
        next=asked.query(after=found.after) if found.after else None,
        is_first=not request.GET.get("after"),
        first=first,
    )


def part(asked: Asked, *, after: str = "", limit: int) -> Page:
    """Part of a view of the list."""
    on = memory.today()
    filters = asked.filters(on=on)
    return shown().people(filters, q=asked.q, sort=asked.sort, after=after, limit=limit, on=on)


def everybody(asked: Asked) -> Iterator[dict[str, Any]]:
    """The whole view, a part at a time."""
    after: str | None = ""
    while after is not None:
        found = part(asked, after=after, limit=AT_ONCE)
        yield from found.items
        after = found.after


@require_safe
def download(
    request: HttpRequest, language: str, form: str
) -> HttpResponse | StreamingHttpResponse:
    """A view as CSV or JSON, whole. The same filters as the page's."""
    known_language(language)
    try:
        asked = Asked.of(request.GET)
    except WrongFilter as wrong:
        return HttpResponse(f"{wrong}: not a year or a month\n", status=400)
    rows = (row(one, language) for one in everybody(asked))
    if form == "csv":
        lines, kind = csv_lines(list(COLUMNS), rows), "text/csv; charset=utf-8; header=present"
    else:
        lines, kind = json_rows(rows), "application/json"
    name = f'attachment; filename="people-{language}.{form}"'
    return StreamingHttpResponse(lines, content_type=kind, headers={"Content-Disposition": name})


def row(summary: dict[str, Any], language: str) -> dict[str, Any]:
    """One person as a flat row: codes where there are lists, EDTF dates, the reader's name."""
    facets: dict[str, dict[str, str]] = summary["facets"]
    held = [one for one in periods_of(summary["periods"]) if one.is_custody]
    count = present.days(held, "en", on=memory.today()).count
    names = summary["names"]
    return {
        "slug": summary["slug"],
        "name": present.reader_name(names, summary["language"], language),
        "own_name": next((n["text"] for n in names if n["language"] == summary["language"]), ""),
        "names": list(dict.fromkeys(one["text"] for one in names)),
        "status": summary["status"],
        "country": summary["country"] or "",
        "days_min": count.at_least,
        "days_max": count.at_most,
        "as_of": memory.today().isoformat(),
        "arrested": str(held[0].start) if held else "",
        "released": str(held[-1].end) if held and held[-1].end else "",
        "place": held[-1].place or "" if held else "",
        "articles": list(facets.get("article", {})),
        "organisations": list(facets.get("organisation", {}).values()),
        "recognition": list(facets.get("recognition", {})),
        "born": list(facets.get("born", {})),
        "url": f"{settings.HABEAS_PORTAL_URL}/{language}/people/{summary['slug']}/",
    }


@remembered
def people_feed(request: HttpRequest, language: str) -> HttpResponse:
    """A view as Atom: whoever was added or changed last comes first."""
    known_language(language)
    try:
        asked = Asked.of(request.GET)
    except WrongFilter as wrong:
        return HttpResponse(f"{wrong}: not a year or a month\n", status=400)
    gettext = translations(language).gettext
    found = part(asked.sorted("changed"), limit=50)
    moments = {one.number: one.published_at for one in shown().editions()}
    entries = [
        Entry(
            path=f"/{language}/people/{one['slug']}/",
            title=present.reader_name(one["names"], one["language"], language),
            updated=moments[one["changed_in"]],
            summary=present.in_short(one, language, on=memory.today()),
        )
        for one in found.items
    ]
    return feed(
        request, language, gettext("People"), f"/{language}/people/{asked.query()}", entries
    )
