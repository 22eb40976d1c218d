"""Everything to take away: tables, documents, entities, and how to cite them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from habeas.public.edition.export.files import KINDS, fill_database, json_lines, table_lines
from habeas.public.edition.export.money import entities
from habeas.public.edition.export.package import datapackage
from habeas.public.edition.export.tables import TABLES, Source
from habeas.public.portal import linked, memory
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.language import translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render

# A larger database is not made on the way of a request; `habeas export sqlite` makes it.
MOST_IN_DATABASE = 20_000


@remembered
def data(request: HttpRequest, language: str) -> HttpResponse:
    gettext = translations(known_language(language)).gettext
    words = {
        "people": gettext("People, one a row, with status and days"),
        "names": gettext("Every name in every script"),
        "periods": gettext("Periods in custody and under restrictions"),
        "facts": gettext("Facts about people that are not events"),
        "events": gettext("Events: acts and responses"),
        "citations": gettext("The passage that each statement rests on"),
        "sources": gettext("Sources"),
        "places": gettext("Places of detention"),
    }
    return render(
        "data.html",
        language,
        request,
        tables=[(name, words[name], name in KINDS) for name in TABLES],
        licence=settings.HABEAS_DATA_LICENCE,
        offers_database=_offers_database(),
        linked=linked.dataset(language),
    )


@require_safe
def table(request: HttpRequest, name: str) -> StreamingHttpResponse:
    if name not in TABLES:
        raise Http404
    return _file(table_lines(name, _source()), f"{name}.csv", "text/csv; charset=utf-8")


@require_safe
def documents(request: HttpRequest, name: str) -> StreamingHttpResponse:
    if name not in KINDS:
        raise Http404
    rows = _source().documents(name)
    return _file(json_lines(rows), f"{name}.jsonl", "application/jsonl; charset=utf-8")


@require_safe
def follow_the_money(request: HttpRequest) -> StreamingHttpResponse:
    rows = json_lines(entities(_source()))
    return _file(rows, "entities.ftm.json", "application/jsonl; charset=utf-8")


@remembered
def package(request: HttpRequest) -> HttpResponse:
    values = datapackage(
        _source(),
        title=settings.HABEAS_PORTAL_NAME,
        licence=settings.HABEAS_DATA_LICENCE,
        written={},
    )
    body = json.dumps(values, ensure_ascii=False, indent=2)
    return HttpResponse(body, content_type="application/json")


@require_safe
def database(request: HttpRequest) -> HttpResponse:
    """The tables as one SQLite file, made once for an edition and a day."""
    if not _offers_database():
        raise Http404
    body = shown().made(f"database {memory.today()}", lambda: _database(_source()))
    name = 'attachment; filename="habeas.sqlite3"'
    return HttpResponse(
        body, content_type="application/vnd.sqlite3", headers={"Content-Disposition": name}
    )


def _offers_database() -> bool:
    return len(shown().index().people) <= MOST_IN_DATABASE


def _database(source: Source) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        fill_database(connection, source)
        return connection.serialize()


def _source() -> Source:
    return Source(shown(), settings.HABEAS_PORTAL_URL, memory.today())


def _file(lines: Iterator[str], name: str, kind: str) -> StreamingHttpResponse:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type=kind, headers=headers)
