"""The way in and the inbox, in a browser: by keyboard alone, with a passkey, without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from playwright.sync_api import Page, expect

from habeas.desk.casefiles import inbox
from habeas.desk.casefiles.models import Claim
from habeas.desk.casefiles.tests.makers import editor, make_capture
from habeas.project.home import Home

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long walk in Strelsau"


@pytest.fixture(autouse=True)
def staff(stores: Home) -> None:
    cache.clear()
    user = editor()
    user.set_password(PASSWORD)
    user.save()


@pytest.fixture
def second_factor(settings: Any, stores: Home) -> None:
    settings.HABEAS_SECOND_FACTOR = True


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/desk/")
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Password")).to_have_count(0)


def tab_to(page: Page, name: str, *, at_most: int = 60) -> None:
    """Press Tab until what bears this name has the focus, as somebody without a mouse does."""
    page.wait_for_load_state("load")
    for _ in range(at_most):
        page.keyboard.press("Tab")
        held = page.evaluate(
            "() => { const at = document.activeElement; const by = at.getAttribute("
            "'aria-labelledby'); return (by ? document.getElementById(by).innerText : "
            "at.getAttribute('aria-label') || at.innerText || "
            "(at.labels && at.labels.length ? at.labels[0].innerText : '')); }"
        )
        if str(held).strip().startswith(name):
            return
    raise AssertionError(f"no Tab leads to {name}")


def code_of(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def test_an_app_is_set_up_by_keyboard_and_asked_for_next_time(
    page: Page, live_server: Any, second_factor: None
) -> None:
    enter(page, live_server.url)
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    tab_to(page, "Set up an app")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Set up an app")).to_be_visible()
    secret = page.locator("main code").inner_text()
    tab_to(page, "Code")
    page.keyboard.type(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    tab_to(page, "I have them")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="To the desk")).to_be_visible()
    tab_to(page, "To the desk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()

    page.context.clear_cookies()
    enter(page, live_server.url)
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    tab_to(page, "Code")
    page.keyboard.type(codes[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def test_a_passkey_opens_the_desk(page: Page, live_server: Any, second_factor: None) -> None:
    address = live_server.url.replace("127.0.0.1", "localhost")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    enter(page, address)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Its name").fill("The grey key")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert Authenticator.objects.filter(type="webauthn").count() == 1

    page.context.clear_cookies()
    enter(page, address)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def test_the_inbox_is_worked_through_by_keyboard(page: Page, live_server: Any) -> None:
    for title in ("First leaflet", "Second leaflet"):
        make_capture(title=title)
    enter(page, live_server.url)
    page.goto(f"{live_server.url}/desk/inbox/")

    tab_to(page, "First leaflet", at_most=80)
    page.keyboard.press("Space")
    tab_to(page, "Put away")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 source was changed")).to_be_visible()
    assert [one.title for one in inbox.waiting_for(editor())] == ["Second leaflet"]

    tab_to(page, "Undo the last change", at_most=80)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert inbox.waiting_for(editor()).count() == 2


def test_long_reading_shows_its_progress_and_goes_on(
    page: Page, live_server: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(inbox.Work.go_on, "__kwdefaults__", {"seconds": 0.0})
    for number in range(4):
        make_capture(title=f"Leaflet {number}")
    enter(page, live_server.url)
    page.goto(f"{live_server.url}/desk/inbox/")

    page.get_by_label("Choose all").check()
    page.get_by_role("button", name="Read", exact=True).click()

    expect(page.get_by_text("Read; 4 claims were found")).to_be_visible(timeout=20_000)
    assert Claim.objects.count() == 4


def test_without_javascript_a_button_goes_on(
    plain_page: Page, live_server: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(inbox.Work.go_on, "__kwdefaults__", {"seconds": 0.0})
    page = plain_page
    for number in range(2):
        make_capture(title=f"Leaflet {number}")
    page.goto(f"{live_server.url}/desk/")
    page.get_by_label("User name").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{live_server.url}/desk/inbox/")
    for box in page.locator("tbody input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Read", exact=True).click()

    expect(page.get_by_text(re.compile("1 of 2 sources"))).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Read; 2 claims were found")).to_be_visible()
