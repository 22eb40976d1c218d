"""Dates in a text, by a grammar of templates that each pack holds as data.

A template is a row of fields and words: `{day} {month} {year}`,
`{number} {unit} ago`. What a document leaves out is taken from its
publication date or from the last full date before; `basis` says which.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from habeas.core.dates import PartialDate
from habeas.reading.pack import load_pack
from habeas.reading.quantities import number_words
from habeas.reading.tokens import Token, normal

Basis = Literal["explicit", "year_inferred", "relative", "context", "document_date"]
_NUMERIC = re.compile(
    r"(?:(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})|(\d{4})-(\d{2})-(\d{2}))(?!\d)"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_AHEAD = timedelta(days=3)
_LATELY = timedelta(days=45)
# Meanings told from the day told last, and how many days on some of them are.
_DAYS_ON = {"same_day": 0, "next_day": 1, "day_before": -1}
_FROM_TOLD = frozenset({*_DAYS_ON, "later", "earlier", "same_month", "its_month"})
_OPENS_SPEECH, _ENDS_SPEECH = "“«„", "”»"
_OF_A_YEAR = frozenset({"date", "last_year", "its_year", "set_for"})


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text: its words (index range), EDTF value, and how it is known."""

    first: int
    last: int
    value: str | None
    end: str | None
    basis: Basis
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    field: str | None
    words: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months, weekdays, relative words and templates of one language."""

    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    units: dict[str, str]
    ordinals: frozenset[str]
    bare_months: frozenset[str]
    numbers: dict[str, int]
    day_words: dict[str, int]
    templates: tuple[tuple[tuple[_Item, ...], str], ...]
    starters: frozenset[str]
    by_word: dict[str, tuple[int, ...]]
    by_field: dict[str, tuple[int, ...]]

    def opened_by(self, token: Token) -> Iterator[tuple[tuple[_Item, ...], str]]:
        """The templates that may begin with this word."""
        norm = token.norm
        numbers = set(self.by_word.get(norm, ()))
        if token.text[0].isdecimal():
            for name in ("day", "nth", "year", "number"):
                numbers.update(self.by_field.get(name, ()))
        for name, known in (
            ("month", self.months), ("weekday", self.weekdays), ("reldays", self.days),
            ("unit", self.units), ("number", self.numbers), ("day", self.day_words),
        ):  # fmt: skip
            if norm in known:
                numbers.update(self.by_field.get(name, ()))
        return (self.templates[number] for number in sorted(numbers))


@lru_cache(maxsize=16)
def calendar_of(code: str) -> Calendar:
    """The date grammar of a pack."""
    data = load_pack(code).data["dates"]

    def turned(name: str) -> dict[str, int]:
        return {
            normal(word): int(value)
            for value, words in data.get(name, {}).items()
            for word in str(words).split()
        }

    templates = []
    for meaning, lines in data["templates"].items():
        for line in str(lines).splitlines():
            if line.strip():
                templates.append((tuple(_item(part) for part in line.split()), meaning))
    starters = {word for items, _ in templates for item in _openers(items) for word in item.words}
    by_word: dict[str, list[int]] = {}
    by_field: dict[str, list[int]] = {}
    for number, (items, _) in enumerate(templates):
        for item in _openers(items):
            if item.field:
                by_field.setdefault(item.field, []).append(number)
            for word in item.words:
                by_word.setdefault(word, []).append(number)
    return Calendar(
        by_word={word: tuple(numbers) for word, numbers in by_word.items()},
        by_field={name: tuple(numbers) for name, numbers in by_field.items()},
        months=turned("months"),
        weekdays=turned("weekdays"),
        days=turned("days"),
        units=number_words(code).units,
        ordinals=frozenset(str(data["ordinals"]).split()),
        bare_months=frozenset(normal(word) for word in str(data["bare_months"]).split()),
        numbers=_whole_numbers(code) if "later" in data["templates"] else {},
        day_words=turned("day_words"),
        templates=tuple(templates),
        starters=frozenset(starters),
    )


def _whole_numbers(code: str) -> dict[str, int]:
    """ "Three" of "three days later"; halves and tens of years are no such numbers."""
    values = number_words(code).values
    return {word: int(value) for word, value in values.items() if value in range(2, 31)}


def _openers(items: tuple[_Item, ...]) -> list[_Item]:
    openers = []
    for item in items:
        openers.append(item)
        if not item.optional:
            break
    return openers


def _item(part: str) -> _Item:
    optional = part.endswith("?")
    body = part.rstrip("?") if len(part) > 1 else part
    if body.startswith("{"):
        return _Item(body.strip("{}"), frozenset(), optional)
    return _Item(None, frozenset(normal(word) for word in body.split("|")), optional)


class DateReader:
    """Reads the dates of one document in order, since one may complete the next."""

    def __init__(self, text: str, published: PartialDate | None) -> None:
        self.text = text
        self.published = published.earliest if published and published.is_day else None
        self.around = published.latest if published else None
        self._context: date | None = None
        self._anchor: date | None = None
        # The day told last, in whatever words: "three days later" counts from it.
        self._told: date | None = None
        self._told_here = False
        self._context_is_month = False
        self._spoken = False

    def new_passage(self) -> None:
        """A new block: what stood before completes no date here."""
        self._context = None
        self._anchor = None
        self._told_here = False

    def read(self, tokens: list[Token], code: str) -> list[DateMention]:
        """All dates of one sentence."""
        calendar_ = calendar_of(code)
        if self._context_is_month:
            self._context, self._context_is_month = None, False
        found: list[DateMention] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            mention = None
            if self._may_start(token, calendar_):
                mention = self._numeric(tokens, index) or self._longest(tokens, index, calendar_)
            if mention:
                found.append(mention)
                index = mention.last
                if mention.value and len(mention.value) == 10 and not mention.bare:
                    self._told = date.fromisoformat(mention.end or mention.value)
                    self._told_here = True
            else:
                index += 1
        return found

    def _may_start(self, token: Token, calendar_: Calendar) -> bool:
        norm = token.norm
        return (
            token.text[0].isdecimal()
            or norm in calendar_.months
            or norm in calendar_.weekdays
            or norm in calendar_.days
            or norm in calendar_.starters
            or norm in calendar_.numbers
            or norm in calendar_.day_words
        )

    def _numeric(self, tokens: list[Token], index: int) -> DateMention | None:
        match = _NUMERIC.match(self.text, tokens[index].start)
        if not match:
            return None
        day, month, year, iso_year, iso_month, iso_day = match.groups()
        if iso_year:
            value = _day(int(iso_year), int(iso_month), int(iso_day))
        else:
            full = int(year) + (2000 if len(year) == 2 else 0)
            value = _day(full, int(month), int(day)) or _day(full, int(day), int(month))
        if value is None:
            return None
        last = index
        while last < len(tokens) and tokens[last].start < match.end():
            last += 1
        self._context = value
        return DateMention(index, last, value.isoformat(), None, "explicit")

    def _longest(self, tokens: list[Token], index: int, calendar_: Calendar) -> DateMention | None:
        best: DateMention | None = None
        best_span = 0
        self._spoken = _is_spoken(self.text, tokens[index].start)
        for items, meaning in calendar_.opened_by(tokens[index]):
            values: dict[str, list[int | str]] = {}
            last = _fit(items, tokens, index, calendar_, values)
            if last is not None and last - index > best_span:
                mention = self._mention(index, last, meaning, values)
                if mention:
                    best, best_span = mention, last - index
        if best and best.value and len(best.value) == 10 and best.basis != "relative":
            self._anchor = date.fromisoformat(best.value)
        if best and best.basis == "explicit" and best.value and not best.bare:
            parsed = PartialDate.parse(best.value)
            self._context, self._context_is_month = parsed.earliest, not parsed.is_day
        return best

    def _mention(
        self, first: int, last: int, meaning: str, values: dict[str, list[int | str]]
    ) -> DateMention | None:
        known = {name: [int(v) for v in vs if isinstance(v, int)] for name, vs in values.items()}
        days, months, years = (known.get(name, []) for name in ("day", "month", "year"))
        if meaning == "range" and len(days) == 2 and months:
            return self._range(first, last, days, months, years)
        if meaning == "years" and len(years) == 2:
            return DateMention(first, last, str(years[0]), str(years[1]), "explicit", bare=True)
        if meaning == "deadline":
            return DateMention(first, last, None, None, "relative", bare=True)
        if meaning in ("year", "bare_year") and years:
            return DateMention(
                first, last, str(years[0]), None, "explicit", bare=meaning == "bare_year"
            )
        if months and meaning in _OF_A_YEAR:
            return self._of_a_year(first, last, meaning, days, months[0], years)
        return self._relative(first, last, meaning, values)

    def _of_a_year(  # noqa: PLR0917
        self, first: int, last: int, meaning: str, days: list[int], month: int, years: list[int]
    ) -> DateMention | None:
        """A month or a day whose year is told, inferred, or that of the day told last."""
        basis: Basis = "explicit"
        if meaning == "last_year":
            years, basis = [self.around.year - 1] if self.around else [], "relative"
        if meaning == "its_year":
            years, basis = [self._told.year] if self._told else [], "relative"
        if meaning == "set_for" and not years:
            years, basis = self._nearest_year(month, days[0]), "year_inferred"
        found = self._calendar_date(first, last, days, month, years)
        return replace(found, basis=basis) if found and years and basis != "explicit" else found

    def _range(
        self, first: int, last: int, days: list[int], months: list[int], years: list[int]
    ) -> DateMention | None:
        if years:
            year, basis = years[-1], "explicit"
        else:
            inferred = self._year_of(months[-1], days[1])
            year, basis = inferred or 0, "year_inferred"
        begin, end = _day(year, months[0], days[0]), _day(year, months[-1], days[1])
        if not year or begin is None or end is None:
            return DateMention(first, last, None, None, "year_inferred")
        if begin > end:
            begin = _day(year - 1, months[0], days[0]) or begin
        return DateMention(
            first, last, begin.isoformat(), end.isoformat(),
            "explicit" if basis == "explicit" else "year_inferred",
        )  # fmt: skip

    def _calendar_date(
        self, first: int, last: int, days: list[int], month: int, years: list[int]
    ) -> DateMention | None:
        day = days[0] if days else None
        if years:
            year: int | None = years[0]
            basis: Basis = "explicit"
        else:
            year, basis = self._year_of(month, day), "year_inferred"
        if year is None:
            return DateMention(first, last, None, None, basis)
        if day is None:
            return DateMention(first, last, f"{year:04d}-{month:02d}", None, basis)
        value = _day(year, month, day)
        if value is None:
            return None
        return DateMention(first, last, value.isoformat(), None, basis)

    def _nearest_year(self, month: int, day: int) -> list[int]:
        """ "Set for 12 May": the one nearest to publication, before or after."""
        if self.around is None:
            return []
        limit = self.around
        options = [_day(year, month, day) for year in (limit.year - 1, limit.year, limit.year + 1)]
        known = [option for option in options if option]
        return [min(known, key=lambda one: abs(one - limit)).year] if known else []

    def _year_of(self, month: int, day: int | None) -> int | None:
        """The year a day without one most likely has: the last before publication,
        or the first after a full date just before it in the same passage."""
        wanted = day or 1
        limit = self.around
        if self._context:
            year = self._context.year
            after = _day(year, month, wanted)
            if (after and day and after < self._context) or (
                after and not day and month < self._context.month
            ):
                after = _day(year + 1, month, wanted)
            if after and (limit is None or after <= limit + _AHEAD):
                return after.year
            if self._context.year == (limit.year if limit else 0):
                return self._context.year
        if limit is None:
            return None
        for year in (limit.year, limit.year - 1, limit.year - 4):
            value = _day(year, month, wanted)
            if value and value <= limit + _AHEAD:
                return year
        return None

    def _relative(
        self, first: int, last: int, meaning: str, values: dict[str, list[int | str]]
    ) -> DateMention | None:
        value = self._relative_value(meaning, values)
        return DateMention(first, last, value, None, "relative")

    def _is_near(self, anchor: date) -> bool:
        """Whether "on Saturday" may be told from a day named before, not from publication."""
        return self.published is None or timedelta(0) <= self.published - anchor <= _LATELY

    def _relative_value(  # noqa: PLR0911 (one line a meaning)
        self, meaning: str, values: dict[str, list[int | str]]
    ) -> str | None:
        if meaning in _FROM_TOLD:
            return self._from_told(meaning, values)
        today = self.published
        if meaning == "weekday" and self._anchor and self._is_near(self._anchor):
            today = today or self._anchor
        if meaning.startswith("unit_"):
            unit = str(values["unit"][0]) if "unit" in values else ""
            return _shifted_unit(self.around, unit, {"last": -1, "this": 0, "next": 1}[meaning[5:]])
        if meaning == "ago" and self.around:
            number = values.get("number", [1])[0]
            return _ago(today or self.around, str(values["unit"][0]), int(number), bool(today))
        if meaning == "ahead":
            return None
        if today is None:
            return None
        if meaning == "night_before":
            return (today - timedelta(days=1)).isoformat()
        if meaning == "day" and self._spoken:
            return None  # the day on which it was said, and nobody says which
        if meaning == "day" and "reldays" in values:
            return (today + timedelta(days=int(values["reldays"][0]))).isoformat()
        if meaning in ("weekday", "next_weekday") and "weekday" in values:
            wanted = int(values["weekday"][0])
            if meaning == "weekday":
                return self._weekday(wanted, today).isoformat()
            return (today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)).isoformat()
        return None

    def _from_told(  # noqa: PLR0911 (one line a meaning)
        self, meaning: str, values: dict[str, list[int | str]]
    ) -> str | None:
        """The day told last, moved on or back: "the same evening", "three days later"."""
        told = self._told
        if told is None:
            if meaning != "day_before" or self.published is None:
                return None
            return (self.published - timedelta(days=1)).isoformat()
        if meaning == "its_month":
            day = _day(told.year, told.month, int(values["nth"][0]))
            return day.isoformat() if day else None
        if meaning == "same_month":
            return f"{told:%Y-%m}" if self._told_here else None
        if meaning in ("later", "earlier") and not self._told_here:
            return None
        if meaning in _DAYS_ON:
            return (told + timedelta(days=_DAYS_ON[meaning])).isoformat()
        number = int(values.get("number", [1])[0])
        return _moved(told, str(values["unit"][0]), number if meaning == "later" else -number)

    def _weekday(self, wanted: int, today: date) -> date:
        """The day so called after the day told last, as stories go on; else before today."""
        if self._anchor and self._is_near(self._anchor):
            later = self._anchor + timedelta(days=(wanted - self._anchor.weekday()) % 7)
            if self.published is None or later <= self.published:
                return later
        return today - timedelta(days=(today.weekday() - wanted) % 7)


def _is_spoken(text: str, at: int) -> bool:
    """Whether a place lies in speech: in quotation marks, or in a paragraph that a dash opens."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if before.count('"') % 2 or before.lstrip().startswith(("- ", "– ", "— ")):
        return True
    opened = max(before.rfind(mark) for mark in _OPENS_SPEECH)
    return opened > max(before.rfind(mark) for mark in _ENDS_SPEECH)


