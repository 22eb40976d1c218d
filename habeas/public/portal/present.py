"""From documents to what a page shows, in one language, on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from babel.numbers import format_decimal

from habeas import vocabulary
from habeas.core import custody, names
from habeas.core.custody import DayCount, Period
from habeas.core.dates import parse_optional
from habeas.core.documents import Attribute, Citation, Event, Name, Participant, PersonDocument
from habeas.core.invented import is_invented
from habeas.public.edition.facets import article_code, events_about, periods_of, places_of
from habeas.public.portal.language import isolated, translations
from habeas.public.portal.timeline import Mark, timeline
from habeas.public.portal.wall import key, line, wall
from habeas.vocabulary import wording
from habeas.vocabulary.articles import Article, article
from habeas.vocabulary.details import detail_text
from habeas.vocabulary.named import charge_label
from habeas.vocabulary.sentences import duration_text, sentence
from habeas.vocabulary.wording import Form, day_count_text, locale_of

HELD = frozenset({"held", "house_arrest", "open_facility", "disappeared"})
CYRILLIC = frozenset({"be", "ru"})  # whose readers need no romanised names
SHORT = 30  # letters of a label on the timeline
FREE = frozenset({"released", "under_restriction"})


@dataclass(frozen=True)
class Days:
    """A count of days as it is shown: the number, and whether it still grows."""

    count: DayCount
    text: str
    growing: bool


@dataclass(frozen=True)
class Line:
    """One line of the chronology."""

    number: int
    event: Event
    when: str
    kind: str
    what: str
    citations: tuple[Citation, ...]
    disputed: bool
    marked: bool


@dataclass(frozen=True)
class Fact:
    """A fact about the person: what it is about, and what it says."""

    kind: str
    text: str
    language: str
    rest: str
    citations: tuple[Citation, ...]
    disputed: bool


@dataclass(frozen=True)
class Charge:
    """A charge in plain words: what of, under which article, and what became of it."""

    when: str
    what: str
    articles: tuple[tuple[str, str], ...]
    law: str
    outcome: str
    event: str


@dataclass(frozen=True)
class PersonPage:
    document: PersonDocument
    own_name: Name
    name: str
    other_names: tuple[Name, ...]
    status: str
    short: str
    tone: str
    days: Days
    first_day: str
    last_day: str
    is_exact: bool
    wall: str
    key: tuple[tuple[str, str], ...]
    timeline: str
    chronology: tuple[Line, ...]
    undated: tuple[Line, ...]
    periods: tuple[dict[str, Any], ...]
    facts: tuple[Fact, ...]
    charges: tuple[Charge, ...]
    articles: tuple[Article, ...]
    responses: tuple[Line, ...]


@lru_cache(maxsize=20_000)
def date_text(edtf: str, language: str, *, form: Form = "long") -> str:
    """A partial date in words, which keeps its order in a text from right to left."""
    return isolated(wording.date_text(edtf, language, form=form), language)


def days(periods: Sequence[Period], language: str, *, on: date) -> Days:
    count = custody.total_days(periods, on=on)
    open_now = any(p.end is None and p.is_custody for p in periods)
    return Days(count, count_text(count, language), open_now)


def count_text(count: DayCount, language: str) -> str:
    """A count of days as a number, or as a range."""
    ends = [format_decimal(n, locale=locale_of(language)) for n in (count.at_least, count.at_most)]
    return ends[0] if count.is_exact else isolated("–".join(ends), language)


def reader_name(known: Sequence[Mapping[str, Any] | Name], own: str, language: str) -> str:
    """The name in the reader's language: as a source writes it there, else romanised, else own."""
    rows = [one if isinstance(one, Name) else Name.model_validate(one) for one in known]
    of_language = [one.text for one in rows if one.language == language]
    if of_language:
        return of_language[0]
    first = own_name(rows, own)
    if language in CYRILLIC or first.script == "Latn":
        return first.text
    english = [one.text for one in rows if one.language == "en"]
    return english[0] if english else names.transliterate(first.text, first.language)


def own_name(known: Sequence[Name], own: str) -> Name:
    return next((one for one in known if one.language == own), known[0])


def tone(status: str) -> str:
    return "held" if status in HELD else "free" if status in FREE else "other"


def status_text(status: str, language: str) -> str:
    known = vocabulary.terms("person_status")
    return known[status].label(language) if status in known else status


def kind_text(kind: str, language: str) -> str:
    known = vocabulary.terms("custody_kinds")
    return known[kind].label(language) if kind in known else kind


