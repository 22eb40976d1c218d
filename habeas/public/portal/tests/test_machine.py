"""What programs read: feeds, calendars, maps of the site, embeds, previews, and what is gone."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from habeas.public.edition.writer import write_edition
from habeas.public.portal import calendars, sitemaps
from habeas.public.portal.calendars import Day, ics
from habeas.public.portal.language import INTERFACE as LANGUAGES
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.test_pages import page


def entries(text: str) -> list[dict[str, str]]:
    """The events of a calendar, with folded lines joined."""
    lines = text.replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            name, _, value = line.partition(":")
            found[-1][name] = value
    return found


def test_a_calendar_has_the_next_anniversary_of_each_arrest_known_to_the_day(
    portal: Client,
) -> None:
    text = page(portal, "/calendar/arrests-en.ics")

    # Antonia's arrest is known to the month only; the others are free.
    assert [(one["DTSTART;VALUE=DATE"], one["SUMMARY"]) for one in entries(text)] == [
        ("20260812", "Rupert Hentzau: 6 years since the arrest")
    ]
    assert "https://portal.example/en/people/rupert-hentzau/" in text


def test_a_calendar_has_the_day_on_which_a_hundred_more_days_are_full(portal: Client) -> None:
    (one,) = entries(page(portal, "/calendar/days-en.ics"))

    # 2,027 days on 1 March 2026.
    assert one["DTSTART;VALUE=DATE"] == "20260513"
    assert one["SUMMARY"].replace("\xa0", " ") == "Rupert Hentzau: 2\\,100 days in custody"


def test_birthdays_are_those_of_people_held_whose_day_is_public(portal: Client) -> None:
    (one,) = entries(page(portal, "/calendar/birthdays-be.ics"))

    assert one["DTSTART;VALUE=DATE"] == "20270214"
    assert one["SUMMARY"].startswith("Дзень нараджэння")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_calendar_is_well_formed_and_the_same_each_time(
    portal: Client, language: str
) -> None:
    address = f"/calendar/all-{language}.ics"
    text = page(portal, address)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    uids = [one["UID"] for one in entries(text)]
    assert len(uids) == len(set(uids)) == 3
    assert page(portal, address) == text


def test_text_of_a_calendar_cannot_break_out_of_its_line(portal: Client) -> None:
    day = Day(date(2026, 3, 1), "key", "one; two, three\\\r\nEND:VCALENDAR" + "ў" * 80, "/")

    (one,) = entries(ics([day], stamp="20260301T120000Z"))

    assert one["SUMMARY"] == "one\\; two\\, three\\\\\\nEND:VCALENDAR" + "ў" * 80


@pytest.mark.parametrize(
    ("day", "on", "again"),
    [
        (date(2000, 2, 29), date(2025, 6, 1), date(2026, 2, 28)),
        (date(2000, 2, 29), date(2028, 1, 1), date(2028, 2, 29)),
        (date(2020, 3, 1), date(2026, 3, 1), date(2026, 3, 1)),
    ],
)
def test_a_day_of_the_year_comes_again(
    monkeypatch: pytest.MonkeyPatch, day: date, on: date, again: date
) -> None:
    monkeypatch.setattr("habeas.public.portal.memory.today", lambda: on)

    assert calendars._next(day) == again


@pytest.mark.parametrize("address", ["/calendar/nothing-en.ics", "/calendar/all-xx.ics"])
def test_there_is_no_other_calendar(portal: Client, address: str) -> None:
    page(portal, address, status=404)


def test_the_feed_of_changes_has_an_entry_for_each_edition(portal: Client) -> None:
    feed = ElementTree.fromstring(page(portal, "/feeds/changes-ru.atom"))  # noqa: S314

    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == ["Выпуск 1"]


def test_a_large_site_has_several_maps(portal: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PATHS_A_FILE", 5)
    parts = re.findall(r"<loc>https://portal.example(/[^<]+)</loc>", page(portal, "/sitemap.xml"))

    named = "".join(page(portal, part) for part in parts)

    assert len(parts) > 1
    for one in ruritania.people():
        assert f"/en/people/{one.slug}/</loc>" in named
    page(portal, f"/sitemap-{len(parts) + 1}.xml", status=404)


def test_a_counter_is_there_as_picture_data_and_frame(portal: Client) -> None:
    picture = page(portal, "/embed/en/held.svg")
    data = json.loads(page(portal, "/embed/en/held.json"))
    frame = page(portal, "/embed/en/held/")

    ElementTree.fromstring(picture)  # noqa: S314
    assert ">2<tspan" in picture and "people are held</tspan>" in picture
    assert (data["number"], data["as_of"]) == (2, "2026-03-01")
    listed = portal.get(data["url"].removeprefix("https://portal.example"))
    assert "2 people, as of" in listed.content.decode()
    assert "<b>2</b> people are held" in frame


def test_a_persons_days_can_be_shown_elsewhere(portal: Client) -> None:
    data = json.loads(page(portal, "/embed/be/people/antonia-mauban.json"))

    assert (data["number"], data["number_at_most"]) == (456, 485)
    assert "456–485" in page(portal, "/embed/be/people/antonia-mauban.svg")
    page(portal, "/embed/en/people/nobody.svg", status=404)


def test_embeds_may_be_framed_and_pages_may_not(portal: Client) -> None:
    embed = portal.get("/embed/en/held/").headers
    own = portal.get("/en/").headers

    assert "frame-ancestors *" in embed["Content-Security-Policy"]
    assert "X-Frame-Options" not in embed
    assert embed["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in own["Content-Security-Policy"]
    assert own["X-Frame-Options"] == "DENY"


def test_oembed_answers_for_our_addresses_and_no_others(portal: Client) -> None:
    html = page(portal, "/en/people/rupert-hentzau/")
    address = re.search(r'json\+oembed"[^>]*href="([^"]+)"', html)
    assert address

    found = json.loads(page(portal, address[1]))

    assert (found["version"], found["type"], found["title"]) == ("1.0", "rich", "Rupert Hentzau")
    frame = re.search(r'src="https://portal.example(/[^"]+)"', found["html"])
    assert frame and "2,027" in page(portal, frame[1])
    page(portal, "/oembed?url=https://elsewhere.example/en/people/rupert-hentzau/", status=404)
    page(portal, "/oembed?url=https://portal.example/en/people/nobody/", status=404)
    page(portal, "/oembed?format=xml&url=https://portal.example/en/", status=501)


def test_a_frame_is_never_larger_than_asked_for(portal: Client) -> None:
    found = portal.get("/oembed", {"url": "https://portal.example/en/", "maxwidth": "200"}).json()

    assert found["width"] == 200


def test_a_person_is_described_to_search_engines_and_previews(portal: Client) -> None:
    html = page(portal, "/en/people/rupert-hentzau/")

    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert data
    about = json.loads(data[1])["mainEntity"]
    assert (about["name"], about["birthDate"]) == ("Rupert Hentzau", "1979-02-14")
    assert "Рупэрт Хенцаў" in about["alternateName"]
    card = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', html))
    assert card["url"] == "https://portal.example/en/people/rupert-hentzau/"
    assert card["title"] == "Rupert Hentzau – Habeas"
    assert "2,027 days" in card["description"].replace("\xa0", " ")
    canonical = '<link rel="canonical" href="https://portal.example/en/people/rupert-hentzau/">'
    assert canonical in html


@pytest.fixture
def withdrawn(tmp_path: Path) -> Path:
    """An edition after one in which Flavia still stood."""
    file = tmp_path / "edition.sqlite3"
    ruritania.write(file)
    kept = [one for one in ruritania.documents() if "flavia" not in str(one)]
    at = datetime(2026, 3, 2, tzinfo=UTC)
    write_edition(file, kept, message="", by="editor", at=at, sign=lambda _: "signed")
    return file


def test_what_was_withdrawn_is_gone_and_says_nothing_more(
    withdrawn: Path, portal: Client, settings: Any
) -> None:
    from habeas.public.portal import edition

    edition.shown.cache_clear()
    settings.HABEAS_EDITION = withdrawn

    html = page(portal, "/en/people/flavia-elphberg/", status=410)
    answer = portal.get("/api/v1/people/flavia-elphberg")

    assert "Flavia" not in html
    assert answer.status_code == 410
    assert "withdrawn" in answer.json()["error"]
    page(portal, "/en/people/nobody/", status=404)


@pytest.mark.parametrize("path", ["/api/v1/people", "/feeds/changes-en.atom", "/oembed"])
def test_a_page_elsewhere_may_read_what_is_for_programs(portal: Client, path: str) -> None:
    asked = portal.options(path)

    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in portal.get("/en/").headers
