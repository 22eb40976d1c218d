"""A list as it is shown, to take away: CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone


def not_a_formula(value: Any) -> Any:
    """A text that a spreadsheet would calculate is kept a text."""
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if is_formula else value


class _Line:
    """A file of one line, which hands it on."""

    def write(self, line: str) -> str:
        return line


def as_csv(name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows under their headings, as the download `NAME-YYYY-MM-DD.csv`."""
    answer = HttpResponse(_lines(head, rows), content_type="text/csv; charset=utf-8")
    file = f"{name}-{timezone.now():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def _lines(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow([str(word) for word in head])
    for row in rows:
        yield writer.writerow([not_a_formula(cell) for cell in row])
