"""Taking in a list of 5,000 and of 50,000 people: seconds, and the memory that it takes."""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from habeas.project.bench.measure import Measure
from habeas.project.bench.ruritania import PLACES, names

FEW, MANY = 5_000, 50_000
HEADER = ("id", "name", "born", "arrested", "articles", "prison", "description", "verdict date")


def measure() -> Iterator[Measure]:
    """A list of 50,000 rows against ten of 5,000; and the peak of memory against that of 5,000."""
    seconds, memory = {}, {}
    for rows in (FEW, MANY):
        with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
            file = write_list(Path(folder) / "list.csv", rows)
            home = {**os.environ, "HABEAS_HOME": f"{folder}/home"}
            command = [sys.executable, "-m", "habeas.project.cli"]
            subprocess.run([*command, "init"], env=home, check=True, capture_output=True)
            start = time.perf_counter()
            told = subprocess.run(
                [*command, "import", "people", str(file), "--json"],
                env=home, check=True, capture_output=True, text=True,
            )  # fmt: skip
            seconds[rows] = round(time.perf_counter() - start, 1)
            # The largest of our processes so far, in MiB; the larger list comes last.
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            memory[rows] = round(peak / 1024)
            added = sum(json.loads(line)["outcome"] == "added" for line in told.stdout.splitlines())
            if added != rows:
                raise RuntimeError(f"{added} of {rows} rows were added")
    yield Measure(
        "import", seconds[MANY], "s", f"{MANY // FEW} lists of {FEW} rows",
        round(seconds[FEW] * MANY / FEW, 1),
    )  # fmt: skip
    yield Measure("import-memory", memory[MANY], "MiB", f"a list of {FEW} rows", memory[FEW])


def write_list(file: Path, rows: int, *, seed: int = 3) -> Path:
    """A list of invented people, as CSV. The same every time."""
    random = Random(seed)  # noqa: S311 (no secret)
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEADER)
        for number in range(rows):
            born = f"{random.randint(1, 28):02}.{random.randint(1, 12):02}.{1950 + number % 50}"
            arrested = f"{random.randint(1, 31):02}.{random.randint(1, 12):02}.{2019 + number % 7}"
            articles = f"{random.randint(100, 400)}; {random.randint(100, 400)}"
            told = "Took part in a march in the capital, and was held the next day."
            place = random.choice(PLACES)
            verdict = str(2020 + number % 6)
            writer.writerow((number, names(random), born, arrested, articles, place, told, verdict))
    return file
