"""What a sentence tells, learned: whether it matters, and which types of event it holds.

A linear model over words, their beginnings, the kinds of things named, and the
patterns of the pack that match; one for all languages, since patterns and kinds
are shared. `python -m habeas.reading.train` fits it on the development corpus.
Rules still say what is exact; this one hears what no pattern was written for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from habeas.reading.mentions import Sentence
from habeas.reading.modality import Cue
from habeas.reading.notation import CLASSES
from habeas.reading.tokens import Token

WEIGHTS = Path(__file__).parent / "weights" / "sentences.npz"
WORTH = "worth"
# A sign of the whole sentence counts as much as a word of a sentence of four.
FLAG = 0.5
_FEWEST = 4
_BEGINNINGS = (4, 5, 6)
_CAPITAL = CLASSES.index("capital")
_LONGEST = 60


@dataclass(slots=True)
class Hits:
    """What patterns of the pack match in a sentence: types with their strength, and cues."""

    triggers: list[tuple[str, str]]
    cues: list[Cue]


@dataclass(slots=True)
class SentenceModel:
    """Weights of every feature for every type, and the bias of each."""

    features: dict[str, int]
    types: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def likelihoods(self, sentence: Sentence, tokens: list[Token], hits: Hits) -> dict[str, float]:
        """How likely a sentence matters (`worth`) and tells an event of each type, 0 to 1."""
        words = {
            number
            for word in words_of(sentence, tokens)
            for number in self._numbers(word)
        }  # fmt: skip
        flags = [
            self.features[name]
            for name in set(flags_of(sentence, tokens, hits))
            if name in self.features
        ]
        score = self.bias + FLAG * self.weights[flags].sum(axis=0)
        if words:
            score = score + self.weights[list(words)].sum(axis=0) * _scale(sentence)
        return dict(zip(self.types, (1 / (1 + np.exp(-score))).tolist(), strict=True))

    def where(self, type_: str, sentence: Sentence, tokens: list[Token]) -> int:
        """The index of the word that speaks most for a type."""
        column = self.types.index(type_)

        def weight(index: int) -> float:
            numbers = self._numbers(_word(tokens[index]))
            return float(self.weights[list(numbers), column].sum()) if numbers else 0.0

        words = [i for i in range(sentence.first, sentence.last) if tokens[i].is_word]
        return max(words or [sentence.first], key=weight)

    def _numbers(self, word: str) -> tuple[int, ...]:
        known = self._known.get(word)
        if known is None:
            names = word_features(word)
            known = tuple(self.features[name] for name in names if name in self.features)
            self._known[word] = known
        return known


def words_of(sentence: Sentence, tokens: list[Token]) -> set[str]:
    """The words of a sentence, names and numbers as their kind."""
    own = tokens[sentence.first : sentence.last]
    words = {_word(token) for token in own if token.is_word}
    if own and own[0].is_word and own[0].is_capital and words and not _kind(own[0]):
        words.add(own[0].norm)
    return words


def _word(token: Token) -> str:
    kind = _kind(token)
    if kind:
        return kind
    if token.text.isdigit():
        return "<figure>"
    return "<capital>" if token.is_capital else token.norm


def _kind(token: Token) -> str | None:
    kinds = [number for number in token.atoms if number < _CAPITAL]
    return f"<{CLASSES[min(kinds)]}>" if kinds else None


def word_features(word: str) -> list[str]:
    """A word, and its beginnings, which stand for its forms."""
    if word.startswith("<"):
        return [word]
    return [f"w:{word}", *(f"p:{word[:size]}" for size in _BEGINNINGS if len(word) > size)]


def flags_of(sentence: Sentence, tokens: list[Token], hits: Hits) -> list[str]:
    """What is said of a sentence as a whole."""
    found = [f"kind:{sentence.passage.kind}", f"length:{_size(sentence)}"]
    for type_, strength in hits.triggers:
        found += [f"trigger:{type_}", f"trigger:{type_}:{strength}"]
    found += [f"cue:{cue.kind}" for cue in hits.cues]
    span = (sentence.first, sentence.last)
    found += [f"hint:{hint}" for _, _, _, hint in sentence.pack.hints.find(tokens, *span)]
    if next(sentence.pack.worth.find(tokens, *span), None):
        found.append("worth")
    signs = {token.text for token in tokens[span[0] : span[1]] if not token.is_word}
    return [*found, *(f"sign:{sign}" for sign in signs)]


def features_of(sentence: Sentence, tokens: list[Token], hits: Hits) -> dict[str, float]:
    """All features of a sentence with their values, for fitting."""
    scale = _scale(sentence)
    words = (name for word in words_of(sentence, tokens) for name in word_features(word))
    return {
        **dict.fromkeys(words, scale),
        **dict.fromkeys(flags_of(sentence, tokens, hits), FLAG),
    }


def _scale(sentence: Sentence) -> float:
    return float(1 / np.sqrt(max(2 * (sentence.last - sentence.first), _FEWEST)))


def _size(sentence: Sentence) -> int:
    return min(sentence.last - sentence.first, _LONGEST) // 6


def save(model: SentenceModel, path: Path = WEIGHTS) -> None:
    """Write the weights: names as one text, numbers in half precision."""
    names = "\n".join(sorted(model.features, key=lambda name: model.features[name]))
    np.savez_compressed(
        path,
        features=np.frombuffer(names.encode(), np.uint8),
        types=np.frombuffer("\n".join(model.types).encode(), np.uint8),
        weights=model.weights.astype(np.float16),
        bias=model.bias.astype(np.float32),
    )


@cache
def load(path: Path = WEIGHTS) -> SentenceModel:
    """The model as shipped."""
    with np.load(path, allow_pickle=False) as file:
        names = bytes(file["features"]).decode().split("\n")
        types = tuple(bytes(file["types"]).decode().split("\n"))
        weights, bias = file["weights"].astype(np.float32), file["bias"]
    return SentenceModel({name: n for n, name in enumerate(names)}, types, weights, bias)
