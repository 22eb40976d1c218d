"""One row of a list, made into what the list says of one person.

Nothing is added and nothing is lost: a value that cannot be understood stays
as text under its column's own name, and is reported with the reason.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from habeas.core.dates import PartialDate
from habeas.core.names import guess_language
from habeas.exchange.days import as_edtf
from habeas.exchange.lengths import as_duration
from habeas.exchange.mapping import Column, Mapping, plain
from habeas.exchange.tables import Row

LONGEST_NAME, LONGEST_PLACE, LONGEST_KEY = 300, 300, 120
DATES = ("date", "date_end")
# A cell with several values says several of these.
SEVERAL = ("name", "alias", "place", "articles", "organisations", *DATES)
Value = str | list[str]


@dataclass(frozen=True)
class Problem:
    """What could not be taken as it stands: where, what it says, and why."""

    column: str
    value: str
    reason: str


@dataclass
class Observed:
    """What one row says. `fields` are by target, with `:LANGUAGE` where a language is meant,
    or by column where the text is merely kept; `said_in` names the column of each field."""

    row: int
    key: str
    cells: dict[str, str]
    fields: dict[str, Value] = field(default_factory=dict)
    said_in: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def observe(row: Row, mapping: Mapping) -> Observed:
    """Read one row by a mapping that was fitted to its columns."""
    seen = Observed(row=row.number, key="", cells=row.cells)
    for where, value in row.beyond:
        seen.problems.append(Problem(where, value, "the row has more cells than the header"))
    empty = {plain(word) or word for word in mapping.empty}
    for name, column in mapping.columns.items():
        text = row.cells.get(name, "")
        if column.ignore or not text:
            continue
        if (plain(text) or text) in empty:
            continue
        _take(seen, name, text, column)
    _put_name_together(seen)
    _check_order(seen)
    _name_means(seen, mapping)
    seen.refused = _refusal(seen)
    seen.key = _key(seen, mapping)
    return seen


def _take(seen: Observed, name: str, text: str, column: Column) -> None:
    """Put one cell where it belongs."""
    target = column.to
    if isinstance(target, dict):
        chooser = plain(seen.cells.get(column.by, ""))
        target = next((to for value, to in target.items() if plain(value) == chooser), "")
    if not target or target == "key":
        _keep(seen, name, text)
        return
    wanted = {plain(value): code for value, code in column.values.items()}
    if plain(text) in wanted:
        code = wanted[plain(text)]
        if code is None:
            _keep(seen, name, text)
        else:
            _add(seen, target, name, [code])
        return
    code = next((c for words, c in column.find.items() if re.search(words, text, re.I)), "")
    if column.find and not column.also and code:
        _add(seen, target, name, [code])
        return
    if column.also and code:
        _add(seen, column.also, name, [code])
    _understand(seen, name, text, column, target)


def _understand(seen: Observed, name: str, text: str, column: Column, target: str) -> None:
    part = target.rsplit(".", 1)[-1]
    values = _split(text, column.between or []) if part in SEVERAL else [text]
    if part in DATES:
        values = list(_dates(seen, name, values, column.dates))
    elif part == "term":
        _add_term(seen, target, name, text)
        return
    elif part == "name" and len(values) > 1:
        _add(seen, "alias", name, values[1:])
        values = values[:1]
    elif part == "place":
        values = [value[:LONGEST_PLACE] for value in values]
    _add(seen, f"{target}:{column.language}" if column.language else target, name, values)


def _add_term(seen: Observed, target: str, name: str, text: str) -> None:
    """The length of a sentence; without one the text still says that there was a sentence."""
    length = as_duration(text)
    _add(seen, target if length else target.replace(".term", ".said"), name, [length or text])


def _dates(seen: Observed, name: str, values: list[str], order: Any) -> Iterator[str]:
    for value in values:
        try:
            yield as_edtf(value, order=order)
        except ValueError as problem:
            seen.problems.append(Problem(name, value, str(problem)))
            _keep(seen, name, value)


def _split(text: str, between: list[str]) -> list[str]:
    if not between:
        return [text]
    parts = re.split("|".join(map(re.escape, between)), text)
    return list(dict.fromkeys(filter(None, (part.strip() for part in parts))))


def _add(seen: Observed, target: str, column: str, values: list[str]) -> None:
    if not values:
        return
    held = seen.fields.get(target)
    known = held if isinstance(held, list) else [held] if held else []
    together = list(dict.fromkeys([*known, *values]))
    seen.fields[target] = together if len(together) > 1 else together[0]
    seen.said_in.setdefault(target, column)


def _keep(seen: Observed, column: str, text: str) -> None:
    _add(seen, column, column, [text])


def _put_name_together(seen: Observed) -> None:
    """A name given in parts: given name, father's name, family name."""
    if any(target.partition(":")[0] == "name" for target in seen.fields):
        return
    languages = {t.partition(":")[2] for t in seen.fields if t.partition(":")[0] == "family"}
    for language in sorted(languages):
        mark = f":{language}" if language else ""
        parts = [seen.fields.get(f"{part}{mark}") for part in ("given", "patronymic", "family")]
        whole = " ".join(part for part in parts if isinstance(part, str))
        _add(seen, f"name{mark}", seen.said_in[f"family{mark}"], [whole])
    if not languages and (alias := seen.fields.get("alias")):
        first = alias[0] if isinstance(alias, list) else alias
        _add(seen, "name", seen.said_in["alias"], [first])


