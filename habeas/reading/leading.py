"""Which of the people of a document leads a claim, learned from the development corpus.

The rules of `participants.py` name somebody; this ranker weighs their answer
against everybody else and against nobody, by where each stands, what he is
called, who was spoken of before, and whom the words point at. A linear model
over plain features, a JSON file of some kilobytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.reading.mentions import PersonMention, Sentence
from habeas.reading.names import Person

if TYPE_CHECKING:
    from habeas.reading.pack import Trigger
    from habeas.reading.participants import Resolution, Situation

WEIGHTS = Path(__file__).parent / "weights" / "leading.json"
_BREAKS = frozenset(',;:–—()«»“”"')
_NOT_VICTIMS = frozenset({"official", "relative", "lawyer", "speaker"})
# Beside those of the sentence and the ones last named, only the most prominent are weighed.
_PROMINENT, _RECENT, _NEAR = 4, 4, 12
_SIGNS = ("group", "description", "relative", "lawyer")
_VERBS = {"f": ("ла", "лася", "лась"), "m": ("ў", "ўся", "л", "лся")}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may lead, or nobody, with what speaks for and against."""

    person: Person | None
    features: tuple[str, ...]


def best(candidates: list[Candidate], weights: dict[str, float]) -> tuple[Candidate, float]:
    """The candidate with most weight, and by how much he leads the next."""
    scored = sorted(
        ((sum(weights.get(name, 0.0) for name in c.features), n) for n, c in enumerate(candidates)),
        key=lambda item: (-item[0], item[1]),
    )
    margin = scored[0][0] - scored[1][0] if len(scored) > 1 else 9.0
    return candidates[scored[0][1]], margin


def candidates_of(
    trigger: Trigger, span: tuple[int, int], sentence: Sentence, situation: Situation,
    ruled: Resolution,
) -> list[Candidate]:  # fmt: skip
    """Everybody who may lead what is told at these words, and nobody, with features."""
    scene = _scene(trigger, span, sentence, situation, ruled)
    people = list(
        dict.fromkeys(
            [
                *ruled.people[:1],
                *(mention.person for mention in sentence.people),
                *reversed(situation.recent[-_RECENT:]),
                *scene.prominent[:_PROMINENT],
            ]
        )
    )
    found = [Candidate(None, tuple(_of_nobody(scene)))]
    found += [Candidate(person, tuple(_of_person(person, scene))) for person in people]
    return found


@dataclass(slots=True)
class _Scene:
    """What every candidate of one trigger shares."""

    trigger: Trigger
    span: tuple[int, int]
    sentence: Sentence
    situation: Situation
    ruled: Resolution
    prominent: list[Person]
    pronouns: dict[str, int]
    verb: str | None
    around: list[str]


def _scene(
    trigger: Trigger, span: tuple[int, int], sentence: Sentence, situation: Situation,
    ruled: Resolution,
) -> _Scene:  # fmt: skip
    tokens, pack = situation.document.tokens, sentence.pack
    low, high = max(sentence.first, span[0] - _NEAR), min(sentence.last, span[1] + _NEAR)
    pronouns = {}
    for name, words in (
        ("m", pack.word_set("pronoun_m")),
        ("f", pack.word_set("pronoun_f")),
        ("first", pack.word_set("pronoun_first")),
        ("we", pack.word_set("we")),
        ("all", pack.word_set("all_of_them")),
    ):
        far = [max(span[0] - i, i - span[1] + 1) for i in range(low, high)
               if tokens[i].norm in words]  # fmt: skip
        if far:
            pronouns[name] = min(far)
    verb = next(
        (
            gender
            for token in tokens[span[0] : span[1]]
            for gender, ends in _VERBS.items()
            if pack.code != "en" and token.norm.endswith(ends)
        ),
        None,
    )
    roles = {role for token in tokens[low:high] for role in pack.roles_of(token.norm)}
    counted = any(a.kind == "count" and low <= a.first < high for a in sentence.amounts)
    signs = [
        *(role for role in _SIGNS if role in roles),
        *(["count"] if counted else []),
        *(f"points:{name}" for name in pronouns),
    ]
    return _Scene(
        trigger, span, sentence, situation, ruled, prominent(situation), pronouns, verb, signs
    )


def prominent(situation: Situation) -> list[Person]:
    """The people a document is about, the most named first; found once a document."""
    if situation.prominent is None:
        situation.prominent = sorted(
            situation.document.people.everybody,
            key=lambda p: (bool(p.roles & _NOT_VICTIMS), -p.weight),
        )
    return situation.prominent


def _of_nobody(scene: _Scene) -> Iterable[str]:
    subject = scene.trigger.subject
    here = {m.person.name for m in scene.sentence.people}
    yield "nobody"
    yield f"nobody,{subject}"
    yield f"nobody,{scene.trigger.type}"
    yield f"nobody,{scene.trigger.type},here={bool(here)}"
    yield f"nobody,here={min(len(here), 2)},{subject}"
    yield f"nobody,people={min(len(scene.prominent), 3)}"
    yield f"nobody,kind={scene.sentence.passage.kind}"
    yield f"nobody,ruled={scene.ruled.how}"
    yield f"nobody,ruled={scene.ruled.how},{subject}"
    for sign in scene.around:
        yield f"nobody,{sign}"
        yield f"nobody,{sign},{subject}"
    if scene.sentence.bodies:
        yield f"nobody,body,{subject}"


