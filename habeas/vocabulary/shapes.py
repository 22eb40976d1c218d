"""The shapes of the YAML files, checked by pydantic."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

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
