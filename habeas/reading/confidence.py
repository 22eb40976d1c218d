"""How likely a claim holds, from how it was found: a logistic model over a few plain features.

`python -m habeas.reading.train` fits it on the development corpus; the weights
are a small JSON file beside the packs. Of claims at 0.8, four in five hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.reading.mentions import Document
    from habeas.reading.participants import Situation
    from habeas.reading.proposals import Proposal

WEIGHTS = Path(__file__).parent / "weights" / "confidence.json"
# A claim this likely goes into the sure lane.
SURE = 0.85
# Below it a claim costs the reviewer more than it gives: nine in ten are wrong.
LEAST = 0.1
_MANY = 3
_MARGINS = (0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
_BARS = (0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)


def confidence(features: Iterable[str], weights: dict[str, float]) -> float:
    """A share between 0 and 1, never quite either."""
    score = weights["bias"] + sum(weights.get(name, 0.0) for name in features)
    return round(min(max(1 / (1 + exp(-score)), 0.02), 0.98), 2)


def features_of(
    best: Proposal, mentions: list[Proposal], document: Document, situation: Situation
) -> list[str]:
    """What is said of how a claim was found; each is a word that is there or not."""
    trigger, how = best.trigger, best.resolution.how
    sentence = best.sentence
    lead = best.resolution.people[0] if best.resolution.people else None
    everybody = document.people.everybody
    found = [
        f"how={how}",
        f"strength={trigger.strength}",
        f"subject={trigger.subject}",
        f"how={how},subject={trigger.subject}",
        f"modality={best.modality}",
        f"kind={sentence.passage.kind}",
        f"type={trigger.type}",
        f"type={trigger.type},how={how}",
        f"type={trigger.type},strength={trigger.strength}",
        f"metric={best.quantity.metric if best.quantity else 'none'}",
        f"language={sentence.passage.language}",
        f"mentions={min(len(mentions), _MANY)}",
        f"people_here={min(len({m.person.name for m in sentence.people}), _MANY)}",
        f"people={_size(len(everybody))}",
        f"words={_size((sentence.last - sentence.first) // 8)}",
        f"pattern={min(len(best.pattern.replace('|', ' ').split()), 4)}",
        f"wide={'<' in best.pattern or '~' in best.pattern}",
        f"date={best.date.basis if best.date and best.date.value else 'none'}",
        f"quantity={best.quantity is not None}",
        f"articles={bool(best.articles)}",
        f"learned={best.learned}",
        f"shares={best.shares}",
        *(f"margin>={bar}" for bar in _MARGINS if best.resolution.margin >= bar),
        *(f"likely>={bar}" for bar in _BARS if best.likely >= bar),
        f"bodies={min(len(best.organisations), 2)}",
    ]
    if lead:
        found += [
            f"lead_words={min(len(lead.name.split()), _MANY)}",
            f"lead_gender={lead.gender}",
            f"lead_focus={lead is situation.focus}",
            f"lead_role={'+'.join(sorted(lead.roles)) or 'none'}",
            f"lead_share={_share(lead.weight, everybody)}",
        ]
        if best.resolution.evidence:
            found.append(f"far={_size(_words_between(best))}")
    return found


def _share(weight: float, everybody: Iterable[object]) -> int:
    """How much of a document's naming is this person's, in fifths."""
    total = sum(getattr(person, "weight", 0.0) for person in everybody) or 1.0
    return min(int(5 * weight / total), 4)


def _words_between(best: Proposal) -> int:
    evidence = best.resolution.evidence or best.span
    return max(best.span[0] - evidence[1], evidence[0] - best.span[1], 0)


def _size(number: int) -> str:
    for limit in (0, 1, 2, 4, 8, 16):
        if number <= limit:
            return str(limit)
    return "more"


@cache
def load() -> dict[str, float]:
    """The weights as shipped."""
    return {str(key): float(value) for key, value in json.loads(WEIGHTS.read_text()).items()}
