"""Writing to a prisoner in a browser: hints as one types, and no text that leaves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from habeas.public.portal.tests.serving import Served
from habeas.public.portal.tests.test_letters import recipient, written

pytestmark = pytest.mark.browser
HERE = "/act/letters/rupert-hentzau/"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    held_back = recipient(slug="antonia-mauban", hold="moved", address=None, unit=None)
    file = written(tmp_path, recipient(), held_back)
    with Served(file, tmp_path / "intake.sqlite3") as served:
        yield served.address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_hints_are_marked_as_one_types_and_nothing_leaves_the_page(
    address: str, page: Page
) -> None:
    page.goto(f"{address}/be{HERE}", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator("#letter").focus()
    page.keyboard.type("У садзе цвітуць яблыні.")
    expect(page.get_by_role("status")).to_contain_text("Нічога са спіса не знайшлося")
    assert page.locator(".hints .found").count() == 0
    page.keyboard.type(" Скора ВЫБАРЫ, глядзі https://zenda.example")

    assert page.locator(".hints .found").all_inner_texts() == [
        "Палітыка і навіны: выбары, пратэсты, санкцыі, улада.",
        "Адрасы ў інтэрнэце, коды, назвы груп або каналаў.",
    ]
    assert asked == []
    by_force = page.evaluate("fetch('/healthz').then(() => 'sent', () => 'refused')")
    assert by_force == "refused"
    page.reload()
    expect(page.locator("#letter")).to_have_value("")


def test_without_javascript_the_hints_are_there_and_no_field(
    address: str, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/en{HERE}")

    expect(plain.get_by_text("War and armies")).to_be_visible()
    expect(plain.locator("#letter")).to_be_hidden()
    context.close()


def test_every_page_of_letters_fits_its_window(address: str, page: Page) -> None:
    pages = {
        "list": "/act/letters/", "letter": HERE, "held": "/act/letters/antonia-mauban/",
        "act": "/act/", "person": "/people/rupert-hentzau/",
    }  # fmt: skip
    for name, path in pages.items():
        for language in ("en", "be", "ru", "fa"):
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(f"{address}/{language}{path}")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
                if folder := os.environ.get("HABEAS_SCREENSHOTS"):
                    file = Path(folder) / f"portal-{name}-{language}-{width}.png"
                    page.screenshot(path=str(file), full_page=True)
