"""What the demo does for one of its invented people passes the door, in every language."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.commands import habeas


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home: Path = tmp_path_factory.mktemp("campaign") / "var"
    assert habeas("demo", "--no-serve", "--people", "14", home=home).status == 0
    rows = sqlite3.connect(home / "edition.sqlite3").execute(
        "SELECT path, body FROM documents JOIN contents USING (hash)"
    )
    return {path: json.loads(body) for path, body in rows}


def test_there_is_an_appeal_a_petition_and_a_joint_statement(documents: dict[str, Any]) -> None:
    appeal, petition, statement = (
        documents[f"actions/{slug}"]
        for slug in ("let-them-write", "open-the-letters", "words-are-no-crime")
    )

    assert [one["language"] for one in appeal["letters"]] == ["en", "be", "ru"]
    assert not any("{" in one["body"] for one in appeal["letters"])
    assert appeal["person"] == petition["person"]
    assert petition["recipients"][0]["key"].startswith("age1")
    assert [one["country"] for one in statement["signatories"]][-1] == "NO"


def test_there_are_people_to_write_to_and_one_to_whom_nobody_should(
    documents: dict[str, Any],
) -> None:
    cards = [one for path, one in documents.items() if path.startswith("letters/")]

    assert sorted(one["hold"] or "" for one in cards) == ["", "", "returned"]
    assert all(one["address"] or one["hold"] for one in cards)
    assert all(one["rules"]["source"] and one["rules"]["checked_on"] for one in cards)


def test_texts_are_there_in_three_languages_with_what_they_embed(documents: dict[str, Any]) -> None:
    for path in (
        "news/letters-do-not-arrive",
        "news/what-this-demonstration-shows",
        "pages/method",
    ):
        assert [one["language"] for one in documents[path]["versions"]] == ["en", "be", "ru"], path

    blocks = documents["news/letters-do-not-arrive"]["versions"][0]["blocks"]
    assert {"person", "action"} <= {block["block"] for block in blocks}
