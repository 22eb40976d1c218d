"""Signatures taken in and confirmed a second, against the database's own durable inserts.

Each signature is checked, normalised, sealed twice and stored with its mail, then confirmed: two
transactions. The limit is one plain row in one transaction, by pgbench or by SQLite itself.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from pyrage import x25519

from habeas.core.documents import PetitionDocument, PetitionText, PetitionVersion, Recipient
from habeas.project.bench.cluster import Cluster, private_cluster
from habeas.project.bench.measure import Measure
from habeas.public.intake.database import Target, connection
from habeas.public.intake.petitions import counting, links, services
from habeas.public.intake.petitions.services import Desk
from habeas.public.intake.petitions.signing import Signing
from habeas.public.intake.store import make_store
from habeas.public.intake.together import Together

PROCESSES, THREADS = 2, 32
SECONDS = 8.0


def measure() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
        ours = _both(Path(folder) / "intake.sqlite3")
        limit = _sqlite_inserts(Path(folder) / "plain.sqlite3")
    yield from _measures("sqlite", ours, "one-row inserts of SQLite, FULL", limit)
    with private_cluster() as cluster:
        if cluster is not None:
            ours = _both(cluster.fresh())
            limit = _pgbench_inserts(cluster)
            yield from _measures("postgresql", ours, "one-row inserts of pgbench, 8 clients", limit)


def _measures(
    name: str, ours: tuple[float, float, float], against: str, limit: float
) -> Iterator[Measure]:
    parts = zip(("signed", "confirmed", "signed-and-confirmed"), ours, strict=True)
    for part, value in parts:
        yield Measure(f"petition-{name}-{part}", round(value), "/s", against, round(limit))


def _both(target: Target) -> tuple[float, float, float]:
    """Signatures, confirmations, and whole signatures a second; every one is looked for."""
    make_store(target)
    links.secret(target)
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_idle, range(PROCESSES)))
        signed, spent = _timed(pool, target)
        with connection(target) as held:
            ids = [row[0] for row in held.rows("SELECT id FROM signatures")]
        if len(ids) != signed:
            raise RuntimeError(f"{signed} signatures were acknowledged, {len(ids)} are there")
        start = time.perf_counter()
        lots = [ids[one::PROCESSES] for one in range(PROCESSES)]
        list(pool.map(_confirm_some, [target] * PROCESSES, lots))
        confirming = time.perf_counter() - start
    counting.count(target)
    total = counting.totals(target, "bench").total
    if total != signed:
        raise RuntimeError(f"{signed} were confirmed and {total} counted")
    return signed / spent, signed / confirming, signed / (spent + confirming)


def _timed(pool: ProcessPoolExecutor, target: Target) -> tuple[int, float]:
    start = time.perf_counter()
    numbers = list(pool.map(_sign_some, [target] * PROCESSES, range(PROCESSES)))
    return sum(numbers), time.perf_counter() - start


def _idle(number: int) -> None:
    time.sleep(0.5)


def _sign_some(target: Target, process: int) -> int:
    """Sign from many threads, as a server does, for some seconds."""
    petition, desk = _petition(), _desk(target)
    end = time.perf_counter() + SECONDS

    def sign(thread: int) -> int:
        done = 0
        while time.perf_counter() < end:
            signing = Signing(
                name="Flavia Elphberg",
                email=f"flavia{done}@p{process}t{thread}.example",
                country="AT",
                comment="He is innocent.",
                consents=frozenset({"house"}),
            )
            now = datetime.now(UTC)
            services.sign(signing, petition, "en", desk=desk, suspect=False, at=now)
            done += 1
        return done

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(sign, range(THREADS)))


def _confirm_some(target: Target, ids: list[str]) -> None:
    together, at = Together(target), datetime.now(UTC)
    with ThreadPoolExecutor(THREADS) as pool:
        done = pool.map(lambda id: services.confirm(id, together=together, at=at), ids)
        if not all(done):
            raise RuntimeError("a signature was not confirmed")


def _petition() -> PetitionDocument:
    key = str(x25519.Identity.generate().to_public())
    text = PetitionText(language="en", title="Free him", text="We ask.", sha256="0" * 64)
    return PetitionDocument(
        slug="bench",
        state="open",
        versions=(PetitionVersion(number=1, frozen_on="2026-01-01", texts=(text,)),),
        opens_on="2026-01-01",
        recipients=(Recipient(slug="house", name="House", key=key, consent={"en": "may keep it"}),),
    )


def _desk(target: Target) -> Desk:
    mailer = str(x25519.Identity.generate().to_public())
    return Desk(Together(target), links.secret(target), mailer, "https://portal.example/{}".format)


def _sqlite_inserts(file: Path) -> float:
    """Rows a second of one writer, a durable transaction each."""
    raw = sqlite3.connect(file, isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, body TEXT)")
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < SECONDS:
        raw.execute("INSERT INTO plain (body) VALUES (?)", ["x" * 200])
        done += 1
    raw.close()
    return done / spent


def _pgbench_inserts(cluster: Cluster) -> float:
    """Transactions a second of pgbench with 8 clients, one insert each."""
    told = cluster.inserts(clients=8, seconds=round(SECONDS))
    found = re.search(r"tps = ([\d.]+)", told)
    if found is None:
        raise RuntimeError(f"pgbench said nothing of tps: {told}")
    return float(found[1])
