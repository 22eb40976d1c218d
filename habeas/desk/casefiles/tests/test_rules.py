from typing import Any

import pytest

from habeas.desk.casefiles.rules import (
    Gap,
    Statement,
    differences,
    may_inform,
    publication_gaps,
    reason_to_skip,
    same_event,
    sharper,
)
from habeas.desk.sources.models import Sensitivity


def stated(type: str = "arrest", **fields: Any) -> Statement:
    return Statement(
        type=type,
        persons=frozenset(fields.get("persons", {1})),
        organisations=frozenset(fields.get("organisations", ())),
        date=fields.get("date", ""),
        place="",
        metric=fields.get("metric", ""),
        value=fields.get("value", ""),
    )


@pytest.mark.parametrize(
    ("claim", "event", "once", "same"),
    [
        (stated(date="2031-05"), stated(date="2031-05-04"), False, True),
        (stated(date="2031-05-03"), stated(date="2031-05-04"), True, False),
        (stated(), stated(date="2031-05-04"), True, True),
        (stated("meeting"), stated("meeting", date="2031-05-04"), False, False),
        (stated("release"), stated("arrest"), True, False),
        (stated(persons={2}), stated(persons={1}), True, False),
        (stated(persons=(), organisations={7}), stated(persons=(), organisations={8}), True, False),
        (stated(persons=(), organisations={7}), stated(persons=()), True, True),
    ],
)
def test_same_event(claim: Statement, event: Statement, once: bool, same: bool) -> None:
    assert same_event(claim, event, once=once) is same


def test_counts_join_only_when_they_count_the_same() -> None:
    thousand = stated("count", metric="days_in_custody", value="1000")
    more = stated("count", metric="days_in_custody", value="1052")

    assert same_event(thousand, thousand, once=False)
    assert not same_event(thousand, more, once=True)


@pytest.mark.parametrize(
    ("held", "claimed", "kept"),
    [
        ("", "2031", "2031"),
        ("2031", "", "2031"),
        ("2031", "2031-05-04", "2031-05-04"),
        ("2031-05-04", "2031", "2031-05-04"),
        ("2031-05-04", "2031-06-01", "2031-05-04"),
    ],
)
def test_the_sharper_date_is_kept(held: str, claimed: str, kept: str) -> None:
    assert sharper(held, claimed) == kept


def test_differences_name_what_a_claim_says_otherwise() -> None:
    term = {"metric": "term", "value": "P4Y6M"}
    held = {"date": "2031-11-24", "quantity": term}

    assert differences({"date": "2031-11-04", "quantity": term}, held) == {"date": "2031-11-04"}
    assert differences({"quantity": {"metric": "term", "value": "P4Y"}}, held) == {
        "quantity": "P4Y"
    }
    assert differences({"date": "2031", "quantity": None}, held) == {}


def test_a_secret_never_informs_what_is_public() -> None:
    assert may_inform(Sensitivity.PUBLIC, Sensitivity.RESTRICTED)
    assert not may_inform(Sensitivity.RESTRICTED, Sensitivity.PUBLIC)
    assert not may_inform(Sensitivity.INTERNAL, Sensitivity.PUBLIC)


def test_publication_gaps_come_gravest_first() -> None:
    assert publication_gaps(sensitivity=Sensitivity.RESTRICTED, basis="", public_support=0) == [
        Gap.RESTRICTED,
        Gap.NO_BASIS,
        Gap.UNSUPPORTED,
    ]
    assert not publication_gaps(
        sensitivity=Sensitivity.PUBLIC, basis="public record", public_support=1
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type": ""}, "no event type"),
        ({"lane": "check"}, "sure lane"),
        ({"lane": "check", "is_anchored": True}, ""),
        ({"lane": "check", "is_anchored": True, "confidence": 0.2}, "sure lane"),
        ({"is_guess": True}, "guessed"),
        ({"modality": "denied"}, "denied"),
        ({"confidence": 0.4}, "0.40 is below 0.50"),
        ({}, ""),
    ],
)
def test_bulk_acceptance_leaves_doubt_to_a_person(changes: dict[str, Any], reason: str) -> None:
    values: dict[str, Any] = {
        "type": "arrest",
        "lane": "sure",
        "modality": "asserted",
        "confidence": 0.9,
        "is_anchored": False,
    }

    found = reason_to_skip(**(values | changes), least=0.5)

    assert reason in found
    assert bool(found) == bool(reason)
