"""JSON: an array of objects, an object that holds one, or an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

from habeas.exchange.tables.encoding import encoding_of
from habeas.exchange.tables.shape import Row, Table, Unreadable

CHUNK = 64 * 1024
LONGEST = 4 * 1024**2
# Columns are those of so many objects; a later object may bring more.
LOOKED_AT = 200
# How several values of one key are put into one cell.
BETWEEN = "\n"


def open_objects(file: Path) -> Table:
    objects = _objects(file)
    first = list(islice(objects, LOOKED_AT))
    if not first:
        raise Unreadable("the file holds no object")
    columns = dict.fromkeys(name for _, cells in first for name in cells)
    rows = (Row(number, cells) for number, cells in chain(first, objects) if cells)
    return Table("json", tuple(columns), rows)


def _objects(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with file.open(encoding=encoding_of(file)) as handle:
        for number, value in enumerate(_values(handle), start=1):
            if not isinstance(value, dict):
                raise Unreadable(f"item {number} is no object with named values")
            yield number, dict(_flat(value))


def _flat(value: dict[str, Any], under: str = "") -> Iterator[tuple[str, str]]:
    """Names and texts; `{"name": {"en": …}}` is the column `name.en`."""
    for name, held in value.items():
        if isinstance(held, dict):
            yield from _flat(held, f"{under}{name}.")
        elif text := _text(held).strip():
            yield f"{under}{name}", text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return BETWEEN.join(filter(None, map(_one, value)))
    return str(value)


def _one(value: Any) -> str:
    """A value within a list; of an object what names it."""
    if not isinstance(value, dict):
        return _text(value)
    named = next((value[key] for key in ("name", "title", "label", "value") if value.get(key)), "")
    return _text(named) or json.dumps(value, ensure_ascii=False)


def _values(handle: TextIO) -> Iterator[Any]:
    """The values of a file one by one, however they are strung together."""
    reader = _Reader(handle)
    first = reader.peek()
    if first == "[":
        reader.buffer = reader.buffer[1:]
    elif first == "{":
        opening = reader.whole_object()
        if opening is not None:
            yield opening
            yield from reader.values()
            return
        reader.enter_array()
    yield from reader.values()


class _Reader:
    """Decodes values out of a growing buffer."""

    def __init__(self, handle: TextIO) -> None:
        self.handle = handle
        self.buffer = ""
        self.decoder = json.JSONDecoder()
        self.ended = False

    def more(self) -> bool:
        chunk = self.handle.read(CHUNK)
        self.ended = not chunk
        self.buffer += chunk
        return bool(chunk)

    def peek(self) -> str:
        """The next sign that is not between values; "" at the end."""
        while True:
            self.buffer = self.buffer.lstrip(" \t\r\n,\ufeff")
            if self.buffer or not self.more():
                return self.buffer[:1]

    def values(self) -> Iterable[Any]:
        while self.peek() not in ("", "]"):
            yield self.value()

    def value(self) -> Any:
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer)
            except json.JSONDecodeError as problem:
                if len(self.buffer) > LONGEST or not self.more():
                    raise Unreadable(f"this is not JSON: {problem}") from None
            else:
                self.buffer = self.buffer[end:]
                return value

    def whole_object(self) -> dict[str, Any] | None:
        """The first object where it is a row itself; None where it holds the rows."""
        while len(self.buffer) < LONGEST:
            try:
                value, end = self.decoder.raw_decode(self.buffer)
            except json.JSONDecodeError:
                if not self.more():
                    break
                continue
            rest = self.buffer[end:].lstrip()
            if not rest and self.more():
                continue
            if not rest and any(_is_rows(held) for held in value.values()):
                return None
            self.buffer = rest
            return dict(value)
        return None

    def enter_array(self) -> None:
        """Go to the first array of objects within the object that holds it."""
        while True:
            for start in range(len(self.buffer)):
                if self.buffer[start] == "[" and self.buffer[start + 1 :].lstrip()[:1] == "{":
                    self.buffer = self.buffer[start + 1 :]
                    return
            if not self.more():
                raise Unreadable("the file holds no array of objects")


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
