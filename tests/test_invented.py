"""The invented country, along the real road."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from habeas.core.invented import COUNTRY
from tests.commands import Run, habeas


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("invented") / "var"


@pytest.fixture(scope="module")
def first(home: Path) -> Run:
    return habeas("sample", "people", "4", "--seed", "11", home=home)


def documents(home: Path, kind: str) -> list[dict[str, Any]]:
    rows = sqlite3.connect(home / "edition.sqlite3").execute(
        "SELECT body FROM documents JOIN contents USING (hash) WHERE path LIKE ? ORDER BY path",
        [f"{kind}/%"],
    )
    return [json.loads(body) for (body,) in rows]


def test_as_many_people_as_asked_for_are_public(home: Path, first: Run) -> None:
    assert first.status == 0, first.messages
    assert [row["status"] for row in first.rows] == ["added"] * 4

    assert {one["slug"] for one in documents(home, "people")} == {
        row["person"] for row in first.rows
    }


def test_everybody_is_of_a_country_that_does_not_exist(home: Path, first: Run) -> None:
    for one in documents(home, "people"):
        assert one["country"] == COUNTRY
        assert {name["script"] for name in one["names"]} == {"Latn", "Cyrl", "Arab"}
        assert all(event["citations"] for event in one["events"])


def test_a_source_says_in_its_title_that_it_is_invented(home: Path, first: Run) -> None:
    english = [one for one in documents(home, "sources") if one["language"] == "en"]

    assert english
    assert all(one["title"].startswith("Invented, for trying this out") for one in english)


def test_asked_again_only_what_is_missing_is_added(home: Path, first: Run) -> None:
    again = habeas("sample", "people", "5", "--seed", "11", home=home)

    assert [row["status"] for row in again.rows] == ["known"] * 4 + ["added"]
