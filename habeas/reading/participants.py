"""Who an event happened to, or who acted.

In this order: named in the clause of the trigger; named in the sentence; a
pronoun or a description ("the lawyer") led back to a name; the speaker of a
first person; the person whom the document is about. `How` says which.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from habeas.reading import leading
from habeas.reading.mentions import Document, PersonMention, Sentence
from habeas.reading.models import Models, shipped
from habeas.reading.names import Person
from habeas.reading.pack import Trigger
from habeas.reading.tokens import Token

How = Literal["named", "named_apart", "pronoun", "description", "focus", "nobody", "group"]
_BREAKS = frozenset(',;:–—()«»“”"')
_NOT_VICTIMS = frozenset({"official", "relative", "lawyer", "speaker"})
_LOOK_BACK = 12
# Of these a body is the first; a person stands in them only as the matter spoken of.
BODIES_LEAD = frozenset(
    {
        "statement_by_body",
        "decision_by_body",
        "sanction",
        "open_letter_or_call",
        "dissolution_of_organisation",
    }
)
# A person mentioned more than this share as often as the main one is a rival for "he".
_RIVAL = 0.6


@dataclass(frozen=True, slots=True)
class Resolution:
    """The people of a proposal, leading one first, and how they were found."""

    people: tuple[Person, ...]
    how: How
    evidence: tuple[int, int] | None = None
    others: tuple[Person, ...] = ()
    # By how much the ranker prefers this lead to the next.
    margin: float = 0.0


@dataclass(slots=True)
class Situation:
    """What is known when a sentence is read: who was spoken of before, and whom it is about."""

    document: Document
    focus: Person | None
    recent: list[Person]
    here: list[Person]
    models: Models = field(default_factory=shipped)
    rivals: list[Person] | None = None
    # Everybody, the most prominent first; who led the sentences before; whom a heading names.
    prominent: list[Person] | None = None
    led: list[Person] = field(default_factory=list)
    section: Person | None = None
    # The last row of two or more: whom "both" and "all three" mean.
    row: tuple[Person, ...] = ()


def find_focus(document: Document) -> Person | None:
    """The person a document is mainly about; officials only when there is nobody else."""
    people = document.people.everybody
    if not people:
        return None

    def rank(person: Person) -> tuple[bool, float]:
        return (not (person.roles & _NOT_VICTIMS), person.weight)

    return max(people, key=rank)


def weigh(
    ruled: Resolution, trigger: Trigger, span: tuple[int, int], sentence: Sentence,
    situation: Situation,
) -> Resolution:  # fmt: skip
    """What the ranker makes of the people that the rules found: the same, another, or nobody."""
    if trigger.type in BODIES_LEAD or _on_behalf(span, sentence, situation):
        return ruled
    candidates = leading.candidates_of(trigger, span, sentence, situation, ruled)
    if situation.models.watch:
        situation.models.watch(trigger, span, sentence, candidates)
    chosen, margin = leading.best(candidates, situation.models.leading)
    lead = ruled.people[0] if ruled.people else None
    if chosen.person is lead:
        return replace(ruled, margin=margin)
    return _instead(chosen.person, span, sentence, situation, margin)


def _on_behalf(span: tuple[int, int], sentence: Sentence, situation: Situation) -> bool:
    """Whoever acts for somebody else is not the one whom it is about."""
    words = sentence.pack.word_set("behalf")
    after = situation.document.tokens[span[0] : min(sentence.last, span[1] + 2 * _LOOK_BACK)]
    return any(token.norm in words for token in after)


def _instead(
    person: Person | None, span: tuple[int, int], sentence: Sentence, situation: Situation,
    margin: float,
) -> Resolution:  # fmt: skip
    """The ranker's choice with its companions, and how far off it was found."""
    if person is None:
        others = tuple(dict.fromkeys(m.person for m in sentence.people))
        return Resolution((), "nobody", None, others, margin)
    own = [m for m in sentence.people if m.person is person]
    if not own:
        how: How = "focus" if person is situation.focus else "description"
        return Resolution((person,), how, None, (), margin)
    nearest = min(own, key=lambda m: max(span[0] - m.last, m.first - span[1]))
    found = _with_companions((2.0, nearest), span, sentence, situation.document.tokens)
    people = (person, *(p for p in found.people if p is not person))
    return replace(found, people=people, margin=margin)


