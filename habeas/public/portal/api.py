"""The machine side: the documents themselves, and lists of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.views.decorators.http import require_safe

from habeas.core import documents
from habeas.public.edition.facets import FACETS, periods_of
from habeas.public.edition.people import SORTS
from habeas.public.portal import memory, present
from habeas.public.portal.edition import shown
from habeas.public.portal.filters import CODED, DATED, Asked, WrongFilter
from habeas.public.portal.memory import remembered
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


@remembered
def openapi(request: HttpRequest) -> HttpResponse:
    return _json(description())


def description() -> dict[str, Any]:
    """OpenAPI 3.1 of what is here, made from the documents' own shapes."""
    shapes = documents.ANY_DOCUMENT.json_schema(ref_template="#/components/schemas/{model}")
    components = shapes.pop("$defs")
    paging = [_parameter("cursor", "string"), _parameter("limit", "integer")]
    filters = [_parameter(name, "string") for name in ("q", *CODED, *DATED)]
    filters.append(_parameter("sort", "string") | {"schema": {"type": "string", "enum": [*SORTS]}})
    paths: dict[str, Any] = {
        "/api/v1/people": _list("People; q finds names across scripts", [*filters, *paging]),
        "/api/v1/sources": _list("Sources that statements rest on", paging),
        "/api/v1/events": _list("Events", paging),
        "/api/v1/editions": _list("Editions, newest first", []),
    }
    for kind, shape in {"people": "Person", "sources": "Source", "events": "Event"}.items():
        name = "slug" if kind == "people" else "id"
        paths[f"/api/v1/{kind}/{{{name}}}"] = _one(name, f"{shape}Document")
    info = {"title": "Habeas", "version": "1", "description": "Public documents of an edition."}
    return {
        "openapi": "3.1.0",
        "info": info,
        "paths": paths,
        "components": {"schemas": components},
    }


def _parameter(name: str, type: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": {"type": type}}


def _list(summary: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    shape = {
        "type": "object",
        "required": ["items", "next", "total"],
        "properties": {
            "items": {"type": "array", "items": {"type": "object"}},
            "next": {"type": ["string", "null"]},
            "total": {"type": "integer"},
        },
    }
    answer = {"description": "A list", "content": {"application/json": {"schema": shape}}}
    answers = {"200": answer, "400": {"description": "A parameter is wrong"}}
    return {"get": {"summary": summary, "parameters": parameters, "responses": answers}}


def _one(name: str, shape: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{shape}"}
    answer = {"description": "The document", "content": {"application/json": {"schema": reference}}}
    key = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    answers = {"200": answer, "404": {"description": "Not in this edition"}}
    return {"get": {"summary": shape, "parameters": [key], "responses": answers}}