def listed(summary: Mapping[str, Any], language: str, *, on: date, first: date) -> dict[str, Any]:
    """One row of a list of people."""
    periods = periods_of(summary["periods"])
    rows = [Name.model_validate(name) for name in summary["names"]]
    own = own_name(rows, summary["language"])
    name = reader_name(rows, summary["language"], language)
    return {
        "slug": summary["slug"],
        "name": name,
        "own": own if own.text != name else None,
        "status": status_text(summary["status"], language),
        "tone": tone(summary["status"]),
        "invented": is_invented(summary["country"]),
        "days": days(periods, language, on=on),
        **_stay(periods, language),
        "line": line(periods, on=on, first=first, last=on),
    }


def in_short(summary: Mapping[str, Any], language: str, *, on: date) -> str:
    """The status, and the days in custody where there are any."""
    count = custody.total_days(periods_of(summary["periods"]), on=on)
    return _short(summary["status"], count, language)


def _short(status: str, count: DayCount, language: str) -> str:
    words = status_text(status, language)
    if not count.at_most:
        return words
    known = {"status": words, "days": day_count_text(count.at_least, language, count.at_most)}
    return translations(language).gettext("{status}; {days} in custody").format(**known)


def _stay(periods: Sequence[Period], language: str) -> dict[str, str]:
    """From when to when somebody was held, and where last; empty where not known."""
    held = [period for period in periods if period.is_custody]
    start = str(periods[0].start) if periods else ""
    end = str(held[-1].end) if held and held[-1].end else ""
    place = held[-1].place if held else ""
    return {
        "since": date_text(start, language) if start else "",
        "since_short": date_text(start, language, form="short") if start else "",
        "until_short": date_text(end, language, form="short") if end else "",
        "place": vocabulary.place_label(place, language) if place else "",
    }


def first_day(summaries: Iterable[Mapping[str, Any]], *, on: date) -> date:
    """From when the lines of a list are drawn: the first arrest among them."""
    starts = [p.start.earliest for one in summaries for p in periods_of(one["periods"])]
    return min(starts, default=on)


def person_page(
    document: PersonDocument, language: str, *, on: date, titles: Mapping[str, str]
) -> PersonPage:
    """`titles` are the words of the pictures: `wall`, `timeline`, with named placeholders."""
    periods = periods_of(document.periods)
    lines = [
        _line(n, event, language, document.slug) for n, event in enumerate(document.events, start=1)
    ]
    dated = [one for one in lines if one.event.date]
    counted = days(periods, language, on=on)
    own = own_name(document.names, document.language)
    name = reader_name(document.names, document.language, language)
    held = [p for p in periods if p.is_custody]
    start = date_text(str(held[0].start), language) if held else ""
    end = date_text(str(held[-1].end), language) if held and held[-1].end else ""
    marks = [m for one in dated if one.marked and (m := _mark(one, titles["mark"]))]
    on_wall = {m.on.earliest: m.label for m in marks if m.on.is_day}
    return PersonPage(
        document=document,
        own_name=own,
        name=name,
        other_names=tuple(n for n in document.names if n.text not in (own.text, name)),
        status=status_text(document.status, language),
        short=_short(document.status, counted.count, language),
        tone=tone(document.status),
        days=counted,
        first_day=start,
        last_day=end,
        is_exact=counted.count.is_exact,
        wall=wall(periods, on=on, title=titles["wall"].format(days=counted.text), events=on_wall),
        key=_key(periods, language, on=on),
        timeline=timeline(marks, periods, on=on, title=titles["timeline"].format(name=name)),
        chronology=tuple(dated),
        undated=tuple(one for one in lines if not one.event.date),
        periods=_rows(document, periods, language, on=on),
        charges=tuple(_charges(document, language)),
        articles=tuple(articles_of(document)),
        responses=tuple(one for one in lines if _family(one.event) == "response"),
        facts=tuple(_fact(one, language) for one in document.attributes),
    )


def what_happened(event: Event, language: str, *, about: str) -> str:
    """The event as a sentence on the page of the person `about`, who need not be named in it."""
    others = tuple(one for one in event.participants if one.slug != about)
    wording = {one.name: participant_name(one, language) for one in others}
    return sentence(event.model_copy(update={"participants": others}), language, names=wording)


def participant_name(one: Participant, language: str) -> str:
    """As a source in the reader's language writes it; for English readers else romanised."""
    if language in one.names:
        return one.names[language]
    if language in CYRILLIC or names.script_of(one.name) != "Cyrl":
        return one.name
    return names.transliterate(one.name, names.guess_language(one.name, default="ru"))


def when(event: Event, language: str) -> str:
    """The day or days of an event in words; empty when no source tells."""
    if not event.date:
        return ""
    start = date_text(event.date, language)
    return f"{start} – {date_text(event.date_end, language)}" if event.date_end else start


