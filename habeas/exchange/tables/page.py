"""HTML: the table of a page that has the most rows, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from habeas.exchange.tables.encoding import encoding_of
from habeas.exchange.tables.shape import Numbered, Table, Unreadable, under_header

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
WIDEST, TALLEST = 200, 1000


def looks_like_html(start: bytes) -> bool:
    return bool(_HTML.search(start))


def open_page(file: Path) -> Table:
    encoding = _encoding(file)
    sizes = _sizes(file, encoding)
    if not sizes or max(sizes) == 0:
        raise Unreadable("the page holds no table")
    wanted = sizes.index(max(sizes))
    note = f"table {wanted + 1} of {len(sizes)} of the page" if len(sizes) > 1 else ""
    return under_header("html", _lines(file, encoding, wanted), note)


def _encoding(file: Path) -> str:
    with file.open("rb") as handle:
        declared = _CHARSET.search(handle.read(4096))
    return declared.group(1).decode("ascii") if declared else encoding_of(file)


def _events(file: Path, encoding: str) -> Iterator[tuple[str, Any]]:
    tags = ("table", "tr")
    stream = etree.iterparse(
        str(file), events=("start", "end"), tag=tags, html=True, encoding=encoding, huge_tree=True,
        no_network=True,
    )  # fmt: skip
    try:
        yield from stream
    except (etree.XMLSyntaxError, LookupError) as problem:
        raise Unreadable(f"the page cannot be read: {problem}") from None


def _sizes(file: Path, encoding: str) -> list[int]:
    """The rows of each table of the page, in order; those of a table within it are not its own."""
    counts: list[int] = []
    open_tables: list[int] = []
    for event, element in _events(file, encoding):
        if element.tag == "table" and event == "start":
            open_tables.append(len(counts))
            counts.append(0)
        elif element.tag == "table":
            open_tables.pop()
        elif event == "end" and open_tables:
            counts[open_tables[-1]] += 1
            _let_go(element)
    return counts


def _lines(file: Path, encoding: str, wanted: int) -> Iterator[Numbered]:
    seen, open_tables, number = -1, [], 0
    hanging: dict[int, tuple[int, str]] = {}
    for event, element in _events(file, encoding):
        if element.tag == "table" and event == "start":
            seen += 1
            open_tables.append(seen)
        elif element.tag == "table":
            if open_tables.pop() == wanted:
                return
        elif event == "end" and open_tables:
            if open_tables[-1] == wanted:
                number += 1
                yield number, _cells(element, hanging)
            if open_tables[-1] == wanted or wanted not in open_tables:
                _let_go(element)


def _cells(row: Any, hanging: dict[int, tuple[int, str]]) -> list[str]:
    """The texts of a row; a cell that spans rows or columns stands in each of them."""
    cells: list[str] = []
    own = [cell for cell in row if cell.tag in ("td", "th")]
    while own or len(cells) in hanging:
        if (place := len(cells)) in hanging:
            left, text = hanging.pop(place)
            if left > 1:
                hanging[place] = (left - 1, text)
            cells.append(text)
            continue
        cell = own.pop(0)
        text = _text(cell)
        tall = _span(cell, "rowspan", TALLEST)
        for _ in range(_span(cell, "colspan", WIDEST)):
            if tall > 1:
                hanging[len(cells)] = (tall - 1, text)
            cells.append(text)
            text = text if tall > 1 else ""
    return cells


def _span(cell: Any, name: str, most: int) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(max(int(value), 1), most) if value.isdigit() else 1


def _text(cell: Any) -> str:
    for end in cell.iter("br", "li", "p"):
        end.tail = "\n" + (end.tail or "")
    for hidden in cell.iter("script", "style", "sup"):
        hidden.text = ""
        for child in list(hidden):
            hidden.remove(child)
    lines = (" ".join(line.split()) for line in "".join(cell.itertext()).splitlines())
    return "\n".join(filter(None, lines))


def _let_go(element: Any) -> None:
    """Free a row that was read, and those before it."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]
