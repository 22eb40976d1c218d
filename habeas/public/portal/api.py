"""The machine side: the documents themselves, and lists of them."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.views.decorators.http import require_safe

from habeas.core import documents
from habeas.public.edition.facets import FACETS, periods_of
from habeas.public.portal import memory, newsroom, present, responses
from habeas.public.portal import organisations as bodies
from habeas.public.portal import places as detention
from habeas.public.portal.edition import shown
from habeas.public.portal.filters import Asked, WrongFilter
from habeas.public.portal.memory import remembered
from habeas.public.portal.newsroom import Filter
from habeas.public.portal.openapi import description
from habeas.public.portal.people import part

MOST = 200


def _json(values: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return JsonResponse(values, status=status, json_dumps_params={"ensure_ascii": False})


def _refused(message: str, *, status: int) -> HttpResponse:
    return _json({"error": message}, status=status)


def _limit(request: HttpRequest) -> int:
    """How many items. Raises ValueError with a sentence."""
    asked = request.GET.get("limit", "50")
    if not asked.isdecimal() or not 1 <= int(asked) <= MOST:
        raise ValueError(f"limit must be a whole number from 1 to {MOST}")
    return int(asked)


@remembered
def people(request: HttpRequest) -> HttpResponse:
    try:
        limit, asked = _limit(request), Asked.of(request.GET)
    except WrongFilter as wrong:
        return _refused(f"{wrong} must be a year or a month: 2021 or 2021-05", status=400)
    except ValueError as problem:
        return _refused(str(problem), status=400)
    page = part(asked, after=request.GET.get("cursor", ""), limit=limit)
    items = [_person(summary) for summary in page.items]
    return _json({"items": items, "next": page.after, "total": page.total})


def _person(summary: dict[str, Any]) -> dict[str, Any]:
    """A summary with the fields of the filters, each a list of codes, and the days counted."""
    facets: dict[str, dict[str, str]] = summary["facets"]
    several = {name: list(facets.get(name, {})) for name in FACETS if name not in summary}
    count = present.days(periods_of(summary["periods"]), "en", on=memory.today()).count
    computed = {
        "days_min": count.at_least,
        "days_max": count.at_most,
        "as_of": str(memory.today()),
        "url": f"/api/v1/people/{quote(summary['slug'])}",
    }
    kept = {name: value for name, value in summary.items() if name != "facets"}
    return kept | several | computed


@remembered
def sources(request: HttpRequest) -> HttpResponse:
    return _documents(request, "sources/", ("id", "title", "publisher", "language", "published"))


@remembered
def letters(request: HttpRequest) -> HttpResponse:
    """People whom one can write to, and those to whom nobody should write now."""
    fields = ("slug", "name", "born", "hold", "country", "place", "place_name", "languages")
    return _documents(request, "letters/", fields)


@remembered
def openapi(request: HttpRequest) -> HttpResponse:
    return _json(description())


@remembered
def events(request: HttpRequest) -> HttpResponse:
    return _documents(request, "events/", ("event",))


def _documents(request: HttpRequest, prefix: str, fields: tuple[str, ...]) -> HttpResponse:
    """A list by path; the cursor is the last path shown."""
    try:
        limit = _limit(request)
    except ValueError as problem:
        return _refused(str(problem), status=400)
    rows, total = shown().listing(prefix, after=request.GET.get("cursor", ""), limit=limit)
    items = []
    for path, body in rows[:limit]:
        values = documents.ANY_DOCUMENT.validate_json(body).model_dump(
            mode="json", include=set(fields)
        )
        key = {"id": path.removeprefix(prefix)}
        items.append(key | (values.pop("event", None) or values) | {"url": f"/api/v1/{path}"})
    following = rows[limit - 1][0] if len(rows) > limit else None
    return _json({"items": items, "next": following, "total": total})


@remembered
def news(request: HttpRequest) -> HttpResponse:
    """Articles, the newest first, with the filters of the page; the cursor is the last slug."""
    try:
        limit = _limit(request)
    except ValueError as problem:
        return _refused(str(problem), status=400)
    language, asked = request.GET.get("language", "en"), Filter.of(request.GET)
    fitting = [one for one in newsroom.documents() if asked.fits(newsroom.listed(one, language))]
    slugs = [one.slug for one in fitting]
    cursor = request.GET.get("cursor", "")
    start = slugs.index(cursor) + 1 if cursor in slugs else 0
    part = fitting[start : start + limit]
    following = part[-1].slug if len(fitting) > start + limit else None
    items = [_news_item(one, newsroom.listed(one, language)) for one in part]
    return _json({"items": items, "next": following, "total": len(fitting)})


def _news_item(document: documents.NewsDocument, one: newsroom.Listed) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "published": one.published,
        "language": one.language,
        "languages": [version.language for version in document.versions],
        "title": one.title,
        "summary": one.summary,
        "tags": list(one.tags),
        "series": one.series,
        "people": list(one.people),
        "url": f"/api/v1/news/{one.slug}",
    }


@remembered
def interventions(request: HttpRequest) -> HttpResponse:
    """Responses, the latest first, with the filters of the page."""
    try:
        limit = _limit(request)
    except ValueError as problem:
        return _refused(str(problem), status=400)
    asked = responses.Asked.of(request.GET)
    page = shown().responses(asked.filters, after=request.GET.get("cursor", ""), limit=limit)
    items = [one | {"url": f"/api/v1/events/{one['id']}"} for one in page.items]
    return _json({"items": items, "next": page.after, "total": page.total})


@remembered
def organisations(request: HttpRequest) -> HttpResponse:
    return _derived(request, bodies.slugs(), _body)


@remembered
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """A body with the people who belong to it, those on whom it acted, and its responses."""
    item = _body(slug)
    if not any(item[name] for name in ("members", "acted_on", "responses")):
        return _refused("no document of this edition names it", status=404)
    index, done = shown().index(), shown().response_index()
    return _json(
        item
        | {
            "people": index.slugs(index.members("organisation", [slug])),
            "people_acted_on": index.slugs(index.members("body", [slug])),
            "interventions": done.ids(done.members("body", [slug])),
        }
    )


def _body(slug: str) -> dict[str, Any]:
    return asdict(bodies.body(slug, "en")) | {"url": f"/api/v1/organisations/{slug}"}


@remembered
def places(request: HttpRequest) -> HttpResponse:
    known = detention.names("en")
    return _derived(request, sorted(known), lambda slug: _place(slug, known[slug]))


@remembered
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """A place with who is held there now and who was, and its document where there is one."""
    known = detention.names("en")
    if slug not in known:
        return _refused("no document of this edition names it", status=404)
    index, stored = shown().index(), shown().document(f"places/{slug}")
    now, ever = index.members("held_at", [slug]), index.members("place", [slug])
    people = {"people_now": index.slugs(now), "people_before": index.slugs(ever & ~now)}
    told = {"document": json.loads(stored.body) if stored else None}
    return _json(_place(slug, known[slug]) | people | told)


def _place(slug: str, name: str) -> dict[str, Any]:
    index = shown().index()
    return {
        "slug": slug,
        "name": name,
        "held_now": index.members("held_at", [slug]).bit_count(),
        "held_ever": index.members("place", [slug]).bit_count(),
        "url": f"/api/v1/places/{slug}",
    }


def _derived(
    request: HttpRequest, slugs: list[str], item: Callable[[str], dict[str, Any]]
) -> HttpResponse:
    """A list by slug; the cursor is the last slug shown."""
    try:
        limit = _limit(request)
    except ValueError as problem:
        return _refused(str(problem), status=400)
    rest = slugs[bisect_right(slugs, request.GET.get("cursor", "")) :]
    following = rest[limit - 1] if len(rest) > limit else None
    items = [item(slug) for slug in rest[:limit]]
    return _json({"items": items, "next": following, "total": len(slugs)})


@remembered
def editions(request: HttpRequest) -> HttpResponse:
    items = [{"id": str(one.number), **asdict(one)} for one in shown().editions()]
    return _json({"items": items, "next": None, "total": len(items)})


@require_safe
def document(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One document: exactly the bytes that were signed, with their hash as ETag."""
    stored = shown().document(f"{kind}/{key}")
    if stored is None and shown().was_published(f"{kind}/{key}"):
        return _refused("this document was withdrawn", status=410)
    if stored is None:
        return _refused("there is no such document in this edition", status=404)
    moved = documents.ANY_DOCUMENT.validate_json(stored.body) if kind == "people" else None
    if isinstance(moved, documents.MovedDocument):
        return HttpResponsePermanentRedirect(f"/api/v1/people/{quote(moved.to)}")
    tag = f'"{stored.hash}"'
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={"ETag": tag})
    return HttpResponse(stored.body, content_type="application/json", headers={"ETag": tag})
