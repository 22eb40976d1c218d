"""Telling us something in a browser without JavaScript, and coming back for the answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from habeas.core.receipts import read_code, receipt
from habeas.public.edition.writer import make_store as make_edition
from habeas.public.edition.writer import write_edition
from habeas.public.intake import threads
from habeas.public.intake.petitions.links import secret
from habeas.public.intake.store import make_store
from habeas.public.intake.tests.petitioning import column
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.serving import Served

pytestmark = pytest.mark.browser
ONION = "http://ruritaniaruritaniaruritaniaruritaniaruritaniaruritaniarur.onion"


@pytest.fixture
def intake(tmp_path: Path) -> Path:
    make_store(tmp_path / "intake.sqlite3")
    return tmp_path / "intake.sqlite3"


@pytest.fixture
def site(tmp_path: Path, intake: Path) -> Iterator[str]:
    file = tmp_path / "edition.sqlite3"
    make_edition(file)
    now = datetime.now(UTC)
    write_edition(
        file, [*ruritania.documents()], message="", by="editor", at=now, sign=lambda _: "s"
    )
    with Served(file, intake, more={"HABEAS_PORTAL_ONION": ONION}) as served:
        yield served.address


@pytest.mark.parametrize("width", [320, 1280])
def test_telling_and_reading_the_answer_without_javascript(
    site: str, intake: Path, chromium: Browser, width: int, tmp_path: Path
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 700}, java_script_enabled=False
    )
    page = context.new_page()
    answered = page.goto(f"{site}/en/tell/")
    assert answered is not None
    assert answered.headers["onion-location"] == f"{ONION}/en/tell/"
    _photograph(page, f"tell-{width}")
    page.get_by_role("button", name="Seal and send").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no message yet")

    photo = tmp_path / "cell.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(100_000))
    page.get_by_label("Your message").fill("Rudolf was moved to Zenda.")
    page.get_by_label("Files").set_input_files(photo)
    page.get_by_role("button", name="Seal and send").click()
    expect(page.get_by_text("Sealed with it: 1 file.")).to_be_visible()
    code = page.locator(".receipt").inner_text()
    _photograph(page, f"told-{width}")
    assert column(intake, "SELECT count(*) FROM pieces") == [1]

    mine = receipt(read_code(code), secret(intake))
    on = date(2026, 3, 1)
    threads.answer(
        intake, mine.id, recipient=mine.recipient, text="Thank you.\nOn which day?",
        on=on, until=date(2099, 1, 1), once="a1",
    )  # fmt: skip
    page.get_by_role("link", name="Where to read the answer").click()
    page.get_by_label("Your code").fill("0000 0000 0000 0000 0001")
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a slip in the code")
    _photograph(page, f"answer-wrong-{width}")
    page.get_by_label("Your code").fill(code.lower())
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_text("On which day?")).to_be_visible()
    _photograph(page, f"answered-{width}")

    page.get_by_label("Your message").fill("On the fourth of May.")
    page.get_by_role("button", name="Seal and send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.locator(".receipt")).to_have_count(0)
    assert column(intake, "SELECT count(*) FROM messages") == [2]
    assert column(intake, "SELECT count(*) FROM threads") == [1]
    assert context.cookies() == []
    context.close()


def test_after_its_time_the_answer_is_gone(intake: Path) -> None:
    code, mine = threads.begin(intake)
    from habeas.public.intake.database import transaction

    with transaction(intake) as held:
        threads.keep(held, mine.id, until=date(2026, 5, 1))
    own = {"recipient": mine.recipient, "text": "Yes"}
    day, late = date(2026, 5, 1), date(2026, 5, 2)
    assert threads.answer(intake, mine.id, **own, on=day, until=day, once="a1")
    assert threads.answer(intake, mine.id, **own, on=day, until=day, once="a1")

    found = threads.find(intake, code, on=day)
    assert found
    assert [one.text for one in threads.answers(intake, found)] == ["Yes"]
    assert threads.find(intake, code, on=late) is None
    assert not threads.answer(intake, mine.id, **own, on=late, until=late, once="a2")
    assert column(intake, "SELECT count(*) FROM answers") == [0]


def _photograph(page: Page, name: str) -> None:
    """No page is wider than the window; look at it with HABEAS_SCREENSHOTS=FOLDER."""
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    if folder := os.environ.get("HABEAS_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    assert page.evaluate(wide) <= 0, name
