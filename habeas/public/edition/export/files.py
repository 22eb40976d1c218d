"""Exports as text, and as files in a folder."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habeas.public.edition.export.money import entities
from habeas.public.edition.export.package import datapackage
from habeas.public.edition.export.tables import TABLES, Row, Source

FORMS = ("csv", "jsonl", "ftm", "sqlite", "datapackage")
KINDS = ("people", "events", "sources", "places")
# What a spreadsheet would take for a formula, were it the beginning of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Written:
    """A file that was written. `rows` leaves out a line of headings."""

    file: Path
    rows: int
    sha256: str


def write(
    source: Source, form: str, folder: Path, *, title: str, licence: str
) -> Iterator[Written]:
    """Write an edition into a folder in one form, file by file.

    Each file appears whole or not at all. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    match form:
        case "csv":
            yield from _tables(source, folder)
        case "jsonl":
            for kind in KINDS:
                yield _text(folder / f"{kind}.jsonl", json_lines(source.documents(kind)))
        case "ftm":
            yield _text(folder / "entities.ftm.json", json_lines(entities(source)))
        case "sqlite":
            yield _database(folder / "habeas.sqlite3", source)
        case "datapackage":
            written = list(_tables(source, folder))
            yield from written
            known = {
                one.file.name: {"bytes": one.file.stat().st_size, "hash": f"sha256:{one.sha256}"}
                for one in written
            }
            package = datapackage(source, title=title, licence=licence, written=known)
            text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
            yield _text(folder / "datapackage.json", iter([text]))
        case _:
            raise ValueError(f"no form of export is called {form}")


def table_lines(name: str, source: Source) -> Iterator[str]:
    """A table as CSV (RFC 4180), headings first."""
    table = TABLES[name]
    return csv_lines(list(table.columns), table.rows(source))


def csv_lines(columns: list[str], rows: Iterable[Row]) -> Iterator[str]:
    """CSV a line at a time; of several values in a cell, a semicolon between each two."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    yield _emptied(out)
    for row in rows:
        writer.writerow(_cell(row.get(name)) for name in columns)
        yield _emptied(out)


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def fill_database(connection: sqlite3.Connection, source: Source) -> int:
    """Write the tables into an empty database; the number of rows."""
    total = 0
    with connection:
        for name, table in TABLES.items():
            columns = list(table.columns)
            typed = (f'"{c}" {"INTEGER" if c in table.numbers else "TEXT"}' for c in columns)
            connection.execute(f'CREATE TABLE "{name}" ({", ".join(typed)})')
            marks = ", ".join("?" * len(columns))
            filled = ([_stored(row.get(c)) for c in columns] for row in table.rows(source))
            total += connection.executemany(
                f'INSERT INTO "{name}" VALUES ({marks})', filled
            ).rowcount
        for name, column in (("events", "id"), ("people", "slug"), ("sources", "id")):
            connection.execute(f'CREATE UNIQUE INDEX "{name}_{column}" ON "{name}" ("{column}")')
    return max(total, 0)


def _tables(source: Source, folder: Path) -> Iterator[Written]:
    for name in TABLES:
        yield _text(folder / f"{name}.csv", table_lines(name, source), headings=1)


def _text(file: Path, lines: Iterator[str], *, headings: int = 0) -> Written:
    rows = -headings

    def fill(part: Path) -> None:
        nonlocal rows
        with part.open("w", encoding="utf-8", newline="") as out:
            for line in lines:
                out.write(line)
                rows += 1

    return _whole(file, fill, lambda: rows)


def _database(file: Path, source: Source) -> Written:
    rows = 0

    def fill(part: Path) -> None:
        nonlocal rows
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as connection:
            rows = fill_database(connection, source)

    return _whole(file, fill, lambda: rows)


def _whole(file: Path, fill: Callable[[Path], None], rows: Callable[[], int]) -> Written:
    """A file under its name only once all of it is there."""
    part = file.with_name(f".{file.name}.part")
    try:
        fill(part)
        with part.open("rb") as done:
            os.fsync(done.fileno())
            digest = hashlib.file_digest(done, "sha256").hexdigest()
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return Written(file, rows(), digest)


def _emptied(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = _joined(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _stored(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float) else _joined(value)


def _joined(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
