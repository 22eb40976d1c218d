"""A captured text cut into passages, and passages into stretches with the claims on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.desk.casefiles.models import Claim
from habeas.desk.sources.models import Passage


@dataclass(frozen=True)
class Stretch:
    """Text under the same claims throughout. `claim` is the one to show and open."""

    text: str
    claim: Claim | None = None
    # The claim begins here: the place to jump to.
    opens: bool = False
    is_current: bool = False


@dataclass(frozen=True)
class Block:
    """A passage as it is shown."""

    number: int
    kind: str
    language: str
    stretches: tuple[Stretch, ...]


def blocks(
    text: str, passages: Iterable[Passage], claims: Sequence[Claim], current: Claim | None
) -> list[Block]:
    """Mark claims in a text. Where they overlap, the current one shows, then the shortest."""
    marker = _Marker(text, claims, current)
    return [
        Block(
            passage.number,
            passage.kind,
            passage.language,
            tuple(marker.cut(passage.start, passage.end)),
        )
        for passage in passages
    ]


class _Marker:
    """One walk through a text; remembers which claims have begun."""

    def __init__(self, text: str, claims: Sequence[Claim], current: Claim | None) -> None:
        self.text = text
        self.claims = claims
        self.current = current
        self.begun: set[int] = set()

    def cut(self, start: int, end: int) -> Iterator[Stretch]:
        here = [claim for claim in self.claims if claim.start < end and start < claim.end]
        edges = {start, end}
        for claim in here:
            edges |= {max(start, claim.start), min(end, claim.end)}
        for left, right in pairwise(sorted(edges)):
            covering = [claim for claim in here if claim.start <= left and right <= claim.end]
            yield self._stretch(self.text[left:right], covering)

    def _stretch(self, text: str, covering: list[Claim]) -> Stretch:
        if not covering:
            return Stretch(text)
        claim = min(covering, key=self._rank)
        opens = claim.pk not in self.begun
        self.begun.add(claim.pk)
        return Stretch(text, claim, opens=opens, is_current=self._is_current(claim))

    def _rank(self, claim: Claim) -> tuple[bool, int, int]:
        return (not self._is_current(claim), claim.end - claim.start, claim.pk)

    def _is_current(self, claim: Claim) -> bool:
        return self.current is not None and claim.pk == self.current.pk