def _moved(told: date, unit: str, by: int) -> str | None:
    """So many units after a day, or before it: as precise as the unit."""
    if unit in ("day", "week"):
        return (told + timedelta(days=by * (7 if unit == "week" else 1))).isoformat()
    if unit == "hour":
        return told.isoformat() if abs(by) < 6 else None
    return _shifted_unit(told, unit, by)


def _fit(
    items: tuple[_Item, ...],
    tokens: list[Token],
    index: int,
    calendar_: Calendar,
    values: dict[str, list[int | str]],
) -> int | None:
    """The index after a template that fits here, its fields' values collected."""
    for item in items:
        if index >= len(tokens):
            if item.optional:
                continue
            return None
        taken = _take(item, tokens, index, calendar_)
        if taken is None:
            if item.optional:
                continue
            return None
        value, index = taken
        if item.field and value is not None:
            values.setdefault(item.field, []).append(value)
    return index


def _take(  # noqa: PLR0911 (one line a field)
    item: _Item, tokens: list[Token], index: int, calendar_: Calendar
) -> tuple[int | str | None, int] | None:
    token = tokens[index]
    norm = token.norm
    if item.field is None:
        return (None, index + 1) if norm in item.words else None
    if item.field == "month":
        month = calendar_.months.get(norm)
        if month is None or (norm in calendar_.bare_months and not token.is_capital):
            return None
        after = index + 1
        dotted = after < len(tokens) and tokens[after].text == "." and len(norm) <= 4
        return month, after + 1 if dotted and tokens[after].start == token.end else after
    if item.field == "weekday":
        weekday = calendar_.weekdays.get(norm)
        return None if weekday is None else (weekday, index + 1)
    if item.field == "reldays":
        days = calendar_.days.get(norm)
        return None if days is None else (days, index + 1)
    if item.field == "unit":
        unit = calendar_.units.get(norm)
        return None if unit is None else (unit, index + 1)
    return _take_number(item.field, tokens, index, calendar_)


