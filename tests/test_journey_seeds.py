"""The real documents by the real road: collect, read, accept, publish, and what is public then."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.commands import habeas


@pytest.fixture(scope="module")
def person(seeds: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("seeds") / "var"
    assert habeas("init", home=home).status == 0
    collected = habeas("collect", *seeds, home=home)
    assert [row["status"] for row in collected.rows] == ["new"] * 5
    assert habeas("read", *(row["source"] for row in collected.rows), home=home).status == 0
    assert habeas("accept", "--all", home=home).status == 0
    assert habeas("publish", "--message", "The seeds", home=home).rows[0]["edition"] == 1
    body = (
        sqlite3.connect(home / "edition.sqlite3")
        .execute(
            "SELECT body FROM documents JOIN contents USING (hash) WHERE path = ?",
            ["people/ales-bialiatski"],
        )
        .fetchone()
    )
    document: dict[str, Any] = json.loads(body[0])
    return document


@pytest.mark.parametrize(
    ("type", "date"),
    [
        ("arrest", "2011-08-04"),
        ("trial_hearing", "2011-11-02"),
        ("verdict_sentence", "2011-11-24"),
        ("property_confiscation", "2011-11-24"),
        ("submission_to_body", "2012-04-12"),
        ("award", "2014-04-04"),
        ("release", "2014-06-21"),
        ("pardon_or_amnesty", "2014-06-21"),
        ("post_release_restriction", "2014-06-23"),
    ],
)
def test_a_fact_of_the_case_stands_on_a_passage(
    person: dict[str, Any], type: str, date: str
) -> None:
    found = [event for event in person["events"] if (event["type"], event["date"]) == (type, date)]

    assert len(found) == 1, [(one["type"], one["date"]) for one in person["events"]]
    assert all(citation["quote"] for citation in found[0]["citations"])
    assert found[0]["citations"]


def test_the_sentence_is_four_and_a_half_years(person: dict[str, Any]) -> None:
    verdict = next(event for event in person["events"] if event["type"] == "verdict_sentence")

    assert verdict["quantity"] == {"metric": "term", "value": "P4Y6M", "unit": None}


@pytest.mark.parametrize(("days", "date"), [(1000, "2014-04-30"), (1052, "2014-06-21")])
def test_a_count_of_days_dates_itself(person: dict[str, Any], days: int, date: str) -> None:
    counts = [
        event
        for event in person["events"]
        if event["type"] == "count" and (event["quantity"] or {}).get("value") == days
    ]

    assert [event["date"] for event in counts] == [date]
    assert counts[0]["citations"]


def test_the_reckoning_confirms_arrest_release_and_count(person: dict[str, Any]) -> None:
    counted = next(
        event for event in person["events"] if (event["quantity"] or {}).get("value") == 1052
    )
    arrest = next(event for event in person["events"] if event["type"] == "arrest")
    release = next(event for event in person["events"] if event["type"] == "release")

    assert {arrest["id"], release["id"]} <= set(counted["confirmed_by"])


def test_he_was_in_custody_once_from_arrest_to_release(person: dict[str, Any]) -> None:
    held = [period for period in person["periods"] if period["kind"] != "restriction"]

    assert held[0]["start"] == "2011-08-04"
    assert held[-1]["end"] == "2014-06-21"
    assert person["status"] == "under_restriction"
