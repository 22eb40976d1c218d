"""Seconds from accepting a claim to the page that shows it, through every room."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from habeas.project.bench.home import sample_home
from habeas.project.bench.measure import Measure

WRITES = 50


def measure() -> Iterator[Measure]:
    with sample_home() as home:
        from habeas.desk.accounts.services import command_line_user  # noqa: PLC0415
        from habeas.desk.casefiles.models import Claim  # noqa: PLC0415
        from habeas.desk.casefiles.services import accept_claim, reopen_claim  # noqa: PLC0415
        from habeas.desk.publishing.services import (  # noqa: PLC0415
            draft_edition,
            publish_edition,
        )
        from habeas.public.edition.store import Edition  # noqa: PLC0415

        by = command_line_user()
        claim = Claim.objects.filter(state=Claim.State.ACCEPTED, type="award").first()
        claim = claim or Claim.objects.filter(state=Claim.State.ACCEPTED).latest("pk")
        reopen_claim(claim, by=by)
        publish_edition(draft_edition(), by=by)
        start = time.perf_counter()
        accepted = accept_claim(claim, by=by)
        publish_edition(draft_edition(), by=by)
        finding = accepted.finding.public_id if accepted.finding else ""
        shown = any(
            finding.encode() in body for _, body in Edition(home / "edition.sqlite3").bodies()
        )
        spent = time.perf_counter() - start
        if not shown:
            raise RuntimeError("the accepted claim did not reach the edition")
        yield Measure("accept-to-page", round(spent, 3), "s", "one durable write", _write(home))


def _write(folder: Path) -> float:
    """Seconds for a durable write of 4 KiB to the same disk, the median of some."""
    times = []
    for number in range(WRITES):
        start = time.perf_counter()
        descriptor = os.open(folder / f"write-{number}", os.O_WRONLY | os.O_CREAT)
        os.write(descriptor, b"x" * 4096)
        os.fsync(descriptor)
        os.close(descriptor)
        times.append(time.perf_counter() - start)
    return round(sorted(times)[WRITES // 2], 6)
