"""Whether a sentence says that something happened, or only speaks of it.

Cues are words of the pack, each with a kind; the nearest that has the trigger
in its reach decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from habeas.reading.claims import Modality
from habeas.reading.mentions import Sentence
from habeas.reading.tokens import Token

_REACH = {"denied": 4, "demanded": 10, "possible": 8, "planned": 8, "range": 40, "whole": 80}
_STOPS = frozenset(";()")
_SPEAKER_BEFORE, _SPEAKER_AFTER = 4, 3
_ORDER = ("whole", "range", "demanded", "denied", "possible", "planned")
_AS: dict[str, Modality] = {
    "whole": "possible", "range": "possible", "demanded": "demanded", "denied": "denied",
    "possible": "possible", "planned": "planned",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes how what follows is meant."""

    first: int
    last: int
    kind: str


def cues(tokens: list[Token], sentence: Sentence) -> list[Cue]:
    """All cues of a sentence."""
    dated = {i for d in sentence.dates if not d.bare for i in range(d.first, d.last)}
    return [
        Cue(first, last, str(kind))
        for first, last, _, kind in sentence.pack.cues.find(tokens, sentence.first, sentence.last)
        if dated.isdisjoint(range(first, last))
    ]


def modality_at(
    span: tuple[int, int], found: list[Cue], tokens: list[Token], pattern: str, *, nominal: bool
) -> Modality:
    """How a trigger at these words is meant."""
    reached = {cue.kind for cue in found if _reaches(cue, span, tokens, pattern)}
    if nominal and any(_follows(cue, span, tokens) for cue in found):
        reached.add("planned")
    for kind in _ORDER:
        if kind in reached:
            return _AS[kind]
    return "asserted"


def _follows(cue: Cue, span: tuple[int, int], tokens: list[Token]) -> bool:
    """ "The trial of Anna Berg will begin": a plan told after its noun."""
    between = tokens[span[1] : cue.first]
    near = cue.first >= span[1] and sum(token.is_word for token in between) <= 4
    return cue.kind == "planned" and near and all(token.text not in ",;.:" for token in between)


def _reaches(cue: Cue, span: tuple[int, int], tokens: list[Token], pattern: str) -> bool:
    if cue.kind in ("reported", "negative"):
        return False
    if cue.first >= span[0] and cue.last <= span[1] and cue.kind not in ("range", "whole"):
        words = pattern.replace("|", " ").split()
        return tokens[cue.first].norm not in words and cue.kind != "possible"
    if cue.kind in ("whole", "range"):
        return True
    if cue.first >= span[1] or cue.first > span[0]:
        return cue.kind.endswith("after") and cue.first - span[1] <= 3
    between = tokens[cue.last : span[0]]
    if sum(token.is_word for token in between) > _REACH.get(cue.kind, 6):
        return False
    return not any(token.text in _STOPS for token in between)


def reporter(found: list[Cue], sentence: Sentence, tokens: list[Token]) -> str | None:
    """Who is named as the source of what a sentence says."""
    for cue in found:
        if cue.kind != "reported":
            continue
        said = [(m.first, m.last, m.person.name) for m in sentence.people]
        said += [(b.first, b.last, b.name) for b in sentence.bodies]
        before = [(cue.first - last, name) for _, last, name in said if last <= cue.first]
        after = [(first - cue.last, name) for first, _, name in said if first >= cue.last]
        near = [item for item in before if item[0] <= _SPEAKER_BEFORE]
        near = near or [item for item in after if item[0] <= _SPEAKER_AFTER]
        if near:
            return min(near)[1]
    return None
