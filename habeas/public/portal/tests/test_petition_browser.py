"""A petition in a browser without JavaScript: sign, open the mail, confirm, count, withdraw."""

from __future__ import annotations

import json
import os
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from habeas.core.documents import Elsewhere, PetitionDelivery
from habeas.core.sealing import unseal
from habeas.public.edition.writer import make_store as make_edition
from habeas.public.edition.writer import write_edition
from habeas.public.intake.petitions import counting
from habeas.public.intake.store import make_store
from habeas.public.intake.tests.petitioning import MAILER, SLUG, column, petition
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.serving import Served

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Site:
    address: str
    intake: Path

    def newest_link(self, folder: Path) -> str:
        """The link of the newest mail, as the mailer reads it."""
        body = column(self.intake, "SELECT sealed FROM outbox ORDER BY rowid")[-1]
        fields = json.loads(unseal(body, MAILER.file(folder)))["fields"]
        return str(fields["link"])


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    file, intake = tmp_path / "edition.sqlite3", tmp_path / "intake.sqlite3"
    make_edition(file)
    make_store(intake)
    paper = Elsewhere(kind="paper", by="The House", number=230, counted_on="2026-02-20")
    handed = PetitionDelivery(to="The Governor", on="2026-02-25", number=10)
    documents = [*ruritania.documents(), petition(elsewhere=(paper,), deliveries=(handed,))]
    now = datetime.now(UTC)
    write_edition(file, documents, message="", by="editor", at=now, sign=lambda _: "s")
    attack = getattr(request, "param", 100)
    with Served(file, intake, attack=attack) as served:
        yield Site(served.address, intake)


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_signing_confirming_and_withdrawing_without_javascript(
    site: Site, narrow: Page, tmp_path: Path
) -> None:
    narrow.goto(f"{site.address}/en/act/{SLUG}/")
    _photograph(narrow, "petition-320")
    narrow.get_by_label("Your name").fill("Flavia Elphberg")
    narrow.get_by_label("Your e-mail address").fill("flavia@www.strelsau.example")
    narrow.get_by_label("The country you live in").select_option("AT")
    narrow.get_by_label("Why you sign").fill("See www.strelsau.com")
    narrow.get_by_label("The House may hold my name").check()
    narrow.get_by_role("button", name="Sign, and send me the mail").click()

    expect(narrow.get_by_role("alert")).to_contain_text("without links")
    expect(narrow.get_by_label("Your name")).to_have_value("Flavia Elphberg")
    _photograph(narrow, "petition-wrong-320")
    narrow.get_by_label("Why you sign").fill("He is innocent.")
    _wait_like_a_person()
    narrow.get_by_role("button", name="Sign, and send me the mail").click()
    expect(narrow.get_by_role("heading", name="Look into your mail")).to_be_visible()

    link = site.newest_link(tmp_path)
    narrow.goto(link)
    _photograph(narrow, "petition-confirm-320")
    narrow.goto(link)
    assert column(site.intake, "SELECT state FROM signatures") == ["pending"]
    narrow.get_by_role("button", name="Confirm my signature").click()
    expect(narrow.get_by_text("Your signature is confirmed.")).to_be_visible()

    assert column(site.intake, "SELECT suspect FROM signatures") == [0]
    assert counting.count(site.intake) == {SLUG: 1}
    counter = f"{site.address}/embed/en/act/{SLUG}.json"
    data = json.load(urllib.request.urlopen(counter))  # noqa: S310 (our own)
    assert data["number"] == 1

    narrow.goto(link)
    narrow.get_by_role("button", name="Withdraw my signature").click()
    expect(narrow.get_by_text("The signature is taken back.")).to_be_visible()
    counting.count(site.intake)
    assert column(site.intake, "SELECT sum(number) FROM counts") == [0]


@pytest.mark.parametrize("site", [0], indirect=True)
def test_under_attack_a_script_works_out_a_proof(
    site: Site, chromium: Browser, narrow: Page
) -> None:
    page = chromium.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    for one, email in ((page, "flavia@strelsau.example"), (narrow, "rudolf@strelsau.example")):
        one.goto(f"{site.address}/en/act/{SLUG}/")
        one.get_by_label("Your name").fill("Flavia Elphberg")
        one.get_by_label("Your e-mail address").fill(email)
        one.get_by_label("The country you live in").select_option("AT")
        one.get_by_label("The House may hold my name").check()
        _photograph(one, f"petition-attack-{one is page}")
        _wait_like_a_person()
        one.get_by_role("button", name="Sign, and send me the mail").click()
        expect(one.get_by_role("heading", name="Look into your mail")).to_be_visible()

    assert column(site.intake, "SELECT suspect FROM signatures ORDER BY rowid") == [0, 1]
    assert column(site.intake, "SELECT count(*) FROM spent") == [1]
    assert problems == []
    page.close()


@pytest.mark.parametrize("language", ["en", "be", "ru", "fa"])
def test_the_page_is_no_wider_than_its_window_and_asks_nobody_else(
    site: Site, chromium: Browser, language: str
) -> None:
    for width in (320, 1280):
        page = chromium.new_page(viewport={"width": width, "height": 800})
        asked = _addresses_asked(page)
        page.goto(f"{site.address}/{language}/act/{SLUG}/")
        _photograph(page, f"petition-{language}-{width}")

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert all(one.startswith((site.address, "data:")) for one in asked)
        assert page.context.cookies() == []
        page.close()


def _addresses_asked(page: Page) -> list[str]:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    return asked


def _wait_like_a_person() -> None:
    """A form that comes back within three seconds is suspect; its stamp is cut to the minute."""
    while time.time() % 60 < 4:
        time.sleep(0.2)


def _photograph(page: Page, name: str) -> None:
    """Kept where HABEAS_SCREENSHOTS says, for whoever wants to look."""
    if folder := os.environ.get("HABEAS_SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
