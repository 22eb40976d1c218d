"""Triggers with their arguments: what one sentence may assert."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from habeas.core.dates import PartialDate
from habeas.reading.claims import Modality, Quantity
from habeas.reading.dates import DateMention
from habeas.reading.mentions import Sentence
from habeas.reading.modality import Cue, cues, modality_at, reporter
from habeas.reading.pack import Subject, Trigger, trigger_files
from habeas.reading.participants import Resolution, Situation, resolve, weigh
from habeas.reading.sentence_model import WORTH, Hits
from habeas.reading.tokens import Token

_BREAKS = frozenset(',;:–—()«»“”"')
# What these say is itself a demand, so a demand does not weaken them.
_OWN_MODALITY = {
    "open_letter_or_call": {"demanded", "planned"},
    "statement_by_body": {"demanded", "possible", "denied", "planned"},
    "decision_by_body": {"demanded", "possible"},
    "denial_of_contact": {"denied", "possible"},
    "trial_hearing": {"demanded", "range", "denied"},
    "recognition_as_political_prisoner": {"demanded"},
    "charge": {"range", "possible"},
    "count": {"demanded", "denied", "planned"},
    "appeal_decision": {"demanded", "denied", "range"},
    "press_event": {"demanded", "possible"},
    "submission_to_body": {"demanded"},
    "health": {"denied", "possible"},
    "hunger_strike": {"demanded"},
    "post_release_restriction": {"possible", "planned", "denied"},
    "publication": {"demanded", "possible"},
    "search": {"demanded"},
    "fine": {"demanded", "planned"},
    "pretrial_detention": {"planned"},
    "ill_treatment": {"possible"},
    "enforced_disappearance": {"denied"},
}
# Parts of one judgement, which share its date.
_SHARES_DATE = frozenset(
    {
        "verdict_sentence",
        "property_confiscation",
        "fine",
        "charge",
        "count",
        "pretrial_detention",
        "post_release_restriction",
        "pardon_or_amnesty",
        "release",
        "arrest",
        "search",
        "transfer",
    }
)
# What a court orders beside a term.
_PARTS_OF_JUDGEMENT = frozenset({"property_confiscation", "fine"})
# What may happen beside something else on the day that opens a sentence.
_ON_THE_DAY = frozenset(
    {
        "appeal_decision",
        "arrest",
        "decision_by_body",
        "dissolution_of_organisation",
        "exile_or_deportation",
        "fine",
        "hunger_strike",
        "ill_treatment",
        "interrogation",
        "listing",
        "meeting",
        "open_letter_or_call",
        "press_event",
        "pretrial_detention",
        "property_confiscation",
        "protest_or_solidarity_action",
        "recognition_as_political_prisoner",
        "release",
        "sanction",
        "search",
        "statement_by_body",
        "submission_to_body",
        "transfer",
        "trial_hearing",
        "verdict_sentence",
    }
)
_OPENS = 4
_TERM_TYPES = frozenset({"verdict_sentence", "pretrial_detention", "appeal_decision",
                         "disciplinary_punishment", "trial_hearing", "post_release_restriction",
                         "new_case"})  # fmt: skip


# Nouns whose verb follows: "the trial will begin".
_NOMINAL = frozenset(
    {"trial_hearing", "appeal_decision", "press_event", "meeting", "verdict_sentence"}
)
_WITH_ARTICLES = frozenset(
    {
        "charge",
        "verdict_sentence",
        "new_case",
        "pretrial_detention",
        "search",
        "arrest",
        "fine",
        "appeal_decision",
        "trial_hearing",
    }
)
# Of two types in one clause the first is meant, the second only told with it.
_COVERED_BY = {
    "appeal_decision": ("verdict_sentence", "submission_to_body", "trial_hearing", "charge"),
    "verdict_sentence": ("charge", "listing", "arrest", "count", "statement_by_body"),
    "hospitalisation": ("transfer", "arrest"),
    "search": ("arrest",),
    "new_case": ("charge",),
    "decision_by_body": ("arrest", "statement_by_body", "verdict_sentence"),
    "charge": ("listing",),
    "exile_or_deportation": ("transfer", "arrest"),
    "statement_by_body": ("protest_or_solidarity_action",),
    "count": ("pretrial_detention", "arrest", "verdict_sentence"),
    "pretrial_detention": ("arrest", "verdict_sentence", "count"),
    "death_in_custody": ("pretrial_detention", "hospitalisation", "transfer"),
    "denial_of_contact": ("enforced_disappearance",),
    "disciplinary_punishment": ("transfer", "verdict_sentence", "count", "arrest"),
    "recognition_as_political_prisoner": ("listing", "pardon_or_amnesty", "statement_by_body"),
    "publication": ("release",),
    "protest_or_solidarity_action": ("release",),
    "property_confiscation": ("arrest", "search"),
    "trial_hearing": ("statement_by_body",),
    "ill_treatment": ("search", "interrogation"),
    "transfer": ("arrest",),
    "hunger_strike": ("protest_or_solidarity_action",),
}
_NEAR_WORDS = 25
# The model types a sentence from here on: where no strong pattern tells anything, beside one, and
# where that one's own words make another type likely. By cross-validation over texts.
LIKELY, LIKELY_TOO, LIKELY_COVERED = 0.05, 0.15, 0.5
_MOST_LEARNED = 3
Match = tuple[Trigger, str, tuple[int, int]]


@dataclass(slots=True)
class Proposal:
    """One trigger in one sentence, with what goes with it."""

    trigger: Trigger
    pattern: str
    span: tuple[int, int]
    sentence: Sentence
    resolution: Resolution
    modality: Modality
    attributed_to: str | None
    date: DateMention | None = None
    quantity: Quantity | None = None
    place: str | None = None
    organisations: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    evidence: tuple[int, int] = (0, 0)
    # How likely the sentence model holds this type; of a learned proposal no pattern matched.
    likely: float = 0.0
    learned: bool = False
    # Whether its people are those of a judgement that it is a part of.
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What patterns and the sentence model make of one sentence."""

    matches: list[Match]
    cues: list[Cue]
    likely: dict[str, float]


