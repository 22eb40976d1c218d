"""The custody ledger against known cases, odd histories and a count day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.core.custody import (
    DayCount,
    Period,
    day_number,
    days_held,
    fold,
    headcount,
    milestones,
    total_days,
)
from habeas.core.dates import PartialDate, parse_optional
from habeas.core.folding import ACCUSES, CHANGES, CLOSES, OPENS
from habeas.core.tests.ledgers import ON, codes, make_event, make_ledger


def make_period(start: str, end: str | None, kind: str = "pretrial") -> Period:
    return Period(PartialDate.parse(start), parse_optional(end), kind)


def test_a_whole_history_comes_to_1052_days() -> None:
    ledger = make_ledger(
        make_event("post_release_restriction", "2014-06-23"),
        make_event("release", "2014-06-21"),
        make_event("verdict_sentence", "2011-11-24"),
        make_event("trial_hearing", "2011-11-02"),
        make_event("arrest", "2011-08-04", place="Strelsau"),
    )

    assert ledger.days == DayCount(1052, 1052)
    assert ledger.status == "under_restriction"
    assert [period.kind for period in ledger.periods] == ["pretrial", "sentence", "restriction"]
    assert ledger.warnings == ()


@pytest.mark.parametrize(
    ("start", "end", "least", "most"),
    [
        ("2011-08-04", "2014-06-21", 1052, 1052),
        ("2012-02-28", "2012-03-01", 2, 2),
        ("2011-02-28", "2011-03-01", 1, 1),
        ("2000-02-28", "2000-03-01", 2, 2),
        ("2011-08-04", "2011-08-04", 0, 0),
        ("2011-08", "2011-09", 1, 60),
        ("2011", "2012", 1, 730),
        ("2034-12-31", None, 1, 1),
        ("2034-12", None, 1, 31),
        ("2035-01", None, 0, 0),
        ("2036", None, 0, 0),
    ],
)
def test_days_of_one_detention(start: str, end: str | None, least: int, most: int) -> None:
    found = days_held(PartialDate.parse(start), parse_optional(end), on=ON)

    assert found == DayCount(least, most)


def test_an_end_before_the_start_is_refused_where_one_detention_is_counted() -> None:
    with pytest.raises(ValueError, match="before"):
        days_held(PartialDate.parse("2011-08"), PartialDate.parse("2011-07"), on=ON)


@pytest.mark.parametrize(
    ("events", "status", "days"),
    [
        ([], "unknown", 0),
        ([("charge", "2034-12-01")], "awaiting", 0),
        ([("arrest", "2034-12-22")], "held", 10),
        ([("arrest", "2034-12-01"), ("release", "2034-12-01")], "released", 0),
        ([("arrest", "2034-12-01"), ("death_in_custody", "2034-12-11")], "died", 10),
        ([("enforced_disappearance", "2034-12-22")], "disappeared", 10),
        ([("exile_or_deportation", "2034-12-22")], "exiled", 0),
        (
            [("arrest", "2034-12-01"), ("release", "2034-12-05"), ("new_case", "2034-12-07")],
            "awaiting",
            4,
        ),
        (
            [("arrest", "2034-12-01"), ("release", "2034-12-05"), ("arrest", "2034-12-05")],
            "held",
            31,
        ),
        ([("arrest", "2034-12-01"), ("transfer", "2034-12-05")], "held", 31),
        ([("pretrial_detention", "2034-12-22")], "held", 10),
        ([("verdict_sentence", "2034-12-22")], "sentenced", 0),
    ],
)
def test_status_and_days_of_plain_histories(
    events: list[tuple[str, str]], status: str, days: int
) -> None:
    ledger = make_ledger(*(make_event(*event) for event in events))

    assert (ledger.status, ledger.days) == (status, DayCount(days, days))


@pytest.mark.parametrize("kind", ["fine", "suspended", "acquittal"])
def test_a_sentence_without_custody_holds_nobody(kind: str) -> None:
    free = make_ledger(make_event("verdict_sentence", "2034-05-01", kind=kind))
    held = make_ledger(
        make_event("arrest", "2034-04-01"), make_event("verdict_sentence", "2034-05-01", kind=kind)
    )

    assert free.days == DayCount(0, 0)
    assert held.days == DayCount(30, 30)
    assert held.status in ("sentenced", "released")
    assert [(odd.code, odd.events) for odd in held.warnings] == [
        ("sentence_ends_custody", ("arrest:2034-04-01", "verdict_sentence:2034-05-01"))
    ]


def test_one_released_to_await_the_sentence_is_not_held_until_it_begins() -> None:
    history = [
        make_event("arrest", "2034-01-01"),
        make_event("release", "2034-01-11"),
        make_event("verdict_sentence", "2034-03-01", kind="colony"),
    ]

    waiting = make_ledger(*history)
    serving = make_ledger(*history, make_event("transfer", "2034-12-22", kind="colony"))

    assert (waiting.status, waiting.days) == ("awaiting_sentence", DayCount(10, 10))
    assert (serving.status, serving.days) == ("held", DayCount(20, 20))


def test_two_cases_at_once_count_each_day_once() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01", "2034-03-01", id="one"),
        make_event("arrest", "2034-02-01", "2034-04-01", id="two"),
    )

    assert ledger.days == DayCount(90, 90)
    assert [(odd.code, odd.events) for odd in ledger.warnings] == [("overlap", ("one", "two"))]


def test_an_open_facility_is_shown_but_not_counted() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01"),
        make_event("verdict_sentence", "2034-01-11", kind="open_facility"),
    )

    assert (ledger.status, ledger.days) == ("open_facility", DayCount(10, 10))
    assert ledger.periods[-1].kind == "open_facility"


def test_a_new_arrest_ends_restrictions() -> None:
    ledger = make_ledger(
        make_event("arrest", "2033-01-01"),
        make_event("release", "2033-02-01"),
        make_event("post_release_restriction", "2033-02-03"),
        make_event("arrest", "2034-12-22"),
    )

    restriction = next(p for p in ledger.periods if p.kind == "restriction")
    assert str(restriction.end) == "2034-12-22"
    assert ledger.status == "held"


def test_several_records_of_one_arrest_are_one_and_the_exact_date_counts() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-12", id="month"),
        make_event("arrest", "2034-12-22", id="day"),
        make_event("arrest", "2034", id="year"),
    )

    assert ledger.days == DayCount(10, 10)
    assert [odd.events for odd in ledger.warnings] == [("day", "month"), ("day", "year")]
    assert ledger.periods[0].because == ("day", "month", "year")


def test_a_release_known_by_its_year_goes_where_custody_was_open() -> None:
    ledger = make_ledger(
        make_event("release", "2014"),
        make_event("verdict_sentence", "2014-03-05"),
        make_event("arrest", "2013-08-04"),
    )

    assert ledger.status == "released"
    assert codes(ledger) == []
    assert ledger.days.at_most == (date(2014, 12, 31) - date(2013, 8, 4)).days


def test_an_undated_release_stops_the_count_from_running_on() -> None:
    ledger = make_ledger(make_event("arrest", "2034-12-22"), make_event("release", None))

    assert ledger.status == "released"
    assert ledger.days == DayCount(0, 10)
    assert codes(ledger) == ["undated", "release_not_dated"]


def test_an_undated_release_beside_a_dated_one_changes_nothing() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01"),
        make_event("release", None),
        make_event("release", "2034-01-11"),
    )

    assert ledger.days == DayCount(10, 10)
    assert codes(ledger) == ["undated"]


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([("release", "2034-01-01")], "release_without_arrest"),
        ([("verdict_sentence", "2034-01-01"), ("arrest", "2034-02-01")], "verdict_before_arrest"),
        ([("arrest", "2034-01-01"), ("arrest", "2034-02-01")], "arrest_while_held"),
        (
            [("arrest", "2034-01-01"), ("post_release_restriction", "2034-02-01")],
            "restriction_while_held",
        ),
        ([("arrest", "2034-01-01"), ("release", "2040-01-01")], "future_date"),
        ([("arrest", "2034-01-01", "2033-01-01")], "ends_before_start"),
        ([("transfer", "2034-01-01")], "custody_without_arrest"),
        (
            [
                ("arrest", "2034-01-01"),
                ("death_in_custody", "2034-02-01"),
                ("arrest", "2034-03-01"),
            ],
            "after_death",
        ),
    ],
)
def test_odd_orders_warn_and_name_their_records(events: list[tuple[str, ...]], code: str) -> None:
    made = [make_event(*event) for event in events]

    ledger = make_ledger(*made)

    assert codes(ledger) == [code]
    assert set(ledger.warnings[0].events) <= {event.id for event in made}
    if len(made) == 2 and code != "future_date":
        assert len(ledger.warnings[0].events) == 2


def test_time_in_hospital_is_custody_and_goes_back_to_what_it_was() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-12-01", place="Strelsau"),
        make_event("hospitalisation", "2034-12-05", "2034-12-09", place="Zenda"),
    )

    assert [(p.kind, p.place) for p in ledger.periods] == [
        ("pretrial", "Strelsau"),
        ("hospital", "Zenda"),
        ("pretrial", "Strelsau"),
    ]
    assert ledger.days == DayCount(31, 31)


def test_the_thousandth_day_is_found_also_across_a_gap() -> None:
    whole = [make_period("2011-08-04", "2014-06-21")]
    parts = [make_period("2034-01-01", "2034-01-11"), make_period("2034-02-01", None)]

    assert str(day_number(whole, 1000)) == "2014-04-30"
    assert str(day_number(whole, 1052)) == "2014-06-21"
    assert day_number(whole, 1053) is None
    assert str(day_number(parts, 15)) == "2034-02-06"


def test_a_partial_start_makes_the_thousandth_day_a_range() -> None:
    assert str(day_number([make_period("2011-08", None)], 1000)) == "2014-04-27/2014-05-27"


def test_milestones_are_those_already_reached() -> None:
    reached = milestones([make_period("2011-08-04", "2014-06-21")], on=ON)

    assert [(n, str(day)) for n, day in reached] == [
        (100, "2011-11-12"),
        (500, "2012-12-16"),
        (1000, "2014-04-30"),
    ]


def test_the_headcount_of_a_day_counts_the_day_of_release_as_free() -> None:
    ledgers = [
        make_ledger(make_event("arrest", "2034-01-01"), make_event("release", "2034-02-01")),
        make_ledger(make_event("arrest", "2034-01-15")),
        make_ledger(make_event("arrest", "2034-01")),
    ]

    assert headcount(ledgers, on=date(2033, 12, 31)) == DayCount(0, 0)
    assert headcount(ledgers, on=date(2034, 1, 10)) == DayCount(1, 2)
    assert headcount(ledgers, on=date(2034, 1, 31)) == DayCount(3, 3)
    assert headcount(ledgers, on=date(2034, 2, 1)) == DayCount(2, 2)


# --- Against a count day by day -------------------------------------------------------------

FIRST = date(2033, 12, 20)
OFFSETS = st.integers(min_value=0, max_value=120)


@given(st.lists(OFFSETS, min_size=1, max_size=8, unique=True))
def test_turns_of_arrest_and_release_count_as_day_by_day(offsets: list[int]) -> None:
    days = [FIRST + timedelta(days=offset) for offset in sorted(offsets)]
    types = ["arrest", "release"] * len(days)
    on = FIRST + timedelta(days=130)

    ledger = fold(
        (make_event(kind, str(day)) for kind, day in zip(types, days, strict=False)), on=on
    )

    held, free_again = 0, set(days[1::2])
    is_held, day = False, FIRST
    while day < on:
        is_held = (is_held or day in days[::2]) and day not in free_again
        held += is_held
        day += timedelta(days=1)
    assert ledger.days == DayCount(held, held)
    assert ledger.warnings == ()


def make_texts() -> st.SearchStrategy[str]:
    """Days, months and years within one year, as EDTF."""
    days = st.dates(date(2033, 1, 1), date(2033, 12, 31)).map(str)
    return st.one_of(days, days.map(lambda day: day[:7]))


@settings(max_examples=60)
@given(make_texts(), make_texts())
def test_a_range_holds_every_count_that_the_dates_allow(start: str, end: str) -> None:
    first, last = PartialDate.parse(start), PartialDate.parse(end)
    counts = [
        (way_out - way_in).days
        for way_in in _days(first)
        for way_out in _days(last)
        if way_in <= way_out
    ]

    if not counts:
        with pytest.raises(ValueError, match="before"):
            days_held(first, last, on=ON)
    else:
        assert days_held(first, last, on=ON) == DayCount(min(counts), max(counts))


@given(st.lists(st.tuples(OFFSETS, st.integers(0, 40)), max_size=6))
def test_days_in_several_periods_count_once(spans: list[tuple[int, int]]) -> None:
    ends = [(FIRST + timedelta(days=a), FIRST + timedelta(days=a + n)) for a, n in spans]

    total = total_days([make_period(str(a), str(b)) for a, b in ends], on=ON)

    days = {a + timedelta(days=n) for a, b in ends for n in range((b - a).days)}
    assert total == DayCount(len(days), len(days))


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [*OPENS, *CHANGES, *CLOSES, *ACCUSES, "post_release_restriction", "award"]
            ),
            st.none() | make_texts(),
            st.none() | make_texts(),
            st.sampled_from([None, "fine", "colony", "open_facility", "house_arrest"]),
        ),
        max_size=7,
    )
)
def test_no_history_is_refused_and_its_count_is_possible(
    rows: list[tuple[str, str | None, str | None, str | None]],
) -> None:
    events = [
        make_event(type, day, end, kind=kind, id=str(number))
        for number, (type, day, end, kind) in enumerate(rows)
    ]
    on = date(2034, 6, 1)

    ledger = fold(events, on=on)

    assert 0 <= ledger.days.at_least <= ledger.days.at_most <= (on - date(2033, 1, 1)).days
    known = {event.id for event in events}
    assert all(set(odd.events) <= known for odd in ledger.warnings)
    assert fold(reversed(events), on=on).days == ledger.days


def _days(moment: PartialDate) -> list[date]:
    length = (moment.latest - moment.earliest).days
    return [moment.earliest + timedelta(days=n) for n in range(length + 1)]
