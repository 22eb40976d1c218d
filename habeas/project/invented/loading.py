"""The invented country taken along the real road: collected, claimed, accepted."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from habeas.core.invented import COUNTRY
from habeas.desk.accounts.models import User
from habeas.desk.casefiles.models import Claim, Person, Place
from habeas.desk.casefiles.services import (
    Read,
    accept_claim,
    accept_together,
    annotate,
    describe_place,
    enter_claims,
    open_place,
    set_address,
)
from habeas.desk.sources.descriptions import Description
from habeas.desk.sources.models import Capture, Sensitivity, Source
from habeas.desk.sources.services import collect_bytes
from habeas.project.invented.bulletins import Bulletin, Statement, bulletins
from habeas.project.invented.country import ruritania
from habeas.project.invented.lives import life

# People of one transaction: each commit waits for the disk.
AT_ONCE = 25


def invent(people: int, *, seed: int, by: User) -> Iterator[tuple[int, Person | None]]:
    """Bring so many invented people into the desk; those who are there already are None."""
    _open_places(by)
    for first in range(0, people, AT_ONCE):
        with transaction.atomic():
            done = [(n, _bring(seed, n, by)) for n in range(first, min(first + AT_ONCE, people))]
        yield from done


def is_loaded() -> bool:
    """Whether anybody of the invented country is in the desk."""
    return Source.objects.filter(locator__startswith="invented:").exists()


def _open_places(by: User) -> None:
    for kind, rows in ruritania()["places"].items():
        for row in rows:
            if not Place.objects.filter(name=row["name"], country=COUNTRY).exists():
                place = open_place(row["name"], kind=kind, country=COUNTRY, by=by)
                set_address(place, row["address"], since="", by=by)
                described = {
                    "letters": ruritania()["letters"],
                    "coordinates": "{}, {}".format(*row["at"]),
                }
                describe_place(place, described, by=by)


def _bring(seed: int, number: int, by: User) -> Person | None:
    """One person with everything that two papers tell; None when they were collected before."""
    if Source.objects.filter(locator=_locator(seed, number, "en")).exists():
        return None
    one = life(seed, number)
    claims = [
        claim
        for bulletin in bulletins(one)
        for claim in _claims(bulletin, _locator(seed, number, bulletin.language), by)
    ]
    # The first claim opens the file, and with it everybody called so is this person.
    person = accept_claim(claims[0], by=by, who={one.names["en"]: None}).person
    accept_together(claims[1:], by=by, who=dict.fromkeys(one.names.values(), person))
    return annotate(person, {"language": one.own}, by=by) if person else None


def _locator(seed: int, number: int, language: str) -> str:
    return f"invented:{seed}/{number}/{language}"


def _collect(bulletin: Bulletin, locator: str, by: User) -> Capture:
    described = Description(
        file=locator,
        title=bulletin.title,
        publisher=bulletin.publisher,
        kind="press_article",
        language=bulletin.language,
        published=bulletin.published,
        basis="invented",
    )
    data = bulletin.text.encode()
    found = collect_bytes(
        data, by=by, sensitivity=Sensitivity.PUBLIC, described=described, locator=locator
    )
    return found.capture


def _claims(bulletin: Bulletin, locator: str, by: User) -> list[Claim]:
    capture = _collect(bulletin, locator, by)
    read = [
        Read(said.type, _span(capture.text, said), {"persons": list(said.persons), **said.values})
        for said in bulletin.statements
    ]
    return enter_claims(capture, read, by=by)


def _span(text: str, said: Statement) -> tuple[int, int]:
    start = text.index(said.quote, text.index(said.line))
    return start, start + len(said.quote)
