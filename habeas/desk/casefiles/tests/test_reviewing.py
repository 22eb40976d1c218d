from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from habeas.desk.casefiles.models import Citation, Claim, Event
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor as anna
from habeas.desk.casefiles.tests.makers import make_capture, make_claim
from habeas.desk.sources.models import Capture, Passage
from habeas.desk.tests.makers import reader as make_reader

pytestmark = pytest.mark.django_db

TEXT = "Rudolf Rassendyll was arrested on 4 May 2021. He was charged in June. He was tried."


@pytest.fixture
def capture() -> Capture:
    """A source with three claims: arrest, charge, and a sentence without a type."""
    made = make_capture(TEXT, title="Note from Strelsau")
    Passage.objects.create(
        capture=made, number=1, start=0, end=len(TEXT), kind="paragraph", language="en"
    )
    make_claim("arrest", capture=made, quote="arrested on 4 May 2021", date="2021-05-04")
    make_claim("charge", capture=made, quote="charged in June", date="2021-06")
    make_claim("", capture=made, quote="He was tried", lane="check", persons=[])
    return made


def claims(capture: Capture) -> list[Claim]:
    return list(capture.claims.order_by("start"))


def address(claim: Claim, action: str = "") -> str:
    base = f"/desk/review/{claim.capture.source.public_id}/{claim.public_id}/"
    return f"{base}{action}/" if action else base


def test_review_leads_to_the_first_claim_that_waits(editor: Client, capture: Capture) -> None:
    first, second, _ = claims(capture)
    accept_claim(first, by=anna())

    by_menu = editor.get("/desk/review/")
    by_source = editor.get(f"/desk/review/{capture.source.public_id}/")

    assert by_menu["Location"] == by_source["Location"] == address(second)


def _words(html: str) -> list[str]:
    """What a reader sees of the text: without tags, and without what only a screen reader says."""
    passage = html[html.index("<p ") : html.index("</p>")]
    seen = re.sub(r'<span class="w-sr-only">.*?</span>', "", passage)
    seen = seen.replace('aria-hidden="true">1</span>', ">1 </span>")
    return re.sub(r"<[^>]+>", "", seen).split()


def test_the_text_stands_beside_the_claim_with_every_claim_marked(
    editor: Client, capture: Capture
) -> None:
    first, second, third = claims(capture)
    accept_claim(first, by=anna())

    page = editor.get(address(second)).content.decode()

    text = page[page.index('class="captured"') : page.index("key-to-marks")]
    assert " ".join(_words(text)) == f"1 {TEXT}"
    assert f'class="mark is-accepted lane-sure" id="claim-{first.public_id}"' in text
    assert f'id="claim-{second.public_id}" aria-current="true"' in text
    assert f'class="mark is-proposed lane-check" id="claim-{third.public_id}"' in text


def test_the_card_says_what_the_claim_says(editor: Client) -> None:
    claim = make_claim(
        "verdict_sentence",
        date="2021-11",
        place="Strelsau",
        articles=["Art. 243"],
        quantity={"metric": "term", "value": "P4Y6M", "unit": None},
        modality="reported",
        attributed_to="the prosecutor",
        confidence=0.8,
        rule="sentenced to",
    )

    page = editor.get(address(claim)).content.decode()

    facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))
    assert facts["Persons"] == "Rudolf Rassendyll"
    assert facts["Date"] == "November 2021 (2021-11)"
    assert facts["Place"] == "Strelsau"
    assert "P4Y6M" in facts["Quantity"]
    assert facts["Articles"] == "Art. 243"
    assert facts["How it is put"] == "Reported from others"
    assert facts["Attributed to"] == "the prosecutor"
    assert facts["Confidence"] == "80% · Read with confidence"
    assert facts["Read by rule"] == "sentenced to"


def test_accepting_goes_on_to_the_next_claim(editor: Client, capture: Capture) -> None:
    first, second, _ = claims(capture)

    answer = editor.post(address(first, "accept"))

    assert answer["Location"] == address(second)
    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("accepted", anna())


def test_after_the_last_claim_the_source_is_done(editor: Client) -> None:
    only = make_claim()

    page = editor.post(address(only, "accept"), follow=True).content.decode()

    assert "Every claim of this source is reviewed." in page
    assert "To the next source" in page


def test_rejecting_keeps_the_reason(editor: Client, capture: Capture) -> None:
    first, *_ = claims(capture)

    editor.post(address(first, "reject"), {"reason": "Wrong person"})

    first.refresh_from_db()
    assert (first.state, first.reason) == ("rejected", "Wrong person")
    assert "Wrong person" in editor.get(address(first)).content.decode()


def test_undo_is_offered_for_the_last_decision_and_returns_to_it(
    editor: Client, capture: Capture
) -> None:
    first, second, _ = claims(capture)
    editor.post(address(first, "accept"))

    offered = editor.get(address(second)).content.decode()
    answer = editor.post(address(first, "reopen"))

    assert address(first, "reopen") in offered
    assert answer["Location"] == address(first)
    first.refresh_from_db()
    assert first.state == "proposed"
    assert not Event.objects.exists()


