"""Letters at the desk by keyboard: a card, letters that go out, one that is refused, a hold."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from habeas.desk.actions.letters.models import PERSONAL, Letter, Recipient
from habeas.desk.casefiles.models import Claim, Person
from habeas.desk.casefiles.services import accept_claim, give_consent, open_place, set_address
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
    zenda = open_place("Zenda", kind="prison", country="RU", by=user)
    set_address(zenda, "Castle 1, 101000 Zenda", since="2020", by=user)
    arrest = make_claim("arrest", date="2021-05-04", place="Zenda", sensitivity=Sensitivity.PUBLIC)
    accept_claim(arrest, by=user)
    give_consent(
        Person.objects.get(), [], given_by="His sister", purpose="letters",
        given_on=date(2021, 6, 1), by=user,
    )  # fmt: skip
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    return page


def test_a_card_its_letters_and_a_hold_by_keyboard(desk: Page, live_server: Any) -> None:
    def part(id: str) -> Locator:
        return desk.locator(f"section:has(> #{id})")

    def typed(name: str, text: str) -> None:
        desk.locator(f"[name={name}]").focus()
        desk.keyboard.press("Control+a")
        desk.keyboard.type(text)

    def pressed(where: Locator, name: str) -> None:
        where.get_by_role("button", name=name, exact=True).first.focus()
        desk.keyboard.press("Enter")

    desk.goto(f"{live_server.url}/desk/letters/")
    _fits(desk, "list-empty")
    desk.get_by_role("link", name="Rudolf Rassendyll").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Letters to Rudolf Rassendyll")).to_be_visible()
    typed("name", "Rassendyll Rudolf Georgevich")
    typed("born", "1979-02-14")
    typed("interests", "Chess, the history of bridges")
    _is_kept(desk)
    typed("avoid", "His brother")
    desk.locator("[name=consent]").focus()
    desk.keyboard.type("His sister")
    for name in ("Born", "Interests"):
        desk.get_by_label(name, exact=True).last.focus()
        desk.keyboard.press("Space")
    pressed(part("card"), "Keep the card")

    expect(part("hold")).to_contain_text("Castle 1, 101000 Zenda")
    desk.get_by_label("Letter by post").focus()
    desk.keyboard.press("Space")
    typed("rules-pages", "4")
    pressed(part("rules"), "Keep the rules")
    expect(part("rules")).to_contain_text("Shown as unverified")

    typed("posted-number", "2")
    pressed(part("log"), "Count letters as sent")
    part("log").locator("summary").first.focus()
    desk.keyboard.press("Enter")
    pressed(part("log"), "Refused by the guards")
    desk.get_by_label("What the envelope or the office says").focus()
    desk.keyboard.type("A stamp: not allowed.")
    _fits(desk, "card")
    pressed(part("log"), "Propose as a claim")
    expect(part("log")).to_contain_text("Proposed as a claim")

    pressed(part("hold"), "Ask everybody not to write now")
    expect(part("hold")).to_contain_text("Do not write now")
    _fits(desk, "card-held")
    pressed(part("hold"), "People can write again")
    expect(part("hold")).not_to_contain_text("Do not write now:")
    desk.goto(f"{live_server.url}/desk/letters/")
    _fits(desk, "list")

    _is_stored()


def _fits(page: Page, name: str) -> None:
    """Nothing juts out of the page; pictures lie where HABEAS_SCREENSHOTS says."""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        main = page.locator("main").first
        page.wait_for_timeout(600)  # the menu slides to its place
        widths = main.evaluate("one => [one.scrollWidth, one.clientWidth]")
        assert widths[0] <= widths[1], f"{name} at {width}"
        if folder := os.environ.get("HABEAS_SCREENSHOTS"):
            page.set_viewport_size({"width": width, "height": 3000})
            page.screenshot(path=str(Path(folder) / f"letters-{name}-{width}.png"))


def _is_kept(desk: Page) -> None:
    """The card shows again what was written, and each thing that may be shown."""
    desk.reload()
    expect(desk.locator("[name=born]")).to_have_value("1979-02-14")
    boxes = desk.locator("[name=shown]").evaluate_all("all => all.map((one) => one.value)")
    assert boxes == list(PERSONAL)


def _is_stored() -> None:
    card = Recipient.objects.get()
    assert (card.name, card.shown, card.hold) == (
        "Rassendyll Rudolf Georgevich", "born interests", "",
    )  # fmt: skip
    assert card.consent and card.consent.given_by == "His sister"
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["posted", "refused"]
    assert Claim.objects.filter(type="denial_of_contact").count() == 1