def triggered(sentence: Sentence, tokens: list[Token]) -> list[Match]:
    """Every trigger of the pack that a sentence holds, also those that overlap."""
    return [
        (cast(Trigger, value), pattern.text, (first, last))
        for first, last, pattern, value in sentence.pack.triggers.find(
            tokens, sentence.first, sentence.last
        )
    ]


def hear(sentence: Sentence, situation: Situation) -> Heard:
    """Match the pack's patterns once, and ask the model what they amount to."""
    tokens = situation.document.tokens
    matches = triggered(sentence, tokens)
    found = cues(tokens, sentence)
    hits = Hits([(trigger.type, trigger.strength) for trigger, _, _ in matches], found)
    return Heard(matches, found, situation.models.sentences.likelihoods(sentence, tokens, hits))


def proposals(sentence: Sentence, situation: Situation, heard: Heard) -> list[Proposal]:
    """Everything one sentence proposes: what patterns tell, then what only the model hears."""
    source = reporter(heard.cues, sentence, situation.document.tokens)
    kept = _told(sentence, situation, heard, source)
    for proposal in kept:
        proposal.likely = heard.likely.get(proposal.trigger.type, 0.0)
    return kept + _learned(sentence, situation, heard, source, kept)


def _learned(
    sentence: Sentence, situation: Situation, heard: Heard, source: str | None,
    kept: list[Proposal],
) -> list[Proposal]:  # fmt: skip
    """What the model hears and no pattern tells, the likeliest first."""
    tokens = situation.document.tokens
    told = {p.trigger.type for p in kept}
    strong = {p.trigger.type for p in kept if p.trigger.strength == "strong"} - {"role"}
    covered = {type_ for one in strong for type_ in _COVERED_BY.get(one, ())}
    ranked = sorted(
        (
            (share, type_)
            for type_, share in heard.likely.items()
            if share >= (LIKELY_COVERED if type_ in covered else LIKELY_TOO if strong else LIKELY)
            and type_ not in told
            and type_ != WORTH
        ),
        reverse=True,
    )
    made = []
    for share, type_ in ranked[:_MOST_LEARNED]:
        own = [span for trigger, _, span in heard.matches if trigger.type == type_]
        at = situation.models.sentences.where(type_, sentence, tokens)
        trigger = _learned_trigger(sentence.pack.code, type_)
        span = own[0] if own else (at, at + 1)
        proposal = _proposal(
            trigger, "learned", span, sentence, situation, heard.cues, source
        )  # fmt: skip
        proposal.likely, proposal.learned = share, True
        proposal.resolution = weigh(proposal.resolution, trigger, span, sentence, situation)
        _complete(proposal, tokens, situation)
        if _is_time_spent(proposal):
            continue
        proposal.date = _nearest_date(proposal, tokens)
        proposal.evidence = _evidence(proposal)
        made.append(proposal)
    return made


