"""Every text of the interface is there in every language."""

import re
from pathlib import Path

import pytest

from habeas.public.portal.catalogues import catalogue, files, gathered
from habeas.vocabulary import LANGUAGES


def test_there_is_a_catalogue_for_every_language_but_the_one_texts_are_written_in() -> None:
    assert {file.parts[-3] for file in files()} == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize("file", files(), ids=lambda file: file.parts[-3])
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