def resolve(  # noqa: PLR0911 (one line a way of finding)
    trigger: Trigger, span: tuple[int, int], sentence: Sentence, situation: Situation
) -> Resolution:
    """The people of a trigger that stands at these words, as the rules see it."""
    if trigger.subject == "none":
        return Resolution((), "nobody")
    tokens = situation.document.tokens
    pointed = _pronoun_before(trigger, tokens, span, sentence, situation)
    named = _best_named(trigger, span, sentence, tokens, situation)
    if pointed and (named is None or named[0] < 4.4) and trigger.subject != "body":
        return pointed
    if named and (named[0] > 0 or trigger.subject != "body"):
        return _with_companions(named, span, sentence, tokens)
    if trigger.subject == "body":
        return _topic(sentence, tokens, situation)
    row = _all_of_them(tokens, span, sentence, situation)
    if row:
        return row
    if _group(tokens, span, sentence):
        return Resolution((), "group")
    back = _led_back(tokens, span, sentence, situation)
    if back:
        return back
    focus = None if trigger.subject == "agent" else _focus(situation)
    return Resolution((focus,), "focus") if focus else Resolution((), "nobody")


def _pronoun_before(
    trigger: Trigger, tokens: list[Token], span: tuple[int, int], sentence: Sentence,
    situation: Situation,
) -> Resolution | None:  # fmt: skip
    """A pronoun that is plainly the subject: just before the trigger, or on whose behalf."""
    for index in range(span[0] - 1, max(sentence.first, span[0] - 4) - 1, -1):
        if tokens[index].text in _BREAKS:
            break
        if index in {i for m in sentence.people for i in range(m.first, m.last)}:
            break
        person = _by_pronoun(tokens[index], sentence, situation)
        if person:
            return Resolution((person,), "pronoun", (index, index + 1))
    if trigger.subject == "victim":
        for index in range(span[0], min(sentence.last, span[1] + 2)):
            person = _by_pronoun(tokens[index], sentence, situation)
            if person:
                return Resolution((person,), "pronoun", (index, index + 1))
    for index in range(span[1], min(sentence.last - 1, span[1] + 8)):
        if tokens[index].norm in sentence.pack.word_set("behalf"):
            person = _by_pronoun(tokens[index - 1], sentence, situation)
            if person:
                return Resolution((person,), "pronoun", (index - 1, index + 1))
    return None


def _by_pronoun(token: Token, sentence: Sentence, situation: Situation) -> Person | None:
    pack = sentence.pack
    if token.norm in pack.word_set("pronoun_m"):
        return _recent(situation, "m", token, sentence)
    if token.norm in pack.word_set("pronoun_f"):
        return _recent(situation, "f", token, sentence)
    return _focus(situation) if token.norm in pack.word_set("pronoun_first") else None


def _best_named(
    trigger: Trigger, span: tuple[int, int], sentence: Sentence, tokens: list[Token],
    situation: Situation,
) -> tuple[float, PersonMention] | None:  # fmt: skip
    scored = [
        (_score(trigger, span, mention, tokens, situation), mention) for mention in sentence.people
    ]
    scored = [item for item in scored if item[0] > -3.5]
    return max(scored, key=lambda item: item[0]) if scored else None


def _score(
    trigger: Trigger, span: tuple[int, int], mention: PersonMention, tokens: list[Token],
    situation: Situation,
) -> float:  # fmt: skip
    if mention.last <= span[0]:
        between, before = tokens[mention.last : span[0]], True
    elif mention.first >= span[1]:
        between, before = tokens[span[1] : mention.first], False
    else:
        between, before = [], True
    words = sum(token.is_word for token in between)
    breaks = sum(token.text in _BREAKS for token in between)
    score = 5.0 - 0.18 * words - 0.45 * breaks
    if trigger.side != "any" and (trigger.side == "before") != before:
        score -= 1.5
    elif before:
        score += 0.4
    if mention.role in _NOT_VICTIMS and trigger.subject == "victim":
        beside = words <= 2 and not breaks and mention.role != "official"
        if situation.focus and mention.person is not situation.focus and not beside:
            return -9.0
    if mention.role in _NOT_VICTIMS:
        score -= 4.0 if trigger.subject == "victim" else 2.5
    elif mention.person.roles & _NOT_VICTIMS:
        score -= 2.0
    if mention.person is situation.focus:
        score += 1.0
    return score


def _with_companions(
    named: tuple[float, PersonMention], span: tuple[int, int], sentence: Sentence,
    tokens: list[Token],
) -> Resolution:  # fmt: skip
    """Others in the same row of names: "A, B and C were detained"."""
    lead = named[1]
    row = [lead]
    for mention in sentence.people:
        if mention is lead or mention.role in _NOT_VICTIMS:
            continue
        near = row[-1] if mention.first > lead.first else lead
        low, high = sorted((near, mention), key=lambda m: m.first)
        between = tokens[low.last : high.first]
        if (
            len(between) <= 2
            and between
            and all(
                token.text in ",&" or token.norm in ("and", "и", "і", "ды", "або", "да")
                for token in between
            )
        ):
            row.append(mention)
    row.sort(key=lambda m: m.first)
    people = (
        tuple(dict.fromkeys(mention.person for mention in row)) if len(row) > 1 else (lead.person,)
    )
    others = tuple(dict.fromkeys(m.person for m in sentence.people if m.person not in people))
    how: How = "named" if named[0] >= 3.0 else "named_apart"
    return Resolution(people, how, (row[0].first, row[-1].last), others)


