"""Tables of any common format as a stream of rows.

A row carries the number under which its reader will find it again: the line
of a spreadsheet, counted from 1 with the header, or the place of an object in
a JSON file, counted from 1. No more than a row is held in memory, save what
the format itself forces (the shared texts of an XLSX file).
"""

from __future__ import annotations

import codecs
import zipfile
from pathlib import Path

from habeas.exchange.tables import delimited, objects, page, sheet
from habeas.exchange.tables.shape import Row, Table, Unreadable

__all__ = ["Row", "Table", "Unreadable", "open_table"]

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_table(file: Path) -> Table:
    """Open a table by what its bytes are, not by its name. Raises Unreadable with the reason."""
    with file.open("rb") as handle:
        start = handle.read(4096)
    if not start.strip():
        raise Unreadable("the file is empty")
    if start.startswith(b"PK") and zipfile.is_zipfile(file):
        return sheet.open_sheet(file)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("this is an old .xls workbook; save it as .xlsx or CSV")
    if start.startswith((b"%PDF", b"\x1f\x8b", b"\x89PNG", b"SQLite")):
        raise Unreadable("this is no table; CSV, XLSX, JSON and HTML tables are read")
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if text.startswith((b"{", b"[")):
        return objects.open_objects(file)
    if not start.startswith(_UTF16) and page.looks_like_html(start):
        return page.open_page(file)
    return delimited.open_delimited(file)