def correction(claim: Claim, **changes: Any) -> dict[str, Any]:
    fields = {
        "type": claim.type,
        "persons": "\n".join(claim.persons),
        "date": claim.date,
        "date_end": "",
        "place": claim.place,
        "metric": "",
        "value": "",
        "unit": "",
        "articles": "",
        "organisations": "",
    }
    return {f"claim-{name}": value for name, value in (fields | changes).items()}


def test_a_corrected_claim_may_be_accepted_at_once(editor: Client, capture: Capture) -> None:
    first, second, _ = claims(capture)
    entered = correction(first, date="2021-05-05", place="Zenda", metric="term", value="P1Y")

    answer = editor.post(address(first, "correct"), entered | {"accept": "yes"})

    assert answer["Location"] == address(second)
    first.refresh_from_db()
    event = Event.objects.get()
    assert (event.date, event.place) == ("2021-05-05", "Zenda")
    assert event.quantity == {"metric": "term", "value": "P1Y", "unit": None}
    assert first.state == "accepted"


def test_a_sentence_becomes_a_claim_with_a_type_and_a_person(
    editor: Client, capture: Capture
) -> None:
    *_, sentence = claims(capture)

    without = editor.get(address(sentence)).content.decode()
    editor.post(
        address(sentence, "correct"),
        correction(sentence, type="trial_hearing", persons="Rudolf  Rassendyll\n")
        | {"accept": "yes"},
    )

    assert "Choose a type to make it a claim." in without
    assert address(sentence, "accept") not in without
    assert Event.objects.get().type == "trial_hearing"


@pytest.mark.parametrize(
    ("field", "entered", "words"),
    [
        ("date", "May last year", "is not a date"),
        ("type", "", "This field is required"),
        ("metric", "term", "A quantity needs both"),
    ],
)
def test_a_wrong_correction_changes_nothing_and_says_why(
    field: str, entered: str, words: str, editor: Client, capture: Capture
) -> None:
    first, *_ = claims(capture)

    answer = editor.post(address(first, "correct"), correction(first, **{field: entered}))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    first.refresh_from_db()
    assert (first.type, first.date) == ("arrest", "2021-05-04")


def test_a_claim_may_be_filed_by_hand_as_contradicting(editor: Client) -> None:
    held = accept_claim(make_claim(date="2021-05-04"), by=anna()).finding
    assert held is not None
    claim = make_claim(date="2021-08-04")
    answer = editor.get(address(claim)).content.decode()

    editor.post(address(claim, "file"), {"event": held.public_id, "bearing": "contradicts"})

    assert f'value="{held.public_id}"' in answer
    assert Citation.objects.get(claim=claim, finding=held).bearing == "contradicts"
    assert Event.objects.get().date == "2021-05-04"


def test_a_claim_cannot_be_filed_under_what_was_not_offered(editor: Client) -> None:
    other = accept_claim(make_claim("meeting", date="2021-05-04"), by=anna()).finding
    accept_claim(make_claim("arrest", date="2021-05-04"), by=anna())
    assert other is not None
    claim = make_claim("arrest", date="2021-08-04")

    answer = editor.post(address(claim, "file"), {"event": other.public_id, "bearing": "supports"})

    assert answer.status_code == 422
    claim.refresh_from_db()
    assert claim.state == "proposed"


def test_one_who_may_look_sees_no_buttons_and_can_press_none(capture: Capture) -> None:
    first, *_ = claims(capture)
    client = Client()
    client.force_login(make_reader("casefiles.view_claim"))

    page = client.get(address(first)).content.decode()
    pressed = [
        client.post(address(first, action))
        for action in ("accept", "reject", "correct", "reopen", "file")
    ]

    assert "Note from Strelsau" in page
    assert "Accept" not in page[page.index('class="pane card-pane"') :]
    assert {answer.status_code for answer in pressed} == {404}
    first.refresh_from_db()
    assert first.state == "proposed"


def test_nothing_is_decided_by_following_a_link(editor: Client, capture: Capture) -> None:
    first, *_ = claims(capture)

    answers = [editor.get(address(first, action)) for action in ("accept", "reject", "reopen")]

    assert {answer.status_code for answer in answers} == {405}


def test_a_claim_is_not_found_under_another_source(editor: Client, capture: Capture) -> None:
    other = make_claim()
    first, *_ = claims(capture)

    path = f"/desk/review/{other.capture.source.public_id}/{first.public_id}/"

    assert editor.get(path).status_code == 404


def test_the_screen_asks_no_more_for_more_claims(
    editor: Client, capture: Capture, django_assert_max_num_queries: Any
) -> None:
    accept_claim(make_claim("arrest", date="2021-05"), by=anna())
    accept_claim(make_claim("arrest", date="2022-05"), by=anna())
    first, *_ = claims(capture)
    editor.get(address(first))
    for number in range(10):
        make_claim("meeting", capture=capture, quote="arrested", date=f"2021-06-{number + 10}")

    with django_assert_max_num_queries(30):
        editor.get(address(first))
