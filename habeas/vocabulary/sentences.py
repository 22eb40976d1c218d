"""One line of the chronology from an event's structure, in any interface language.

Nothing is translated: the type chooses a pattern, and dates, numbers, lists
and durations come from CLDR. Free text of a source (a title, a charge that we
do not know) stays in its own language unless `names` gives another wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from habeas.core.documents import Event, Quantity
from habeas.vocabulary.details import detail_code, detail_text, details_of
from habeas.vocabulary.named import body_label, charge_label, place_label
from habeas.vocabulary.patterns import filled, patterns, word_form
from habeas.vocabulary.wording import (
    amount_text,
    base_language,
    date_range_text,
    date_text,
    day_count_text,
    days_text,
    duration_text,
    list_text,
    number_text,
)

__all__ = [
    "date_range_text",
    "date_text",
    "day_count_text",
    "duration_text",
    "sentence",
]

_ABOUT = {"victim", "subject"}
# Belarusian «у» after a vowel is short: «дні ў зняволенні», but «дзён у зняволенні».
_SHORT_U = re.compile(r"(?<=[аеёіоуыэюя]) у ")
_ARTICLE_WORD = re.compile(r"^(?:articles?|art\.?|арт\.?|артыкул\w*|ст\.?|стать\w*)\s*", re.I)


def sentence(event: Event, language: str, *, names: Mapping[str, str] | None = None) -> str:
    """What happened, in one line without the date.

    `names` gives a wording in `language` for names and free text of the event.
    """
    language = base_language(language)
    line = _line(event, language, _fields(event, language, names or {}))
    whole = "; ".join([line[:1].upper() + line[1:], *_notes(event, language)])
    return _SHORT_U.sub(" ў ", whole) if language == "be" else whole


def _line(event: Event, language: str, fields: Mapping[str, str]) -> str:
    if event.type == "count" and event.quantity:
        counted = patterns().counts.get(event.quantity.metric)
        if counted and (line := filled(counted[language], fields)):
            return line
        return f"{filled(_pattern(event, language), fields)}: {fields['number']}"
    return filled(_pattern(event, language), fields)


def _pattern(event: Event, language: str) -> str:
    """The nearest pattern: of a detail's code, of a detail, of the type."""
    known = patterns().patterns
    for key in _variants(event):
        if language in known.get(key, {}):
            return known[key][language]
    return known.get(event.type, known["other"])[language]


def _variants(event: Event) -> Iterator[str]:
    for key, code in _codes(event):
        yield f"{event.type}.{code}"
        yield f"{event.type}.{key}"


def _codes(event: Event) -> Iterator[tuple[str, str]]:
    """The coded details in the order of the vocabulary; what has no code stands as it is."""
    for key, detail in details_of(event.type).items():
        if detail.terms and event.details.get(key):
            value = event.details[key]
            yield key, detail_code(event.type, key, value) or value


def _notes(event: Event, language: str) -> list[str]:
    notes = patterns().notes
    keys = (f"{key}.{code}" for key, code in _codes(event))
    return [notes[key][language] for key in keys if key in notes]


def _fields(event: Event, language: str, names: Mapping[str, str]) -> dict[str, str]:
    bodies = [names.get(text) or body_label(text, language) for text in event.organisations]
    people = [names.get(p.name, p.name) for p in event.participants if p.role not in _ABOUT]
    place = event.place or ""
    details = {
        key: names.get(value) or detail_text(event.type, key, value, language, in_sentence=True)
        for key, value in event.details.items()
    }
    return {
        **details,
        **_quantity(event.quantity, language),
        "place": names.get(place) or place_label(place, language),
        "until": date_text(event.date_end, language) if event.date_end else "",
        "bodies": _listed(bodies, language),
        "courts": _listed(_matching(bodies, patterns().court_words), language),
        "officials": _listed(_matching(bodies, patterns().official_words), language),
        "people": _listed(people, language),
        "articles": _articles(event.articles, language),
        "charge": charge_label(details.get("charge", ""), language),
    }


def _quantity(quantity: Quantity | None, language: str) -> dict[str, str]:
    """The fields that a quantity fills; what cannot be read fills none but `number`."""
    if quantity is None:
        return {}
    value, metric = quantity.value, quantity.metric
    number = value if isinstance(value, str) else number_text(value, language)
    fields = {"number": number}
    try:
        if metric in ("term", "duration_in_custody"):
            fields["term"] = _length(value, quantity.unit, language)
        elif metric in ("days_in_custody", "days_alive"):
            fields["days"] = days_text(int(value), language)
        elif metric == "signatories":
            fields["signatories"] = fields["number"]
        elif metric == "amount":
            fields["amount"] = amount_text(value, quantity.unit, language)
    except ValueError:
        pass
    return fields


def _length(value: float | str, unit: str | None, language: str) -> str:
    if isinstance(value, str):
        return duration_text(value, language)
    letter = {"year": "Y", "month": "M", "week": "W"}.get(unit or "day", "D")
    return duration_text(f"P{value:g}{letter}", language)


def _listed(texts: Iterable[str], language: str) -> str:
    return list_text(list(dict.fromkeys(filter(None, texts))), language)


def _matching(texts: Iterable[str], words: str) -> list[str]:
    return [text for text in texts if re.search(words, text, re.IGNORECASE)]


def _articles(articles: tuple[str, ...], language: str) -> str:
    if not articles:
        return ""
    bare = [_ARTICLE_WORD.sub("", article) for article in articles]
    pattern = word_form("article", "one" if len(bare) == 1 else "other", language)
    return filled(pattern, {"list": _listed(bare, language)})
