"""Typed details: which there are, how their values read, and what a wrong file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.vocabulary import (
    LANGUAGES,
    VocabularyError,
    detail_code,
    detail_text,
    details_of,
    event_types,
    terms,
)
from habeas.vocabulary.details import read_details

ALL = [(code, key) for code in event_types() for key in details_of(code)]


@pytest.mark.parametrize(("type_code", "key"), ALL)
def test_a_detail_has_labels_and_a_choice_has_terms(type_code: str, key: str) -> None:
    detail = details_of(type_code)[key]

    assert all(detail.label(language) for language in LANGUAGES)
    assert bool(detail.terms and terms(detail.terms)) == (detail.kind in ("choice", "choices"))


@pytest.mark.parametrize(
    ("type_code", "keys"),
    [
        ("arrest", {"force", "warrant_shown", "reason_given", "detention_type", "counsel", "kind"}),
        ("charge", {"charge", "code", "law_version", "requalified_from", "outcome"}),
        ("verdict_sentence", {"kind", "regime", "property", "charge", "fine"}),
        ("post_release_restriction", {"kind", "duty", "frequency", "limit"}),
        ("recognition_as_political_prisoner", {"status", "criterion", "withdrawn"}),
    ],
)
def test_a_type_has_the_details_that_records_are_kept_in(type_code: str, keys: set[str]) -> None:
    assert keys <= details_of(type_code).keys()


def test_a_type_without_details_and_an_unknown_one_have_none() -> None:
    assert not details_of("meeting")
    assert not details_of("no_such_type")


@pytest.mark.parametrize(
    ("type_code", "key", "value", "language", "text"),
    [
        ("release", "ground", "pardon", "be", "Памілаванне"),
        ("disciplinary_punishment", "kind", "cell-type room", "ru", "Помещение камерного типа"),
        ("disciplinary_punishment", "kind", "three nights outside", "ru", "three nights outside"),
        ("denial_of_contact", "kind", "letters visits", "en", "Letters and Visits"),
        ("denial_of_contact", "kind", "no letters at all", "be", "no letters at all"),
        ("recognition_as_political_prisoner", "withdrawn", "2031-05", "ru", "май 2031 г."),
        ("recognition_as_political_prisoner", "withdrawn", "yes", "ru", "yes"),
        ("verdict_sentence", "probation", "P1Y6M", "be", "1 год і 6 месяцаў"),
        ("verdict_sentence", "probation", "two years", "be", "two years"),
        ("verdict_sentence", "fine", "500 EUR", "en", "500 EUR"),
        ("verdict_sentence", "fine", "a lot", "en", "a lot"),
        ("verdict_sentence", "fine", "1.2.3 EUR", "en", "1.2.3 EUR"),
        ("arrest", "no_such_detail", "x", "en", "x"),
    ],
)
def test_a_value_reads_in_words_or_stands_as_the_source_said(
    type_code: str, key: str, value: str, language: str, text: str
) -> None:
    found = detail_text(type_code, key, value, language)

    assert " ".join(found.split()) == text


def test_words_of_a_source_come_to_a_code_only_where_the_list_has_it() -> None:
    assert detail_code("disciplinary_punishment", "kind", "Cell-type room") == "cell_type_room"
    assert detail_code("denial_of_contact", "kind", "letters calls") == "letters calls"
    assert detail_code("denial_of_contact", "kind", "letters and more") is None
    assert detail_code("disciplinary_punishment", "kind", "three nights outside") is None
    assert detail_code("arrest", "reason_given", "none") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no_such_type: {}", "no_such_type: is no event type"),
        ("arrest: text", "arrest: expected keys"),
        ("arrest: {force: yes please}", "arrest.force: expected keys"),
        ("arrest: {force: {kind: text, en: A, be: B}}", "arrest.force.ru"),
        ("arrest: {force: {kind: guess, en: A, be: B, ru: C}}", "arrest.force.kind"),
        ("arrest: {force: {kind: choice, en: A, be: B, ru: C}}", "a choice needs `terms`"),
        ("arrest: {force: {kind: text, terms: tri_state, en: A, be: B, ru: C}}", "needs `terms`"),
        ("arrest: {force: {kind: choice, terms: none, en: A, be: B, ru: C}}", "no list “none”"),
        ("arrest: {a: {kind: text, en: A, be: B, ru: C, help: {en: D}}}", "arrest.a.help.be"),
        ("arrest: {}\narrest: {}", "“arrest” stands twice"),
    ],
)
def test_a_wrong_file_is_refused_with_file_key_and_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(VocabularyError) as refusal:
        read_details(path)

    assert reason in str(refusal.value)
    assert "wrong.yaml" in str(refusal.value)


def test_a_hint_reads_in_the_language_asked_for() -> None:
    limit = details_of("post_release_restriction")["limit"]

    assert limit.help_text("be").startswith("Напрыклад")
    assert limit.help_text("fr").startswith("For example")
    assert details_of("arrest")["force"].help_text("en") == ""
