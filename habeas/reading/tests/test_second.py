"""Of a second reader's answer only what the text bears out is kept, and only to look at."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.reading import read
from habeas.reading.documents import passages
from habeas.reading.second import LONGEST, Second, questions, read_second

TEXT = (
    "STRELSAU, 4 May – Rudolf Rassendyll was led from his workshop on Tuesday.\n\n"
    "His sister Flavia was told nothing. Nobody has seen the warrant."
)
QUOTE = "Rudolf Rassendyll was led from his workshop"


def event(**fields: Any) -> dict[str, Any]:
    return {"type": "arrest", "quote": QUOTE, "persons": ["Rudolf Rassendyll"]} | fields


def told(*events: object, text: str = TEXT) -> Second:
    return asked(lambda _: json.dumps({"events": events}), text)


def asked(ask: Callable[[str], str], text: str = TEXT) -> Second:
    return read_second(text, ask, model="little", known=[])


def test_what_the_text_bears_out_is_a_claim_to_look_at() -> None:
    (claim,) = told(event(date="2021-05-04", place="STRELSAU")).claims

    assert TEXT[claim.start : claim.end] == claim.quote == QUOTE
    assert (claim.type, claim.persons, claim.date) == (
        "arrest",
        ("Rudolf Rassendyll",),
        "2021-05-04",
    )
    assert (claim.lane, claim.place, claim.language) == ("check", "STRELSAU", "en")
    assert claim.rule == "second: little"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (event(quote="Rudolf Rassendyll was taken from his workshop"), "quote"),
        (event(quote=QUOTE.upper()), "quote"),
        (event(type="coronation"), "type"),
        (event(quote=7), "shape"),
        (event(persons="Rudolf"), "shape"),
        ("an event", "shape"),
    ],
)
def test_what_it_does_not_bear_out_is_dropped_and_the_rest_kept(wrong: object, reason: str) -> None:
    found = told(wrong, event())

    assert [claim.quote for claim in found.claims] == [QUOTE]
    assert +found.dropped == {reason: 1}


def test_a_name_that_does_not_stand_there_and_a_date_that_is_none_are_left_out() -> None:
    found = told(event(persons=["Michael Elphberg", "Rudolf Rassendyll"], date="last Tuesday"))

    (claim,) = found.claims
    assert (claim.persons, claim.date) == (("Rudolf Rassendyll",), None)
    assert +found.dropped == {"person": 1, "date": 1}


def test_words_around_the_answer_do_no_harm_and_an_answer_without_one_is_counted() -> None:
    fenced = f"Here you are:\n```json\n{json.dumps({'events': [event()]})}\n```"

    assert len(asked(lambda _: fenced).claims) == 1
    for nothing in ("", "I would rather not.", "{", '{"events": 3}', "[]", "null"):
        found = asked(lambda _, said=nothing: said)  # type: ignore[misc]
        assert (found.claims, +found.dropped) == ([], {"answer": 1})


def test_what_the_first_reader_has_said_is_not_said_again() -> None:
    text = "Rudolf Rassendyll was arrested on 4 May 2021."
    known = read(text)
    said = event(quote="Rudolf Rassendyll was arrested on 4 May 2021")

    found = read_second(
        text, lambda _: json.dumps({"events": [said, said]}), model="little", known=known
    )

    assert [one.type for one in known] == ["arrest"]
    assert (found.claims, +found.dropped) == ([], {"known": 2})


def test_what_cannot_be_asked_is_named_and_the_rest_read() -> None:
    text = "\n\n".join(f"{TEXT} {number}" for number in range(100))

    def ask(part: str) -> str:
        if part.startswith("STRELSAU, 4 May – Rudolf Rassendyll was led") and ask.calls == 0:  # type: ignore[attr-defined]
            ask.calls += 1  # type: ignore[attr-defined]
            raise OSError("away")
        return json.dumps({"events": [event()]})

    ask.calls = 0  # type: ignore[attr-defined]
    found = asked(ask, text)

    assert found.unread == ["letters 0 and after: away"]
    assert found.claims
    assert all(text[one.start : one.end] == one.quote for one in found.claims)


@given(st.text(alphabet="ab \n.Щ", max_size=3 * LONGEST // 100).map(lambda part: part * 100))
def test_questions_hold_the_whole_text_in_parts_that_are_not_too_long(text: str) -> None:
    blocks = passages(text)

    parts = list(questions(text, blocks))

    assert all(0 < len(part.text) <= LONGEST for part in parts)
    assert all(text[part.start :].startswith(part.text) for part in parts)
    for block in blocks:
        if block.kind != "teaser":
            held = sum(
                max(0, min(block.end, part.start + len(part.text)) - max(block.start, part.start))
                for part in parts
            )
            assert held == block.end - block.start


@given(
    st.text(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just(QUOTE),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["events", "type", "quote", "persons", "date", "place"]),
                inner,
                max_size=6,
            )
        ),
    ).map(json.dumps)
)
def test_whatever_is_answered_every_quote_stands_in_the_text(answer: str) -> None:
    for claim in asked(lambda _: answer).claims:
        assert TEXT[claim.start : claim.end] == claim.quote
        assert claim.lane == "check"
