"""The ledger of somebody in several cases, and histories that wind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.core.custody import CustodyEvent, DayCount, fold, headcounts
from habeas.core.dates import PartialDate
from habeas.core.tests.ledgers import ON, codes, kinds, make_event, make_ledger

FIRST = date(2031, 12, 20)  # so that 29 February 2032 lies within
LENGTH = 120


def test_a_release_in_one_case_keeps_the_person_held_in_the_other() -> None:
    events = [
        make_event("arrest", "2034-01-01", case="A"),
        make_event("arrest", "2034-01-11", case="B"),
        make_event("release", "2034-01-21", case="A"),
        make_event("release", "2034-01-31", case="B"),
    ]

    both, a, b = (
        make_ledger(*(event for event in events if event.case in cases))
        for cases in ({"A", "B"}, {"A"}, {"B"})
    )

    assert (both.days, both.status, codes(both)) == (DayCount(30, 30), "released", [])
    assert (a.days, b.days) == (DayCount(20, 20), DayCount(20, 20))
    assert make_ledger(*events, on=date(2034, 1, 25)).status == "held"


def test_after_a_release_in_one_case_the_other_says_how_the_person_is_held() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", case="A", kind="colony", place="Zenda"),
        make_event("arrest", "2034-01-11", case="B", kind="police", place="Strelsau"),
        make_event("release", "2034-01-21", case="B"),
    )

    assert [(p.kind, p.place) for p in ledger.periods] == [
        ("colony", "Zenda"),
        ("police", "Strelsau"),
        ("colony", "Zenda"),
    ]
    assert ledger.status == "held"


def test_an_arrest_that_says_neither_where_nor_how_leaves_the_colony_shown() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", case="A", kind="colony", id="one"),
        make_event("arrest", "2034-01-11", case="B", id="two"),
        make_event("release", "2034-01-21", case="A", id="out"),
    )

    assert kinds(ledger) == [
        ("colony", "2034-01-01", "2034-01-21"),
        ("pretrial", "2034-01-21", None),
    ]
    assert ledger.periods[0].because == ("one", "two")


def test_a_release_without_a_case_ends_custody_in_all() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", case="A"),
        make_event("arrest", "2034-01-11", case="B"),
        make_event("release", "2034-01-21"),
    )

    assert (ledger.status, ledger.days) == ("released", DayCount(20, 20))


def test_a_release_in_a_case_also_ends_an_arrest_of_no_known_case() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01"), make_event("release", "2034-01-21", case="A")
    )

    assert (ledger.days, codes(ledger)) == (DayCount(20, 20), [])


def test_a_release_in_a_case_without_arrest_warns_and_frees_from_no_other() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-12-22", case="A", id="in"),
        make_event("release", "2034-12-25", case="B", id="out"),
    )

    assert (ledger.status, ledger.days) == ("held", DayCount(10, 10))
    assert [(odd.code, odd.events) for odd in ledger.warnings] == [
        ("release_without_arrest", ("in", "out"))
    ]


def test_arrests_in_two_cases_in_one_month_are_two_events() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01", case="A", id="a"),
        make_event("arrest", "2034-01-11", case="B", id="b"),
        make_event("release", "2034-02-01", case="B"),
    )

    assert codes(ledger) == []
    assert ledger.status == "held"


def test_a_sentence_in_one_case_keeps_in_custody_who_is_held_in_another() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", case="A"),
        make_event("verdict_sentence", "2034-02-01", case="B", kind="colony"),
        make_event("verdict_sentence", "2034-03-01", case="A", kind="acquittal"),
    )

    assert kinds(ledger) == [
        ("pretrial", "2034-01-01", "2034-03-01"),
        ("colony", "2034-03-01", None),
    ]
    assert ledger.status == "held"


def test_a_suspended_sentence_in_one_case_frees_only_in_that_one() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", case="A"),
        make_event("arrest", "2034-01-05", case="B"),
        make_event("verdict_sentence", "2034-02-01", case="A", kind="suspended"),
        make_event("release", "2034-03-01", case="B"),
    )

    assert ledger.days == DayCount(59, 59)
    assert ledger.status == "sentenced"


def test_a_case_that_goes_on_shows_in_the_status_after_a_release_in_the_other() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", case="A"),
        make_event("new_case", "2034-01-05", case="B"),
        make_event("release", "2034-02-01", case="A"),
    )

    assert ledger.status == "awaiting"


def test_death_ends_custody_in_every_case() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", case="A"),
        make_event("arrest", "2034-01-05", case="B"),
        make_event("death_in_custody", "2034-01-11", case="A"),
    )

    assert (ledger.status, ledger.days) == ("died", DayCount(10, 10))


def test_an_undated_release_in_one_case_ends_that_one() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", case="A", id="a"),
        make_event("arrest", "2034-01-05", case="B", id="b"),
        make_event("release", None, case="A", id="out"),
    )

    assert ledger.status == "held"
    assert codes(ledger) == ["undated", "release_not_dated"]


# --- Histories that wind, in one case -------------------------------------------------------


def test_from_house_arrest_to_a_colony() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", kind="police"),
        make_event("pretrial_detention", "2034-01-04", kind="house_arrest"),
        make_event("verdict_sentence", "2034-03-01", kind="colony"),
    )

    assert [period.kind for period in ledger.periods] == ["police", "house_arrest", "colony"]
    assert ledger.days.is_exact


def test_an_arrest_takes_the_place_of_house_arrest_without_being_odd() -> None:
    ledger = make_ledger(
        make_event("pretrial_detention", "2034-01-01", "2034-06-01", kind="house_arrest"),
        make_event("arrest", "2034-02-01"),
    )

    assert codes(ledger) == []
    assert kinds(ledger) == [
        ("house_arrest", "2034-01-01", "2034-02-01"),
        ("pretrial", "2034-02-01", None),
    ]


def test_who_is_found_in_custody_has_no_longer_disappeared() -> None:
    ledger = make_ledger(
        make_event("enforced_disappearance", "2034-01-01"),
        make_event("arrest", "2034-01-11", kind="administrative"),
    )

    assert (ledger.status, codes(ledger)) == ("held", [])
    assert [period.kind for period in ledger.periods] == ["disappearance", "administrative"]


def test_a_transfer_carries_kind_and_place_and_comes_back_from_hospital() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", place="Strelsau"),
        make_event("verdict_sentence", "2034-02-01", kind="colony"),
        make_event("transfer", "2034-03-01", place="Zenda"),
        make_event("transfer", "2034-04-01", kind="prison", place="Hentzau"),
        make_event("hospitalisation", "2034-05-01", kind="psychiatric"),
        make_event("transfer", "2034-06-01", place="Zenda"),
    )

    assert [(period.kind, period.place) for period in ledger.periods] == [
        ("pretrial", "Strelsau"),
        ("colony", "Strelsau"),
        ("colony", "Zenda"),
        ("prison", "Hentzau"),
        ("psychiatric", "Hentzau"),
        ("prison", "Zenda"),
    ]
    assert ledger.days == DayCount(365, 365)


def test_a_transfer_from_a_colony_to_an_open_facility_stops_the_count() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01"),
        make_event("verdict_sentence", "2034-01-11", kind="colony"),
        make_event("transfer", "2034-01-21", kind="open_facility"),
        make_event("arrest", "2034-12-22", kind="colony"),
    )

    assert ledger.days == DayCount(30, 30)
    assert ledger.periods[2].kind == "open_facility"
    assert str(ledger.periods[2].end) == "2034-12-22"


@pytest.mark.parametrize(
    ("type", "kind", "status", "days"),
    [
        ("release", "house_arrest", "house_arrest", 365),
        ("release", "open_facility", "open_facility", 31),
        ("release", "awaiting", "awaiting", 31),
        ("release", "sentenced", "sentenced", 31),
        ("exile_or_deportation", "exile", "exiled", 31),
        ("exile_or_deportation", None, "exiled", 31),
    ],
)
def test_a_way_out_may_lead_into_something_else(
    type: str, kind: str | None, status: str, days: int
) -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01"), make_event(type, "2034-02-01", kind=kind)
    )

    assert (ledger.status, ledger.days) == (status, DayCount(days, days))


def test_internal_exile_of_somebody_free_is_a_period_that_is_not_counted() -> None:
    ledger = make_ledger(make_event("exile_or_deportation", "2034-02-01", kind="exile"))

    assert kinds(ledger) == [("exile", "2034-02-01", None)]
    assert (ledger.status, ledger.days) == ("exiled", DayCount(0, 0))


def test_a_quashed_judgment_leaves_custody_before_trial_and_at_liberty_a_charge() -> None:
    held = make_ledger(
        make_event("arrest", "2034-01-01"),
        make_event("verdict_sentence", "2034-02-01", kind="colony"),
        make_event("appeal_decision", "2034-03-01", kind="pretrial"),
    )
    free = make_ledger(
        make_event("verdict_sentence", "2034-02-01", kind="suspended"),
        make_event("appeal_decision", "2034-03-01", kind="pretrial"),
    )

    assert [period.kind for period in held.periods] == ["pretrial", "colony", "pretrial"]
    assert free.status == "awaiting"


@pytest.mark.parametrize(
    ("kind", "status"),
    [("colony", "awaiting_sentence"), ("fine", "sentenced"), ("acquittal", "released")],
)
def test_an_appeal_changes_how_somebody_at_liberty_stands(kind: str, status: str) -> None:
    ledger = make_ledger(
        make_event("verdict_sentence", "2034-02-01", kind="deferred"),
        make_event("appeal_decision", "2034-03-01", kind=kind),
    )

    assert ledger.status == status


def test_in_an_open_facility_a_hospital_is_no_custody() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01"),
        make_event("verdict_sentence", "2034-01-11", kind="open_facility"),
        make_event("hospitalisation", "2034-03-01", "2034-04-01", place="Zenda"),
    )

    assert ledger.days == DayCount(10, 10)
    assert ledger.status == "open_facility"


# --- Against a count day by day -------------------------------------------------------------

TURNS = st.lists(st.integers(0, LENGTH), min_size=1, max_size=6, unique=True).map(sorted)


def make_turns(case: str, offsets: list[int]) -> list[CustodyEvent]:
    """Arrest and release by turns on whole days, in one case."""
    return [
        make_event(
            "release" if number % 2 else "arrest",
            str(FIRST + timedelta(days=offset)),
            case=case,
            id=f"{case}{number}",
        )
        for number, offset in enumerate(offsets)
    ]


def is_held(offsets: list[int], day: int) -> bool:
    """Whether an odd number of turns lies behind: in, out, in …"""
    return sum(offset <= day for offset in offsets) % 2 == 1


@given(st.dictionaries(st.sampled_from("ABC"), TURNS, min_size=1))
def test_any_number_of_cases_counts_each_day_once(cases: dict[str, list[int]]) -> None:
    on = FIRST + timedelta(days=LENGTH + 10)
    events = [event for case, offsets in cases.items() for event in make_turns(case, offsets)]

    ledger = fold(events, on=on)

    held = {
        day
        for day in range(LENGTH + 10)
        if any(is_held(offsets, day) for offsets in cases.values())
    }
    daily = headcounts([ledger], FIRST, on - timedelta(days=1))
    assert ledger.days == DayCount(len(held), len(held))
    assert {(day - FIRST).days for day, count in daily.items() if count.at_least} == held
    assert (ledger.status == "held") == (LENGTH + 9 in held)
    assert ledger.warnings == ()
    assert all(p.is_custody for p in ledger.periods)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from("AB"), TURNS, min_size=2),
    st.integers(0, LENGTH),
    st.sampled_from([None, "colony"]),
)
def test_a_day_known_only_by_its_month_gives_a_range_that_holds_the_count(
    cases: dict[str, list[int]], which: int, kind: str | None
) -> None:
    events = [event for case, offsets in cases.items() for event in make_turns(case, offsets)]
    events[0] = replace(events[0], kind=kind)
    index = which % len(events)
    vague = replace(events[index], date=PartialDate.parse(str(events[index].date)[:7]))

    exact = fold(events, on=ON)
    blurred = fold([*events[:index], vague, *events[index + 1 :]], on=ON)

    if not blurred.warnings:  # otherwise two events of one month may be taken for one
        assert blurred.days.at_least <= exact.days.at_least <= blurred.days.at_most
    assert exact.days.is_exact
