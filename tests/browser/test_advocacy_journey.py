"""From a case to a finished questionnaire, in a browser, by keyboard where it is typed."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from habeas.desk.advocacy.models import Draft, Proceeding
from habeas.desk.casefiles.models import Case
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.project.home import Home

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long walk in Strelsau"


@pytest.fixture
def case(stores: Home) -> Case:
    user = editor()
    user.set_password(PASSWORD)
    user.save()
    accept_claim(make_claim("arrest", date="2026-05-04", place="Minsk"), by=user)
    accept_claim(make_claim("pretrial_detention", date="2026-05-06", place="Minsk"), by=user)
    return Case.objects.get()


def test_from_a_case_to_a_finished_questionnaire(
    page: Page, live_server: Any, case: Case, tmp_path: Path
) -> None:
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()

    page.goto(f"{live_server.url}/desk/people/rudolf-rassendyll/")
    page.locator("nav.on-this-page").get_by_role("link", name="Advocacy").click()
    expect(page.get_by_text("The State left it on 8 February 2023").first).to_be_visible()
    regular = page.get_by_role("listitem").filter(has_text="regular procedure")
    regular.get_by_role("button", name="Begin").click()

    page.get_by_label("Why it is arbitrary (categories)").focus()
    page.keyboard.type("II and III")
    page.get_by_label("Who submits, with contact").focus()
    page.keyboard.type("The Tulip Centre")
    page.locator("button[value=facts]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Who submits, with contact")).to_have_value("The Tulip Centre")
    page.get_by_label("What happened").select_option("step:transmitted")
    page.locator("#id_date").fill("2026-01-10")
    page.locator("button[value=step]").click()
    expect(page.get_by_text("11 March 2026")).to_be_visible()

    page.locator("button[value=draft]").click()
    page.locator("#drafts ~ ul a").first.click()
    expect(page.get_by_role("heading", name="II. Arrest")).to_be_visible()
    expect(page.get_by_role("heading", name="Gaps")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="DOCX").click()
    saved = tmp_path / "draft.docx"
    waiting.value.save_as(saved)

    assert "The Tulip Centre" in zipfile.ZipFile(saved).read("word/document.xml").decode()
    assert Proceeding.objects.get().case == case
    assert "submitter" not in Draft.objects.get().body["gaps"]
