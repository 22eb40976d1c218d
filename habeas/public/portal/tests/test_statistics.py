"""Numbers over everybody: worked out, dated, with the table and the method beside the drawing."""

import csv
import io
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from habeas.core.custody import Period
from habeas.core.dates import PartialDate
from habeas.public.edition.statistics import band_of, series
from habeas.public.portal import charts
from habeas.public.portal.tests.test_pages import page, words


def period(start: str, end: str | None = None, kind: str = "colony") -> Period:
    return Period(PartialDate.parse(start), PartialDate.parse(end) if end else None, kind)


def test_the_headcount_is_of_the_first_of_each_month_and_of_today() -> None:
    people = [[period("2021-01-15", "2021-03-10")], [period("2021-02-20")]]

    found = series(people, on=date(2021, 3, 20))

    counted = [(day.isoformat(), count.at_least) for day, count in found.headcount]
    assert counted == [
        ("2021-01-01", 0), ("2021-02-01", 1), ("2021-03-01", 2), ("2021-03-20", 1),
    ]  # fmt: skip


def test_a_date_known_in_part_makes_a_range_and_stands_in_no_month() -> None:
    found = series([[period("2021-01")], [period("2020")]], on=date(2021, 6, 1))

    by_day = {day.isoformat(): count for day, count in found.headcount}
    assert (by_day["2020-07-01"].at_least, by_day["2020-07-01"].at_most) == (0, 1)
    assert sum(one.arrested for one in found.flow) == 1
    assert found.without_month == 1


def test_a_move_within_one_stay_is_no_coming_and_no_going() -> None:
    moved = [period("2021-01-15", "2021-03-10", "pretrial"), period("2021-03-10")]

    flow = series([moved], on=date(2021, 5, 1)).flow

    assert [(one.arrested, one.released) for one in flow if one.arrested or one.released] == [
        (1, 0)
    ]


def test_without_anybody_there_is_no_series() -> None:
    assert series([], on=date(2021, 5, 1)).headcount == ()


@pytest.mark.parametrize(("days", "band"), [(0, 0), (29, 0), (30, 1), (365, 3), (9999, 5)])
def test_each_length_belongs_to_one_band(days: int, band: int) -> None:
    assert band_of(days) == band


def test_each_chart_says_its_answer_and_has_its_numbers_beneath(portal: Client) -> None:
    html = page(portal, "/en/statistics/")
    text = words(html)

    assert "2 people were in custody on 1 March 2026" in text
    assert "Held for more than a year: 2 of 2" in text
    assert "By place of detention, most in Tarlenheim: 1 of 2" in text
    assert html.count('<svg class="chart"') == html.count("<details>")
    assert "People are counted, not prosecutions" in text


def test_the_numbers_of_a_chart_are_those_that_it_shows(portal: Client) -> None:
    html = page(portal, "/en/statistics/")
    names = re.findall(r"/en/statistics/([a-z]+)\.csv", html)

    assert {"headcount", "flow", "place", "length"} <= set(names)
    rows = list(csv.reader(io.StringIO(page(portal, "/en/statistics/headcount.csv"))))
    assert rows[0] == ["Day", "At least", "At most"]
    assert rows[-1] == ["2026-03-01", "2", "2"]
    page(portal, "/en/statistics/nothing.csv", status=404)


def test_a_chart_can_be_taken_away_as_a_drawing_of_its_own(portal: Client) -> None:
    svg = ElementTree.fromstring(page(portal, "/be/statistics/flow.svg"))  # noqa: S314

    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert svg.find("{http://www.w3.org/2000/svg}style") is not None


def test_a_bar_is_as_long_as_its_number() -> None:
    svg = charts.bars([("a", 10), ("b & c", 5)], title="t")

    widths = [float(text) for text in re.findall(r'class="bar"[^>]*width="([\d.]+)"', svg)]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2)
    assert "b &amp; c" in svg
