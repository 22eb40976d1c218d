"""The shapes of the YAML files, checked by pydantic."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

LANGUAGES = ("en", "be", "ru")


class Labelled(BaseModel):
    """Something with a code and a label in every interface language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    en: str = Field(min_length=1)
    be: str = Field(min_length=1)
    ru: str = Field(min_length=1)

    def label(self, language: str) -> str:
        """The label in `language` (BCP 47), or in English where we have no such labels."""
        base = language.split("-", maxsplit=1)[0]
        return str(getattr(self, base if base in LANGUAGES else "en"))

    @property
    def labels(self) -> dict[str, str]:
        return {language: self.label(language) for language in LANGUAGES}


class EventType(Labelled):
    """A kind of event. `subject` and `once` are explained in `data/event_types.yaml`."""

    family: Literal["act", "response", "list", "fact"]
    subject: bool
    once: bool
    huridocs: str | None = None


class Term(Labelled):
    """One entry of a code list.

    `source_code` is its code in the list that it was taken from. What is not
    `checked` rests on general knowledge and awaits a look at the primary text.
    """

    source_code: str | None = None
    checked: bool = True
    note: str | None = None


class TermList(BaseModel):
    """A code list: where it comes from, and its terms in their order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    source: str
    en: str
    be: str
    ru: str
    terms: dict[str, Term]

    def title(self, language: str) -> str:
        return str(getattr(self, language if language in LANGUAGES else "en"))


class Named(Labelled):
    """A body or place that texts mention often, with the spellings met in them."""

    aliases: tuple[str, ...] = ()
    country: str | None = Field(None, description="ISO 3166-1 alpha-2")


class Help(BaseModel):
    """A hint beside a field of a form, in every interface language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str = Field(min_length=1)
    be: str = Field(min_length=1)
    ru: str = Field(min_length=1)


class Detail(Labelled):
    """One thing that only events of a type have. `terms` names the list of a choice.

    The kinds and how their values are written are explained in `data/details.yaml`.
    """

    kind: Literal["choice", "choices", "text", "date", "duration", "money"]
    terms: str | None = None
    help: Help | None = None

    @model_validator(mode="after")
    def _terms_go_with_choices(self) -> Self:
        if (self.terms is not None) != (self.kind in ("choice", "choices")):
            raise ValueError("a choice needs `terms`, and nothing else has them")
        return self

    def values(self, value: str) -> list[str]:
        """The single values of a stored one: several only for `choices`."""
        return value.split() if self.kind == "choices" else [value]

    def help_text(self, language: str) -> str:
        """The hint in `language`, or in English; empty where there is none."""
        base = language.split("-", maxsplit=1)[0]
        return str(getattr(self.help, base if base in LANGUAGES else "en")) if self.help else ""
