"""The small learned models of the reader, as shipped or as a training run holds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from habeas.reading import confidence as likelihood
from habeas.reading import leading, sentence_model
from habeas.reading.sentence_model import SentenceModel

if TYPE_CHECKING:
    from habeas.reading.leading import Candidate
    from habeas.reading.mentions import Sentence
    from habeas.reading.pack import Trigger

Watch = Callable[["Trigger", tuple[int, int], "Sentence", "list[Candidate]"], None]


@dataclass(frozen=True, slots=True)
class Models:
    """What tells the types of a sentence, who leads, and how likely a claim holds."""

    sentences: SentenceModel
    leading: dict[str, float]
    confidence: dict[str, float]
    # A typed claim less likely than this is not shown as one.
    least: float = likelihood.LEAST
    # Called with every choice of a leading person, for training.
    watch: Watch | None = None


@cache
def shipped() -> Models:
    """The models whose weights lie beside the packs."""
    return Models(sentence_model.load(), leading.load(), likelihood.load())
