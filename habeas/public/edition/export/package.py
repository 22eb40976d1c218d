"""A Frictionless data package: what the tables are, whose, and under which licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from habeas.public.edition.export.tables import TABLES, Source, Table


def datapackage(
    source: Source, *, title: str, licence: str, written: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """`written` are size and hash by file name, for the files that were written."""
    current = source.edition.current()
    return {
        "profile": "tabular-data-package",
        "name": "habeas",
        "id": current.root if current else "",
        "title": title,
        "homepage": source.root,
        "version": str(current.number) if current else "0",
        "created": current.published_at if current else "",
        "licenses": [{"name": licence, "title": licence}],
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": _fields(table), "missingValues": [""]},
                **written.get(f"{name}.csv", {}),
            }
            for name, table in TABLES.items()
        ],
    }


def _fields(table: Table) -> list[dict[str, str]]:
    return [
        {
            "name": name,
            "type": "integer" if name in table.numbers else "string",
            "description": words + ("; several with a semicolon" if name in table.lists else ""),
        }
        for name, words in table.columns.items()
    ]
