"""XLSX: the first sheet with rows, read as a stream.

A cell that shows only a year or a month holds a whole day all the same, for
that is how spreadsheets keep dates. What it shows is what its writer meant.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from habeas.exchange.tables.shape import Numbered, Table, Unreadable, under_header

# What unpacks to more is a trap, not a list.
LARGEST = 1024**3
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def open_sheet(file: Path) -> Table:
    with zipfile.ZipFile(file) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise Unreadable("the workbook unpacks to more than 1 GiB; it is not read")
    try:
        # A handle, for of a path the library would ask its ending.
        book = load_workbook(file.open("rb"), read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError) as problem:
        raise Unreadable(f"the workbook cannot be opened: {problem}") from None
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and _has_rows(sheet):
            note = f"sheet “{sheet.title}”" if len(book.worksheets) > 1 else ""
            return under_header("xlsx", _lines(sheet), note)
    raise Unreadable("no sheet of the workbook has anything in it")


def _has_rows(sheet: Any) -> bool:
    return any(any(cell.value is not None for cell in row) for row in sheet.iter_rows(max_row=10))


def _lines(sheet: Any) -> Iterator[Numbered]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return _day(value, str(cell.number_format or ""))
    return value.isoformat() if isinstance(value, time) else str(value)


def _day(value: datetime | date, shown_as: str) -> str:
    """As much of the date as the cell shows."""
    pattern = _QUOTED.sub("", shown_as).lower().split(";")[0]
    if pattern and "y" in pattern and "d" not in pattern:
        return f"{value:%Y-%m}" if "m" in pattern else f"{value:%Y}"
    return f"{value:%Y-%m-%d}"
