"""The style page: no part of the stylesheet that it lacks without our knowing, and nobody real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from habeas.public.portal import assets
from habeas.public.portal.language import INTERFACE
from habeas.public.portal.tests.test_pages import page

# What frames whole pages, stands on other sites, or needs a map: looked at where it stands.
ELSEWHERE = {
    "archive", "before", "border", "browse", "changes", "charges", "choose", "code", "dates",
    "embed", "empty", "first", "found", "hints", "light", "map", "more", "news", "newsroom",
    "numbers", "out", "pages", "photo", "pictured", "pin", "reader", "recipient", "responses",
    "restriction", "source", "way", "wording",
}  # fmt: skip


def drawn(html: str) -> set[str]:
    return {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split()}


def styled() -> set[str]:
    css = (Path(assets.__file__).parent / "static/portal.css").read_text("utf-8")
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}|url\([^)]*\)", " ", css, flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][a-z-]*)", selectors))


def test_it_shows_every_part_that_has_a_style(portal: Client) -> None:
    assert styled() - drawn(page(portal, "/en/style/")) == ELSEWHERE


@pytest.mark.parametrize("language", INTERFACE)
def test_it_is_there_in_every_language_and_found_by_no_search_engine(
    portal: Client, language: str
) -> None:
    answer = portal.get(f"/{language}/style/")

    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert f'/{language}/style/"' not in portal.get("/sitemap.xml").content.decode()
