"""Partial dates promise no more than is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.core.dates import PartialDate, parse_optional

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2011", "2011-01-01", "2011-12-31", "year"),
        ("2012-02", "2012-02-01", "2012-02-29", "month"),
        ("2011-08-04", "2011-08-04", "2011-08-04", "day"),
        ("2011-08-04~", "2011-07-28", "2011-08-11", "day"),
        ("2011-08~", "2011-07-01", "2011-09-30", "month"),
        ("2011-12~", "2011-11-01", "2012-01-31", "month"),
        ("2011~", "2010-01-01", "2012-12-31", "year"),
        ("2011-08?", "2011-08-01", "2011-08-31", "month"),
        ("2011-08%", "2011-07-01", "2011-09-30", "month"),
        ("2011-21", "2011-03-01", "2011-05-31", "season"),
        ("2011-08-04/2014-06-21", "2011-08-04", "2014-06-21", "interval"),
        ("2011-08~/2014", "2011-07-01", "2014-12-31", "interval"),
        ("2011/..", "2011-01-01", "9999-12-31", "interval"),
        ("../2011-08", "0001-01-01", "2011-08-31", "interval"),
        ("201X", "2010-01-01", "2019-12-31", "range"),
        ("2011-XX", "2011-01-01", "2011-12-31", "range"),
    ],
)
def test_a_date_lies_between_its_outer_days(
    text: str, earliest: str, latest: str, precision: str
) -> None:
    read = PartialDate.parse(text)

    assert (read.earliest.isoformat(), read.latest.isoformat()) == (earliest, latest)
    assert read.precision == precision


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2011-13", "2011-02-29", "04.08.2011", "2014/2011", "../..", "1/2/3", "0000"],
)
def test_what_is_no_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as refusal:
        PartialDate.parse(text)

    assert text in str(refusal.value)


def test_no_text_is_no_date() -> None:
    assert parse_optional(None) is None
    assert parse_optional("") is None


def test_august_agrees_with_its_fourth_day_and_contains_it() -> None:
    august, fourth = PartialDate.parse("2011-08"), PartialDate.parse("2011-08-04")

    assert august.agrees_with(fourth)
    assert august.contains(fourth)
    assert not fourth.contains(august)
    assert not august.agrees_with(PartialDate.parse("2011-09-01"))


def test_dates_sort_in_time_and_the_more_exact_first() -> None:
    texts = ["2012", "2011", "2011-01-01", "2011-01"]

    ordered = sorted(map(PartialDate.parse, texts), key=lambda moment: moment.sort_key)

    assert [str(moment) for moment in ordered] == ["2011-01-01", "2011-01", "2011", "2012"]


@given(DAYS)
def test_a_day_comes_back_as_it_went(day: date) -> None:
    read = PartialDate.parse(str(PartialDate.of(day)))

    assert read == PartialDate.of(day)
    assert read.is_day


@given(DAYS)
def test_a_day_lies_in_its_month_and_year_exact_or_about(day: date) -> None:
    exact, iso = PartialDate.of(day), day.isoformat()

    for text in (iso[:4], iso[:7], iso[:4] + "~", iso[:7] + "~", iso + "~", iso[:7] + "?"):
        assert PartialDate.parse(text).contains(exact)


@given(DAYS, DAYS)
def test_an_interval_contains_both_its_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))

    interval = PartialDate.parse(f"{first}/{last}")

    assert interval.contains(PartialDate.of(first))
    assert interval.contains(PartialDate.of(last))
    assert interval.earliest == first
    assert interval.latest == last
