"""Rows as text for downloads, a line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from habeas.public.edition.export.files import csv_lines

__all__ = ["csv_lines", "json_rows"]


def json_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A JSON array, a row a line."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
