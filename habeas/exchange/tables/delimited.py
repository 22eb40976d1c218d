"""CSV and its kin: the delimiter is the one under which rows have the same length."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from habeas.exchange.tables.encoding import encoding_of
from habeas.exchange.tables.shape import Numbered, Table, Unreadable, under_header

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 50
LONGEST_CELL = 1_000_000


def open_delimited(file: Path) -> Table:
    encoding = encoding_of(file)
    csv.field_size_limit(LONGEST_CELL)
    delimiter = max(DELIMITERS, key=lambda sign: _fitness(file, encoding, sign))
    shown = {"\t": "tab"}.get(delimiter, delimiter)
    note = f"{encoding.removesuffix('-sig')}, columns between “{shown}”"
    return under_header("csv", _lines(file, encoding, delimiter), note)


def _lines(file: Path, encoding: str, delimiter: str) -> Iterator[Numbered]:
    with file.open(encoding=encoding, errors="replace", newline="") as handle:
        reader = csv.reader(handle, delimiter=delimiter, skipinitialspace=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                yield number, cells
        except csv.Error as problem:
            raise Unreadable(f"row {number + 1}: {problem}") from None


def _fitness(file: Path, encoding: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows share a length of two and more, and that length."""
    try:
        rows = [row for _, row in islice(_lines(file, encoding, delimiter), LOOKED_AT) if row]
    except Unreadable:
        return (0, 0)
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    length, times = max(lengths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (times, length)
