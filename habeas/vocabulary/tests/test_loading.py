"""The vocabulary is whole, and says what is wrong when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.core import custody_kinds, folding
from habeas.core.custody import custody_kind
from habeas.vocabulary import (
    LANGUAGES,
    VocabularyError,
    bodies,
    body_label,
    event_types,
    list_names,
    place_label,
    places,
    term_list,
    terms,
)
from habeas.vocabulary.loader import read_list
from habeas.vocabulary.reference import reference

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", list_names())
def test_every_list_has_a_title_a_source_and_distinct_labels(name: str) -> None:
    found = term_list(name)

    assert found.source
    for language in LANGUAGES:
        labels = [term.label(language) for term in found.terms.values()]
        assert found.title(language)
        assert len(set(labels)) == len(labels)


def test_what_the_ledger_says_has_labels() -> None:
    kinds = {*folding.OPENS.values(), *folding.CHANGES.values(), "custody"} - {None}

    assert set(folding.CODES) == set(terms("ledger_warnings"))
    assert kinds <= custody_kinds.KINDS == set(terms("custody_kinds"))
    assert set(terms("sentence_kinds")) > custody_kinds.NO_CUSTODY
    assert {*folding.CLOSES.values()} <= set(terms("person_status"))


def test_every_judgment_and_regime_says_whether_it_is_served_in_custody() -> None:
    for code in terms("sentence_kinds"):
        assert custody_kind("verdict_sentence", {"kind": code})
    for code in terms("regimes"):
        assert custody_kind("verdict_sentence", {"regime": code}) in ("colony", "prison")


def test_the_ledger_folds_types_that_exist() -> None:
    assert {*folding.OPENS, *folding.CHANGES, *folding.CLOSES, *folding.ACCUSES} <= set(
        event_types()
    )


def test_a_subject_is_what_an_act_is_done_to_but_no_statement_makes_one() -> None:
    kinds = event_types()

    assert kinds["arrest"].subject
    assert kinds["award"].subject
    assert not kinds["statement_by_body"].subject
    assert not kinds["role"].subject
    assert kinds["release"].once
    assert not kinds["transfer"].once


def test_an_unknown_language_gets_english() -> None:
    assert event_types()["arrest"].label("fr") == "Arrest"
    assert event_types()["arrest"].label("be-tarask") == "Затрыманне"


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Human Rights Centre “Viasna”", "be", "Праваабарончы цэнтр «Вясна»"),
        ("the  united nations", "ru", "Организация Объединённых Наций"),
        ("WGAD", "en", "UN Working Group on Arbitrary Detention"),
        ("Ruritanian Helsinki Committee", "be", "Ruritanian Helsinki Committee"),
        ("", "be", ""),
    ],
)
def test_a_body_is_known_under_all_its_names(text: str, language: str, label: str) -> None:
    assert body_label(text, language) == label


def test_a_place_is_known_under_all_its_names() -> None:
    assert place_label("Bobruisk", "be") == "Бабруйск"
    assert place_label("Strelsau", "be") == "Strelsau"
    assert all(entry.label(language) for entry in places().values() for language in LANGUAGES)
    assert all(body_label(entry.be, "en") == entry.en for entry in bodies().values())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("source: S\nen: A\nbe: B\nru: C\n", "a list needs terms"),
        ("source: S\nen: A\nbe: B\nru: C\nterms:\n  one: {en: A, be: B}\n", "one.ru"),
        ("source: S\nen: A\nbe: B\nru: C\nterms:\n  one: {en: A, be: B, ru: C, x: D}\n", "one.x"),
        ("source: S\nen: A\nbe: B\nru: C\nterms:\n  one: text\n", "one: expected keys"),
        ("source: S\nsource: T\n", "“source” stands twice"),
        ("- a list\n", "expected keys and values"),
        ("a: [", "wrong.yaml"),
    ],
)
def test_a_wrong_file_is_refused_with_file_key_and_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(VocabularyError) as refusal:
        read_list(path)

    assert reason in str(refusal.value)
    assert "wrong.yaml" in str(refusal.value)


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(VocabularyError, match="no_such_list"):
        terms("no_such_list")


def test_the_reference_page_is_current() -> None:
    written = (ROOT / "docs/reference/vocabulary.md").read_text("utf-8")

    assert written == reference(), "run: python -m habeas.vocabulary.reference > that file"
