"""Articles of law and risks of readers, as data."""

from pathlib import Path

import pytest

from habeas.vocabulary import articles as law
from habeas.vocabulary.articles import article, articles
from habeas.vocabulary.loader import VocabularyError
from habeas.vocabulary.risks import reader_risks


def test_an_article_is_found_by_its_country_and_number() -> None:
    one = article("BY", "361-4")

    assert one is not None
    assert "экстрэмізмам" in one.plain.label("be")
    assert one.law.label("en") == "Criminal Code of Belarus"
    assert article("RU", "361-4") is None
    assert article(None, "342") is None


def test_what_nobody_held_against_the_law_is_told_apart() -> None:
    assert article("BY", "342").checked is None  # type: ignore[union-attr]
    assert article("XR", "342").checked is not None  # type: ignore[union-attr]


def test_words_stay_short() -> None:
    long = [one.number for one in articles().values() if len(one.plain.en) > 140]

    assert long == []


def test_a_law_without_a_source_stops_with_the_name_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "articles.yaml"
    file.write_text("XR: {code: {en: a, be: a, ru: a}, articles: {}}")
    monkeypatch.setattr(law, "FILE", file)

    with pytest.raises(VocabularyError, match=r"articles\.yaml: XR: expected code, source"):
        law.articles.__wrapped__()


def test_every_risk_names_what_is_punished_and_what_it_rests_on() -> None:
    for one in reader_risks().values():
        assert one.acts
        assert one.source