def _nearest_date(proposal: Proposal, tokens: list[Token]) -> DateMention | None:
    sentence = proposal.sentence
    fitting = [d for d in sentence.dates if _may_be_dated(proposal, d, [])]
    return min(
        fitting,
        key=lambda d: _far(proposal.span, (d.first, d.last), tokens, sentence),
        default=None,
    )


@cache
def _learned_trigger(code: str, type_: str) -> Trigger:
    """A trigger without patterns: who leads is what leads most entries of the type."""
    subjects = Counter(
        entry.get("subject", "victim")
        for _, entries in trigger_files(code)
        for entry in entries
        if entry["type"] == type_
    )
    lead = cast(Subject, subjects.most_common(1)[0][0] if subjects else "victim")
    return Trigger(type_, lead, "weak", "any", (), f"{code}:{type_}")


def _told(
    sentence: Sentence, situation: Situation, heard: Heard, source: str | None
) -> list[Proposal]:
    """What patterns tell, in the order of the words."""
    tokens = situation.document.tokens
    matches = kept_matches(sentence, tokens, heard.matches)
    found_cues = heard.cues
    made = [
        _proposal(trigger, pattern, span, sentence, situation, found_cues, source)
        for trigger, pattern, span in matches
    ]
    for proposal in made:
        _complete(proposal, tokens, situation)
    made = [p for p in made if not _is_time_spent(p)]
    kept = _meant([p for p in made if all(_has(need, p) for need in p.trigger.needs)])
    kept = [p for p in kept if not any(_shares_words(other, p) for other in kept)]
    _give_dates(kept, sentence, tokens)
    for proposal in kept:
        if proposal.modality == "planned" and proposal.date:
            proposal.date = _ahead(proposal.date, situation)
    kept = [p for p in kept if not any(_covers(other, p) for other in kept)]
    for proposal in kept:
        proposal.resolution = weigh(
            proposal.resolution, proposal.trigger, proposal.span, sentence, situation
        )
    _share_people(kept)
    for proposal in kept:
        proposal.evidence = _evidence(proposal)
    return kept


def _share_people(made: list[Proposal]) -> None:
    """Whoever is sentenced is also whom the other parts of the judgement fall on."""
    for part in made:
        if part.trigger.type not in _PARTS_OF_JUDGEMENT:
            continue
        near = [p for p in made if p.trigger.type == "verdict_sentence" and p.resolution.people
                and abs(p.span[0] - part.span[0]) <= _NEAR_WORDS]  # fmt: skip
        if near:
            part.resolution, part.shares = near[0].resolution, True