def _take_number(  # noqa: PLR0911 (one line a field)
    name: str, tokens: list[Token], index: int, calendar_: Calendar
) -> tuple[int, int] | None:
    text, norm = tokens[index].text, tokens[index].norm
    if name == "number" and norm in calendar_.numbers:
        return calendar_.numbers[norm], index + 1
    if name == "day" and norm in calendar_.day_words:
        return _spelled_day(tokens, index, calendar_)
    if not text.isdecimal() or not text.isascii():
        return None
    value = int(text[:9])
    if name == "year":
        ok = len(text) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR
        return (value, index + 1) if ok else None
    if name == "number":
        return (value, index + 1) if value < 200 else None
    if not (1 <= value <= 31 and len(text) <= 2):
        return None
    after = index + 1
    bare = None if name == "nth" else (value, after)
    if after < len(tokens) and tokens[after].norm in calendar_.ordinals:
        return value, after + 1
    if (
        after + 1 < len(tokens)
        and tokens[after].text == "-"
        and tokens[after + 1].norm in calendar_.ordinals
    ):
        return value, after + 2
    return bare


def _spelled_day(tokens: list[Token], index: int, calendar_: Calendar) -> tuple[int, int] | None:
    """ "Twenty first": a ten in words, and the ordinal after it."""
    value = calendar_.day_words[tokens[index].norm]
    if value % 10 or value == 10 or index + 1 >= len(tokens):
        return value, index + 1
    more = calendar_.day_words.get(tokens[index + 1].norm, 99)
    return (value + more, index + 2) if more < 10 else (value, index + 1)


def _day(year: int, month: int, day: int) -> date | None:
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and day >= 1):
        return None
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _shifted_unit(anchor: date | None, unit: str, by: int) -> str | None:
    """Last month, this year: as precise as the words, no more."""
    if anchor is None:
        return None
    if unit == "year":
        return f"{anchor.year + by:04d}"
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + by
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return None


def _ago(anchor: date, unit: str, number: int, exact: bool) -> str | None:
    if unit == "year":
        return f"{anchor.year - number:04d}"
    if unit == "month":
        return _shifted_unit(anchor, "month", -number)
    if unit == "day" and exact:
        return (anchor - timedelta(days=number)).isoformat()
    return None
