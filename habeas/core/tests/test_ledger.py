"""Gaps, overlaps, kinds and headcounts against a count day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.core.custody import (
    DayCount,
    Ledger,
    Period,
    days_by_kind,
    gaps,
    headcount,
    headcounts,
    overlaps,
)
from habeas.core.dates import PartialDate, parse_optional
from habeas.core.tests.ledgers import ON, make_event, make_ledger

FIRST = date(2032, 1, 1)


def make_counted(*periods: Period) -> Ledger:
    """A ledger of which only the periods matter."""
    return Ledger("held", periods, DayCount(0, 0), ())


def make_period(start: str, end: str | None, kind: str = "pretrial") -> Period:
    return Period(PartialDate.parse(start), parse_optional(end), kind)


def test_a_gap_is_the_time_between_two_stays() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01"),
        make_event("transfer", "2034-01-05"),
        make_event("release", "2034-02"),
        make_event("arrest", "2034-03-01"),
    )

    (gap,) = gaps(ledger)

    assert (str(gap.start), str(gap.end)) == ("2034-02", "2034-03-01")
    assert gap.days == DayCount(1, 28)


def test_an_unbroken_stay_has_no_gap() -> None:
    assert gaps(make_ledger()) == []
    assert gaps(make_ledger(make_event("arrest", "2034-01-01"))) == []
    assert (
        gaps(
            make_ledger(
                make_event("arrest", "2034-01-01"),
                make_event("release", "2034-01-05"),
                make_event("arrest", "2034-01-05"),
            )
        )
        == []
    )


def test_cases_of_one_person_overlap_on_the_days_held_in_both() -> None:
    one = make_counted(make_period("2034-01-01", "2034-03-01"), make_period("2034-06-01", None))
    other = make_counted(make_period("2034-02-01", "2034-07-01"))

    assert overlaps([one, other], on=ON) == [
        (date(2034, 2, 1), date(2034, 3, 1)),
        (date(2034, 6, 1), date(2034, 7, 1)),
    ]
    assert overlaps([one], on=ON) == []


def test_the_days_of_each_kind_are_counted_also_where_they_are_no_custody() -> None:
    ledger = make_ledger(
        make_event("arrest", "2034-01-01"),
        make_event("verdict_sentence", "2034-01-11", kind="colony"),
        make_event("transfer", "2034-02", kind="open_facility"),
        make_event("release", "2034-03-01"),
    )

    assert days_by_kind(ledger.periods, on=ON) == {
        "pretrial": DayCount(10, 10),
        "colony": DayCount(21, 48),
        "open_facility": DayCount(1, 28),
    }


def test_a_leap_day_is_a_day_of_the_headcount() -> None:
    ledger = make_ledger(
        make_event("arrest", "2032-02-28"), make_event("release", "2032-03-01"), on=ON
    )

    daily = headcounts([ledger], date(2032, 2, 27), date(2032, 3, 1))

    assert [(str(day), count.at_least) for day, count in daily.items()] == [
        ("2032-02-27", 0),
        ("2032-02-28", 1),
        ("2032-02-29", 1),
        ("2032-03-01", 0),
    ]


def test_of_no_ledgers_every_day_counts_nobody() -> None:
    assert headcounts([], FIRST, FIRST) == {FIRST: DayCount(0, 0)}


def make_dates() -> st.SearchStrategy[str]:
    days = st.dates(date(2031, 11, 1), date(2032, 4, 30)).map(str)
    return st.one_of(days, days.map(lambda day: day[:7]), st.just("2032"), days.map("{}~".format))


HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("arrest", "release", "pretrial_detention", "verdict_sentence", "transfer"),
                *("exile_or_deportation", "post_release_restriction"),
            ]
        ),
        st.none() | make_dates(),
        st.none() | make_dates(),
        st.sampled_from([None, "suspended", "colony", "open_facility", "house_arrest"]),
        st.sampled_from([None, "A", "B"]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(HISTORIES, max_size=5))
def test_the_sweep_gives_each_day_what_looking_at_that_day_gives(
    histories: list[list[tuple[str, str | None, str | None, str | None, str | None]]],
) -> None:
    start, end = date(2031, 12, 20), date(2032, 3, 5)
    ledgers = [
        make_ledger(
            *(
                make_event(type, day, last, kind=kind, case=case, id=str(number))
                for number, (type, day, last, kind, case) in enumerate(history)
            ),
            on=end,
        )
        for history in histories
    ]

    daily = headcounts(ledgers, start, end)

    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    assert list(daily) == days
    assert all(daily[day] == headcount(ledgers, on=day) for day in days)
    assert all(0 <= n.at_least <= n.at_most <= len(ledgers) for n in daily.values())


@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(0, 40), st.integers(0, 40)),
        max_size=8,
    )
)
def test_a_headcount_is_the_number_of_those_whose_days_hold_that_day(
    spans: list[tuple[int, int, int]],
) -> None:
    """Each stay begins on a day, and ends within an interval."""
    ledgers = [
        make_counted(
            make_period(
                str(FIRST + timedelta(days=a)),
                f"{FIRST + timedelta(days=a + n)}/{FIRST + timedelta(days=a + n + more)}",
            )
        )
        for a, n, more in spans
    ]

    daily = headcounts(ledgers, FIRST, FIRST + timedelta(days=180))

    for number, count in enumerate(daily.values()):
        surely = sum(a <= number < a + n for a, n, _ in spans)
        perhaps = sum(a <= number < a + n + more for a, n, more in spans)
        assert count == DayCount(surely, perhaps)
