from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any

BENCHES = {
    "person-page": "habeas.project.bench.person_page",
    "people-list": "habeas.project.bench.people_list",
    "reading": "habeas.project.bench.reading",
    "accept-to-page": "habeas.project.bench.accept_to_page",
    "desk": "habeas.project.bench.desk",
    "match": "habeas.project.bench.matching",
    "petition": "habeas.project.bench.petition",
    "import": "habeas.project.bench.importing",
    "search": "habeas.project.bench.searching",
}


@dataclass(frozen=True)
class Measure:
    """One figure, the limit that it is held against, and value / limit."""

    bench: str
    value: float
    unit: str
    against: str
    limit: float

    def row(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": round(self.value / self.limit, 4)}


def measures(name: str) -> list[Measure]:
    """Run one bench. Each is a module with a `measure()`."""
    return list(import_module(BENCHES[name]).measure())


def rate(work: Callable[[], object], *, seconds: float = 2.0) -> float:
    """How often a second `work` is done, after a warm-up."""
    work()
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        work()
        done += 1
    return done / spent
