"""Every text of the interface is there in every language."""

import re
from pathlib import Path

import pytest
from django.test import Client

from habeas.public.portal.catalogues import catalogue, files, gathered
from habeas.public.portal.language import IN_PART, INTERFACE
from habeas.public.portal.tests.test_pages import page


def test_there_is_a_catalogue_for_every_language_but_the_one_texts_are_written_in() -> None:
    assert {file.parts[-3] for file in files()} == set(INTERFACE) - {"en"}


WHOLE = [file for file in files() if file.parts[-3] not in IN_PART]


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.parts[-3])
def test_every_text_is_translated(file: Path) -> None:
    held = catalogue(file)

    missing = []
    for message in gathered():
        known = held.get(message.id, context=message.context)
        words = known.string if known else ""
        if not words or (isinstance(words, tuple) and not all(words)):
            missing.append(message.id)

    assert [one for one in missing if one] == []


@pytest.mark.parametrize("file", files(), ids=lambda file: file.parts[-3])
def test_translations_keep_the_placeholders(file: Path) -> None:
    for message in catalogue(file):
        if not message.id:
            continue
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        asked = placeholders(str(originals[-1]))
        if not message.string:
            continue  # untranslated: the test above says where that is allowed
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            assert placeholders(str(text)) <= asked, text
            assert placeholders(str(text)) or not asked, text


@pytest.mark.parametrize("file", files(), ids=lambda file: file.parts[-3])
def test_no_text_is_left_over(file: Path) -> None:
    used = {message.id for message in gathered()}

    assert [message.id for message in catalogue(file) if message.id not in used] == []


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|\{\w+\}", text))


def test_a_language_that_is_there_in_part_is_read_from_the_right_and_says_what_is_missing(
    portal: Client,
) -> None:
    html = page(portal, "/fa/people/rupert-hentzau/")

    assert '<html lang="fa" dir="rtl">' in html
    assert 'class="in-part"' in html
    assert "رویدادها" in html  # a heading that is translated
    assert "Arrested in Strelsau" in html  # a sentence that is not
    assert 'class="in-part"' not in page(portal, "/be/people/rupert-hentzau/")


def test_a_date_or_a_range_keeps_its_order_in_a_text_from_right_to_left(portal: Client) -> None:
    html = page(portal, "/fa/people/antonia-mauban/")

    assert "\u2068456–485\u2069" in html
    assert "\u20681 March 2026\u2069" in html
    assert "\u2068" not in page(portal, "/en/people/antonia-mauban/")