def _meant(made: list[Proposal]) -> list[Proposal]:
    """What a sentence only mentions in passing ("after his arrest") yields to what it tells."""
    told = any(p.trigger.strength == "strong" and p.trigger.type != "role" for p in made)
    return [p for p in made if p.trigger.strength == "strong" or not told]


def _is_time_spent(proposal: Proposal) -> bool:
    """No court counts a sentence in hundreds of days: "1000 days in prison" is time spent."""
    quantity = proposal.quantity
    if proposal.trigger.type != "verdict_sentence" or quantity is None:
        return False
    value = str(quantity.value)
    return value.startswith("P") and value[1:-1].isdecimal() and value[-1] == "D" and len(value) > 4


def _ahead(found: DateMention, situation: Situation) -> DateMention:
    """What is planned lies ahead: a year that was only inferred moves on."""
    published = situation.document.published
    if found.basis != "year_inferred" or not found.value or published is None:
        return found
    if PartialDate.parse(found.value).latest >= published.earliest:
        return found
    return replace(found, value=f"{int(found.value[:4]) + 1:04d}{found.value[4:]}")


def _shares_words(strong: Proposal, weak: Proposal) -> bool:
    """Two types read from the same words: the first is meant."""
    covered = weak.trigger.type in _COVERED_BY.get(strong.trigger.type, ())
    overlap = strong.span[0] < weak.span[1] and weak.span[0] < strong.span[1]
    return covered and overlap and strong.trigger.strength == "strong"


def _covers(strong: Proposal, weak: Proposal) -> bool:
    """One event told with the words of another: an upheld sentence is no new sentence."""
    if weak.trigger.type not in _COVERED_BY.get(strong.trigger.type, ()):
        return False
    if strong.trigger.strength == "weak" or abs(strong.span[0] - weak.span[0]) > _NEAR_WORDS:
        return False
    if strong.trigger.type in _COVERED_BY.get(weak.trigger.type, ()):  # each might be the other
        return strong.span[1] - strong.span[0] > weak.span[1] - weak.span[0]
    return weak.date is None or weak.date is strong.date


def kept_matches(sentence: Sentence, tokens: list[Token], raw: list[Match]) -> list[Match]:
    """Triggers of a sentence; of two for one type that overlap, the stronger and longer."""
    pack = sentence.pack
    if not raw:
        return []
    stopped = [
        (str(type_), first, last)
        for first, last, _, type_ in pack.unless.find(tokens, sentence.first, sentence.last)
    ]
    raw = [(trigger, text, _whole(span, sentence)) for trigger, text, span in raw]
    stopped = [(t, *_whole((a, b), sentence)) for t, a, b in stopped]
    raw.sort(key=lambda m: (m[0].strength != "strong", m[2][0] - m[2][1], m[2][0]))
    kept: list[Match] = []
    for trigger, text, span in raw:
        if any(t == trigger.type and a < span[1] and span[0] < b for t, a, b in stopped):
            continue
        if any(t.type == trigger.type and s[0] < span[1] and span[0] < s[1] for t, _, s in kept):
            continue
        kept.append((trigger, text, span))
    return sorted(kept, key=lambda m: m[2])


def _whole(span: tuple[int, int], sentence: Sentence) -> tuple[int, int]:
    """A match that touches an argument covers all of it: "four and a half years"."""
    first, last = span
    for amount in sentence.amounts:
        if amount.first < last and first < amount.last:
            first, last = min(first, amount.first), max(last, amount.last)
    return first, last


def _proposal(  # noqa: PLR0917
    trigger: Trigger, pattern: str, span: tuple[int, int], sentence: Sentence,
    situation: Situation, found_cues: list[Cue], source: str | None,
) -> Proposal:  # fmt: skip
    own = _OWN_MODALITY.get(trigger.type, set())
    heard = [cue for cue in found_cues if cue.kind not in own]
    modality = modality_at(
        span, heard, situation.document.tokens, pattern, nominal=trigger.type in _NOMINAL
    )
    if modality in own:
        modality = "asserted"
    if modality == "asserted" and source:
        modality = "reported"
    resolution = resolve(trigger, span, sentence, situation)
    return Proposal(trigger, pattern, span, sentence, resolution, modality, source)


