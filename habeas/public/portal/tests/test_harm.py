"""Readers are done no harm: a way out on every page, and a word of warning where it is due."""

import re

import pytest
from django.test import Client

from habeas.public.portal.language import INTERFACE
from habeas.public.portal.tests.test_pages import page

PAGES = ("", "people/", "people/rupert-hentzau/", "statistics/", "data/", "about/", "search/?q=a")


@pytest.mark.parametrize("language", INTERFACE)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_plain_link_that_leads_away_quickly(
    portal: Client, language: str, path: str
) -> None:
    html = page(portal, f"/{language}/{path}")

    assert '<a rel="noreferrer" href="https://www.wikipedia.org/">' in html


@pytest.mark.parametrize("path", ["people/", "international/", "data/", "people/rupert-hentzau/"])
def test_where_a_page_is_shared_or_followed_it_says_where_that_is_punished(
    portal: Client, path: str
) -> None:
    html = page(portal, f"/en/{path}")

    assert "people are punished for this in: Belarus, Russia and Iran." in html
    assert 'href="/en/about/#readers"' in html


def test_what_nobody_has_checked_says_so(portal: Client) -> None:
    html = page(portal, "/en/about/")

    assert html.count("Not yet held against the law; last looked at in November 2026.") == 3
    assert "A country that is not here is not said to be safe." in html


def test_the_warning_is_the_same_for_everybody(portal: Client) -> None:
    one = portal.get("/en/data/", headers={"X-Forwarded-For": "93.84.0.1"})
    other = portal.get("/en/data/", headers={"Accept-Language": "be", "DNT": "1"})

    assert one.content == other.content


def test_share_controls_contact_nobody(portal: Client) -> None:
    html = page(portal, "/be/people/rupert-hentzau/")
    share = html[html.index('<details class="share">') :].partition("</details>")[0]

    links = re.findall(r'<a href="([^"]+)', share)
    away = [link for link in links if not link.startswith(("https://portal.example/", "/"))]
    assert {link.partition(":")[0] for link in away} == {"mailto", "sms"}
    assert "<script" not in share
