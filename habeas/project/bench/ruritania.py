"""A desk full of invented people, written in bulk: each with a file, ten events and a source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from habeas.project.invented.country import towns

GIVEN = tuple(
    "Ada Bela Cyril Dora Emil Flavia Georg Hanna Ivo Jana Karl Lena Milos Nora Otto".split()  # noqa: SIM905
)
SYLLABLES = tuple(
    "bra dov ell fen gor hal kar lim mor nev orl pav rud stel tar ulm ves zan".split()  # noqa: SIM905
)
PLACES = towns()[:6]
COURSE = (
    ("arrest", 0), ("search", 1), ("interrogation", 2), ("charge", 10), ("pretrial_detention", 12),
    ("trial_hearing", 120), ("verdict_sentence", 150), ("appeal_decision", 220),
    ("transfer", 240), ("health", 400),
)  # fmt: skip
BATCH = 2000
FIRST = date(2020, 1, 1)


def fill(people: int, *, by: Any, seed: int = 7) -> None:
    """Add so many people to the desk that is open, each with ten public events on one source."""
    random = Random(seed)  # noqa: S311 (no secret, and the same every time)
    rows = iter(range(people))
    while numbers := list(islice(rows, BATCH)):
        _batch(numbers, random, by)


def names(random: Random) -> str:
    family = "".join(random.choice(SYLLABLES) for _ in range(3)).capitalize()
    return f"{random.choice(GIVEN)} {family}"


def _batch(numbers: list[int], random: Random, by: Any) -> None:
    from habeas.core import names as core_names  # noqa: PLC0415
    from habeas.core.ids import new_id  # noqa: PLC0415
    from habeas.desk.casefiles.models import (  # noqa: PLC0415
        Case,
        Citation,
        Claim,
        Event,
        Finding,
        Involvement,
        Name,
        NameWord,
        Person,
    )
    from habeas.desk.sources.models import Capture, Source  # noqa: PLC0415

    called = {number: names(random) for number in numbers}
    people = Person.objects.bulk_create(
        Person(slug=f"{core_names.slugify(called[n])}-{n}", slug_is_provisional=False)
        for n in numbers
    )
    cases = Case.objects.bulk_create(Case(slug=new_id(), title=called[n]) for n in numbers)
    Case.persons.through.objects.bulk_create(
        Case.persons.through(case=case, person=person)
        for case, person in zip(cases, people, strict=True)
    )
    texts = {n: "".join(f"{called[n]}: {type_}.\n" for type_, _ in COURSE) for n in numbers}
    sources = Source.objects.bulk_create(
        Source(locator=f"invented:{n}", title=f"The case of {called[n]}", sensitivity="public")
        for n in numbers
    )
    captures = Capture.objects.bulk_create(
        Capture(
            source=source,
            sha256=hashlib.sha256(f"{n} {texts[n]}".encode()).hexdigest(),
            media_type="text/plain",
            size=len(texts[n]),
            text=texts[n],
            captured_by=by,
        )
        for n, source in zip(numbers, sources, strict=True)
    )
    common = {"sensitivity": "public", "basis": "public record", "decided_by": by}
    # Names and events share a table with all findings, which cannot be written in bulk as one.
    name_rows = _as_findings(Name, Finding, len(numbers), "name", common)
    for n, person, row in zip(numbers, people, name_rows, strict=True):
        row.person, row.text, row.language, row.script = person, called[n], "en", "Latn"
        row.name_kind, row.skeleton = "full", core_names.skeleton(called[n])
    _insert(Name, name_rows)
    NameWord.objects.bulk_create(
        NameWord(name_id=row.pk, person_id=row.person_id, sound=sound)
        for row in name_rows
        for sound in dict.fromkeys(row.skeleton.split())
    )
    events = _as_findings(Event, Finding, len(numbers) * len(COURSE), "event", common)
    claims = []
    for index, event in enumerate(events):
        which = index // len(COURSE)
        type_, after = COURSE[index % len(COURSE)]
        arrested = FIRST + timedelta(numbers[which] % 1900)
        event.type, event.case = type_, cases[which]
        event.date = (arrested + timedelta(after)).isoformat()
        event.place = PLACES[(numbers[which] + after) % len(PLACES)]
        claims.append(_claim(captures[which], called[numbers[which]], event, by))
    _insert(Event, events)
    Involvement.objects.bulk_create(
        (
            Involvement(event_id=event.pk, person=people[index // len(COURSE)], role="victim")
            for index, event in enumerate(events)
        ),
        batch_size=BATCH,
    )
    held = Claim.objects.bulk_create(claims, batch_size=BATCH)
    Citation.objects.bulk_create(
        (
            Citation(finding_id=event.pk, claim=claim)
            for event, claim in zip(events, held, strict=True)
        ),
        batch_size=BATCH,
    )


def _claim(capture: Any, name: str, event: Any, by: Any) -> Any:
    from habeas.desk.casefiles.models import Claim  # noqa: PLC0415

    quote = f"{name}: {event.type}."
    start = capture.text.index(quote)
    return Claim(
        capture=capture,
        engine_id=f"invented-{event.type}",
        type=event.type,
        persons=[name],
        date=event.date,
        place=event.place,
        quote=quote,
        start=start,
        end=start + len(quote),
        language="en",
        lane="sure",
        modality="asserted",
        confidence=1.0,
        rule="invented",
        state="accepted",
        decided_by=by,
        decided_at=event.decided_at,
    )


def _as_findings(
    model: Any, finding: Any, count: int, kind: str, common: dict[str, Any]
) -> list[Any]:
    """Rows of a kind of finding, whose shared part is written."""
    from django.utils import timezone  # noqa: PLC0415

    now = timezone.now()
    shared = finding.objects.bulk_create(
        (finding(kind=kind, **common) for _ in range(count)), batch_size=BATCH
    )
    return [
        model(finding_ptr_id=row.pk, kind=kind, public_id=row.public_id, decided_at=now, **common)
        for row in shared
    ]


def _insert(model: Any, rows: list[Any]) -> None:
    """Write the part of findings that their kind alone has."""
    from django.db import connections, router  # noqa: PLC0415
    from django.db.models import sql  # noqa: PLC0415

    using = router.db_for_write(model)
    fields = list(model._meta.local_fields)
    for batch in _batches(rows, 400):
        query = sql.InsertQuery(model)
        query.insert_values(fields, batch)
        query.get_compiler(using=using, connection=connections[using]).execute_sql()


def _batches(rows: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