def _check_order(seen: Observed) -> None:
    """Nobody is arrested before they are born: such a birth is kept as text."""
    born, arrested = seen.fields.get("birth.date"), seen.fields.get("arrest.date")
    if not isinstance(born, str) or not isinstance(arrested, str):
        return
    if PartialDate.parse(born).earliest > PartialDate.parse(arrested).latest:
        column = seen.said_in.pop("birth.date")
        del seen.fields["birth.date"]
        text = seen.cells[column]
        seen.problems.append(Problem(column, text, "this birth is later than the arrest"))
        _keep(seen, column, text)


def _name_means(seen: Observed, mapping: Mapping) -> None:
    """What it says of a person to stand in the list."""
    for meaning in mapping.means:
        said = {column: plain(seen.cells.get(column, "")) for column in meaning.when}
        if not all(said[c] in {plain(v) for v in values} for c, values in meaning.when.items()):
            continue
        column = next(iter(meaning.when), "")
        _add(seen, f"{meaning.type}.organisations", column, meaning.organisations)
        for key, code in meaning.details.items():
            _add(seen, f"{meaning.type}.details.{key}", column, [code])


def _refusal(seen: Observed) -> str:
    called = names_in(seen.fields)
    if not called:
        return "the row names nobody"
    if any(len(name) > LONGEST_NAME for name in called):
        return f"a name of more than {LONGEST_NAME} letters is no name"
    if not any(character.isalpha() for character in called[0]):
        return "the name has no letters"
    return ""


def names_in(fields: dict[str, Value]) -> list[str]:
    """What the person is called, in every language; a name first, then other names."""
    found: list[str] = []
    for wanted in ("name", "alias"):
        for target, value in fields.items():
            if target.partition(":")[0] == wanted:
                found += value if isinstance(value, list) else [value]
    return list(dict.fromkeys(found))


def languages_of_names(fields: dict[str, Value]) -> dict[str, str]:
    """The language of each name: the one that its column is in, else what its letters say."""
    found: dict[str, str] = {}
    for target, value in fields.items():
        base, _, language = target.partition(":")
        if base in ("name", "alias"):
            for name in value if isinstance(value, list) else [value]:
                found[name] = language or guess_language(name, default="en")
    return found


def _key(seen: Observed, mapping: Mapping) -> str:
    """What names the row in every edition of its list: its id, else name and birth."""
    own = [seen.cells.get(column, "") for column in mapping.key]
    if own and all(own):
        return _short("id:" + "|".join(own))
    called = names_in(seen.fields)
    born = seen.fields.get("birth.date", "")
    return _short(
        f"as:{plain(called[0]) if called else ''}|{born if isinstance(born, str) else ''}"
    )


def _short(key: str) -> str:
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:80]}…{hashlib.sha256(key.encode()).hexdigest()[:32]}"
