"""The sentence patterns of `data/sentences.yaml`, read and checked once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from habeas.vocabulary.loader import DATA, VocabularyError, event_types, read_yaml
from habeas.vocabulary.shapes import LANGUAGES

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
FIELD = re.compile(r"\{(\w+)\}")


class _Patterns(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    court_words: str
    official_words: str
    patterns: dict[str, dict[str, str]]
    notes: dict[str, dict[str, str]]
    counts: dict[str, dict[str, str]]
    words: dict[str, dict[str, str | dict[str, str]]]


@cache
def patterns() -> _Patterns:
    path = DATA / "sentences.yaml"
    try:
        read = _Patterns.model_validate(read_yaml(path))
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise VocabularyError(f"{path.name}: {place}: {first['msg']}") from None
    for code in event_types().keys() - read.patterns.keys():
        raise VocabularyError(f"{path.name}: patterns: “{code}” has none")
    # A variant may leave a language to the pattern that it varies.
    whole = {key: value for key, value in read.patterns.items() if "." not in key}
    for key, per_language in (whole | read.notes | read.counts | read.words).items():
        for language in set(LANGUAGES) - per_language.keys():
            raise VocabularyError(f"{path.name}: {key}: nothing in “{language}”")
    return read


def word(key: str, language: str) -> str:
    return str(patterns().words[key][language])


def word_form(key: str, form: str, language: str) -> str:
    """A word in a plural form of CLDR (one, few, many …), or in its general form."""
    forms = patterns().words[key][language]
    return forms if isinstance(forms, str) else forms.get(form, forms["other"])


def filled(pattern: str, fields: Mapping[str, str]) -> str:
    """Fill a pattern; a [part] with an empty field falls away."""

    def part(match: re.Match[str]) -> str:
        inner = match[1]
        return inner if all(fields.get(name) for name in FIELD.findall(inner)) else ""

    kept = _OPTIONAL.sub(part, pattern)
    return FIELD.sub(lambda match: fields.get(match[1], ""), kept)
