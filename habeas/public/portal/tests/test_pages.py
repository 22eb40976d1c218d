"""The pages as a stranger gets them, on 1 March 2026."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from habeas.public.edition.store import Edition
from habeas.public.portal.edition import shown
from habeas.public.portal.language import INTERFACE as LANGUAGES

PAGES = [
    "",
    "people/",
    "people/?status=held&view=table",
    "people/?view=names",
    "people/rupert-hentzau/",
    "people/antonia-mauban/",
    "people/rudolf-rassendyll/",
    "people/flavia-elphberg/",
    "sources/courier-2/",
    "international/",
    "international/?type=award",
    "organisations/",
    "statistics/",
    "data/",
    "organisations/strelsau-city-court/",
    "places/",
    "places/tarlenheim/",
    "search/?q=hentzau",
    "changes/",
    "about/",
]


def page(portal: Client, address: str, *, status: int = 200, **headers: str) -> str:
    answer = portal.get(address, headers=headers)
    assert answer.status_code == status, address
    return answer.content.decode()


def words(html: str) -> str:
    """What a reader reads, without the drawings."""
    without = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", without.replace("\xa0", " "))


class Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.own: list[str] = []
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.ids: set[str] = set()
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(tag)
        # JSON-LD is data, which no browser runs.
        is_data = given.get("type") == "application/ld+json"
        if tag in ("script", "style", "iframe") and not is_data:
            self.inline.append(tag)
        address = given.get("href") or given.get("src") or given.get("action") or ""
        if address.startswith("#"):
            self.anchors.append(address[1:])
        elif tag == "link" and given.get("rel") in ("alternate", "canonical"):
            self.own += [address] if address.startswith("/") else []
        elif tag in ("img", "script", "link") and address:
            self.loaded.append(address)
        elif address and not urlsplit(address).netloc:
            self.own.append(address)


def parsed(html: str) -> Addresses:
    found = Addresses()
    found.feed(html)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_its_language_and_links_only_to_what_exists(
    portal: Client, language: str, path: str
) -> None:
    html = page(portal, f"/{language}/{path}")

    assert f'<html lang="{language}"' in html
    found = parsed(html)
    for address in {*found.own, *found.loaded}:
        assert portal.get(address).status_code == 200, address
    assert set(found.anchors) <= found.ids


@pytest.mark.parametrize("path", PAGES)
def test_pages_carry_no_script_no_inline_style_and_load_nothing_from_elsewhere(
    portal: Client, path: str
) -> None:
    found = parsed(page(portal, f"/en/{path}"))

    assert found.inline == []
    assert [address for address in found.loaded if not address.startswith("/static/")] == []


def test_every_answer_forbids_what_it_does_not_need_and_sets_no_cookie(portal: Client) -> None:
    for address in ("/", "/en/", "/en/nothing/", "/api/v1/people", "/healthz"):
        answer = portal.get(address)

        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


def test_a_person_stands_under_their_own_name_first(portal: Client) -> None:
    html = page(portal, "/en/people/rupert-hentzau/")

    heading = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)
    assert heading
    assert 'lang="be">Рупэрт Хенцаў' in heading[1]
    assert heading[1].index("Рупэрт") < heading[1].index("Rupert Hentzau")


def test_days_are_counted_to_today_and_the_day_is_said(portal: Client) -> None:
    text = words(page(portal, "/en/people/rupert-hentzau/"))

    assert "2,027 days in custody" in text
    assert "From 12 August 2020, counted to 1 March 2026" in text


def test_dates_known_in_part_make_an_honest_range(portal: Client) -> None:
    text = words(page(portal, "/en/people/antonia-mauban/"))

    assert "456–485 days in custody" in text
    assert "November 2024" in text
    assert "1 November 2024" not in text


def test_a_closed_case_counts_from_the_first_day_to_the_last(portal: Client) -> None:
    text = words(page(portal, "/en/people/rudolf-rassendyll/"))

    assert "928 days in custody From 2 March 2019 to 15 September 2021" in text


def test_every_statement_leads_to_the_passage_that_it_rests_on(portal: Client) -> None:
    html = page(portal, "/en/people/rupert-hentzau/")

    statements = re.findall(r'<li id="e-.*?</li>', html, re.DOTALL)
    assert len(statements) == 10
    for statement in statements:
        link = re.search(r'href="(/en/sources/[\w-]+/)#(q-\d+)"', statement)
        assert link, statement
        assert f'id="{link[2]}"' in page(portal, link[1])


def test_sources_that_disagree_look_different_and_both_are_shown(portal: Client) -> None:
    html = page(portal, "/en/people/flavia-elphberg/")

    arrest = re.search(r'<li id="e-f-arrest".*?</li>', html, re.DOTALL)
    release = re.search(r'<li id="e-f-release".*?</li>', html, re.DOTALL)
    assert arrest and release
    assert 'class="disputed"' in arrest[0] and "evidence disputed" in arrest[0]
    assert "Flavia Elphberg was detained on 1 June" in arrest[0]
    assert "3 June 2022" in words(arrest[0])
    assert "disputed" not in release[0]


def test_a_computed_date_and_arithmetic_that_agrees_are_said_plainly(portal: Client) -> None:
    text = words(page(portal, "/en/people/rudolf-rassendyll/"))

    assert "No source gives this date" in text
    assert "The arithmetic agrees" in text


@pytest.mark.parametrize("asked", ["hentzau", "Хенцаў", "Хенцау", "HENTZAU rupert"])
def test_a_name_is_found_in_any_script(portal: Client, asked: str) -> None:
    html = page(portal, f"/ru/people/?q={asked}")

    assert "/ru/people/rupert-hentzau/" in html
    assert "/ru/people/flavia-elphberg/" not in html


def test_a_status_narrows_the_list_and_the_count_follows(portal: Client) -> None:
    text = words(page(portal, "/en/people/?status=held"))

    assert "2 people, as of 1 March 2026" in text
    assert "Rudolf" not in text


def test_what_a_visitor_types_comes_back_harmless(portal: Client) -> None:
    html = page(portal, "/en/search/?q=%22%3E%3Cscript%3E")

    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_first_page_tells_what_was_done_lately_with_its_evidence(portal: Client) -> None:
    html = page(portal, "/en/")

    assert html.index("the United Nations called for his release") < html.index("Elphberg Prize")
    assert 'href="/en/international/">All 2<' in html


def test_the_language_switch_keeps_the_page_and_what_was_asked(portal: Client) -> None:
    html = page(portal, "/en/people/?status=held")

    assert 'href="/be/people/?status=held"' in html
    assert 'hreflang="ru" href="https://portal.example/ru/people/?status=held"' in html


@pytest.mark.parametrize(("accepted", "first"), [("be,ru;q=0.8", "be"), ("fr", "en"), ("", "en")])
def test_the_first_page_offers_every_language_and_the_readers_own_first(
    portal: Client, accepted: str, first: str
) -> None:
    html = page(portal, "/", accept_language=accepted)

    assert f'<html lang="{first}"' in html
    assert all(f'href="/{language}/"' in html for language in LANGUAGES)


def test_a_source_shows_its_passages_and_says_since_when_it_is_unchanged(portal: Client) -> None:
    html = page(portal, "/en/sources/courier-2/")

    assert "<mark>moved to the prison of Tarlenheim</mark>" in html
    assert "Unchanged since 1 February 2026" in words(html)
    assert "https://courier-2.example/" in html
    assert re.search(r"<code>[0-9a-f]{64}</code>", html)


@pytest.mark.parametrize(
    "address",
    ["/en/people/nobody/", "/en/sources/none/", "/xx/", "/xx/people/", "/en/nothing", "/be/%00/"],
)
def test_what_is_not_there_is_a_helpful_page(portal: Client, address: str) -> None:
    html = page(portal, address, status=404)

    assert re.search(r'href="/(en|be)/people/"', html)


@pytest.mark.parametrize("path", ["", "people/", "changes/", "search/?q=zenda", "about/"])
def test_before_the_first_edition_pages_say_so(
    portal_before_the_first_edition: Client, path: str
) -> None:
    text = words(page(portal_before_the_first_edition, f"/en/{path}"))

    assert "Nothing has been published yet" in text


def test_an_unknown_language_is_missing_even_before_the_first_edition(
    portal_before_the_first_edition: Client,
) -> None:
    page(portal_before_the_first_edition, "/xx/", status=404)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/en/", 18),
        ("/en/people/", 9),
        ("/en/people/?q=hentzau&status=held", 11),
        ("/en/search/?q=zenda", 12),
    ],
)
def test_a_list_asks_the_edition_a_fixed_number_of_questions(
    portal: Client, edition_file: Path, monkeypatch: pytest.MonkeyPatch, address: str, most: int
) -> None:
    asked: list[str] = []
    ask = Edition._rows

    def counted(self: Edition, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return ask(self, sql, **values)

    monkeypatch.setattr(Edition, "_rows", counted)
    shown.cache_clear()

    page(portal, address)

    assert len(asked) <= most, "\n".join(asked)


def test_the_map_of_the_site_names_every_person_in_every_language(portal: Client) -> None:
    html = page(portal, "/sitemap.xml")

    for language in LANGUAGES:
        assert f"https://portal.example/{language}/people/rupert-hentzau/" in html


def test_a_contact_for_security_is_named_only_when_there_is_one(portal: Client) -> None:
    page(portal, "/.well-known/security.txt", status=404)


@pytest.mark.parametrize("language", ["be", "ru"])
@pytest.mark.parametrize("path", PAGES)
def test_a_sentence_that_ends_with_a_date_has_one_full_stop(
    portal: Client, language: str, path: str
) -> None:
    text = words(page(portal, f"/{language}/{path}"))

    assert "г. " in text
    assert ".." not in text


def test_a_host_name_that_is_not_ours_is_refused(portal: Client) -> None:
    page(portal, "/en/", status=400, host="elsewhere.example")
