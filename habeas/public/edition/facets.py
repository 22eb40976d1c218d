"""What people can be filtered and sorted by, taken from their public documents alone.

A facet is a set of codes with the words that a source used for each; words are
empty where the code is enough. A date that is known in part stands under every
month that it may be, so that a filter never hides who may belong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from habeas import vocabulary
from habeas.core import custody, names
from habeas.core.custody import Period
from habeas.core.dates import PartialDate, parse_optional
from habeas.core.documents import Event, PersonDocument

# Events that a reader asks for when asking after somebody's health.
HEALTH = ("health", "hospitalisation", "hunger_strike", "ill_treatment", "death_in_custody")
LONGEST_WORK = 40  # letters; what is longer is a sentence about somebody, not a kind of work
MOST_MONTHS = 120

Codes = dict[str, str]


@dataclass(frozen=True)
class Facets:
    """The facets of one person, and what lists are sorted by.

    `days` are the days of stays that are over; to them come those since
    `open_since`, the first day of a stay that lasts.
    """

    codes: dict[str, Codes]
    arrested: str
    days: int
    open_since: str | None


def facets_of(document: PersonDocument) -> Facets:
    periods = periods_of(document.periods)
    stays = custody.detentions(periods)
    still = [start for start, end in stays if end is None]
    closed = [period for period in periods if period.end is not None]
    codes = {name: facet(document, periods) for name, facet in FACETS.items()}
    return Facets(
        codes={name: found for name, found in codes.items() if found},
        arrested=stays[0][0].earliest.isoformat() if stays else "",
        days=custody.total_days(closed, on=date.max).at_least,
        open_since=still[-1].latest.isoformat() if still else None,
    )


def periods_of(raw: Iterable[Any]) -> list[Period]:
    """Periods of a document, or of its summary in the index, for the ledger."""
    found = []
    for one in raw:
        values = one if isinstance(one, dict) else one.model_dump()
        start = parse_optional(values["start"])
        if start:
            end = parse_optional(values["end"])
            because = tuple(values["because"])
            found.append(Period(start, end, values["kind"], values["place"], because))
    return found


def code_of(text: str) -> str:
    """A code for an address: ASCII words with hyphens, the same for one name in two scripts."""
    return names.slugify(names.transliterate(text, names.guess_language(text, default="ru")))


def body_code(text: str) -> str:
    """The code of a body; spellings that the vocabulary knows share one."""
    return code_of(vocabulary.body_label(text, "en"))


def place_code(text: str) -> str:
    """The code of a place; spellings that the vocabulary knows share one."""
    return code_of(vocabulary.place_label(text, "en"))


def article_code(text: str) -> str:
    """An article without its parts: 243(2) is 243, "ст. 207.3 ч. 2" is 207.3."""
    number = re.search(r"\d+(?:[.‑–-]\d+)*", text)
    return re.sub(r"[‑–]", "-", number[0]) if number else ""


def places_of(periods: Iterable[Any]) -> Iterator[tuple[int, str, str]]:
    """Where somebody was held: number of the period, code of the place, words of the source."""
    for number, one in enumerate(periods):
        values = one if isinstance(one, dict) else one.model_dump()
        if values["place"] and values["kind"] not in custody.NOT_CUSTODY:
            code = values.get("at") or place_code(values["place"])
            if code:
                yield number, code, values["place"]


def _held_at(document: PersonDocument, _: list[Period]) -> Codes:
    """Where the person is held now."""
    still = [one for one in document.periods if one.end is None]
    return {code: words for _, code, words in places_of(still)}


def events_about(document: PersonDocument) -> Iterator[Event]:
    """The events in which this person is the one concerned."""
    for event in document.events:
        if any(
            one.slug == document.slug and one.role in ("victim", "concerned")
            for one in event.participants
        ):
            yield event


def _status(document: PersonDocument, _: list[Period]) -> Codes:
    return {document.status: ""}


def _country(document: PersonDocument, _: list[Period]) -> Codes:
    return {document.country: ""} if document.country else {}


def _place(document: PersonDocument, _: list[Period]) -> Codes:
    return {code: words for _, code, words in places_of(document.periods)}


def _article(document: PersonDocument, _: list[Period]) -> Codes:
    found = (article_code(text) for event in events_about(document) for text in event.articles)
    return dict.fromkeys(filter(None, found), "")


def _work(document: PersonDocument, _: list[Period]) -> Codes:
    told = (one.value for one in document.attributes if one.kind in ("role", "occupation"))
    return _coded(code_of, (text for text in told if len(text) <= LONGEST_WORK))


def _organisation(document: PersonDocument, _: list[Period]) -> Codes:
    return _coded(body_code, (name for one in document.attributes for name in one.organisations))


def _body(document: PersonDocument, _: list[Period]) -> Codes:
    """The bodies that acted on the person: courts, police, prisons."""
    known = vocabulary.event_types()
    acts = (one for one in events_about(document) if known[one.type].family == "act")
    return _coded(body_code, (name for event in acts for name in event.organisations))


def _sex(document: PersonDocument, _: list[Period]) -> Codes:
    told = (one.value.strip().lower() for one in document.attributes if one.kind == "sex")
    return dict.fromkeys((code for code in told if code in ("female", "male", "other")), "")


def _born(document: PersonDocument, _: list[Period]) -> Codes:
    dates = [parse_optional(one.date) for one in document.attributes if one.kind == "birth"]
    years = {year for one in dates if one and _is_closed(one) for year in _years(one)}
    return dict.fromkeys((str(year) for year in sorted(years)), "")


def _birthday(document: PersonDocument, _: list[Period]) -> Codes:
    """The whole day of birth, where it is known."""
    dates = [parse_optional(one.date) for one in document.attributes if one.kind == "birth"]
    return {one.earliest.isoformat(): "" for one in dates if one and one.is_day}


def _recognition(document: PersonDocument, _: list[Period]) -> Codes:
    held = (
        event.details.get("status") or "recognised"
        for event in events_about(document)
        if event.type == "recognition_as_political_prisoner" and not event.details.get("withdrawn")
    )
    return dict.fromkeys(held, "")


def _health(document: PersonDocument, _: list[Period]) -> Codes:
    told = {event.type for event in events_about(document)}
    return dict.fromkeys((type for type in HEALTH if type in told), "")


def _letters(document: PersonDocument, _: list[Period]) -> Codes:
    return {document.letters: ""} if document.letters else {}


def _arrested(_: PersonDocument, periods: list[Period]) -> Codes:
    return _months(start for start, _ in custody.detentions(periods))


def _released(_: PersonDocument, periods: list[Period]) -> Codes:
    return _months(end for _, end in custody.detentions(periods) if end)


FACETS: dict[str, Callable[[PersonDocument, list[Period]], Codes]] = {
    "status": _status,
    "recognition": _recognition,
    "country": _country,
    "place": _place,
    "held_at": _held_at,
    "article": _article,
    "work": _work,
    "organisation": _organisation,
    "body": _body,
    "sex": _sex,
    "born": _born,
    "birthday": _birthday,
    "arrested": _arrested,
    "released": _released,
    "health": _health,
    "letters": _letters,
}


def _coded(code: Callable[[str], str], texts: Iterable[str]) -> Codes:
    """Texts by their code; of two with one code the first speaks."""
    found: Codes = {}
    for text in texts:
        if key := code(text):
            found.setdefault(key, text)
    return found


def _months(dates: Iterable[PartialDate]) -> Codes:
    found: dict[str, str] = {}
    for one in dates:
        if not _is_closed(one):
            continue
        first, last = (day.year * 12 + day.month - 1 for day in (one.earliest, one.latest))
        for month in range(first, min(last, first + MOST_MONTHS - 1) + 1):
            found[f"{month // 12:04}-{month % 12 + 1:02}"] = ""
    return found


def _years(one: PartialDate) -> range:
    return range(one.earliest.year, min(one.latest.year, one.earliest.year + 20) + 1)


def _is_closed(one: PartialDate) -> bool:
    return one.earliest > date.min and one.latest < date.max
