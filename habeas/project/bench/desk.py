"""What the desk asks of a growing organisation: pages and saves at 3,000 and 30,000 people."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from habeas.project.bench.measure import Measure

FEW, MANY = 3_000, 30_000
TIMES = 40


def measure() -> Iterator[Measure]:
    """The 95th percentile of each, in milliseconds, against the same with a tenth of the people."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HABEAS_HOME"] = str(Path(folder) / "home")
        os.environ["HABEAS_SECOND_FACTOR"] = "no"
        from habeas.project.cli.django_side import start_desk  # noqa: PLC0415

        start_desk()
        from habeas.desk.accounts.services import command_line_user  # noqa: PLC0415
        from habeas.project.bench.ruritania import fill  # noqa: PLC0415

        by = command_line_user()
        fill(FEW, by=by)
        few = _times(by)
        fill(MANY - FEW, by=by, seed=8)
        many = _times(by)
    for name, value in many.items():
        yield Measure(f"desk: {name}", value, "ms", f"the same at {FEW} people", few[name])


def _times(by: Any) -> dict[str, float]:
    from django.test import Client  # noqa: PLC0415

    from habeas.desk.casefiles.models import Event, Person  # noqa: PLC0415
    from habeas.desk.casefiles.services import revise_event  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(by)
    random = Random(1)  # noqa: S311
    people = random.sample(list(Person.objects.values_list("slug", flat=True)), TIMES + 1)
    events = random.sample(list(Event.objects.values_list("pk", flat=True)), TIMES + 1)
    names = [slug.split("-")[1] for slug in people]

    def get(address: str, **query: str) -> None:
        answer = client.get(address, query)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")

    def save(number: int) -> None:
        event = Event.objects.get(pk=events[number])
        revise_event(event, {"place": f"Zenda {number}"}, reason="bench", by=by)

    work: dict[str, Callable[[int], None]] = {
        "open a case file": lambda n: get(f"/desk/people/{people[n]}/"),
        "save an event": save,
        "filter a list": lambda n: get("/desk/events/", sensitivity="public", p=str(n % 5 + 1)),
        "search": lambda n: get("/desk/find/", q=names[n], kind="people"),
    }
    return {name: _p95(one) for name, one in work.items()}


def _p95(work: Callable[[int], None]) -> float:
    work(TIMES)
    spent = []
    for number in range(TIMES):
        start = time.perf_counter()
        work(number)
        spent.append((time.perf_counter() - start) * 1000)
    return round(statistics.quantiles(spent, n=20)[-1], 1)
