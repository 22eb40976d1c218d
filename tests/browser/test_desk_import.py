"""A list at the desk, in a browser: by keyboard alone, and without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from habeas.desk.casefiles.models import Person
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.imports.models import Observation
from habeas.desk.imports.tests.makers import FLAVIA, FRITZ, RUDOLF, take_in, write_csv
from habeas.project.home import Home

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long walk in Strelsau"


@pytest.fixture(autouse=True)
def known(stores: Home) -> Person:
    """An editor with a password, and a file that one row of the list belongs to."""
    user = editor()
    user.set_password(PASSWORD)
    user.save()
    person = accept_claim(make_claim(date="2021-05"), by=user).person
    assert person is not None
    return person


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/desk/")
    page.get_by_label("User name").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Password")).to_have_count(0)
    page.goto(f"{address}/desk/import/")


def press(page: Page, key: str) -> None:
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def test_a_list_is_tried_taken_in_and_reviewed_by_keyboard(
    page: Page, live_server: Any, tmp_path: Path, known: Person
) -> None:
    enter(page, live_server.url)
    page.get_by_label("File").set_input_files(
        write_csv(tmp_path / "list.csv", RUDOLF, FLAVIA, FRITZ)
    )
    page.get_by_role("button", name="Try it").focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Tried, nothing taken in yet")).to_be_visible()

    press(page, "a")
    expect(page.get_by_role("heading", name="Taken in")).to_be_visible()
    press(page, "n")
    expect(page.get_by_role("heading", name="Rudolf Rassendyll")).to_be_visible()
    press(page, "1")
    expect(page.get_by_role("heading", name="Rudolf Rassendyll")).to_have_count(0)
    press(page, "o")
    expect(page.get_by_role("heading", name="Flavia Tarlenheim")).to_have_count(0)
    press(page, "s")
    expect(page.get_by_text("Every row has been decided.")).to_be_visible()
    press(page, "u")

    expect(page.get_by_role("heading", name="Fritz Tarlenheim")).to_be_visible()
    decided = {row.key: (row.decision, row.person) for row in Observation.objects.all()}
    assert decided["id:1"] == ("joined", known)
    assert decided["id:2"][0] == "opened"
    assert decided["id:3"] == ("", None)


def test_a_list_is_taken_in_and_opened_without_javascript(
    plain_page: Page, live_server: Any, tmp_path: Path
) -> None:
    enter(plain_page, live_server.url)
    plain_page.get_by_label("File").set_input_files(
        write_csv(tmp_path / "list.csv", RUDOLF, FLAVIA)
    )
    plain_page.get_by_role("button", name="Try it").click()
    plain_page.get_by_role("button", name="Take it in").click()
    plain_page.get_by_role("link", name="To its rows").click()
    plain_page.get_by_role("button", name="Open files for all rows").click()

    expect(plain_page.get_by_text("1 file opened")).to_be_visible()
    expect(plain_page.get_by_role("heading", name="Rudolf Rassendyll")).to_be_visible()
    assert Person.objects.count() == 2


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_screen_is_wider_than_its_window(
    page: Page, live_server: Any, tmp_path: Path, width: int
) -> None:
    take_in(write_csv(tmp_path / "list.csv", RUDOLF, (*FLAVIA[:4], "31.02.2021", "", "")))
    page.set_viewport_size({"width": width, "height": 800})
    enter(page, live_server.url)
    too_wide = "document.documentElement.scrollWidth > innerWidth"

    assert not page.evaluate(too_wide)
    page.get_by_role("link", name="list.csv").click()
    page.wait_for_load_state("load")
    assert not page.evaluate(too_wide)
    page.get_by_role("link", name="To its rows").click()
    page.wait_for_load_state("load")
    assert not page.evaluate(too_wide)
