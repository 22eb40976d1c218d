"""The list of people: what its address says, and what can be taken away."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from habeas.public.portal.language import INTERFACE as LANGUAGES
from habeas.public.portal.tables import csv_lines
from habeas.public.portal.tests.test_pages import page, words

ATOM = "{http://www.w3.org/2005/Atom}"


def names(html: str) -> list[str]:
    return re.findall(r'<h3><a href="/\w+/people/([\w-]+)/"', html)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?status=held", ["rupert-hentzau", "antonia-mauban"]),
        ("?status=held&article=342", ["rupert-hentzau"]),
        ("?status=held,released&q=Флавія", ["flavia-elphberg"]),
        ("?place=strelsau", ["rupert-hentzau"]),
        ("?organisation=zenda-herald&work=editor", ["rupert-hentzau"]),
        ("?age=40-49", ["rupert-hentzau"]),
        ("?arrested_from=2024-06", ["antonia-mauban"]),
        ("?released_to=2022", ["rudolf-rassendyll"]),
        ("?health=hunger_strike", ["antonia-mauban"]),
        ("?article=1", []),
    ],
)
def test_filters_combine_and_live_in_the_address(
    portal: Client, query: str, found: list[str]
) -> None:
    assert names(page(portal, f"/en/people/{query}")) == found


def test_every_filter_that_is_set_is_shown_and_can_be_taken_away(portal: Client) -> None:
    html = page(portal, "/en/people/?q=hentzau&status=held&article=342&arrested_to=2021")

    chips = re.search(r'<ul class="chips".*?</ul>', html, re.DOTALL)
    assert chips
    assert "Article of law: 342" in words(chips[0])
    assert "Arrested until: 2021" in words(chips[0])
    assert 'href="/en/people/?q=hentzau&amp;status=held&amp;arrested_to=2021"' in chips[0]


def test_a_filter_counts_what_it_would_show_under_the_others(portal: Client) -> None:
    text = words(page(portal, "/en/people/?status=held"))

    # The other statuses are still offered; of the articles only those of people held.
    assert re.search(r"In custody 2 Released 1 Released under restrictions 1", text)
    assert re.search(r"Article of law Article of law 342 1", text)


def test_what_cannot_be_a_date_is_said_and_nothing_is_guessed(portal: Client) -> None:
    html = page(portal, "/en/people/?arrested_from=may", status=400)

    assert "That date could not be read" in html


@pytest.mark.parametrize(
    ("sort", "first"), [("days", "rupert-hentzau"), ("arrested", "antonia-mauban")]
)
def test_a_list_can_be_sorted(portal: Client, sort: str, first: str) -> None:
    assert names(page(portal, f"/en/people/?sort={sort}"))[0] == first


def test_the_same_view_is_a_table_or_names_for_a_poster(portal: Client) -> None:
    table = page(portal, "/en/people/?view=table&status=held")
    poster = page(portal, "/en/people/?view=names")

    assert re.search(r'<th scope="row"><a href="/en/people/rupert-hentzau/">', table)
    assert re.findall(r"<s>(.*?)</s>", poster) == ["Flavia Elphberg", "Rudolf Rassendyll"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_view_is_taken_away_as_csv_with_addresses(portal: Client, language: str) -> None:
    answer = portal.get(f"/{language}/people.csv?status=held&article=342")

    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert [row["slug"] for row in rows] == ["rupert-hentzau"]
    assert rows[0]["url"] == f"https://portal.example/{language}/people/rupert-hentzau/"
    assert (rows[0]["days_min"], rows[0]["as_of"]) == ("2027", "2026-03-01")
    assert rows[0]["arrested"] == "2020-08-12"


def test_a_view_is_taken_away_as_json(portal: Client) -> None:
    rows = json.loads(portal.get("/en/people.json").getvalue())

    assert [row["slug"] for row in rows] == [
        "flavia-elphberg", "rupert-hentzau", "antonia-mauban", "rudolf-rassendyll",
    ]  # fmt: skip
    assert json.loads(portal.get("/en/people.json?article=1").getvalue()) == []


def test_a_cell_is_never_taken_for_a_formula() -> None:
    text = "".join(csv_lines(["a", "b"], [{"a": "=1+1", "b": ["-2", "x"]}, {"a": -3}]))

    assert list(csv.reader(io.StringIO(text)))[1:] == [["'=1+1", "'-2; x"], ["-3", ""]]


def test_every_view_has_a_feed_of_its_people(portal: Client) -> None:
    html = page(portal, "/en/people/?status=held")
    address = re.search(r'href="(/feeds/people[^"]+)"', html)
    assert address

    feed = ElementTree.fromstring(page(portal, address[1].replace("&amp;", "&")))  # noqa: S314

    assert feed.tag == f"{ATOM}feed"
    assert [one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")] == [
        "Rupert Hentzau",
        "Antonia Mauban",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-03-01T12:00:00+00:00"
    summary = feed.findtext(f"{ATOM}entry/{ATOM}summary") or ""
    assert "In custody; 2,027 days in custody" in summary.replace("\xa0", " ")
