"""Invented lives are coherent, and the same each time."""

from datetime import date

import pytest

from habeas.core import custody
from habeas.core.custody_kinds import custody_kind
from habeas.core.dates import PartialDate
from habeas.project.invented.bulletins import bulletins
from habeas.project.invented.lives import UNTIL, Life, life

MANY = [life(7, number) for number in range(200)]


def ledger(one: Life) -> custody.Ledger:
    events = [
        custody.CustodyEvent(
            type=told.type,
            date=PartialDate.parse(told.on.isoformat()),
            id=str(number),
            place=told.values.get("place"),
            kind=custody_kind(told.type, told.values.get("details", {})),
        )
        for number, told in enumerate(one.course)
    ]
    return custody.fold(events, on=date(2026, 7, 1))


def test_the_same_seed_and_number_make_the_same_person() -> None:
    assert life(7, 3) == MANY[3]
    assert life(8, 3) != MANY[3]


def test_nobody_is_born_after_the_arrest_and_nothing_is_told_of_the_future() -> None:
    for one in MANY:
        assert all(one.born < told.on.isoformat() <= UNTIL.isoformat() for told in one.course)


def test_no_order_of_events_is_odd() -> None:
    odd = {(one.number, warning.code) for one in MANY for warning in ledger(one).warnings}

    # Whoever is fined or acquitted goes home from court, which the ledger notes.
    assert {code for _, code in odd} <= {"sentence_ends_custody"}
    assert len(odd) < len(MANY) / 5


def test_some_are_held_some_are_free_and_some_died() -> None:
    found = {ledger(one).status for one in MANY}

    assert {"held", "released", "under_restriction"} <= found


@pytest.mark.parametrize("number", range(0, 200, 9))
def test_every_quote_stands_in_its_text_and_names_are_in_three_scripts(number: int) -> None:
    for bulletin in bulletins(MANY[number]):
        for said in bulletin.statements:
            assert said.quote in said.line
            assert said.line in bulletin.text
    assert len(set(MANY[number].names.values())) >= 3
