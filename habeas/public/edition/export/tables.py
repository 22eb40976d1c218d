"""Documents as flat tables. Dates are EDTF, codes are those of the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from habeas.core import custody
from habeas.public.edition.facets import periods_of
from habeas.public.edition.store import Edition

Row = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """What is exported: an edition, the portal's address without a path, and the day of counts."""

    edition: Edition
    root: str
    on: date

    def documents(self, kind: str) -> Iterator[Row]:
        """The documents under a prefix, as they were signed; forwarding addresses left out."""
        for _, body in self.edition.bodies(f"{kind}/"):
            document = json.loads(body)
            if document["document"] != "moved":
                yield document


@dataclass(frozen=True)
class Table:
    """A table: its columns with what they hold, in order, and its rows.

    A column is a text unless it is among `numbers`; in those of `lists` several
    values stand in one cell, with a semicolon between them.
    """

    columns: Mapping[str, str]
    rows: Callable[[Source], Iterator[Row]]
    numbers: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()


def _people(source: Source) -> Iterator[Row]:
    for one in source.documents("people"):
        held = [period for period in periods_of(one["periods"]) if period.is_custody]
        count = custody.total_days(held, on=source.on)
        own = [name["text"] for name in one["names"] if name["language"] == one["language"]]
        yield {
            "slug": one["slug"],
            "name": own[0] if own else one["names"][0]["text"],
            "names": list(dict.fromkeys(name["text"] for name in one["names"])),
            "language": one["language"],
            "status": one["status"],
            "country": one.get("country"),
            "arrested": str(held[0].start) if held else None,
            "released": str(held[-1].end) if held and held[-1].end else None,
            "days_min": count.at_least,
            "days_max": count.at_most,
            "as_of": source.on.isoformat(),
            "letters": one.get("letters"),
            "url": f"{source.root}/en/people/{one['slug']}/",
        }


def _names(source: Source) -> Iterator[Row]:
    for one in source.documents("people"):
        for name in one["names"]:
            yield {"person": one["slug"], **_only(name, "text", "language", "script", "kind")}


def _periods(source: Source) -> Iterator[Row]:
    for one in source.documents("people"):
        for period in one["periods"]:
            kept = _only(period, "start", "end", "kind", "place")
            yield {"person": one["slug"], **kept, "place_slug": period.get("at")}


def _facts(source: Source) -> Iterator[Row]:
    columns = ("id", "kind", "value", "language", "date", "place", "organisations")
    for one in source.documents("people"):
        for fact in one["attributes"]:
            yield {"person": one["slug"], **_only(fact, *columns)}


def _events(source: Source) -> Iterator[Row]:
    for document in source.documents("events"):
        event = document["event"]
        quantity = event.get("quantity") or {}
        yield {
            **_only(event, "id", "type", "date", "date_end", "place"),
            "metric": quantity.get("metric"),
            "value": quantity.get("value"),
            "unit": quantity.get("unit"),
            "articles": event["articles"],
            "organisations": event["organisations"],
            "people": [one["slug"] for one in event["participants"] if one["slug"]],
            "details": json.dumps(event["details"], ensure_ascii=False, sort_keys=True),
            "url": f"{source.root}/api/v1/events/{event['id']}",
        }


def _citations(source: Source) -> Iterator[Row]:
    """What every statement rests on: of events, of facts, of names."""
    for document in source.documents("events"):
        yield from _cited("event", document["event"]["id"], document["event"])
    for one in source.documents("people"):
        for fact in one["attributes"]:
            yield from _cited("fact", fact["id"], fact)
        for name in one["names"]:
            yield from _cited("name", f"{one['slug']} {name['text']}", name)


def _cited(kind: str, id: str, statement: Row) -> Iterator[Row]:
    for one in statement["citations"]:
        kept = _only(one, "source", "bearing", "quote", "start", "end", "language")
        yield {"statement": kind, "id": id, **kept}


