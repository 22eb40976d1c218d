from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from habeas.core.dates import PartialDate
from habeas.desk.advocacy.doors import Door, Known, Verdict, door, doors
from habeas.vocabulary.procedures import procedures

EVERYTHING = {code for one in procedures().values() for code in one.facts}
KNOWN = Known(
    on=date(2022, 6, 1),
    state="BY",
    is_held=True,
    types={"arrest", "verdict_sentence"},
    facts=EVERYTHING,
    remedies_ended=PartialDate.parse("2022-01-31"),
)


def look(code: str, known: Known) -> Door:
    return door(procedures()[code], known)


def test_with_every_fact_and_remedy_the_committee_is_open_until_the_last_safe_day() -> None:
    found = look("hrc_communication", KNOWN)

    assert found.verdict == Verdict.OPEN
    assert found.last_day == date(2023, 2, 7)
    assert found.is_verified


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2023-02-07", Verdict.OPEN), ("2023-02-08", Verdict.CLOSED), ("2026-11-23", Verdict.CLOSED)],
)
def test_the_optional_protocol_ends_for_belarus_on_8_february_2023(
    day: str, verdict: Verdict
) -> None:
    found = look("hrc_communication", replace(KNOWN, on=date.fromisoformat(day)))

    assert found.verdict == verdict
    if verdict == Verdict.CLOSED:
        assert ("window_closed", "2023-02-08") in found.reasons


def test_other_routes_stay_when_the_committee_is_closed() -> None:
    later = replace(KNOWN, on=date(2026, 11, 23))

    verdicts = {one.procedure.code: one.verdict for one in doors(later)}

    assert verdicts["wgad_regular"] == Verdict.OPEN
    assert verdicts["sp_urgent_appeal"] == Verdict.OPEN
    assert verdicts["hrc_communication"] == Verdict.CLOSED
    assert doors(later)[0].verdict == Verdict.OPEN


def test_the_same_matter_elsewhere_blocks() -> None:
    found = look("wgad_regular", replace(KNOWN, under_way={"hrc_communication"}))

    assert (found.verdict, found.reasons) == (
        Verdict.BLOCKED,
        (("same_matter", "hrc_communication"),),
    )


def test_missing_facts_are_named() -> None:
    found = look("wgad_regular", replace(KNOWN, facts=EVERYTHING - {"consent", "reasons"}))

    assert found.verdict == Verdict.MISSING
    assert found.missing == ("reasons", "consent")


def test_without_exhausted_remedies_the_committee_waits() -> None:
    found = look("hrc_communication", replace(KNOWN, remedies_ended=None))

    assert (found.verdict, found.reasons) == (Verdict.MISSING, (("remedies_open", ""),))


@pytest.mark.parametrize(
    ("day", "verdict"), [("2022-05-31", Verdict.OPEN), ("2022-06-01", Verdict.CLOSED)]
)
def test_the_european_court_takes_what_comes_within_four_calendar_months(
    day: str, verdict: Verdict
) -> None:
    russian = replace(KNOWN, state="RU", on=date.fromisoformat(day))

    found = look("ecthr_application", russian)

    assert found.verdict == verdict
    assert found.last_day == date(2022, 5, 31)
    assert not found.is_verified  # the window for Russia awaits a look at the text


def test_an_urgent_appeal_is_for_those_who_are_held() -> None:
    found = look("wgad_urgent", replace(KNOWN, is_held=False))

    assert (found.verdict, found.reasons) == (Verdict.CLOSED, (("not_held", ""),))


def test_regional_commissions_are_for_their_own_states() -> None:
    assert look("iachr_petition", KNOWN).reasons == (("other_state", "BY"),)
    assert look("iachr_petition", replace(KNOWN, state="NI")).verdict == Verdict.OPEN
    late = replace(KNOWN, state="NI", remedies_ended=PartialDate.parse("2021-11"))
    assert look("iachr_petition", late).reasons == (("too_late", "2022-05-01"),)
