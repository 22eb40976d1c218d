"""An appeal at the desk, written by keyboard, from a draft to open."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from habeas.desk.actions.models import Appeal
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.sources.models import Sensitivity
from habeas.project.home import Home

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long walk in Strelsau"


@pytest.fixture
def desk(page: Page, live_server: Any, stores: Home) -> Page:
    user = editor()
    user.set_password(PASSWORD)
    user.save()
    arrest = make_claim("arrest", date="2021-05-04", place="Zenda", sensitivity=Sensitivity.PUBLIC)
    accept_claim(arrest, by=user)
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    return page


def test_an_appeal_is_written_and_opened_by_keyboard(desk: Page, live_server: Any) -> None:
    def typed(label: str, text: str) -> None:
        desk.get_by_label(label, exact=True).first.focus()
        desk.keyboard.type(text)

    def pressed(name: str, within: str) -> None:
        desk.locator(within).get_by_role("button", name=name, exact=True).last.focus()
        desk.keyboard.press("Enter")

    desk.goto(f"{live_server.url}/desk/actions/")
    desk.get_by_role("link", name="Rudolf Rassendyll").focus()
    desk.keyboard.press("Enter")
    typed("Title", "Free Rudolf Rassendyll")
    typed("Address", "free-rudolf")
    typed("Summary", "He painted a wall and waits for his trial in a cell.")
    typed("Demands", "Release him\nLet a doctor see him")
    pressed("Keep as a draft", "main")

    typed("Name", "The Governor of Zenda")
    typed("E-mail", "governor@zenda.example")
    pressed("Add", "section:has(#addressees)")
    expect(desk.locator("summary", has_text="The Governor of Zenda")).to_be_visible()
    typed("Subject", "About {name}")
    typed("Letter", "I ask you to release {name}, held since {since}.")
    pressed("Keep", "section:has(#letters)")
    pressed("Open it to the public", "section:has(#facts)")

    expect(desk.get_by_role("link", name="The public page")).to_be_visible()
    assert Appeal.objects.get().state == Appeal.State.OPEN