def _give_dates(made: list[Proposal], sentence: Sentence, tokens: list[Token]) -> None:
    """Each date goes to the trigger it stands nearest to; parts of one act share it."""
    for date in sentence.dates:
        fitting = [
            p
            for p in made
            if _may_be_dated(p, date, made) and not _is_of_opening(date, p, made, sentence, tokens)
        ]
        if not fitting:
            continue
        owner = min(
            fitting,
            key=lambda p: (
                _far(p.span, (date.first, date.last), tokens, sentence)
                + (6.0 if p.trigger.strength == "weak" else 0.0)
            ),
        )
        if owner.date and owner.date.value and _joined(owner.date, date, tokens, sentence):
            made.append(replace(owner, date=date))
        elif owner.date is None or _far(
            owner.span, (date.first, date.last), tokens, sentence
        ) < _far(owner.span, (owner.date.first, owner.date.last), tokens, sentence):
            owner.date = date
    for proposal in list(made):
        if proposal.date is None and proposal.trigger.type in _SHARES_DATE:
            proposal.date = _shared_date(proposal, made, tokens)
    for proposal in made:
        if (
            proposal.date is None
            and proposal.trigger.type in _ON_THE_DAY
            and proposal.trigger.strength == "strong"
        ):
            proposal.date = _opening_date(sentence)


def _opening_date(sentence: Sentence) -> DateMention | None:
    """The one date that opens a sentence is of all its acts: "On 20 May … was beaten and fined"."""
    dates = [date for date in sentence.dates if not date.bare]
    opens = len(dates) == 1 and dates[0].first - sentence.first <= _OPENS
    return dates[0] if opens else None


def _may_be_dated(proposal: Proposal, date: DateMention, made: list[Proposal]) -> bool:
    """A bare year dates only prizes and books; a role has no day of its own."""
    if date.bare:
        return proposal.trigger.type in ("award", "publication", "birth")
    return proposal.trigger.type != "role" or len(made) == 1


def _is_of_opening(
    date: DateMention,
    proposal: Proposal,
    made: list[Proposal],
    sentence: Sentence,
    tokens: list[Token],
) -> bool:
    """ "Arrested … on 4 August, he was later tried": the date before the comma is the arrest's."""
    if date.last > proposal.span[0] or tokens[date.last].norm != ",":
        return False
    return any(
        p.span[0] - sentence.first <= 1
        and p.span[1] <= date.first
        and all(token.norm != "," for token in tokens[p.span[1] : date.first])
        for p in made
    )


def _joined(one: DateMention, other: DateMention, tokens: list[Token], sentence: Sentence) -> bool:
    """Two dates in a row are two events: "in September 2011 and in January 2014"."""
    between = [token.norm for token in tokens[one.last : other.first]]
    small = sentence.pack.word_set("date_joins")
    return 0 < len(between) <= 3 and all(word in small for word in between)


def _shared_date(
    proposal: Proposal, made: list[Proposal], tokens: list[Token]
) -> DateMention | None:
    """The date of a judgement holds for its parts, unless "and was" begins another act."""
    lead = ["property_confiscation", "fine", "post_release_restriction", "pardon_or_amnesty"]
    pairs = [
        p for p in made
        if p.date and not p.date.bare and p is not proposal
        and (proposal.trigger.type in lead or p.trigger.type in lead)
        and p.trigger.type in ("verdict_sentence", "release", *lead)
        and abs(p.span[0] - proposal.span[0]) <= 22
    ]  # fmt: skip
    return pairs[0].date if pairs else None


