"""A petition at the desk, from its beginning to the answer, in a narrow and in a wide window."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pyrage import x25519

from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.petitions.models import Petition
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


def test_a_petition_from_its_beginning_to_the_answer(desk: Page, live_server: Any) -> None:
    key = str(x25519.Identity.generate().to_public())

    def part(id: str) -> Any:
        return desk.locator(f"section:has(#{id})")

    desk.goto(f"{live_server.url}/desk/petitions/")
    _fits(desk, "list-empty")
    desk.get_by_role("link", name="Begin a petition").click()
    desk.locator("[name=who]").select_option(index=0)
    desk.locator("[name=slug]").fill("free-rudolf")
    desk.locator("[name=addressees]").fill("The Governor of Zenda")
    desk.locator("[name=goals]").fill("100, 1000")
    desk.locator("[name=opens_on]").fill("2022-01-01")
    desk.locator("[name=organisation]").fill("The House")
    desk.locator("[name=key]").fill(key)
    _fits(desk, "begin")
    desk.get_by_role("button", name="Begin", exact=True).click()

    desk.locator("[name=write-language]").select_option("en")
    desk.locator("[name=write-title]").fill("Free Rudolf Rassendyll")
    desk.locator("[name=write-text]").fill("We ask the Governor to let him go.\n\nNow.")
    part("words").get_by_role("button", name="Keep").click()
    desk.get_by_role("button", name="Freeze the words").click()
    _fits(desk, "frozen")
    desk.get_by_role("button", name="Open with the next edition").click()

    part("deliveries").locator("summary").click()
    desk.locator("[name=deliver-to]").fill("The Governor")
    desk.locator("[name=deliver-on]").fill("2022-03-01")
    desk.locator("[name=deliver-number]").fill("1052")
    desk.locator("[name=deliver-proof]").fill("Stamp of the office, no. 7")
    _fits(desk, "delivering")
    part("deliveries").get_by_role("button", name="Enter").last.click()
    part("deliveries").locator("summary").first.click()
    desk.locator("[name=answer-answer]").first.fill("No.")
    desk.locator("[name=answer-answered_on]").first.fill("2022-04-11")
    part("deliveries").get_by_role("button", name="Enter").first.click()

    expect(part("deliveries")).to_contain_text("2022-04-11 No.")
    _fits(desk, "answered")
    desk.goto(f"{live_server.url}/desk/petitions/")
    _fits(desk, "list")
    petition = Petition.objects.get()
    assert (petition.state, petition.deliveries.get().answer) == ("delivered", "No.")


def _fits(page: Page, name: str) -> None:
    """No page is wider than its window; pictures lie where HABEAS_SCREENSHOTS says."""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        _comes_to_fit(page, f"{name} at {width}")
        if folder := os.environ.get("HABEAS_SCREENSHOTS"):
            file = Path(folder) / f"desk-petition-{name}-{width}.png"
            page.set_viewport_size({"width": width, "height": 2400})
            page.wait_for_timeout(600)  # the menu slides
            page.screenshot(path=str(file))


def _comes_to_fit(page: Page, name: str) -> None:
    """Nothing juts out of the page's own part, once the menu has slid to its place."""
    main = page.locator("main").first
    for _ in range(100):
        widths = main.evaluate("one => [one.scrollWidth, one.clientWidth]")
        if widths[0] <= widths[1]:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{name}: {widths[0]} in {widths[1]}")
