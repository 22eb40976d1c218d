"""International procedures as data: what they need, their steps, clocks and windows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, model_validator

from habeas.core.clocks import Length
from habeas.vocabulary.loader import (
    DATA,
    VocabularyError,
    event_types,
    read_entries,
    terms,
)
from habeas.vocabulary.named import bodies
from habeas.vocabulary.shapes import Labelled

FILE = DATA / "procedures.yaml"


class Rule(BaseModel):
    """Something that a text of law or a body's practice says.

    `checked` is the day on which somebody last held it against the primary
    text; without one the rule rests on general knowledge.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    source: str = Field(min_length=1)
    checked: date | None = None

    @property
    def is_verified(self) -> bool:
        return self.checked is not None


class Clock(Rule):
    """From one step until another. Without a length the body sets the day in each case."""

    en: str
    be: str
    ru: str
    start: str = Field(alias="from")
    until: str
    length: str | None = None
    party: Literal["state", "author", "body"]
    extension: str | None = None
    effect: str = ""

    def label(self, language: str) -> str:
        return str(getattr(self, language if language in ("en", "be", "ru") else "en"))


class Latest(Rule):
    """How long after domestic remedies a filing is in time."""

    after: Literal["remedies"]
    length: str


class Before(Rule):
    """How long before a step a filing has to be there."""

    step: str
    length: str


class Limit(Rule):
    pages: int | None = None
    words: int | None = None


class Window(Rule):
    """From when to when a State can be complained against."""

    opens: date | None = None
    closes: date | None = None
    last_safe: date | None = None


class Step(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str
    be: str
    ru: str

    def label(self, language: str) -> str:
        return str(getattr(self, language if language in ("en", "be", "ru") else "en"))


class Procedure(Labelled):
    """One way to a body. `states` limits it to those States; empty means all."""

    body: str
    zone: str
    submitters: tuple[str, ...]
    languages: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    held: bool = False
    needs_remedies: bool = False
    facts: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    excludes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    steps: dict[str, Step]
    clocks: dict[str, Clock] = Field(default_factory=dict)
    latest: Latest | None = None
    before: Before | None = None
    windows: dict[str, Window] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for code, clock in self.clocks.items():
            for step in (clock.start, clock.until):
                if step not in self.steps:
                    raise ValueError(f"clocks.{code}: there is no step {step}")
        lengths = [clock.length for clock in self.clocks.values()]
        lengths += [clock.extension for clock in self.clocks.values()]
        lengths += [rule.length for rule in (self.latest, self.before) if rule]
        for length in filter(None, lengths):
            Length.parse(length)
        ZoneInfo(self.zone)
        return self


@cache
def procedures() -> Mapping[str, Procedure]:
    """All procedures by code. Raises VocabularyError with file, code and reason."""
    found = read_entries(FILE, Procedure)
    for code, procedure in found.items():
        _check(code, procedure, set(found))
    return MappingProxyType(found)


def _check(code: str, procedure: Procedure, codes: set[str]) -> None:
    """That everything it names exists elsewhere in the vocabulary."""
    named = {
        "body": ({procedure.body}, set(bodies())),
        "facts": (set(procedure.facts), set(terms("procedure_facts"))),
        "submitters": (set(procedure.submitters), set(terms("procedure_submitters"))),
        "concerns": (set(procedure.concerns), set(event_types())),
        "excludes": (set(procedure.excludes), codes),
    }
    for key, (used, known) in named.items():
        if unknown := used - known:
            wrong = ", ".join(sorted(unknown))
            raise VocabularyError(f"{FILE.name}: {code}.{key}: there is no {wrong}")
