"""Frames of submissions, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from habeas.vocabulary.loader import VocabularyError, read_yaml
from habeas.vocabulary.procedures import procedures

FILE = Path(__file__).parent / "frames.yaml"
LANGUAGES = ("en", "fr")


class Title(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str
    fr: str

    def in_language(self, language: str) -> str:
        return self.fr if language == "fr" else self.en


class Section(Title):
    facts: tuple[str, ...]


class Frame(BaseModel):
    """The sections of a submission, in order, and the procedures that it is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    procedures: tuple[str, ...]
    title: Title
    sections: tuple[Section, ...]


@cache
def frames() -> Mapping[str, Frame]:
    """All frames by code. Raises VocabularyError for a procedure that there is not."""
    found = {str(code): Frame.model_validate(value) for code, value in read_yaml(FILE).items()}
    for code, frame in found.items():
        if unknown := set(frame.procedures) - set(procedures()):
            raise VocabularyError(f"{FILE.name}: {code}: there is no {', '.join(sorted(unknown))}")
    return MappingProxyType(found)


def frame_for(procedure: str) -> str:
    """The code of the frame in which a procedure's submission is written."""
    return next(code for code, frame in frames().items() if procedure in frame.procedures)
