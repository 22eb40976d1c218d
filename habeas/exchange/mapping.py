"""What the columns of a list mean: a saved mapping, one's own, or one guessed by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from habeas.vocabulary import details_of, event_types

FOLDER = Path(__file__).parent / "mappings"
ALIASES = Path(__file__).parent / "column_names.yaml"

# What a row says of the person rather than of an event.
PERSON = (
    "name", "alias", "family", "given", "patronymic", "birth.date", "birth.place", "role.role",
    "sex", "key", "url", "note",
)  # fmt: skip
PARTS = ("date", "date_end", "place", "articles", "term", "organisations", "quote", "said")
LANGUAGES = ("en", "be", "ru", "uk", "pl", "de", "fr", "zh", "bo", "ug", "ar", "fa", "ka", "az")
_WORD = re.compile(r"[^\W_]+")
_LANGUAGE = re.compile(
    r"^(?P<base>.+?)(?:[\s_.\-:]*[\[(]|_{1,2}|[.\-:]|\s)(?P<code>[a-z]{2})[\])]?$"
)


class MappingError(ValueError):
    """The mapping cannot be used; the message says which part of it."""


class Column(BaseModel):
    """What one column means.

    `to` is a target: `name`, `birth.date`, or a type of event with a part of it:
    `arrest.date`, `verdict_sentence.details.kind`, `charge.articles`. Empty, the
    text is kept with the row and means nothing. `by` names a column whose value
    chooses among several targets. `values` turns what a cell says into a code, or
    into null where it means nothing; `find` does so for words within a longer text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: str | dict[str, str] = ""
    by: str = ""
    language: str = ""
    values: dict[str, str | None] = Field(default_factory=dict)
    find: dict[str, str] = Field(default_factory=dict)
    between: list[str] | None = None
    dates: Literal["dmy", "mdy", "ymd", ""] = ""
    ignore: bool = False
    also: str = ""

    @field_validator("to")
    @classmethod
    def _is_known(cls, to: str | dict[str, str]) -> str | dict[str, str]:
        for target in [to] if isinstance(to, str) else to.values():
            if target and not is_target(target):
                raise ValueError(f"“{target}” is nothing that a column can mean")
        return to


class Meaning(BaseModel):
    """What it says of a person to stand in the list: an event, with where and by whom."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str
    organisations: list[str] = Field(default_factory=list)
    details: dict[str, str] = Field(default_factory=dict)
    # Only where a column has one of these values; empty, for every row.
    when: dict[str, list[str]] = Field(default_factory=dict)

    @field_validator("type")
    @classmethod
    def _is_event(cls, code: str) -> str:
        if code not in event_types():
            raise ValueError(f"“{code}” is no type of event")
        return code


class Mapping(BaseModel):
    """How to read one list. The files in `mappings/` are examples of every part."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str = ""
    publisher: str = ""
    language: str = "en"
    # Columns by which the list is told from others; all of them must be there.
    told_by: list[str] = Field(default_factory=list)
    # Columns whose values together name a row in every edition; empty: name and birth do.
    key: list[str] = Field(default_factory=list)
    # What stands between several values of a cell.
    between: list[str] = Field(default_factory=lambda: ["\n", ";"])
    dates: Literal["dmy", "mdy", "ymd", ""] = ""
    # What a cell says that has nothing to say.
    empty: list[str] = Field(default_factory=list)
    means: list[Meaning] = Field(default_factory=list)
    columns: dict[str, Column]
    # Columns that the file at hand does not have; another edition of the list may.
    elsewhere: dict[str, Column] = Field(default_factory=dict)

    @field_validator("columns", mode="before")
    @classmethod
    def _short_form(cls, columns: Any) -> Any:
        """`arrested: arrest.date` says the same as `arrested: {to: arrest.date}`."""
        if not isinstance(columns, dict):
            return columns
        return {
            str(name): {"to": said or ""} if said is None or isinstance(said, str) else said
            for name, said in columns.items()
        }


def is_target(target: str) -> bool:
    if target in PERSON:
        return True
    type_, _, part = target.partition(".")
    if type_ not in event_types():
        return False
    if part.startswith("details."):
        return part.removeprefix("details.") in details_of(type_)
    return part in PARTS


