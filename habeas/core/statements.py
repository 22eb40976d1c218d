"""A joint statement as a public document: its words, who signed it and how, and the numbers.

A house signs itself and for its members. A member that signs itself too is one organisation all
the same, so three numbers are told and none of them alone: who signed directly, who is
represented by a house, and how many different organisations that makes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from habeas.core.shapes import Shape

SignsAs = Literal["own", "house", "endorses", "personal"]


class StatementText(Shape):
    """A frozen wording in one language."""

    version: int
    language: str = Field(description="BCP 47")
    title: str
    text: str
    sha256: str = Field(description="of the UTF-8 bytes of title, two line feeds and text")


class Signatory(Shape):
    """One line of the list. Two lines with one `key` are one organisation or person."""

    key: str
    name: str | None = Field(description="null for one that is counted and not named")
    names: dict[str, str] = Field(default={}, description="by language, where it has others")
    country: str | None = Field(None, description="ISO 3166-1 alpha-2; null when not said")
    signs_as: SignsAs
    under: str | None = Field(None, description="key of the house that signs for it")
    role: str | None = Field(None, description="of a person, in a personal capacity")
    signed_on: str | None = None
    version: int | None = Field(None, description="of the text that was signed")
    late: bool = False
    withdrawn_on: str | None = None


class SignatoryNumbers(Shape):
    """Organisations by how they signed; persons apart. Who withdrew is in none of them."""

    direct: int
    represented: int
    distinct: int = Field(description="direct or represented, each once")
    persons: int
    withdrawn: int


class StatementUpdate(Shape):
    date: str
    text: str


class StatementDocument(Shape):
    document: Literal["statement"] = "statement"
    slug: str
    state: Literal["open", "issued", "withdrawn"]
    people: tuple[str, ...] = Field((), description="slugs of the persons it speaks of")
    texts: tuple[StatementText, ...] = Field(description="of the last version, by language")
    addressees: tuple[str, ...] = ()
    issued_on: str | None = None
    deadline: str | None = Field(None, description="ISO 8601 with its offset: last moment to sign")
    order: Literal["listed", "name", "country", "signed"] = "listed"
    claimed: int | None = Field(None, description="the number that the text itself says")
    signatories: tuple[Signatory, ...] = ()
    numbers: SignatoryNumbers
    updates: tuple[StatementUpdate, ...] = ()

    def text(self, language: str) -> StatementText:
        """The words in the reader's language, or else the first that there are."""
        return next((one for one in self.texts if one.language == language), self.texts[0])


def numbers_of(signatories: Iterable[Signatory]) -> SignatoryNumbers:
    """The three numbers, and persons apart, from the list alone: whoever has it can repeat them."""
    held = list(signatories)
    there = [one for one in held if one.withdrawn_on is None]
    bodies = [one for one in there if one.signs_as != "personal"]
    direct = {one.key for one in bodies if one.under is None}
    represented = {one.key for one in bodies if one.under is not None}
    return SignatoryNumbers(
        direct=len(direct),
        represented=len(represented),
        distinct=len(direct | represented),
        persons=len({one.key for one in there if one.signs_as == "personal"}),
        withdrawn=len(held) - len(there),
    )


def in_tree(signatories: Iterable[Signatory]) -> Iterator[tuple[Signatory, tuple[Signatory, ...]]]:
    """Each who signs directly, with those whom it signs for, in the order given."""
    held = list(signatories)
    houses = {one.key for one in held if one.under is None}
    for one in held:
        if one.under is None or one.under not in houses:
            yield one, tuple(each for each in held if each.under == one.key)


def statement_sha256(title: str, text: str) -> str:
    return hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()
