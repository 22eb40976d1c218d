"""The portal in a real browser: narrow, without JavaScript, by keyboard."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[4]
PAGES = [
    "/",
    "/en/",
    "/be/people/",
    "/en/people/rupert-hentzau/",
    "/ru/people/antonia-mauban/",
    "/be/people/flavia-elphberg/",
    "/en/sources/courier-2/",
    "/ru/changes/",
    "/en/search/?q=hentzau",
    "/be/about/",
    "/ru/people/?view=table&sort=days",
    "/be/people/?status=held&article=342",
    "/en/people/?view=names",
    "/ru/international/",
    "/en/organisations/",
    "/be/organisations/strelsau-city-court/",
    "/en/places/",
    "/ru/places/tarlenheim/",
    "/be/statistics/",
    "/en/data/",
    "/embed/en/held/",
    "/fa/people/rupert-hentzau/",
    "/ru/people/rupert-hentzau/print/",
    "/fa/print/",
    "/be/follow/",
    "/fa/people/?status=held",
    "/fa/statistics/",
    "/en/nothing/",
]


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture(scope="module")
def site(edition_file: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HABEAS_EDITION": str(edition_file),
    }
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--no-ws", "--log-level", "error"),
        "habeas.project.portal_wsgi:application",
    ]
    process = subprocess.Popen(command, env=environment)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz")
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_a_small_phone(browser: Browser, site: str, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})

    page.goto(site + address)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


def test_no_page_asks_another_host_or_sets_a_cookie_or_breaks_its_own_policy(
    wide: Page, site: str
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    wide.on("request", lambda request: asked.append(request.url))
    wide.on("console", lambda message: complaints.append(message.text))

    for address in PAGES[:-1]:
        wide.goto(site + address)

    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert wide.context.cookies() == []
    assert complaints == []


def test_the_text_face_is_ours_in_both_scripts(wide: Page, site: str) -> None:
    fonts: list[str] = []
    wide.on("response", lambda answer: fonts.append(answer.url) if "woff2" in answer.url else None)

    wide.goto(f"{site}/be/people/rupert-hentzau/")
    wide.wait_for_load_state("networkidle")

    assert any("text-cyrillic" in url for url in fonts)
    assert any("text-latin" in url for url in fonts)


def test_evidence_opens_in_place_without_javascript(narrow: Page, site: str) -> None:
    narrow.goto(f"{site}/en/people/rupert-hentzau/")
    arrest = narrow.locator("#e-r-arrest")
    quote = arrest.get_by_text("Rupert Hentzau was arrested on 12 August at his office")
    assert not quote.is_visible()

    arrest.locator("summary").click()

    assert quote.is_visible()
    assert narrow.url.endswith("/rupert-hentzau/")


def test_the_keyboard_reaches_the_evidence_and_the_passage(wide: Page, site: str) -> None:
    wide.goto(f"{site}/en/people/flavia-elphberg/")
    for _ in range(60):
        wide.keyboard.press("Tab")
        if wide.evaluate("document.activeElement.tagName") == "SUMMARY":
            break

    wide.keyboard.press("Enter")
    wide.keyboard.press("Tab")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/sources/courier-2/**")

    assert wide.locator("mark", has_text="Flavia Elphberg was detained").is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(wide: Page, site: str) -> None:
    wide.goto(f"{site}/en/people/")

    wide.keyboard.press("Tab")

    assert wide.evaluate("document.activeElement.getAttribute('href')") == "#main"


@pytest.mark.parametrize(("width", "form"), [(320, "narrow"), (1280, "wide")])
def test_one_wall_is_shown_and_it_has_strokes(
    browser: Browser, site: str, width: int, form: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})

    page.goto(f"{site}/en/people/rupert-hentzau/")

    shown = page.locator("svg.wall[role=img]:visible")
    assert shown.count() == 1
    assert form in (shown.get_attribute("class") or "")
    drawn = page.evaluate(
        "form => document.querySelector(`svg.wall.${form}`).getBBox().height", form
    )
    assert drawn > 100
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{site}/en/people/rupert-hentzau/")

    weak = page.evaluate(CONTRASTS)

    assert weak == []
    context.close()


# WCAG 2.2, 1.4.3: 4.5 to 1 for text, 3 to 1 where it is large.
CONTRASTS = """() => {
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = parts(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
  };
  const weak = [];
  for (const node of document.querySelectorAll("main *, header *, footer *")) {
    const own = [...node.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || node.closest("svg") || !node.checkVisibility()) continue;
    const style = getComputedStyle(node);
    const [a, b] = [light(parts(style.color)), light(ground(node))].sort((x, y) => y - x);
    const least = parseFloat(style.fontSize) >= 24 ? 3 : 4.5;
    if ((a + 0.05) / (b + 0.05) < least) weak.push(node.tagName + " " + node.textContent.trim());
  }
  return weak;
}"""
