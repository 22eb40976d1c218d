"""Texts in, claims out."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.core.dates import PartialDate
from habeas.reading import passages, read
from habeas.reading.claims import Claim
from habeas.reading.evaluate import evaluate
from habeas.reading.paths import CORPUS

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"
SOME = st.text(
    alphabet=st.sampled_from(list("абвіўыщєї \n.,:«»“”()-–12 aeTSNn'’\u00a0\u0301\u200f%<>\x00"))
)


def read_on(text: str, published: str = "2031-03-12") -> list[Claim]:
    return read(text, published=PartialDate.parse(published))


def typed(claims: list[Claim]) -> dict[str, Claim]:
    return {claim.type: claim for claim in claims if claim.type}


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), SOME))
def test_any_text_is_read_and_every_quote_stands_in_it(text: str) -> None:
    for claim in read_on(text):
        assert text[claim.start : claim.end] == claim.quote
    for passage in passages(text):
        assert text[passage.start : passage.end].strip()


@pytest.mark.parametrize("mark", ["\u00a0", " \u200f", "́", "😀 ", "Ãƒ "])
def test_offsets_hold_beside_odd_letters(mark: str) -> None:
    text = f"{mark}Anna Berg{mark} was arrested on 4 March 2031{mark}."

    for claim in read_on(text):
        assert text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Anna Berg could be sentenced to ten years in prison.", "verdict_sentence"),
        ("If she returns, Anna Berg will be arrested.", "arrest"),
        ("Anna Berg has not been arrested.", "arrest"),
        ("Rights groups demand that Anna Berg be released.", "release"),
        ("Under this article one can get up to 9 years in prison.", "verdict_sentence"),
        ("Анне Берг грозит до десяти лет колонии.", "verdict_sentence"),
        ("Ганне Верас пагражае да дзесяці гадоў калоніі.", "verdict_sentence"),
        ("Правозащитники требуют освободить Анну Берг.", "release"),
    ],
)
def test_what_is_only_possible_denied_or_demanded_is_no_event(text: str, type_: str) -> None:
    assert type_ not in typed(read_on(text))


def test_such_a_sentence_still_reaches_the_second_lane() -> None:
    [claim] = read_on("Anna Berg could be sentenced to ten years in prison.")

    assert (claim.type, claim.lane, claim.modality) == (None, "check", "possible")


def test_what_is_planned_for_a_day_is_a_claim_of_its_own_kind() -> None:
    claim = typed(read_on("The trial of Anna Berg will begin on 5 April."))["trial_hearing"]

    assert (claim.modality, claim.date, claim.lane) == ("planned", "2031-04-05", "check")


def test_one_event_is_one_claim_with_its_fullest_mention() -> None:
    text = (
        "Anna Berg arrested\n\n"
        "Anna Berg was arrested on 4 March 2031 in Zenda. Her arrest shocked us."
    )

    arrests = [claim for claim in read_on(text) if claim.type == "arrest"]

    assert [claim.quote for claim in arrests] == ["Anna Berg was arrested on 4 March 2031 in Zenda"]


def test_a_date_belongs_to_the_act_beside_it() -> None:
    claims = typed(
        read_on("Anna Berg was arrested on 4 March 2030 and sentenced to 4.5 years in prison.")
    )

    assert claims["arrest"].date == "2030-03-04"
    assert claims["verdict_sentence"].date is None
    assert claims["verdict_sentence"].quantity is not None
    assert claims["verdict_sentence"].quantity.value == "P4Y6M"


def test_a_date_alone_dates_what_follows_until_another_date() -> None:
    claims = typed(
        read_on("4 March. Anna Berg was arrested in Zenda. On Friday her flat was searched.")
    )

    assert claims["arrest"].date == "2031-03-04"
    assert claims["search"].date == "2031-03-07"


def test_teasers_of_other_articles_say_nothing_here() -> None:
    text = "Anna Berg was arrested.\n\nRelated articles\n\nKarl Dahl was arrested on Monday"

    assert [claim.persons for claim in read_on(text) if claim.type] == [("Anna Berg",)]


def test_each_passage_has_its_own_language() -> None:
    text = "The court met today.\n\nСуд пачаўся ў аўторак.\n\nСуд начался, сообщили правозащитники."

    assert [passage.language for passage in passages(text)] == ["en", "be", "ru"]


@pytest.mark.parametrize(
    ("split", "precision", "recall"), [("dev", 0.84, 0.85), ("sentences", 0.9, 0.9)]
)
def test_the_corpus_is_read_no_worse_than_before(
    split: str, precision: float, recall: float
) -> None:
    report = evaluate(CORPUS / f"{split}.jsonl")

    total = next(row for row in report.rows() if row["language"] == "all")

    assert total["precision"] >= precision
    assert total["recall"] >= recall


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not here")
def test_the_seeds_tell_the_case() -> None:
    index = [json.loads(line) for line in (SEEDS / "index.jsonl").read_text("utf-8").splitlines()]
    said = {
        (claim.type, claim.date, claim.quantity.value if claim.quantity else None)
        for line in index
        for claim in read_on((SEEDS / line["file"]).read_text("utf-8"), line["published"])
        if "Ales Bialiatski" in claim.persons or claim.type == "pardon_or_amnesty"
    }

    assert {
        ("arrest", "2011-08-04", None),
        ("trial_hearing", "2011-11-02", None),
        ("verdict_sentence", "2011-11-24", "P4Y6M"),
        ("property_confiscation", "2011-11-24", None),
        ("submission_to_body", "2012-04-12", None),
        ("count", None, 1000),
        ("count", None, 1052),
        ("award", "2014-04-04", None),
        ("release", "2014-06-21", None),
        ("pardon_or_amnesty", "2014-06-21", None),
        ("post_release_restriction", "2014-06-23", None),
        ("meeting", "2014-07-01", None),
        ("meeting", "2014-07-02", None),
        ("press_event", "2014-06-27", None),
        ("decision_by_body", None, None),
    } <= said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Суд ликвидировал объединение «Сибирский дозор».", "Сибирский дозор"),
        ("Суд ліквідаваў фонд «Светлы бераг».", "Светлы бераг"),
    ],
)
def test_a_name_in_quotation_marks_after_a_word_for_a_body_is_a_body(text: str, name: str) -> None:
    found = [claim for claim in read(text) if claim.type == "dissolution_of_organisation"]

    assert any(name in claim.organisations for claim in found)


def test_a_book_in_quotation_marks_is_no_body() -> None:
    assert all("Перепись" not in c.organisations for c in read("Суд запретил книгу «Перепись»."))
