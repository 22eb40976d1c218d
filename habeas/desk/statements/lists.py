"""Reading a list of signatories that somebody pasted: the statement's own text, lines, or CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from habeas.reading.signatories import SignatoryList, read_signatories
from habeas.reading.signature_lines import split_country

# Headings of CSV columns, as people write them, by what they mean.
COLUMNS = {
    "name": ("name", "organisation", "organization", "signatory"),
    "country": ("country",),
    "under": ("under", "house", "represented by", "on behalf"),
    "role": ("role", "title"),
}


@dataclass(frozen=True)
class ListLine:
    """One who signs. `under` is the place in the list of the house that signs for it."""

    name: str
    country: str = ""
    signs_as: str = "own"
    under: int | None = None
    role: str = ""


@dataclass(frozen=True)
class ReadList:
    """Who signed, the number that the text says, and in words how the two differ."""

    lines: tuple[ListLine, ...]
    claimed: int | None = None
    difference: str = ""
    problems: tuple[str, ...] = ()


def read_list(text: str) -> ReadList:
    """The list in a pasted text. Lines that cannot be taken are named in `problems`."""
    if made := _from_csv(text):
        return made
    found = read_signatories(text)
    return _from_text(found) if found else _from_lines(text)


def _from_text(found: SignatoryList) -> ReadList:
    """Houses stand before their members; headings of countries and sections are no signatories."""
    lines: list[ListLine] = []
    houses: dict[int, int] = {}
    for one in found.signatories:
        heading = one.heading
        is_house = heading is not None and found.headings[heading].kind == "umbrella"
        if heading is not None and is_house and heading not in houses:
            houses[heading] = len(lines)
            head = found.headings[heading]
            lines.append(ListLine(head.name, head.country or "", "house"))
        signs_as = "personal" if one.kind == "person" else "own"
        under = houses.get(heading) if heading is not None else None
        lines.append(ListLine(one.name, one.country or "", signs_as, under, one.role))
    claimed = found.claimed.value if found.claimed else None
    return ReadList(tuple(lines), claimed, found.difference)


def _from_lines(text: str) -> ReadList:
    lines = [split_country(one.strip(" \t•*-–;,")) for one in text.splitlines() if one.strip()]
    return ReadList(tuple(ListLine(name, country or "") for name, country in lines if name))


def _from_csv(text: str) -> ReadList | None:
    """Rows under a head that names a column for names; None for what has no such head."""
    head, _, _ = text.lstrip("\ufeff\n").partition("\n")
    sign = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff\n")), delimiter=sign)
    columns = {
        meaning: column
        for meaning, known in COLUMNS.items()
        for column in rows.fieldnames or ()
        if column.strip().casefold() in known
    }
    if "name" not in columns or len(rows.fieldnames or ()) < 2:
        return None
    lines: list[ListLine] = []
    problems: list[str] = []
    for row in rows:
        _take(row, columns, lines, problems, rows.line_num)
    return ReadList(tuple(lines), problems=tuple(problems))


def _take(
    row: dict[str, str],
    columns: dict[str, str],
    lines: list[ListLine],
    problems: list[str],
    at: int,
) -> None:
    cells = {meaning: (row.get(column) or "").strip() for meaning, column in columns.items()}
    if not cells["name"]:
        problems.append(f"row {at}: no name")
        return
    country = cells.get("country", "")
    code = country.upper() if len(country) == 2 else split_country(f"x ({country})")[1] or ""
    if country and not code:
        problems.append(f"row {at}: {country} is no country that we know; left open")
    under = None
    if house := cells.get("under", ""):
        under = _house(house, lines)
    lines.append(ListLine(cells["name"], code, "own", under, cells.get("role", "")))


def _house(name: str, lines: list[ListLine]) -> int:
    """The place of a house, which is put before its first member where no line names it."""
    for place, line in enumerate(lines):
        if line.name == name and line.under is None:
            lines[place] = ListLine(line.name, line.country, "house", None, line.role)
            return place
    lines.append(ListLine(name, "", "house"))
    return len(lines) - 1
