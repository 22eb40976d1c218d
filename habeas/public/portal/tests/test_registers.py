"""What has been done, organisations, and places of detention."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from habeas.public.edition.events import ResponseIndex
from habeas.public.portal.tests.test_pages import page, words


def said(html: str) -> list[str]:
    return re.findall(r'<li id="e-([\w-]+)"', html)


def test_responses_stand_with_the_latest_first_and_with_their_evidence(portal: Client) -> None:
    html = page(portal, "/en/international/")

    assert said(html) == ["r-statement", "r-award"]
    assert "the United Nations called for his release" in html
    assert 'href="/en/people/rupert-hentzau/"' in html
    assert "r-arrest" not in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?body=united-nations", ["r-statement"]),
        ("?type=award", ["r-award"]),
        ("?year=2024,2023&type=award", ["r-award"]),
        ("?person=rupert-hentzau", ["r-statement", "r-award"]),
        ("?person=nobody", []),
    ],
)
def test_responses_are_found_by_body_kind_person_and_year(
    portal: Client, query: str, found: list[str]
) -> None:
    assert said(page(portal, f"/en/international/{query}")) == found


def test_a_view_of_responses_can_be_taken_away_and_followed(portal: Client) -> None:
    text = portal.get("/ru/international.csv?type=award").getvalue().decode()
    feed = page(portal, "/feeds/international-en.atom?type=award")

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["id"], row["persons"]) for row in rows] == [("r-award", "rupert-hentzau")]
    titles = ElementTree.fromstring(feed).iter("{http://www.w3.org/2005/Atom}entry")  # noqa: S314
    assert len(list(titles)) == 1


def test_responses_are_paged_from_the_latest_and_undated_ones_come_last() -> None:
    rows = [(1, "b", "2024-05-01", "{}"), (2, "a", "2023-01-01", "{}"), (3, "c", "", "{}")]
    index = ResponseIndex(rows)

    first, cursor = index.page(index.everybody, limit=2)
    second, end = index.page(index.everybody, after=cursor or "", limit=2)

    assert [one.id for one in first + second] == ["b", "a", "c"]
    assert end is None


def test_an_organisation_shows_its_people_what_it_did_and_on_whom_it_acted(portal: Client) -> None:
    herald = words(page(portal, "/en/organisations/zenda-herald/"))
    court = words(page(portal, "/en/organisations/strelsau-city-court/"))
    nations = page(portal, "/en/organisations/united-nations/")

    assert "People who belong or belonged to it Rupert Hentzau" in herald
    assert "People in whose cases it acted Rupert Hentzau" in court
    assert said(nations) == ["r-statement"]
    page(portal, "/en/organisations/nobody/", status=404)


def test_a_place_shows_who_is_held_there_now_who_was_and_where_letters_go(portal: Client) -> None:
    castle = words(page(portal, "/en/places/tarlenheim/"))
    city = words(page(portal, "/en/places/strelsau/"))

    assert "1 person held here on 1 March 2026" in castle
    assert "Castle Street 1, Tarlenheim" in castle and "Old Tower" not in castle
    assert "two sheets at most" in castle
    assert "0 people held here" in city
    assert re.search(r"Held here before .*Rupert Hentzau 12 Aug 2020 4 May 2021", city)
    page(portal, "/en/places/nowhere/", status=404)


def test_places_are_listed_with_those_held_there_now_first(portal: Client) -> None:
    rows = re.findall(
        r'places/([\w-]+)/">.*?</a></th><td class="n">(.)<', page(portal, "/en/places/")
    )

    assert rows == [("tarlenheim", "1"), ("strelsau", "–"), ("zenda", "–")]
