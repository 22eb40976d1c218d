"""The sample says what it must, in its own words, and the reading engine hears it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from habeas import reading, vocabulary
from habeas.core.dates import parse_optional
from habeas.desk.sources.descriptions import NAME, describe
from habeas.desk.sources.extraction import extract
from tests.commands import habeas

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample"
FILES = sorted([*SAMPLE.glob("*.txt"), *SAMPLE.glob("*.html")])
HIS_NAME = {"Ales Bialiatski", "Алесь Бяляцкі", "Алесь Беляцкий"}
LONGEST_BORROWING = 8  # words
TEXTS = {".html", ".json", ".jsonl", ".md", ".po", ".py", ".txt", ".yaml"}


@cache
def claims(file: Path) -> list[reading.Claim]:
    described = describe(file)
    assert described is not None
    return reading.read(
        extract(file.read_bytes()).text, published=parse_optional(described.published)
    )


def told(type: str, date: str | None) -> Iterator[tuple[str, reading.Claim]]:
    for file in FILES:
        for claim in claims(file):
            if (claim.type, claim.date) == (type, date):
                yield file.name, claim


@pytest.mark.parametrize(
    ("type", "date", "sources"),
    [
        ("arrest", "2011-08-04", 4),
        ("trial_hearing", "2011-11-02", 2),
        ("verdict_sentence", "2011-11-24", 4),
        ("property_confiscation", "2011-11-24", 3),
        ("open_letter_or_call", "2011-11-24", 2),
        ("submission_to_body", "2012-04-12", 2),
        ("award", "2014-04-04", 1),
        ("open_letter_or_call", "2014", 1),
        ("release", "2014-06-21", 3),
        ("post_release_restriction", "2014-06-23", 2),
        ("press_event", "2014-06-23", 1),
        ("press_event", "2014-06-27", 1),
        ("meeting", "2014-07-01", 1),
        ("meeting", "2014-07-02", 1),
    ],
)
def test_a_dated_fact_is_read_about_him(type: str, date: str, sources: int) -> None:
    found = {file for file, claim in told(type, date) if HIS_NAME & set(claim.persons)}

    assert len(found) >= sources, sorted(found)


@pytest.mark.parametrize(
    "type",
    ["recognition_as_political_prisoner", "decision_by_body", "denial_of_contact", "publication"],
)
def test_an_undated_fact_is_read_about_him(type: str) -> None:
    found = [file for file, claim in told(type, None) if HIS_NAME & set(claim.persons)]

    assert found


def test_the_charge_names_its_article() -> None:
    found = {claim.articles for _, claim in told("charge", None)}

    assert found == {("243(2)",)}


def test_the_amnesty_is_dated() -> None:
    assert list(told("pardon_or_amnesty", "2014-06-21"))


def test_two_bodies_answered_the_verdict() -> None:
    found = [claim for _, claim in told("statement_by_body", "2011-11-24")]

    assert len(found) == 2
    assert {"Catherine Ashton", "Štefan Füle"} <= {one for claim in found for one in claim.persons}


@pytest.mark.parametrize(
    ("metric", "value"),
    [("days_in_custody", 1000), ("days_in_custody", 1052), ("signatories", 78)],
)
def test_a_count_is_read_in_two_languages(metric: str, value: int) -> None:
    counts = [claim for file in FILES for claim in claims(file) if claim.type == "count"]
    found = [one for one in counts if one.quantity and one.quantity.metric == metric]

    assert len({one.language for one in found if one.quantity and one.quantity.value == value}) >= 2


def test_one_note_gives_the_sentence_differently() -> None:
    terms = {
        file: claim.quantity.value
        for file, claim in told("verdict_sentence", "2011-11-24")
        if claim.quantity
    }

    assert terms.pop("05-complaint.ru.html") == "P4Y"
    assert set(terms.values()) == {"P4Y6M"}


def test_a_stay_in_custody_is_no_sentence() -> None:
    verdicts = [
        claim for file in FILES for claim in claims(file) if claim.type == "verdict_sentence"
    ]

    assert {claim.date for claim in verdicts if claim.quantity} == {"2011-11-24"}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """His public document, as the demo publishes it."""
    home = tmp_path_factory.mktemp("sample") / "var"
    assert habeas("demo", "--no-serve", "--people", "0", home=home).status == 0
    found = (
        sqlite3.connect(home / "edition.sqlite3")
        .execute(
            "SELECT body FROM documents JOIN contents USING (hash) WHERE path = ?",
            ["people/ales-bialiatski"],
        )
        .fetchone()
    )
    document: dict[str, Any] = json.loads(found[0])
    return document


def test_the_demo_publishes_one_person_under_three_spellings(page: dict[str, Any]) -> None:
    assert {name["text"] for name in page["names"]} == HIS_NAME


@pytest.mark.parametrize("type", ["arrest", "verdict_sentence", "release"])
def test_a_finding_rests_on_several_sources_in_several_languages(
    page: dict[str, Any], type: str
) -> None:
    citations = [
        citation
        for event in page["events"]
        if event["type"] == type
        for citation in event["citations"]
    ]

    assert len({one["source"] for one in citations}) >= 3
    assert len({one["language"] for one in citations}) >= 2


def test_the_page_shows_who_gives_the_sentence_differently(page: dict[str, Any]) -> None:
    [verdict] = [event for event in page["events"] if event["type"] == "verdict_sentence"]
    others = {one["publisher"]: one["says"] for one in verdict["citations"] if one["says"]}

    assert verdict["quantity"]["value"] == "P4Y6M"
    assert others == {"Записки о жалобах": {"quantity": "P4Y"}}


def test_the_count_of_days_is_confirmed_by_the_dates(page: dict[str, Any]) -> None:
    counts = {event["quantity"]["value"]: event for event in page["events"] if event["quantity"]}

    assert counts[1052]["confirmed_by"]
    assert counts[1000]["date"] == "2014-04-30"


def test_every_file_is_described_and_every_description_has_its_file() -> None:
    rows = [json.loads(line) for line in (SAMPLE / NAME).read_text("utf-8").splitlines()]

    assert sorted(row["file"] for row in rows) == sorted(file.name for file in FILES)
    for row in rows:
        assert row["title"] and row["publisher"] and row["url"] and row["basis"]
        assert parse_optional(row["published"])
        assert row["kind"] in vocabulary.terms("source_material")
    # One address is one source: the same address twice would be two captures of it.
    assert len({row["url"] for row in rows}) == len(rows)


def test_the_sample_is_written_in_three_languages() -> None:
    for file in FILES:
        described = describe(file)
        spoken = {passage.language for passage in reading.passages(extract(file.read_bytes()).text)}

        assert described is not None
        assert described.language in spoken

    languages = [json.loads(line)["language"] for line in (SAMPLE / NAME).open(encoding="utf-8")]
    assert all(languages.count(language) >= 3 for language in ("en", "be", "ru"))


def test_no_file_of_the_project_borrows_a_sentence_of_the_seeds(seeds: list[Path]) -> None:
    theirs = {run for seed in seeds for run in _runs(seed)}
    ours = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")]
    for folder in ("habeas", "docs", "sample", "tests", "deploy"):
        ours += [file for file in (ROOT / folder).rglob("*") if file.suffix in TEXTS]

    borrowed = {
        f"{file.relative_to(ROOT)}: {' '.join(run)}"
        for file in ours
        for run in theirs.intersection(_runs(file))
    }
    assert not borrowed


def _runs(file: Path) -> Iterator[tuple[str, ...]]:
    """Every run of words that is one longer than may be borrowed."""
    words = re.findall(r"\w+", file.read_text("utf-8").lower())
    length = LONGEST_BORROWING + 1
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
