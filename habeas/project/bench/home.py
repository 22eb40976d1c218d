"""A home of the bench's own, with the sample case in it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SAMPLE = Path(__file__).parents[3] / "sample"


@contextmanager
def sample_home() -> Iterator[Path]:
    """A folder with stores and the published sample; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
        os.environ["HABEAS_HOME"] = folder
        from habeas.project.cli.django_side import start_desk  # noqa: PLC0415

        start_desk()
        from habeas.project.sample import load_sample  # noqa: PLC0415

        load_sample(SAMPLE, say=lambda message: None)
        yield Path(folder)
