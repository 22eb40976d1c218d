"""Dates, counts and durations in words, from Unicode's CLDR through Babel."""

from __future__ import annotations

import re
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from habeas.core.dates import PartialDate
from habeas.vocabulary.patterns import filled, word, word_form
from habeas.vocabulary.shapes import LANGUAGES

Form = Literal["long", "short"]
_LOCALES = {"en": "en_GB", "be": "be", "ru": "ru"}
_DURATION = re.compile(
    r"P(?:(?P<year>[\d.]+)Y)?(?:(?P<month>[\d.]+)M)?(?:(?P<week>[\d.]+)W)?(?:(?P<day>[\d.]+)D)?\Z"
)
_SEASON = re.compile(r"(\d{4})-(2[1-4])\Z")


def base_language(language: str) -> str:
    """One of our languages; English where the language asked for is not among them."""
    base = language.split("-", maxsplit=1)[0]
    return base if base in LANGUAGES else "en"


def locale_of(language: str) -> str:
    return _LOCALES[base_language(language)]


def country_text(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2); a code that CLDR does not know stands."""
    return str(Locale.parse(locale_of(language)).territories.get(code, code))


def date_text(edtf: str | None, language: str, *, form: Form = "long") -> str:
    """A partial date in words, saying no more than is known.

    Raises ValueError when the text is no EDTF date.
    """
    language = base_language(language)
    if not edtf:
        return word("unknown_date", language)
    if "/" in edtf:
        start, end = (part.strip() for part in edtf.split("/", maxsplit=1))
        return date_range_text(start, end, language, form=form)
    moment = PartialDate.parse(edtf)
    plain = edtf.strip().rstrip("~?%")
    known = _certain(plain, moment, language, form)
    if not moment.is_approximate:
        return known
    return filled(word("uncertain" if edtf.endswith("?") else "about", language), {"date": known})


def date_range_text(
    start: str | None, end: str | None, language: str, *, form: Form = "long"
) -> str:
    """From one partial date to another; either may be open (None, "" or "..")."""
    language = base_language(language)
    first, last = (None if part in (None, "", "..") else part for part in (start, end))
    if first and last:
        if first == last:
            return date_text(first, language, form=form)
        ends = {
            "start": date_text(first, language, form=form),
            "end": date_text(last, language, form=form),
        }
        return filled(word("range", language), ends)
    known = first or last
    if not known:
        return word("unknown_date", language)
    # "з 4 жніўня" reads well after a preposition; "жнівень 2011" would have to be inflected.
    suffix = "_day" if re.fullmatch(r"\d{4}-\d\d-\d\d", known) else ""
    key = ("since" if first else "until") + suffix
    return filled(word(key, language), {"date": date_text(known, language, form=form)})


def _certain(plain: str, moment: PartialDate, language: str, form: Form) -> str:
    locale = _LOCALES[language]
    season = _SEASON.match(plain)
    if season:
        return filled(word(f"season_{season[2]}", language), {"year": season[1]})
    if re.fullmatch(r"\d{4}", plain):
        return plain
    whole = PartialDate.parse(plain)
    if re.fullmatch(r"\d{4}-\d\d", plain):
        skeleton = "yMMMM" if form == "long" else "yMMM"
        return str(format_skeleton(skeleton, whole.earliest, locale=locale))
    day_form = "long" if form == "long" else "medium"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        return str(format_date(whole.earliest, day_form, locale=locale))
    ends = {
        "start": str(format_date(moment.earliest, day_form, locale=locale)),
        "end": str(format_date(moment.latest, day_form, locale=locale)),
    }
    return filled(word("within", language), ends)


def one_stop(sentence: str) -> str:
    """A date such as “4 мая 2021 г.” at the end of a sentence brings the full stop with it."""
    return type(sentence)(sentence.replace("г..", "г."))


def number_text(value: float, language: str) -> str:
    return str(format_decimal(value, locale=locale_of(language)))


def days_text(count: float, language: str) -> str:
    """The days of a count, with the plural form of the language: "1,052 days"."""
    # CLDR counts Belarusian "суткі"; people who wait count "дні".
    form = Locale.parse(locale_of(language)).plural_form(count)
    unit = word_form("day", form, base_language(language))
    return filled(unit, {"n": number_text(count, language)})


def day_count_text(at_least: int, language: str, at_most: int | None = None) -> str:
    """Days in words, as a range where `at_most` is more: "between 1,020 and 1,052 days"."""
    if at_most is None or at_most == at_least:
        return days_text(at_least, language)
    base = base_language(language)
    # After "ад … да …" Belarusian and Russian want the genitive plural, which "many" is.
    most = filled(word_form("day", "many", base), {"n": number_text(at_most, language)})
    ends = {"least": number_text(at_least, language), "most": most}
    return filled(word("between_days", base), ends)


def duration_text(iso: str, language: str) -> str:
    """An ISO 8601 duration in words: P4Y6M is "4 years and 6 months".

    Raises ValueError when it is not a duration in years, months, weeks and days.
    """
    match = _DURATION.match(iso)
    amounts = {unit: float(n) for unit, n in match.groupdict().items() if n} if match else {}
    if not amounts:
        raise ValueError(f"“{iso}” is not a duration; write P4Y6M or another ISO 8601 form")
    if "year" in amounts and amounts["year"] % 1:  # four and a half years
        amounts["month"] = amounts.get("month", 0) + round(amounts["year"] % 1 * 12)
        amounts["year"] //= 1
    locale = locale_of(language)
    order = [unit for unit in ("year", "month", "week", "day") if amounts.get(unit)]
    parts = [
        days_text(_whole(amounts[unit]), language)
        if unit == "day"
        else str(format_unit(_whole(amounts[unit]), f"duration-{unit}", "long", locale=locale))
        for unit in order
    ]
    return str(format_list(parts, locale=locale)) if parts else days_text(0, language)


def amount_text(value: float | str, currency: str | None, language: str) -> str:
    """Money; without a known currency just the number."""
    number = float(value)
    if currency and re.fullmatch(r"[A-Z]{3}", currency):
        pattern = "#,##0.00 ¤¤" if number % 1 else "#,##0 ¤¤"
        return str(
            format_currency(
                number, currency, pattern, locale=locale_of(language), currency_digits=False
            )
        )
    return number_text(_whole(number), language)


def list_text(parts: list[str], language: str) -> str:
    return str(format_list(parts, locale=locale_of(language))) if parts else ""


def _whole(number: float) -> float | int:
    return int(number) if number == int(number) else number
