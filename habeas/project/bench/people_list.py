"""A filtered list of people, made anew each time, at 100,000 people against 1,000."""

from __future__ import annotations

import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from habeas.core.documents import (
    Attribute,
    Citation,
    Event,
    Name,
    Participant,
    Period,
    PersonDocument,
)
from habeas.core.names import slugify
from habeas.project.bench.load import serving
from habeas.project.bench.measure import Measure
from habeas.project.bench.ruritania import PLACES, names
from habeas.public.edition.writer import make_store, write_edition

FEW, MANY, TIMES = 1_000, 100_000, 150
ADDRESSES = (
    "/en/people/?status=held&article=342",
    "/en/people/?status=held",
    "/en/people/?place=zenda&sex=female&sort=arrested",
    "/en/people/?age=30-39,40-49&arrested_from=2019-06&arrested_to=2023&view=table",
)
ARTICLES = ("342", "361(4)", "130(1)", "293", "188", "368")
WORK = ("journalist", "teacher", "student", "worker", "doctor", "engineer", "pensioner")
BODIES = ("Zenda Herald", "Ruritanian Chess Club", "Union of Weavers", "Strelsau University")
LAST = date(2026, 1, 1)
AT = datetime(2026, 1, 1, 12, tzinfo=UTC)


def measure() -> Iterator[Measure]:
    """One figure for each address: the median milliseconds of an answer never given before."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_edition(Path(folder), number) for number in (FEW, MANY))
        fast, slow = _medians(small), _medians(large)
    for address in ADDRESSES:
        query = address.partition("?")[2]
        yield Measure(
            f"people-list: {query}",
            round(slow[address], 2),
            f"ms at {MANY:,}",
            f"the same at {FEW:,}",
            round(fast[address], 2),
        )


def invented(number: int, *, seed: int = 11) -> Iterator[PersonDocument]:
    """So many people of a country that does not exist, the same every time."""
    random = Random(seed)  # noqa: S311 (no secret)
    for n in range(number):
        yield _person(n, random)


def _person(n: int, random: Random) -> PersonDocument:
    name = names(random)
    slug = f"{slugify(name)}-{n}"
    me = (Participant(name=name, slug=slug, role="victim"),)
    arrested = date(2019, 1, 1) + timedelta(random.randrange(2500))
    out = arrested + timedelta(random.randrange(200, 2000))
    place, born = random.choice(PLACES), date(1950 + random.randrange(55), 1 + n % 12, 1 + n % 28)
    end = out.isoformat() if out < LAST else None
    said = Citation(
        source=f"note{n}", quote=f"{name} was arrested", start=0, end=13 + len(name),
        language="en", publisher="Strelsau Courier",
    )  # fmt: skip
    events = [
        _event(f"a{n}", "arrest", arrested, me, said, place=place),
        _event(f"c{n}", "charge", arrested + timedelta(9), me, said,
               articles=(random.choice(ARTICLES),)),
    ]  # fmt: skip
    if end:
        events.append(_event(f"r{n}", "release", out, me, said))
    return PersonDocument(
        slug=slug,
        names=(Name(text=name, language="en", script="Latn", citations=(said,)),),
        language="en",
        country="XR",
        status="released" if end else "held",
        periods=(
            Period(
                start=arrested.isoformat(), end=end, kind="pretrial", place=place,
                because=(f"a{n}",),
            ),
        ),
        attributes=(
            _fact(f"b{n}", "birth", "", said, date=born.isoformat()),
            _fact(f"s{n}", "sex", random.choice(("female", "male")), said),
            _fact(f"w{n}", "role", random.choice(WORK), said,
                  organisations=(random.choice(BODIES),)),
        ),
        events=tuple(events),
        sources=(f"note{n}",),
    )  # fmt: skip


def _event(
    id: str, type: str, on: date, who: tuple[Participant, ...], said: Citation, **fields: object
) -> Event:
    values = {"id": id, "type": type, "date": on.isoformat(), "participants": who}
    return Event.model_validate(values | {"citations": (said,)} | fields)


def _fact(id: str, kind: str, value: str, said: Citation, **fields: object) -> Attribute:
    values = {"id": id, "kind": kind, "value": value, "language": "en", "citations": (said,)}
    return Attribute.model_validate(values | fields)


def _edition(folder: Path, number: int) -> Path:
    file = folder / f"{number}.sqlite3"
    make_store(file)
    write_edition(file, invented(number), message="", by="bench", at=AT, sign=lambda _: "-")
    return file


def _medians(file: Path) -> dict[str, float]:
    """Milliseconds by address. A parameter that means nothing keeps answers out of the memory."""
    with serving("habeas.project.portal_wsgi:application", {"HABEAS_EDITION": str(file)}) as port:
        found = {}
        for address in ADDRESSES:
            times = []
            for n in range(TIMES):
                start = time.perf_counter()
                urllib.request.urlopen(f"http://127.0.0.1:{port}{address}&n={n}").read()
                times.append((time.perf_counter() - start) * 1000)
            found[address] = median(times)
        return found