def _of_person(person: Person, scene: _Scene) -> Iterable[str]:
    subject, situation = scene.trigger.subject, scene.situation
    own = [m for m in scene.sentence.people if m.person is person]
    if scene.ruled.people and scene.ruled.people[0] is person:
        yield f"ruled={scene.ruled.how}"
        yield f"ruled={scene.ruled.how},{subject}"
        yield f"ruled={scene.ruled.how},language={scene.sentence.passage.language}"
    elif person in scene.ruled.people:
        yield "ruled,row"
    yield from (f"{what},{subject}" for what in _standing(own, scene))
    yield from _calling(person, own, scene)
    yield from _prominence(person, scene)
    yield from _memory(person, scene, bool(own))
    if not own:
        yield from (f"absent,{what}" for what in _pointing(person, scene))
        yield f"absent,others={min(len(scene.sentence.people), 2)},{subject}"
    if situation.led and situation.led[-1] is person:
        yield f"led_before,{subject},{'here' if own else 'absent'}"
        yield f"led_before,how={scene.ruled.how}"


def _standing(own: list[PersonMention], scene: _Scene) -> Iterable[str]:
    """Where a person stands in the sentence, seen from the trigger."""
    if not own:
        yield "absent"
        return
    span, tokens = scene.span, scene.situation.document.tokens
    mention = min(own, key=lambda m: max(span[0] - m.last, m.first - span[1]))
    before = mention.last <= span[0]
    between = tokens[mention.last : span[0]] if before else tokens[span[1] : mention.first]
    breaks = sum(token.text in _BREAKS for token in between)
    joins = scene.sentence.pack.word_set("joins")
    side = "before" if before else "after"
    yield "here"
    yield f"{side}"
    yield f"{side},far={_size(sum(token.is_word for token in between))}"
    yield f"{side},breaks={min(breaks, 3)}"
    yield f"{side},joins={min(sum(token.norm in joins for token in between), 2)}"
    yield f"{side},wanted={scene.trigger.side}"
    yield f"how={mention.how}"
    victims = [m for m in scene.sentence.people if m.role not in _NOT_VICTIMS]
    yield f"first_of={mention is scene.sentence.people[0]},many={len(scene.sentence.people) > 1}"
    yield f"only_victim={victims == [mention]}"
    if any(
        (mention.last <= other.first < span[0]) or (span[1] <= other.first < mention.first)
        for other in scene.sentence.people
        if other is not mention
    ):
        yield f"{side},another_between"
    if tokens[mention.last - 1].possessive:
        yield "possessive"
    yield f"opens={mention.first - scene.sentence.first <= 1}"
    word = tokens[mention.first - 1].norm if mention.first > scene.sentence.first else "^"
    if scene.sentence.pack.code == "en" and word in ("by", "of", "to", "with", "for", "against"):
        yield f"after_{word}"


def _calling(person: Person, own: list[PersonMention], scene: _Scene) -> Iterable[str]:
    subject = scene.trigger.subject
    for role in {m.role for m in own if m.role}:
        yield f"role_here={role},{subject}"
    for role in person.roles:
        yield f"role={role},{subject}"
    yield f"words={min(len(person.name.split()), 3)}"
    if scene.verb and person.gender:
        yield f"verb={scene.verb == person.gender},{subject}"


def _prominence(person: Person, scene: _Scene) -> Iterable[str]:
    place = next((n for n, p in enumerate(scene.prominent[:3]) if p is person), 3)
    total = sum(p.weight for p in scene.prominent) or 1.0
    yield f"place={place},{scene.trigger.subject}"
    yield f"share={min(int(5 * person.weight / total), 4)},people={min(len(scene.prominent), 4)}"
    if person is scene.situation.focus:
        yield "focus"
        yield f"focus,{scene.trigger.type}"


def _memory(person: Person, scene: _Scene, here: bool) -> Iterable[str]:
    """How long ago somebody was last spoken of."""
    recent = scene.situation.recent
    ago = next((n for n, p in enumerate(reversed(recent)) if p is person), 9)
    where = "here" if here else "absent"
    yield f"ago={min(ago, 4)},{where}"
    passage = scene.situation.here
    yield f"passage={person in passage},{where}"
    if passage and passage[-1] is person:
        yield f"last_in_passage,{where},{scene.trigger.subject}"
    if passage and passage[0] is person:
        yield f"first_in_passage,{where},{scene.trigger.subject}"
    if scene.situation.section is person:
        yield f"section,{where}"


def _pointing(person: Person, scene: _Scene) -> Iterable[str]:
    """Whether the words near the trigger point at somebody not named there."""
    for name, far in scene.pronouns.items():
        fits = "fits" if person.gender == name else "unknown" if person.gender is None else "not"
        yield f"{name}={fits if name in 'mf' else 'there'},far={min(_size(far), 8)}"
        if name not in "mf":
            focus, speaks = person is scene.situation.focus, "speaker" in person.roles
            yield f"{name},focus={focus},speaks={speaks}"
    if not scene.pronouns:
        yield "no_pronoun"
    yield from scene.around


def _size(number: int) -> int:
    return next((limit for limit in (0, 1, 2, 4, 8, 16) if number <= limit), 32)


@cache
def load() -> dict[str, float]:
    """The weights as shipped; none before the first training."""
    if not WEIGHTS.exists():
        return {}
    return {str(key): float(value) for key, value in json.loads(WEIGHTS.read_text()).items()}
