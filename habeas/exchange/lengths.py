"""Terms of sentences as lists write them, made ISO 8601 durations: "4 years 6 months" is P4Y6M."""

from __future__ import annotations

import re

_UNITS = {
    "Y": r"y|yrs?|years?|г|год|года|году|лет|гады|гадоў|р|рік|роки|років|lat|lata|rok",
    "M": r"m|mos?|months?|мес|месяц|месяца|месяцев|месяцы|месяцаў|мц|міс|місяць|місяці|місяців",
    "D": r"d|days?|дн|день|дня|дней|сут|суток|сутки|дзень|дні|дзён|сутак",
}
_FOUND = {
    unit: re.compile(rf"(\d+(?:[.,]5)?)\s*-?\s*(?:{words})\b", re.IGNORECASE)
    for unit, words in _UNITS.items()
}


def as_duration(text: str) -> str:
    """The length of time that a text names, or "" when it names none."""
    amounts = {unit: _amount(found[1]) for unit in _FOUND if (found := _FOUND[unit].search(text))}
    years, months = amounts.get("Y", 0.0), amounts.get("M", 0.0)
    if years != int(years):
        months += 12 * (years - int(years))
    whole = {"Y": int(years), "M": int(months), "D": int(amounts.get("D", 0))}
    said = "".join(f"{amount}{unit}" for unit, amount in whole.items() if amount)
    return f"P{said}" if said else ""


def _amount(text: str) -> float:
    return float(text.replace(",", "."))
