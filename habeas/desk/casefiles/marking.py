"""A captured text cut into passages, and passages into stretches with the claims on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    opened: set[int] = set()
    return [
        Block(
            passage.number,
            passage.kind,
            passage.language,
            tuple(_cut(text, passage.start, passage.end, claims, current, opened)),
        )
        for passage in passages
    ]


def _cut(
    text: str,
    start: int,
    end: int,
    claims: Sequence[Claim],
    current: Claim | None,
    opened: set[int],
) -> Iterable[Stretch]:
    here = [claim for claim in claims if claim.start < end and start < claim.end]
    edges = {start, end}
    for claim in here:
        edges |= {max(start, claim.start), min(end, claim.end)}
    borders = sorted(edges)
    for left, right in zip(borders, borders[1:], strict=False):
        claim = _foremost([c for c in here if c.start <= left and right <= c.end], current)
        yield Stretch(
            text[left:right],
            claim,
            opens=claim is not None and claim.pk not in opened,
            is_current=claim is not None and current is not None and claim.pk == current.pk,
        )
        if claim:
            opened.add(claim.pk)


def _foremost(claims: list[Claim], current: Claim | None) -> Claim | None:
    if not claims:
        return None
    return min(
        claims,
        key=lambda claim: (
            current is None or claim.pk != current.pk,
            claim.end - claim.start,
            claim.pk,
        ),
    )