def _sources(source: Source) -> Iterator[Row]:
    columns = ("id", "title", "publisher", "author", "url", "material", "language", "published",
               "captured_at", "sha256", "media_type", "bytes")  # fmt: skip
    for one in source.documents("sources"):
        yield _only(one, *columns)


def _places(source: Source) -> Iterator[Row]:
    for one in source.documents("places"):
        addresses = [address["text"] for address in one["addresses"] if not address["until"]]
        kept = _only(
            one, "slug", "name", "names", "kind", "country", "latitude", "longitude", "letters"
        )
        yield {**kept, "address": addresses, "url": f"{source.root}/en/places/{one['slug']}/"}


def _only(values: Row, *names: str) -> Row:
    return {name: values.get(name) for name in names}


_WORDS = {
    "slug": "the end of the address, the same in every edition",
    "name": "as the person is called in their own language",
    "names": "every spelling",
    "language": "BCP 47",
    "status": "code of the list person_status",
    "country": "ISO 3166-1 alpha-2",
    "arrested": "first day in custody, EDTF",
    "released": "first day out of custody, EDTF",
    "days_min": "days in custody, at least",
    "days_max": "days in custody, at most",
    "as_of": "the day to which days are counted",
    "latitude": "degrees, north positive",
    "longitude": "degrees, east positive",
    "letters": "whether letters arrive (yes, no), or rules for letters",
    "url": "where it stands on the portal",
    "person": "slug of the person",
    "text": "as written",
    "script": "ISO 15924",
    "kind": "code: of names full, alias …; of periods a code of custody_kinds; of facts what about",
    "start": "EDTF; of citations the code point where the quotation begins",
    "end": "EDTF, empty while it lasts; of citations the code point after the quotation",
    "place": "as the source names it",
    "place_slug": "slug of the place, where it has a page",
    "id": "of the statement or the source",
    "value": "what is said; of events the number or ISO 8601 duration",
    "date": "EDTF",
    "date_end": "EDTF",
    "organisations": "bodies, as sources name them",
    "type": "code of the event types",
    "metric": "what the value counts",
    "unit": "unit of the value",
    "articles": "articles of law",
    "people": "slugs of the people",
    "details": "JSON: what only events of this type have",
    "statement": "event, fact or name",
    "source": "id of the source",
    "bearing": "supports or contradicts",
    "quote": "the words of the source",
    "title": "of the source",
    "publisher": "of the source",
    "author": "of the source",
    "material": "code of the list source_material",
    "published": "EDTF",
    "captured_at": "the day on which the copy was made",
    "sha256": "of the preserved copy",
    "media_type": "of the preserved copy",
    "bytes": "of the preserved copy",
    "address": "where letters go now",
}


def _table(rows: Callable[[Source], Iterator[Row]], columns: str, *, numbers: str = "",
           lists: str = "") -> Table:  # fmt: skip
    described = {name: _WORDS[name] for name in columns.split()}
    return Table(described, rows, frozenset(numbers.split()), frozenset(lists.split()))


TABLES: dict[str, Table] = {
    "people": _table(
        _people,
        "slug name names language status country arrested released days_min days_max as_of"
        " letters url",
        numbers="days_min days_max",
        lists="names",
    ),
    "names": _table(_names, "person text language script kind"),
    "periods": _table(_periods, "person start end kind place place_slug"),
    "facts": _table(
        _facts, "person id kind value language date place organisations", lists="organisations"
    ),
    "events": _table(
        _events,
        "id type date date_end place metric value unit articles organisations people details url",
        lists="articles organisations people",
    ),
    "citations": _table(
        _citations, "statement id source bearing quote start end language", numbers="start end"
    ),
    "sources": _table(
        _sources,
        "id title publisher author url material language published captured_at sha256"
        " media_type bytes",
        numbers="bytes",
    ),
    "places": _table(
        _places,
        "slug name names kind country latitude longitude letters address url",
        lists="names address",
    ),
}
