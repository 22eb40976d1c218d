"""Running `habeas` as its users do: in a process of its own, over a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Run:
    status: int
    rows: list[dict[str, Any]]
    messages: str


def habeas(*words: str | Path, home: Path, settings: dict[str, str] | None = None) -> Run:
    """Run a command with --json. Standard output must be JSON Lines and nothing else."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("HABEAS_")
    } | {"HABEAS_HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment |= settings or {}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    run = subprocess.run(
        [sys.executable, "-m", "habeas.project.cli", *map(str, words), "--json"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    return Run(run.returncode, rows, run.stderr)
