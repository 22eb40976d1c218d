"""What every reader of tables gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

# A table's header is looked for in so many rows: lists often begin with a title.
HEAD = 10


class Unreadable(ValueError):
    """The file cannot be read as a table; the message says why and what to do."""


@dataclass(frozen=True)
class Row:
    """One row: its cells by column, without those that are empty."""

    number: int
    cells: dict[str, str]
    # What the header has no column for: (where, value).
    beyond: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """A table's columns, its rows as they are read, and how it was taken."""

    kind: str
    columns: tuple[str, ...]
    rows: Iterator[Row] = field(repr=False)
    note: str = ""


Numbered = tuple[int, Sequence[str]]


def under_header(kind: str, lines: Iterable[Numbered], note: str = "") -> Table:
    """A table out of numbered lines, the first line of at least two cells being its header."""
    stream = iter(lines)
    head = _first(stream)
    index = next((i for i, (_, cells) in enumerate(head) if _filled(cells) > 1), None)
    if index is None:
        index = next((i for i, (_, cells) in enumerate(head) if _filled(cells)), None)
    if index is None:
        raise Unreadable("no row has anything in it")
    columns = named(head[index][1])
    rest = chain(head[index + 1 :], stream)
    return Table(kind, columns, _rows(columns, rest), note)


def named(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of columns: each once, and one for a column that has none."""
    columns: list[str] = []
    last = max((i for i, cell in enumerate(cells) if cell.strip()), default=-1)
    for position, cell in enumerate(cells[: last + 1], start=1):
        name = " ".join(cell.split()) or f"column {position}"
        times = sum(1 for known in columns if known == name or known.startswith(f"{name} ("))
        columns.append(f"{name} ({times + 1})" if name in columns else name)
    return tuple(columns)


def _first(stream: Iterator[Numbered]) -> list[Numbered]:
    found = []
    for line in stream:
        found.append(line)
        if len(found) == HEAD:
            break
    return found


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _rows(columns: tuple[str, ...], lines: Iterable[Numbered]) -> Iterator[Row]:
    for number, line in lines:
        texts = [cell.strip() for cell in line]
        cells = {name: text for name, text in zip(columns, texts, strict=False) if text}
        over = [(i, text) for i, text in enumerate(texts[len(columns) :], len(columns) + 1) if text]
        if cells or over:
            yield Row(number, cells, tuple((f"column {i}", text) for i, text in over))