def _line(number: int, event: Event, language: str, about: str) -> Line:
    kind = vocabulary.event_types()[event.type]
    what = what_happened(event, language, about=about)
    return Line(
        number=number,
        event=event,
        when=when(event, language),
        kind=what if event.type == "count" and len(what) < SHORT else kind.label(language),
        what=what,
        citations=event.citations,
        disputed=disputed(event.citations),
        marked=kind.family in ("act", "list")
        or event.type in ("award", "submission_to_body", "count"),
    )


def _mark(shown: Line, words: str) -> Mark | None:
    day = parse_optional(shown.event.date)
    if day is None:
        return None
    label = words.format(when=shown.when, what=shown.what)
    return Mark(day, shown.kind, label, f"e-{shown.event.id}")


def disputed(citations: Sequence[Citation]) -> bool:
    """Whether the sources of a statement differ."""
    return any(one.bearing == "contradicts" or one.says for one in citations)


def said(field: str, value: str, language: str) -> str:
    """What a source says instead, in words: a date, a length of time, a number, or as it stands."""
    try:
        if field.startswith("date"):
            return date_text(value, language)
        if value.startswith("P"):
            return duration_text(value, language)
        return format_decimal(value, locale=locale_of(language)) if value.isdecimal() else value
    except ValueError:
        return value


def _key(periods: Sequence[Period], language: str, *, on: date) -> tuple[tuple[str, str], ...]:
    """Samples of strokes and what they mean; no words where days are merely uncertain."""
    return tuple(
        (sample, ", ".join(kind_text(kind, language) for kind in kinds))
        for sample, kinds in key(periods, on=on)
    )


def _fact(one: Attribute, language: str) -> Fact:
    if one.kind == "sex":
        sexes = vocabulary.term_list("sex")
        text = sexes.terms[one.value].label(language) if one.value in sexes.terms else one.value
        return Fact(
            kind=sexes.title(language),
            text=text,
            language=language,
            rest="",
            citations=one.citations,
            disputed=disputed(one.citations),
        )
    known = vocabulary.event_types()
    # A birth whose words are its date and place is told by these alone, in the reader's way.
    is_plain = one.kind == "birth" and one.value == ", ".join(filter(None, (one.date, one.place)))
    bodies = [vocabulary.body_label(text, language) for text in one.organisations]
    when = date_text(one.date, language) if one.date else ""
    where = vocabulary.place_label(one.place, language) if one.place else ""
    return Fact(
        kind=known[one.kind].label(language) if one.kind in known else "",
        text="" if is_plain else one.value,
        language=one.language,
        rest=", ".join(part for part in (*bodies, when, where) if part and part != one.value),
        citations=one.citations,
        disputed=disputed(one.citations),
    )


def _family(event: Event) -> str:
    return vocabulary.event_types()[event.type].family


def _charges(document: PersonDocument, language: str) -> Iterator[Charge]:
    """What the person is accused of or sentenced for, as far as a source names it."""
    for event in events_about(document):
        if event.type not in ("charge", "new_case", "verdict_sentence"):
            continue
        words = event.details.get("charge", "")
        if not (words or event.articles):
            continue

        def said(*keys: str, event: Event = event) -> str:
            found = (detail_text(event.type, key, event.details.get(key, ""), language)
                     for key in keys)  # fmt: skip
            return ", ".join(filter(None, found))

        label = vocabulary.event_types()[event.type].label(language)
        yield Charge(
            when=when(event, language),
            what=charge_label(words, language) or label,
            articles=tuple((article_code(text), text) for text in event.articles),
            law=said("code", "law_version"),
            outcome=said("outcome", "outcome_on_appeal", "outcome_in_cassation"),
            event=event.id,
        )


def articles_of(document: PersonDocument) -> Iterator[Article]:
    """The articles of law in a case that we can say in plain words, each once."""
    events = (one for one in events_about(document) if one.articles)
    codes = dict.fromkeys(article_code(text) for event in events for text in event.articles)
    return (known for code in codes if (known := article(document.country, code)))


def _rows(
    document: PersonDocument, periods: Sequence[Period], language: str, *, on: date
) -> tuple[dict[str, Any], ...]:
    """The table of periods; each place with the address of its page, where it has one."""
    codes = {(words, start): code for number, code, words in places_of(document.periods)
             for start in (document.periods[number].start,)}  # fmt: skip
    return tuple(
        _row(p, language, on) | {"place_slug": codes.get((p.place or "", str(p.start)), "")}
        for p in periods
    )


def _row(period: Period, language: str, on: date) -> dict[str, Any]:
    counted = custody.days_held(period.start, period.end, on=on)
    return {
        "from": date_text(str(period.start), language),
        "to": date_text(str(period.end), language) if period.end else "",
        "kind": kind_text(period.kind, language),
        "place": vocabulary.place_label(period.place, language) if period.place else "",
        "days": count_text(counted, language) if period.is_custody else "",
    }