def _far(
    span: tuple[int, int], date: tuple[int, int], tokens: list[Token], sentence: Sentence
) -> float:
    """How far a date is from a trigger: words, and much more for every break between."""
    if date[1] <= span[0]:
        between = tokens[date[1] : span[0]]
        opening = date[0] - sentence.first <= 2
        cost = 2.0 if opening else 5.0
    elif date[0] >= span[1]:
        opening = False
        between = tokens[span[1] : date[0]]
        cost = 4.0
    else:
        return 0.0
    if date[1] <= span[0] and not opening and tokens[date[1]].text == ",":
        cost += 7.0
    joins = sentence.pack.word_set("joins")
    breaks = sum(token.text in _BREAKS or token.norm in joins for token in between)
    return sum(token.is_word for token in between) + cost * breaks


def _complete(proposal: Proposal, tokens: list[Token], situation: Situation) -> None:
    sentence = proposal.sentence
    proposal.quantity = _quantity(proposal, tokens)
    proposal.organisations = _organisations(proposal)
    if not proposal.organisations and proposal.trigger.subject == "body":
        proposal.organisations = _we(proposal, tokens, situation)
    if proposal.trigger.type in _WITH_ARTICLES:
        proposal.articles = tuple(dict.fromkeys(a.value for a in sentence.articles))
    proposal.place = _place(proposal, tokens)


def _evidence(proposal: Proposal) -> tuple[int, int]:
    """The words from the first piece of evidence to the last."""
    sentence = proposal.sentence
    parts = [proposal.span]
    if proposal.resolution.evidence and proposal.resolution.how in ("named", "named_apart"):
        parts.append(proposal.resolution.evidence)
    if proposal.date:
        parts.append((proposal.date.first, proposal.date.last))
    if proposal.articles and proposal.trigger.type in ("charge", "verdict_sentence", "new_case"):
        parts.extend(
            (a.first, a.last)
            for a in sentence.articles
            if _near(a.first, a.last, proposal.span, 12)
        )
    parts.extend(
        (a.first, a.last) for a in sentence.amounts if proposal.quantity and _is(a, proposal)
    )
    return min(p[0] for p in parts), max(p[1] for p in parts)


def _is(amount: object, proposal: Proposal) -> bool:
    return bool(proposal.quantity and getattr(amount, "value", None) == proposal.quantity.value)


def _quantity(proposal: Proposal, tokens: list[Token]) -> Quantity | None:
    type_ = proposal.trigger.type
    amounts = sorted(
        proposal.sentence.amounts,
        key=lambda a: min(abs(a.first - proposal.span[1]), abs(a.last - proposal.span[0])),
    )
    if type_ in ("fine", "property_confiscation"):
        for a in amounts:
            if a.kind == "money":
                return Quantity(metric="amount", value=a.value, unit=a.unit)
        return None
    if type_ == "count":
        return _count(proposal)
    if type_ in _TERM_TYPES:
        for a in amounts:
            if type_ == "trial_hearing" and a.days is not None:
                continue  # a trial that lasted three days; a demand is in years
            if type_ == "post_release_restriction" and _is_span(a.first, tokens, proposal):
                continue  # "three violations in a year": how often, not how long
            if a.kind == "term" and _near(a.first, a.last, proposal.span, 14):
                return Quantity(metric="term", value=a.value)
    return None


def _is_span(first: int, tokens: list[Token], proposal: Proposal) -> bool:
    within = proposal.sentence.pack.word_set("within")
    return first > 0 and tokens[first - 1].norm in within


def _near(first: int, last: int, span: tuple[int, int], reach: int) -> bool:
    return span[0] - reach <= last and first <= span[1] + reach


