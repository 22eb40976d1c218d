"""FollowTheMoney entities, as plain JSON: people, bodies, memberships, events, sources."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from habeas import vocabulary
from habeas.public.edition.export.tables import Row, Source
from habeas.public.edition.facets import body_code

# The format knows dates to the year, the month or the day; what is less certain is left out.
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
_GENDERS = ("female", "male", "other")


def entities(source: Source) -> Iterator[Row]:
    """Each entity once; what it refers to may come later."""
    bodies: dict[str, str] = {}
    for one in source.documents("sources"):
        yield _article(one)
    for one in source.documents("people"):
        yield _person(one, source)
        for fact in one["attributes"]:
            for body in fact["organisations"]:
                if code := body_code(body):
                    bodies.setdefault(code, body)
                    yield _membership(one["slug"], code, fact)
    for document in source.documents("events"):
        event = document["event"]
        bodies |= {code: name for name in event["organisations"] if (code := body_code(name))}
        yield _event(event, source)
    for code, name in sorted(bodies.items()):
        label = vocabulary.body_label(name, "en")
        yield _entity(_id("body", code), "Organization", name=[label],
                      alias=[name] if name != label else [])  # fmt: skip


def _person(one: Row, source: Source) -> Row:
    facts: dict[str, list[Row]] = {}
    for fact in one["attributes"]:
        facts.setdefault(fact["kind"], []).append(fact)
    names = list(dict.fromkeys(name["text"] for name in one["names"]))
    return _entity(
        _id("person", one["slug"]),
        "Person",
        name=names[:1],
        alias=names[1:],
        birthDate=_dates(*(fact["date"] for fact in facts.get("birth", []))),
        birthPlace=[fact["place"] for fact in facts.get("birth", []) if fact["place"]],
        gender=[fact["value"] for fact in facts.get("sex", []) if fact["value"] in _GENDERS],
        position=[fact["value"] for fact in facts.get("role", []) if fact["value"]],
        sourceUrl=[f"{source.root}/en/people/{one['slug']}/"],
    )


def _membership(slug: str, body: str, fact: Row) -> Row:
    return _entity(
        _id("membership", f"{slug} {body} {fact['id']}"),
        "Membership",
        member=[_id("person", slug)],
        organization=[_id("body", body)],
        role=[fact["value"]] if fact["value"] else [],
        proof=_proof(fact),
    )


def _event(event: Row, source: Source) -> Row:
    label = vocabulary.event_types()[event["type"]].label("en")
    bodies = (body_code(name) for name in event["organisations"])
    people = (one["slug"] for one in event["participants"] if one["slug"])
    return _entity(
        _id("event", event["id"]),
        "Event",
        name=[label],
        startDate=_dates(event["date"]),
        endDate=_dates(event["date_end"]),
        location=[event["place"]] if event["place"] else [],
        involved=[
            *(_id("person", slug) for slug in people),
            *(_id("body", code) for code in bodies if code),
        ],
        proof=_proof(event),
        sourceUrl=[f"{source.root}/api/v1/events/{event['id']}"],
    )


def _article(one: Row) -> Row:
    return _entity(
        _id("source", one["id"]),
        "Article",
        title=[one["title"]] if one["title"] else [],
        publisher=[one["publisher"]] if one["publisher"] else [],
        author=[one["author"]] if one["author"] else [],
        publishedAt=_dates(one["published"]),
        sourceUrl=[one["url"]] if one["url"] else [],
        mimeType=[one["media_type"]],
    )


def _proof(statement: Row) -> list[str]:
    """The sources that support a statement."""
    cited = (c["source"] for c in statement["citations"] if c["bearing"] == "supports")
    return [_id("source", source) for source in dict.fromkeys(cited)]


def _dates(*texts: str | None) -> list[str]:
    return [text for text in texts if text and _DATE.match(text)]


def _id(kind: str, key: str) -> str:
    """The same in every edition, and no name of anybody."""
    return f"habeas-{kind}-{hashlib.sha256(f'{kind} {key}'.encode()).hexdigest()[:16]}"


def _entity(id: str, schema: str, **properties: list[Any]) -> Row:
    kept = {name: values for name, values in properties.items() if values}
    return {"id": id, "schema": schema, "properties": kept}
