"""The search of the portal over a million documents, against the raw engine on the same words."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import quantiles

from habeas.project.bench.measure import Measure
from habeas.public.edition.store import Edition
from habeas.public.edition.writer import make_store

FEW, MANY = 100_000, 1_000_000
WORDS, IN_A_TEXT, ASKED = 30_000, 24, 200
AT_ONCE = 50_000
RAW = (
    "SELECT rowid, snippet(texts, 0, '', '', '…', 24) FROM texts WHERE texts MATCH ?"
    " ORDER BY {} LIMIT 50"
)
NEWEST, BEST = RAW.format("rowid DESC"), RAW.format("rank")


def measure() -> Iterator[Measure]:
    """The slowest of twenty answers in milliseconds (p95), words rare and common."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_p95(Path(folder), number) for number in (FEW, MANY))
    over = f"ms (p95) over {MANY:,}"
    yield Measure("search", many["ours"], over, "SQLite FTS5, the newest 50", many["newest"])
    yield Measure("search, ranked", many["ours"], over, "SQLite FTS5, the best 50", many["best"])
    yield Measure("search: growth", many["ours"], over, f"the same over {FEW:,}", few["ours"])


def _p95(folder: Path, number: int) -> dict[str, float]:
    """Ours and the engine's own, over a store of so many documents."""
    file = folder / f"{number}.sqlite3"
    make_store(file)
    words = [f"{chr(97 + n % 26)}{n:x}r" for n in range(WORDS)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
    random = Random(5)  # noqa: S311 no secret
    _fill(file, number, partial(random.choices, words, cum_weights=weights))
    asked = [random.choices(words, cum_weights=weights, k=1 + n % 2) for n in range(ASKED)]
    raw = sqlite3.connect(file)
    ways: dict[str, Callable[[str], object]] = {
        "ours": Edition(file).search,
        "newest": lambda q: raw.execute(NEWEST, [" AND ".join(q.split())]).fetchall(),
        "best": lambda q: raw.execute(BEST, [" AND ".join(q.split())]).fetchall(),
    }
    return {
        name: _slowest_of_twenty(way, [" ".join(one) for one in asked])
        for name, way in ways.items()
    }


def _fill(file: Path, number: int, some: Callable[..., list[str]]) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO editions VALUES (1, '2026-01-01', '', '', 0, '', '')")
        connection.execute("INSERT INTO current VALUES (1, 1)")
        for first in range(1, number + 1, AT_ONCE):
            keys = range(first, min(first + AT_ONCE, number + 1))
            connection.executemany(
                "INSERT INTO contents (id, path, hash, from_edition) VALUES (?, ?, '', 1)",
                ((key, f"sources/s{key}") for key in keys),
            )
            connection.executemany(
                "INSERT INTO texts (rowid, body) VALUES (?, ?)",
                ((key, " ".join(some(k=IN_A_TEXT))) for key in keys),
            )
    connection.close()


def _slowest_of_twenty(search: Callable[[str], object], asked: list[str]) -> float:
    search(asked[0])
    spent = []
    for q in asked:
        start = time.perf_counter()
        search(q)
        spent.append(1000 * (time.perf_counter() - start))
    return round(quantiles(spent, n=20)[-1], 2)
