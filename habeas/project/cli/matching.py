from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from habeas.core.dates import PartialDate
from habeas.core.names import AliasBook, Entry, Match, match_lists, same_person_name
from habeas.exchange.days import as_edtf
from habeas.exchange.tables import Row, Table, Unreadable, open_table
from habeas.project.cli.output import common_options, emit, finish, say

# No name is longer; a line that is has lost its quotation marks.
LONGEST = 300
SIGNS = {"same": "=", "unsure": "?", "different": "≠"}

existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("left", required=False, type=existing)
@click.argument("right", required=False, type=existing)
@click.option("--pairs", type=existing, help="Judge the two names of each row: columns a, b.")
@click.option(
    "--aliases",
    type=existing,
    help="What you have decided: columns a, b, verdict (same|different).",
)
@common_options
def match(left: Path | None, right: Path | None, pairs: Path | None, aliases: Path | None) -> None:
    """Find who is in both of two lists (columns id, name and perhaps born), in any script."""
    if bool(pairs) == bool(left) or bool(left) != bool(right):
        raise click.UsageError("name two lists, LEFT and RIGHT, or give --pairs FILE")
    refused = Refused()
    book = _aliases(aliases, refused) if aliases else AliasBook()
    if pairs:
        _judge_pairs(pairs, book, refused)
    elif left and right:
        _join_lists(left, right, book, refused)
    finish(refused=refused.any)


class Refused:
    """Says which rows were left out and why, and remembers that there were some."""

    def __init__(self) -> None:
        self.any = False

    def __call__(self, place: str) -> None:
        self.any = True
        say(f"{place}; the row is left out")


# --- The two uses -----------------------------------------------------------------------


def _judge_pairs(file: Path, book: AliasBook, refused: Refused) -> None:
    for one, other in _rows(file, ("a", "b"), _two_names, refused):
        found = same_person_name(one, other, aliases=book)
        _emit(one, other, found, f"{one} {SIGNS[found.verdict]} {other}")


def _join_lists(left: Path, right: Path, book: AliasBook, refused: Refused) -> None:
    ours, theirs = _entries(left, refused), _entries(right, refused)
    counts = {"same": 0, "unsure": 0}
    for pair in match_lists(ours, theirs, aliases=book):
        counts[pair.match.verdict] += 1
        one, other = pair.left, pair.right
        sign = SIGNS[pair.match.verdict]
        text = f"{one.id} {one.name} {sign} {other.id} {other.name}"
        _emit(one.id, other.id, pair.match, text)
    say(f"{len(ours)} names and {len(theirs)}: {counts['same']} same, {counts['unsure']} unsure")


def _emit(left: str, right: str, found: Match, text: str) -> None:
    row = {"left": left, "right": right, "score": round(found.score, 3)}
    row |= {"verdict": found.verdict, "why": found.why}
    emit(row, f"{text} ({found.score:.2f}: {found.why})")


# --- Reading ----------------------------------------------------------------------------


def _entries(file: Path, refused: Refused) -> list[Entry]:
    return list(_rows(file, ("id", "name"), partial(_entry, {}), refused))


def _entry(seen: dict[str, int], row: Row) -> Entry:
    id_ = _cell(row, "id")
    if id_ in seen:
        raise ValueError(f"column id: “{id_}” is the id of row {seen[id_]} too")
    entry = Entry(id_, _name(row, "name"), _born(row))
    seen[id_] = row.number
    return entry


def _two_names(row: Row) -> tuple[str, str]:
    return _name(row, "a"), _name(row, "b")


def _aliases(file: Path, refused: Refused) -> AliasBook:
    book = AliasBook()
    list(_rows(file, ("a", "b", "verdict"), partial(_decide, book), refused))
    return book


def _decide(book: AliasBook, row: Row) -> None:
    one, other = _two_names(row)
    decide = {"same": book.confirm_same, "different": book.confirm_different}
    verdict = _cell(row, "verdict")
    if verdict not in decide:
        raise ValueError(f"column verdict: “{verdict}” is neither “same” nor “different”")
    decide[verdict](one, other)


def _rows(
    file: Path, needed: tuple[str, ...], made: Callable[[Row], Any], refused: Refused
) -> Iterator[Any]:
    """What is made of each row that holds; of the others it is said where and why they do not."""
    table = _table(file, needed)
    try:
        for row in table.rows:
            plain = Row(row.number, _lowered(row.cells), row.beyond)
            try:
                yield made(_closed(plain))
            except ValueError as problem:
                refused(f"{file}, row {row.number}, {problem}")
    except Unreadable as problem:
        refused(f"{file}, {problem}")


def _table(file: Path, needed: tuple[str, ...]) -> Table:
    try:
        table = open_table(file)
    except Unreadable as problem:
        raise click.UsageError(f"{file}: {problem}") from None
    columns = _lowered(dict.fromkeys(table.columns, ""))
    if missing := [name for name in needed if name not in columns]:
        named = ", ".join(missing)
        raise click.UsageError(f"{file}: no column {named}; there are: {', '.join(table.columns)}")
    return table


def _lowered(cells: dict[str, str]) -> dict[str, str]:
    return {column.lower(): cell for column, cell in cells.items()}


def _closed(row: Row) -> Row:
    """The row itself. Raises ValueError when it has cells without a column."""
    if row.beyond:
        where, text = row.beyond[0]
        raise ValueError(f"{where}: “{text}” stands beyond the last column")
    return row


def _cell(row: Row, column: str) -> str:
    if text := row.cells.get(column, ""):
        return text
    raise ValueError(f"column {column}: empty")


def _name(row: Row, column: str) -> str:
    text = _cell(row, column)
    if len(text) > LONGEST:
        raise ValueError(f"column {column}: longer than {LONGEST} characters")
    if not any(map(str.isalpha, text)):
        raise ValueError(f"column {column}: “{text}” has no letters")
    return text


def _born(row: Row) -> PartialDate | None:
    text = row.cells.get("born", "")
    try:
        return PartialDate.parse(as_edtf(text)) if text else None
    except ValueError:
        why = "is no date, or could be two; write it as 1931-05-02, 1931-05 or 1931"
        raise ValueError(f"column born: “{text}” {why}") from None
