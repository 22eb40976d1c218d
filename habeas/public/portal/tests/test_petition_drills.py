"""What goes wrong on the day that counts: the server is killed, its database goes away."""

from __future__ import annotations

import itertools
import logging
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from habeas.core.sealing import unseal
from habeas.public.edition.writer import make_store as make_edition
from habeas.public.edition.writer import write_edition
from habeas.public.intake.database import Errors, Target, connection
from habeas.public.intake.petitions import counting, links, services
from habeas.public.intake.petitions.exporting import supporters
from habeas.public.intake.store import make_store
from habeas.public.intake.tests.petitioning import (
    HOUSE,
    MAILER,
    NOW,
    SLUG,
    column,
    desk_of,
    petition,
    sign,
)
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.serving import ROOT, Served

log = logging.getLogger(__name__)
HERE = f"/en/act/{SLUG}/"
SIGNERS = 6

COUNTING = """
import sys, pathlib
from habeas.public.intake.petitions import counting
target = sys.argv[1] if "//" in sys.argv[1] else pathlib.Path(sys.argv[1])
while True:
    counting.count(target, window=20)
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    file = tmp_path / "edition.sqlite3"
    make_edition(file)
    documents = [*ruritania.documents(), petition()]
    now = datetime.now(UTC)
    write_edition(file, documents, message="", by="editor", at=now, sign=lambda _: "s")
    return file


@dataclass
class Crowd:
    """People who sign, and then confirm, all at once; what each was told."""

    served: Served
    intake: Target
    signed: list[str] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    told: Counter[int] = field(default_factory=Counter)
    cut_off: int = 0

    def __post_init__(self) -> None:
        self._numbers = itertools.count()
        self._stop = threading.Event()
        a_minute_ago = int(time.time()) // 60 - 1
        self._stamp = links.stamp(SLUG, a_minute_ago, links.secret(self.intake))

    def _sign(self) -> None:
        number = next(self._numbers)
        email = f"person{number}@strelsau.example"
        fields = {"name": f"Person {number} of Strelsau", "email": email, "country": "AT",
                  "consent-house": "yes", "stamp": self._stamp}  # fmt: skip
        of = f"198.{18 + number // 65_536 % 2}.{number // 256 % 256}.{number % 256}"
        status, html = self.served.ask("POST", HERE, fields, of=of)
        self.told[status] += 1
        if status == 303:
            self.signed.append(email)
        elif status == 503:
            assert "could not be kept just now" in html

    def _confirm(self) -> None:
        with connection(self.intake) as held:
            rows = held.rows("SELECT id FROM signatures WHERE state = 'pending' LIMIT 5")
        for (id,) in rows:
            token = links.token(id, links.secret(self.intake))
            if self.served.ask("POST", f"{HERE}s/{token}/", {"do": "confirm"})[0] == 303:
                self.confirmed.add(id)
        time.sleep(0.01)

    def _go_on(self, act: Any) -> None:
        while not self._stop.is_set():
            try:
                act()
            except (OSError, *Errors):
                self.cut_off += 1
                time.sleep(0.02)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with ThreadPoolExecutor(SIGNERS + 1) as pool:
            jobs = [pool.submit(self._go_on, self._sign) for _ in range(SIGNERS)]
            jobs.append(pool.submit(self._go_on, self._confirm))
            try:
                yield
            finally:
                self._stop.set()
            for job in jobs:
                job.result()


@contextmanager
def counter(intake: Target) -> Iterator[None]:
    """The counting job, and its end by kill -9."""
    command = [sys.executable, "-c", COUNTING, str(intake)]
    process = subprocess.Popen(command, env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def check(crowd: Crowd, folder: Path) -> None:
    """Every acknowledged signature is there exactly once, with its mail; the counter is exact."""
    intake = crowd.intake
    bodies = column(intake, "SELECT body FROM sealed")
    key = HOUSE.file(folder)
    there = Counter(
        unseal(bytes(one), key).split(b'"email": "')[1].split(b'"')[0] for one in bodies
    )
    assert max(there.values()) == 1
    assert {email.encode() for email in crowd.signed} <= there.keys()
    assert len(bodies) == column(intake, "SELECT count(*) FROM signatures")[0]
    assert len(bodies) == column(intake, "SELECT count(*) FROM outbox")[0]
    confirmed = set(column(intake, "SELECT id FROM signatures WHERE state = 'confirmed'"))
    assert crowd.confirmed <= confirmed
    assert len(crowd.signed) > 20
    assert crowd.confirmed

    assert column(intake, "SELECT count(*) FROM signatures WHERE suspect = 1") == [0]
    counting.count(intake)
    assert counting.totals(intake, SLUG).total == len(confirmed)
    assert counting.recount(intake) == {}
    assert len(list(supporters(intake, key))) == len(confirmed)


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.drill)])
def test_what_was_acknowledged_outlives_every_kill(
    edition: Path, intake: Target, tmp_path: Path, kills: int
) -> None:
    with Served(edition, intake, proxies=1) as served:
        crowd = Crowd(served, intake)
        with crowd.at_work():
            for number in range(kills):
                with counter(intake):
                    time.sleep(0.3 + number % 10 * 0.05)
                    served.kill()
                served.start()
            time.sleep(0.3)

    check(crowd, tmp_path)
    log.info("%s kills, %s signed, %s confirmed", kills, len(crowd.signed), len(crowd.confirmed))


@pytest.mark.parametrize("seconds", [2, pytest.param(30, marks=pytest.mark.drill)])
def test_while_the_database_is_away_pages_stay_and_signers_are_told(
    edition: Path, mortal_postgresql: Any, tmp_path: Path, seconds: int
) -> None:
    intake = mortal_postgresql.fresh()
    make_store(intake)
    pages: list[tuple[int, float]] = []
    with Served(edition, intake, proxies=1) as served:
        crowd = Crowd(served, intake)
        with crowd.at_work():
            time.sleep(1)
            mortal_postgresql.stop("immediate")
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                start = time.perf_counter()
                for path in ("/en/people/", HERE):
                    pages.append((served.ask("GET", path)[0], time.perf_counter() - start))
            before = len(crowd.signed)
            mortal_postgresql.start()
            time.sleep(2)

    with suppress(*Errors):  # our own connection has gone too
        column(intake, "SELECT 1")
    assert {status for status, _ in pages} == {200}
    assert crowd.told[503] > 0
    assert set(crowd.told) == {303, 503}
    assert len(crowd.signed) > before
    check(crowd, tmp_path)
    slowest = max(spent for _, spent in pages)
    log.info("%s pages, the slowest %.2f s; told: %s", len(pages), slowest, dict(crowd.told))


@pytest.mark.parametrize("times", [200, pytest.param(10_000, marks=pytest.mark.drill)])
def test_replays_make_one_signature(intake: Target, tmp_path: Path, times: int) -> None:
    desk = desk_of(intake)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: sign(desk), range(times)))
        (id,) = column(intake, "SELECT id FROM signatures")
        told = pool.map(
            lambda _: services.confirm(id, together=desk.together, at=NOW), range(times)
        )
        assert all(told)

    counting.count(intake)
    assert counting.totals(intake, SLUG).total == 1
    assert column(intake, "SELECT count(*) FROM outbox") == [services.MOST_MAILS]
    assert {row["email"] for row in supporters(intake, HOUSE.file(tmp_path))} == {
        "flavia@strelsau.example"
    }
    assert list(supporters(intake, MAILER.file(tmp_path))) == []


@pytest.mark.parametrize("number", [100, pytest.param(10_000, marks=pytest.mark.drill)])
def test_counts_and_recounts_at_once_while_people_confirm_and_withdraw(
    intake: Target, number: int
) -> None:
    desk = desk_of(intake)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: sign(desk, email=f"{n}@strelsau.example"), range(number)))
        ids = column(intake, "SELECT id FROM signatures")
        is_over = threading.Event()

        def count() -> None:
            while not is_over.is_set():
                counting.count(intake, window=50)
                counting.recount(intake)

        jobs = [pool.submit(count) for _ in range(4)]
        list(pool.map(lambda id: services.confirm(id, together=desk.together, at=NOW), ids))
        list(pool.map(lambda id: services.withdraw(id, together=desk.together), ids[::3]))
        is_over.set()
        for job in jobs:
            job.result()

    counting.count(intake)
    assert counting.totals(intake, SLUG).total == number - len(ids[::3])
    assert counting.recount(intake) == {}
