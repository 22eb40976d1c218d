"""A day at the desk, in a browser: by keyboard alone, and without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from habeas.desk.casefiles.models import Claim, Event
from habeas.desk.casefiles.tests.makers import editor, make_capture, make_claim
from habeas.desk.sources.models import Capture, Passage
from habeas.project.home import Home
from habeas.public.edition.store import Edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long walk in Strelsau"
TEXT = (
    "Rudolf Rassendyll was arrested on 4 May 2021. He was charged in June. "
    "He met the ambassador. He was released on 12 August 2021."
)


@pytest.fixture
def capture(stores: Home) -> Capture:
    """A public source with four claims, and an editor with a password."""
    user = editor()
    user.set_password(PASSWORD)
    user.save()
    made = make_capture(TEXT, title="Note from Strelsau")
    Passage.objects.create(
        capture=made, number=1, start=0, end=len(TEXT), kind="paragraph", language="en"
    )
    make_claim("arrest", capture=made, quote="arrested on 4 May 2021", date="2021-05-04")
    make_claim("charge", capture=made, quote="charged in June", date="2021-06")
    make_claim("meeting", capture=made, quote="met the ambassador")
    make_claim("release", capture=made, quote="released on 12 August 2021", date="2021-08-12")
    return made


def log_in(page: Page, address: str) -> None:
    """The user name has the focus."""
    page.goto(f"{address}/desk/")
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def press(page: Page, key: str) -> None:
    """Press a key once the page with its script is there, as a person would."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def state_of(capture: Capture) -> list[str]:
    return [claim.state for claim in Claim.objects.filter(capture=capture).order_by("start")]


def test_a_source_is_reviewed_by_keyboard_and_published(
    page: Page, live_server: Any, capture: Capture, stores: Home
) -> None:
    card = page.locator("#claim-title")
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/desk/review/")

    expect(card).to_have_text("Arrest")
    press(page, "a")
    expect(card).to_have_text("Charge")
    expect(page.get_by_text("it opened a new finding")).to_be_visible()

    # The wrong key, and back.
    press(page, "a")
    expect(card).to_have_text("Meeting")
    press(page, "u")
    expect(card).to_have_text("Charge")
    assert state_of(capture) == ["accepted", "proposed", "proposed", "proposed"]

    # To look ahead and return changes nothing.
    press(page, "j")
    expect(card).to_have_text("Meeting")
    press(page, "k")
    expect(card).to_have_text("Charge")

    press(page, "e")
    expect(page.locator("#id_claim-type")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.locator("#id_claim-date")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("2021-06-15")
    page.keyboard.press("Enter")
    expect(card).to_have_text("Meeting")
    assert Event.objects.get(type="charge").date == "2021-06-15"

    press(page, "r")
    page.keyboard.type("Not an event")
    page.keyboard.press("Enter")
    expect(card).to_have_text("Release")
    assert Claim.objects.get(state="rejected").reason == "Not an event"

    press(page, "a")
    expect(page.get_by_text("Every claim of this source is reviewed.")).to_be_visible()
    assert state_of(capture) == ["accepted", "accepted", "rejected", "accepted"]

    page.goto(f"{live_server.url}/desk/publish/")
    page.locator("#message").focus()
    page.keyboard.type("The first")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Edition 1 is published")).to_be_visible()
    info = Edition(stores.edition).current()
    assert info is not None
    assert info.message == "The first"


def test_the_keys_work_on_a_cyrillic_keyboard(
    page: Page, live_server: Any, capture: Capture
) -> None:
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/desk/review/")

    page.evaluate(
        "document.body.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'ф', code: 'KeyA', bubbles: true}))"
    )

    expect(page.locator("#claim-title")).to_have_text("Charge")
    assert state_of(capture)[0] == "accepted"


def test_a_key_typed_into_a_field_decides_nothing(
    page: Page, live_server: Any, capture: Capture
) -> None:
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/desk/review/")

    press(page, "r")
    page.keyboard.type("a jeuk")

    expect(page.locator("#reason")).to_have_value("a jeuk")
    page.keyboard.press("Escape")
    expect(page.locator("#reason")).to_be_hidden()
    assert set(state_of(capture)) == {"proposed"}


def test_help_lists_the_keys(page: Page, live_server: Any, capture: Capture) -> None:
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/desk/review/")

    press(page, "?")

    expect(page.get_by_text("Accept the claim")).to_be_visible()
    press(page, "a")
    assert set(state_of(capture)) == {"proposed"}


def test_review_works_without_javascript(
    plain_page: Page, live_server: Any, capture: Capture, client: Any
) -> None:
    client.force_login(editor())
    plain_page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    plain_page.goto(f"{live_server.url}/desk/review/")

    expect(plain_page.get_by_role("navigation", name="Menu")).to_be_visible()
    plain_page.get_by_role("button", name="Accept a").click()
    expect(plain_page.locator("#claim-title")).to_have_text("Charge")
    plain_page.get_by_text("Reject r").click()
    plain_page.get_by_label("Reason").fill("Wrong person")
    plain_page.get_by_role("button", name="Reject").click()

    expect(plain_page.locator("#claim-title")).to_have_text("Meeting")
    assert state_of(capture) == ["accepted", "rejected", "proposed", "proposed"]


def test_the_screens_fit_a_phone_and_ask_nobody_else(
    page: Page, live_server: Any, capture: Capture
) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(re.sub(r"^(\w+:)//([^/]+).*", r"\2", request.url)))
    log_in(page, live_server.url)
    page.set_viewport_size({"width": 320, "height": 640})

    for path in ("", "review/", "collect/", "publish/", "people/"):
        page.goto(f"{live_server.url}/desk/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path

    assert asked == {live_server.url.split("//")[1]}