def _topic(sentence: Sentence, tokens: list[Token], situation: Situation) -> Resolution:
    """Whom a body speaks of: only who is named or pointed at in the same sentence."""
    for index in range(sentence.first, sentence.last):
        person = _pointed_at(tokens[index], sentence, situation)
        if person:
            return Resolution((person,), "pronoun", (index, index + 1))
    return Resolution((), "nobody")


def _group(tokens: list[Token], span: tuple[int, int], sentence: Sentence) -> bool:
    """The clause speaks of many or unnamed people."""
    group = sentence.pack.roles["group"]
    low = max(sentence.first, span[0] - 6)
    high = min(sentence.last, span[1] + 5)
    if any(a.kind == "count" and low <= a.first < high for a in sentence.amounts):
        return True
    around = [*tokens[low : span[0]], *tokens[span[1] : high]]
    return any(group.has(token.norm) for token in around)


def _all_of_them(
    tokens: list[Token], span: tuple[int, int], sentence: Sentence, situation: Situation
) -> Resolution | None:
    """ "Both", "all three", "they" in the clause: the people last named in a row."""
    if len(situation.row) < 2:
        return None
    words = sentence.pack.word_set("all_of_them")
    low, high = max(sentence.first, span[0] - 6), min(sentence.last, span[1] + 5)
    at = next((i for i in range(low, high) if tokens[i].norm in words), None)
    return None if at is None else Resolution(situation.row, "description", (at, at + 1))


def people_in_a_row(sentence: Sentence, tokens: list[Token]) -> tuple[Person, ...]:
    """Everybody whom a sentence names with nothing but commas and "and" from one to the next."""
    victims = [m for m in sentence.people if m.role not in _NOT_VICTIMS]
    rows: list[list[PersonMention]] = []
    for mention in victims:
        if rows and _beside(rows[-1][-1], mention, sentence, tokens):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    longest = max(rows, key=len, default=[])
    people = tuple(dict.fromkeys(mention.person for mention in longest))
    return people if len(people) > 1 else ()


def _beside(
    one: PersonMention, other: PersonMention, sentence: Sentence, tokens: list[Token]
) -> bool:
    """Only small words, or an age, stand between: "A, 19, B and C"."""
    between = tokens[one.last : other.first]
    joins = {"and", "и", "і", "ды", "й", "да"}
    return len(between) <= 5 and all(
        not token.is_word or token.norm in joins or token.text.isdigit() for token in between
    )


def _led_back(
    tokens: list[Token], span: tuple[int, int], sentence: Sentence, situation: Situation
) -> Resolution | None:
    """A pronoun or description near the trigger, the nearest first."""
    near = sorted(
        range(max(sentence.first, span[0] - _LOOK_BACK), min(sentence.last, span[1] + 8)),
        key=lambda index: max(span[0] - index, index - span[1] + 1, 0),
    )
    for index in near:
        person = _pointed_at(tokens[index], sentence, situation)
        if person:
            how: How = "pronoun" if len(tokens[index].text) < 5 else "description"
            return Resolution((person,), how, (index, index + 1))
    return None


def _pointed_at(token: Token, sentence: Sentence, situation: Situation) -> Person | None:
    person = _by_pronoun(token, sentence, situation)
    if person:
        return person
    if not token.is_capital and sentence.pack.roles["description"].has(token.norm):
        return _focus(situation)
    return None


def _recent(situation: Situation, gender: str, token: Token, sentence: Sentence) -> Person | None:
    """Whom a pronoun means: the last one spoken of whose gender fits, victims first."""
    tokens = situation.document.tokens
    same = [m.person for m in sentence.people if tokens[m.first].start < token.start]
    named = [*situation.recent, *same]
    fitting = [p for p in reversed(named) if p.gender in (gender, None)]
    victims = [p for p in fitting if not p.roles & _NOT_VICTIMS]
    focus = situation.focus
    if focus and victims and victims[0].weight > focus.weight * _RIVAL:
        return victims[0]
    if focus in victims[:3] or (focus and not victims and focus.gender in (gender, None)):
        return focus
    return (victims or fitting or [None])[0]  # type: ignore[list-item]


def _focus(situation: Situation) -> Person | None:
    """The person the passage is about: the one last named, if the document follows several."""
    focus = situation.focus
    if focus is None:
        return None
    rivals = _rivals(situation, focus)
    if rivals:
        return next((p for p in reversed(situation.here) if p is focus or p in rivals), None)
    return focus


def _rivals(situation: Situation, focus: Person) -> list[Person]:
    """Others about whom the document is nearly as much; found once a document."""
    if situation.rivals is None:
        situation.rivals = [
            person
            for person in situation.document.people.everybody
            if person is not focus
            and not person.roles & _NOT_VICTIMS
            and person.weight >= focus.weight * _RIVAL
        ]
    return situation.rivals