def _count(proposal: Proposal) -> Quantity | None:
    inside = [
        a for a in proposal.sentence.amounts
        if a.first < proposal.span[1] and proposal.span[0] < a.last
    ]  # fmt: skip
    metric = _metric(proposal)
    for a in inside:
        if a.kind == "term" and metric == "days":
            if a.days is not None and a.unit == "day":
                return Quantity(metric="days_in_custody", value=a.days, unit="day")
            return Quantity(metric="duration_in_custody", value=a.value)
        if a.kind in ("count", "number") and metric == "people":
            return Quantity(metric="political_prisoners_current", value=a.value, unit="person")
        if a.kind in ("count", "number") and metric == "signatories":
            return Quantity(metric="signatories", value=a.value)
    return None


def _metric(proposal: Proposal) -> str:
    if "<term>" in proposal.pattern:
        return "days"
    return "signatories" if proposal.trigger.subject == "body" else "people"


def _organisations(proposal: Proposal) -> tuple[str, ...]:
    """Bodies of the sentence, the one nearest before the trigger first."""
    bodies = proposal.sentence.bodies
    if not bodies:
        return ()
    ordered = sorted(
        bodies,
        key=lambda b: (b.first >= proposal.span[1], abs(b.first - proposal.span[0])),
    )
    acting = _acting(proposal) if proposal.trigger.subject == "body" else None
    names = [body.name for body in ordered]
    return tuple(dict.fromkeys([acting, *names] if acting in names else names))


def _we(proposal: Proposal, tokens: list[Token], situation: Situation) -> tuple[str, ...]:
    """ "We call on …": the body whose text it is."""
    sentence, main = proposal.sentence, situation.document.main_body
    own = sentence.pack.word_set("we")
    spoken = any(token.norm in own for token in tokens[sentence.first : sentence.last])
    return (main,) if main and spoken else ()


def _place(proposal: Proposal, tokens: list[Token]) -> str | None:
    """A known place after a word of place, nearest to the trigger."""
    sentence = proposal.sentence
    places = sentence.pack.word_set("places")
    before = sentence.pack.word_set("place_words")
    best: tuple[int, str] | None = None
    for index in range(sentence.first + 1, sentence.last):
        token = tokens[index]
        if token.is_capital and token.norm in places and tokens[index - 1].norm in before:
            far = abs(index - proposal.span[0])
            if best is None or far < best[0]:
                best = (far, token.text[:-2] if token.possessive else token.text)
    return best[1] if best and best[0] <= 25 else None


def _acting(proposal: Proposal) -> str | None:
    """The body or official that acts: last before the trigger, or after "by"."""
    sentence, span = proposal.sentence, proposal.span
    before: list[tuple[int, str | None]] = [
        (b.last, b.name) for b in sentence.bodies if b.first < span[1]
    ]
    before += [
        (m.last, m.person.name if m.role == "official" or "official" in m.person.roles else None)
        for m in sentence.people
        if m.last <= span[0]
    ]
    if before:
        return max(before, key=lambda item: item[0])[1]
    reach = 8 if proposal.pattern.startswith(("in a", "в ~", "у|ў")) else 3
    if not sentence.bodies and proposal.organisations:
        return proposal.organisations[0]
    after = [b for b in sentence.bodies if 0 <= b.first - span[1] <= reach]
    return after[0].name if after else None


def _has(  # noqa: PLR0911 (one line a need)
    need: str, proposal: Proposal
) -> bool:
    if need == "term":
        return proposal.quantity is not None and proposal.quantity.metric == "term"
    if need == "quantity":
        return proposal.quantity is not None
    if need in ("days", "months"):
        near = [a for a in proposal.sentence.amounts if a.kind == "term"]
        near = [a for a in near if _near(a.first, a.last, proposal.span, 2)]
        return any((a.days is not None) == (need == "days") for a in near)
    if need == "date":
        return proposal.date is not None
    if need == "article":
        return bool(proposal.articles)
    if need == "body":
        return _acting(proposal) is not None
    if need == "person":
        return proposal.resolution.how in ("named", "named_apart")
    return False
