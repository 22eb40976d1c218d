"""The page of a case: charges, letters, places, what has been done, how to cite and share it."""

import re

from django.test import Client

from habeas.public.edition.store import EditionInfo
from habeas.public.portal import citing
from habeas.public.portal.tests.test_pages import page, words

INFO = EditionInfo(3, "2026-03-01T12:00:00+00:00", "editor", "", 4, "0" * 64, "signed")


def section(html: str, id: str) -> str:
    found = re.search(rf'<section aria-labelledby="{id}">.*?</section>', html, re.DOTALL)
    assert found, id
    return found[0]


def test_charges_name_the_article_and_lead_to_all_charged_under_it(portal: Client) -> None:
    charges = section(page(portal, "/en/people/rupert-hentzau/"), "charges")

    assert 'href="/en/people/?article=342"' in charges
    assert 'href="#e-r-charge"' in charges
    assert "21 August 2020" in words(charges)


def test_a_case_without_a_charge_has_no_such_section(portal: Client) -> None:
    assert 'id="charges"' not in page(portal, "/en/people/flavia-elphberg/")


def test_periods_lead_to_the_place_where_they_passed(portal: Client) -> None:
    periods = section(page(portal, "/be/people/rupert-hentzau/"), "periods")

    table = periods[periods.index("<table>") :]
    assert re.findall(r'href="/be/places/([\w-]+)/"', table) == [
        "strelsau",
        "zenda",
        "tarlenheim",
    ]


def test_what_has_been_done_stands_together_and_leads_to_its_evidence(portal: Client) -> None:
    done = section(page(portal, "/en/people/rupert-hentzau/"), "done")

    assert re.findall(r'href="#e-([\w-]+)"', done) == ["r-award", "r-statement"]
    assert 'href="/en/international/?person=rupert-hentzau"' in done


def test_whether_letters_arrive_is_said_only_where_it_is_known(portal: Client) -> None:
    assert "Letters can be sent" in page(portal, "/en/people/rupert-hentzau/")
    assert 'id="letters"' not in page(portal, "/en/people/antonia-mauban/")


def test_a_case_is_cited_with_its_edition(portal: Client) -> None:
    html = page(portal, "/en/people/rupert-hentzau/")
    url = "https://portal.example/en/people/rupert-hentzau/"

    assert f"Habeas. (2026, March 1). Rupert Hentzau: case file, edition 1. {url}" in html
    bib = re.search(r"@misc\{rupert-hentzau-1,.*?\n\}", html, re.DOTALL)
    assert bib and re.search(r"SHA-256 of the document: [0-9a-f]{64}", bib[0])
    address = re.search(r'href="https://portal.example(/en/changes/)#(edition-1)"', html)
    assert address and f'id="{address[2]}"' in page(portal, address[1])


def test_a_name_cannot_break_a_bibliography() -> None:
    text = citing.bibtex("a", "A}, x = {B\\", site="S", url="u", info=INFO, sha256="0")

    assert "title = {A, x = B: case file}" in text


def test_sharing_comes_with_a_warning_and_contacts_nobody(portal: Client) -> None:
    html = page(portal, "/ru/people/rupert-hentzau/")
    share = re.search(r'<details class="share">.*?</details>', html, re.DOTALL)

    assert share and 'class="note warning"' in share[0]
    hosts = set(re.findall(r'href="https?://([^/"]+)', share[0]))
    assert hosts == {"portal.example"}
