"""The page of data, and the files behind it."""

import csv
import io
import json
import re
import sqlite3
from contextlib import closing

import pytest
from django.test import Client

from habeas.public.portal.tests.test_pages import page, words


def body(portal: Client, address: str) -> bytes:
    answer = portal.get(address)
    assert answer.status_code == 200, address
    return answer.getvalue()


def test_every_file_that_the_page_names_is_there(portal: Client) -> None:
    named = re.findall(r'href="(/data/[^"]+)"', page(portal, "/en/data/"))

    assert len(named) >= 14
    for address in named:
        assert body(portal, address)


def test_the_page_says_the_licence_and_how_to_cite_an_edition(portal: Client) -> None:
    text = words(page(portal, "/en/data/"))

    assert "CC-BY-4.0" in text
    assert "Habeas (2026). Data of edition 1 , 2026-03-01. https://portal.example/en/data/" in text


def test_the_tables_are_those_of_the_edition(portal: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(body(portal, "/data/people.csv").decode())))
    documents = [json.loads(line) for line in body(portal, "/data/people.jsonl").splitlines()]

    assert {row["slug"] for row in rows} == {one["slug"] for one in documents}
    assert rows[0]["url"].startswith("https://portal.example/en/people/")


def test_the_database_opens(portal: Client) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(body(portal, "/data/habeas.sqlite3"))
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (4,)


def test_a_database_too_large_to_be_made_at_once_is_not_offered(
    portal: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("habeas.public.portal.data.MOST_IN_DATABASE", 3)

    assert "/data/habeas.sqlite3" not in page(portal, "/en/data/")
    page(portal, "/data/habeas.sqlite3", status=404)


@pytest.mark.parametrize("address", ["/data/nothing.csv", "/data/names.jsonl", "/data/people.xml"])
def test_there_is_no_other_file(portal: Client, address: str) -> None:
    page(portal, address, status=404)


@pytest.mark.parametrize("address", ["/data/people.csv", "/data/datapackage.json"])
def test_a_page_elsewhere_may_read_the_data(portal: Client, address: str) -> None:
    assert portal.get(address).headers["Access-Control-Allow-Origin"] == "*"