def load(file: Path) -> Mapping:
    """A mapping out of a YAML file. Raises MappingError."""
    try:
        return Mapping.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as problem:
        raise MappingError(f"{file.name} cannot be read: {problem}") from None
    except ValidationError as problem:
        raise MappingError(f"{file.name}: {_in_words(problem)}") from None


def saved() -> dict[str, Mapping]:
    """The mappings that come with the program, by name."""
    return {file.stem: load(file) for file in sorted(FOLDER.glob("*.yaml"))}


def fitted(mapping: Mapping, columns: Sequence[str]) -> Mapping:
    """The mapping with the very names that the file gives its columns.

    Columns are told by their words alone: "Date of detention" is `date_of_detention`.
    Those that it does not know are kept with the row. Raises MappingError when no
    column has a name in it.
    """
    all_columns = {**mapping.elsewhere, **mapping.columns}
    known = {plain(name): column for name, column in all_columns.items()}
    here = {name: known.get(plain(name), Column()) for name in columns}
    own = {plain(name): name for name in columns}
    by = {c.by for c in here.values() if c.by} | {w for m in mapping.means for w in m.when}
    missing = [name for name in [*mapping.key, *by] if plain(name) not in own]
    if missing:
        raise MappingError(f"the file has no column “{missing[0]}”, which the mapping needs")
    if not _names_somebody(here.values()):
        raise MappingError("no column holds a name; say which with a mapping of your own")
    here = {
        name: column.model_copy(update={"by": own[plain(column.by)]}) if column.by else column
        for name, column in here.items()
    }
    means = [
        m.model_copy(update={"when": {own[plain(name)]: v for name, v in m.when.items()}})
        for m in mapping.means
    ]
    key = [own[plain(name)] for name in mapping.key]
    elsewhere = {name: column for name, column in all_columns.items() if plain(name) not in own}
    return _settled(
        mapping.model_copy(
            update={"columns": here, "elsewhere": elsewhere, "key": key, "means": means}
        )
    )


def chosen(columns: Sequence[str]) -> Mapping:
    """The saved mapping whose list this is, else one guessed by the names of the columns."""
    here = {plain(name) for name in columns}
    for mapping in saved().values():
        if mapping.told_by and {plain(name) for name in mapping.told_by} <= here:
            return fitted(mapping, columns)
    return guessed(columns)


def guessed(columns: Sequence[str]) -> Mapping:
    """Columns understood by their names, in English, Belarusian or Russian; the rest are kept."""
    found: dict[str, Column] = {}
    for name in columns:
        target, language = _guess(name)
        taken = any(c.to == target and c.language == language for c in found.values())
        found[name] = Column() if taken or not target else Column(to=target, language=language)
    if not _names_somebody(found.values()):
        raise MappingError("no column looks like a name; say which with a mapping of your own")
    key = [name for name, column in found.items() if column.to == "key"]
    return _settled(Mapping(name="guessed", key=key, columns=found))


def _settled(mapping: Mapping) -> Mapping:
    """The mapping with what holds for all columns said of each."""
    columns = {
        name: column.model_copy(
            update={
                "between": mapping.between if column.between is None else column.between,
                "dates": column.dates or mapping.dates,
            }
        )
        for name, column in mapping.columns.items()
    }
    return mapping.model_copy(update={"columns": columns})


def plain(name: str) -> str:
    """A column's name by its words: small letters, one space between."""
    return " ".join(_WORD.findall(name.casefold()))


def _guess(name: str) -> tuple[str, str]:
    known = _aliases()
    if target := known.get(plain(name)):
        return target, ""
    found = _LANGUAGE.match(name.strip().casefold())
    if found and found["code"] in LANGUAGES and (target := known.get(plain(found["base"]))):
        return target, found["code"]
    return "", ""


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    by_target = yaml.safe_load(ALIASES.read_text("utf-8"))
    return {plain(alias): target for target, names in by_target.items() for alias in names}


def _names_somebody(columns: Iterable[Column]) -> bool:
    return any(column.to in ("name", "family", "alias") for column in columns)


def _in_words(problem: ValidationError) -> str:
    first = problem.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"
