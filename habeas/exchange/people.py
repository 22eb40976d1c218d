"""Lists of people, opened: what the desk's port `imports.ports.Lists` asks for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from habeas.exchange import mapping as mappings
from habeas.exchange.mapping import MappingError
from habeas.exchange.observing import Observed, Problem
from habeas.exchange.tables import Unreadable

__all__ = ["MappingError", "OpenedList", "Unreadable", "load_mapping", "open_list"]


@dataclass(frozen=True)
class OpenedList:
    """A list that is being read: what it is, and its rows as they come."""

    kind: str
    note: str
    columns: tuple[str, ...]
    mapping: dict[str, Any]
    rows: Iterator[Observed]


def load_mapping(file: Path) -> dict[str, Any]:
    """A mapping of one's own. Raises MappingError."""
    return mappings.load(file).model_dump(mode="json")


@contextmanager
def open_list(file: Path, mapping: dict[str, Any] | None = None) -> Iterator[OpenedList]:
    """Open a list, read in a process that is ended with the block.

    Raises Unreadable, also later and while rows are read, when the file turns
    out to be broken. Without a mapping a saved one is chosen, or one is guessed.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "habeas.exchange.reader_process", str(file.absolute())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )
    assert process.stdin and process.stdout  # noqa: S101 (both are pipes)
    try:
        with process.stdin as given:
            given.write(json.dumps(mapping))
        opening = _next(process, process.stdout)
        if opening is None:
            raise Unreadable("the file could not be read: its reader gave up")
        yield OpenedList(
            kind=opening["kind"],
            note=opening["note"],
            columns=tuple(opening["columns"]),
            mapping=opening["mapping"],
            rows=_rows(process, process.stdout),
        )
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def _rows(process: subprocess.Popen[str], stream: IO[str]) -> Iterator[Observed]:
    while (said := _next(process, stream)) is not None:
        said["problems"] = [Problem(**problem) for problem in said["problems"]]
        yield Observed(**said)


def _next(process: subprocess.Popen[str], stream: IO[str]) -> dict[str, Any] | None:
    line = stream.readline()
    if not line:
        if process.wait() != 0:
            raise Unreadable(
                "reading stopped before the end: the file is damaged, or takes more memory or"
                " time than a list may"
            )
        return None
    said: dict[str, Any] = json.loads(line)
    if "unreadable" in said:
        raise Unreadable(said["unreadable"])
    return said
