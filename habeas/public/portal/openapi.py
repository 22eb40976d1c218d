"""OpenAPI 3.1 of the machine side, made from the documents' own shapes."""

from __future__ import annotations

from typing import Any

from habeas.core import documents
from habeas.public.edition.events import RESPONSE_FACETS
from habeas.public.edition.facets import FACETS
from habeas.public.edition.people import SORTS
from habeas.public.portal.filters import CODED, DATED

Shape = dict[str, Any]
TEXT: Shape = {"type": "string"}
MAYBE: Shape = {"type": ["string", "null"]}
NUMBER: Shape = {"type": "integer"}
CODES: Shape = {"type": "array", "items": TEXT}

PAGING = {
    "cursor": "the `next` of the part before",
    "limit": "how many items, 1 to 200; 50 when left out",
}
OF_PEOPLE = {
    "q": "a name, in any script and spelling",
    **dict.fromkeys(CODED, "a code, or several with commas: any of them will do"),
    **dict.fromkeys(DATED, "a year or a month: 2021 or 2021-05"),
    "sort": f"one of {', '.join(SORTS)}; by name when left out",
}
OF_NEWS = {
    "language": "the language of titles and tags; English when left out",
    "tag": "a tag",
    "series": "the name of a series",
    "when": "a year or a month: 2021 or 2021-05",
}
OF_RESPONSES = dict.fromkeys(RESPONSE_FACETS, "a code, or several with commas")


def description() -> Shape:
    shapes = documents.ANY_DOCUMENT.json_schema(ref_template="#/components/schemas/{model}")
    named = shapes.pop("$defs") | _items()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Habeas",
            "version": "1",
            "description": "Public documents of an edition. Dates are EDTF.",
        },
        "paths": _paths(),
        "components": {"schemas": named},
    }


def _paths() -> Shape:
    lists = {
        "people": ("People", OF_PEOPLE, "PersonItem"),
        "events": ("Events, by id", {}, "EventItem"),
        "interventions": ("Responses, the latest first", OF_RESPONSES, "EventItem"),
        "organisations": ("Bodies that documents name", {}, "OrganisationItem"),
        "places": ("Places of detention", {}, "PlaceItem"),
        "news": ("Articles, newest first", OF_NEWS, "NewsItem"),
        "letters": ("People whom one can write to in prison", {}, "RecipientItem"),
        "sources": ("Sources that statements rest on", {}, "SourceItem"),
        "editions": ("Editions, newest first", None, "EditionItem"),
    }
    single = {
        "people/{slug}": "PersonDocument",
        "events/{id}": "EventDocument",
        "sources/{id}": "SourceDocument",
        "letters/{slug}": "RecipientDocument",
        "news/{slug}": "NewsDocument",
        "organisations/{slug}": "Organisation",
        "places/{slug}": "Place",
    }
    paths: Shape = {}
    for name, (summary, filters, item) in lists.items():
        parameters = {} if filters is None else filters | PAGING
        paths[f"/api/v1/{name}"] = _list(summary, parameters, item)
    for path, shape in single.items():
        paths[f"/api/v1/{path}"] = _one(path, shape)
    return paths


def _items() -> Shape:
    """The shapes of what lists hold, and of what is worked out over several documents."""
    person = documents.PersonDocument.model_json_schema(
        ref_template="#/components/schemas/{model}"
    )["properties"]
    kept = ("slug", "names", "language", "country", "status", "periods")
    event = documents.Event.model_json_schema(ref_template="#/components/schemas/{model}")
    counts = dict.fromkeys(("members", "acted_on", "responses"), NUMBER)
    organisation = {"slug": TEXT, "name": TEXT, "url": TEXT, **counts}
    place = {"slug": TEXT, "name": TEXT, "held_now": NUMBER, "held_ever": NUMBER, "url": TEXT}
    return {
        "PersonItem": _object(
            {name: person[name] for name in kept}
            | {name: CODES for name in FACETS if name not in kept}
            | {"changed_in": NUMBER, "days_min": NUMBER, "days_max": NUMBER}
            | {"as_of": TEXT, "url": TEXT}
        ),
        "EventItem": _object(event["properties"] | {"url": TEXT}),
        "SourceItem": _object(
            {"id": TEXT, "title": TEXT, "publisher": TEXT, "language": TEXT, "published": MAYBE,
             "url": TEXT}
        ),
        "RecipientItem": _object(
            {"id": TEXT, "slug": TEXT, "name": TEXT, "born": {"type": ["integer", "null"]},
             "hold": MAYBE, "country": MAYBE, "place": TEXT, "place_name": TEXT,
             "languages": CODES, "url": TEXT}
        ),
        "OrganisationItem": _object(organisation),
        "Organisation": _object(
            organisation | dict.fromkeys(("people", "people_acted_on", "interventions"), CODES)
        ),
        "PlaceItem": _object(place),
        "Place": _object(
            place
            | {"people_now": CODES, "people_before": CODES}
            | {"document": {"oneOf": [_reference("PlaceDocument"), {"type": "null"}]}}
        ),
        "NewsItem": _object(
            {"slug": TEXT, "published": TEXT, "language": TEXT, "languages": CODES, "title": TEXT,
             "summary": TEXT, "tags": CODES, "series": MAYBE, "people": CODES, "url": TEXT}
        ),
        "EditionItem": _object(
            {"id": TEXT, "number": NUMBER, "published_at": TEXT, "published_by": TEXT,
             "message": TEXT, "documents": NUMBER, "root": TEXT, "signature": TEXT}
        ),
        "Refusal": _object({"error": TEXT}),
    }  # fmt: skip


def _object(properties: Shape) -> Shape:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _reference(shape: str) -> Shape:
    return {"$ref": f"#/components/schemas/{shape}"}


def _list(summary: str, parameters: dict[str, str], item: str) -> Shape:
    shape = _object({"items": {"type": "array", "items": _reference(item)}, "next": MAYBE,
                     "total": NUMBER})  # fmt: skip
    described = [
        {"name": name, "in": "query", "required": False, "description": words,
         "schema": NUMBER if name == "limit" else TEXT}
        for name, words in parameters.items()
    ]  # fmt: skip
    answers = {"200": _answer("A list", shape)} | _refusals({"400": "A parameter is wrong"})
    return {"get": {"summary": summary, "parameters": described, "responses": answers}}


def _one(path: str, shape: str) -> Shape:
    name = path.partition("{")[2].rstrip("}")
    key = {"name": name, "in": "path", "required": True, "schema": TEXT}
    refusals = {"404": "Not in this edition", "410": "Withdrawn: an earlier edition held it"}
    answers = {
        "200": _answer(shape, _reference(shape)),
        "304": {"description": "Unchanged since the ETag that was sent"},
    }
    answers |= _refusals(refusals)
    return {"get": {"summary": shape, "parameters": [key], "responses": answers}}


def _refusals(words: dict[str, str]) -> Shape:
    return {code: _answer(text, _reference("Refusal")) for code, text in words.items()}


def _answer(words: str, shape: Shape) -> Shape:
    return {"description": words, "content": {"application/json": {"schema": shape}}}
