"""Proposals of one document that speak of one event become one claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from habeas.core.dates import PartialDate
from habeas.reading.claims import Claim, Lane
from habeas.reading.confidence import SURE, confidence, features_of
from habeas.reading.dates import DateMention
from habeas.reading.details import details_of
from habeas.reading.mentions import Document
from habeas.reading.participants import Situation
from habeas.reading.proposals import Proposal
from habeas.reading.tokens import Token

# Types that happen once in a phase of a case: an undated mention joins a dated one.
ONCE = frozenset(
    {
        "arrest",
        "charge",
        "verdict_sentence",
        "appeal_decision",
        "property_confiscation",
        "fine",
        "release",
        "birth",
        "pardon_or_amnesty",
        "recognition_as_political_prisoner",
        "death_in_custody",
        "pretrial_detention",
        "exile_or_deportation",
        "enforced_disappearance",
        "award",
        "post_release_restriction",
        "new_case",
        "submission_to_body",
        "dissolution_of_organisation",
        "hunger_strike",
        "listing",
        "search",
        "press_event",
        "hospitalisation",
    }
)
_SHORT_CLAUSE = 90
_TELLS = {"named": 3.0, "named_apart": 2.0, "pronoun": 2.0, "description": 1.5, "focus": 1.0}
_BREAKS = frozenset(',;:–—()«»“”"')
_STOPS = _BREAKS | frozenset(".!?…")


@dataclass(slots=True)
class EventDraft:
    """Mentions of one event, the fullest first."""

    mentions: list[Proposal] = field(default_factory=list)

    @property
    def best(self) -> Proposal:
        """The fullest mention, which the claim quotes."""
        return max(self.mentions, key=fullness)


def fullness(proposal: Proposal) -> float:
    """How much one mention tells."""
    score = 0.0
    score += {
        "named": 3.0,
        "named_apart": 2.0,
        "pronoun": 2.0,
        "description": 1.5,
        "focus": 1.0,
    }.get(proposal.resolution.how, 0.0)
    if proposal.date and proposal.date.value:
        score += 3.0 if len(proposal.date.value) == 10 else 1.5
    score += 2.0 if proposal.quantity else 0.0
    score += 0.5 if proposal.place else 0.0
    score += 1.0 if proposal.trigger.strength == "strong" else 0.0
    score += 1.0 if proposal.sentence.passage.kind != "heading" else 0.0
    return score + (0.5 if proposal.modality in ("asserted", "reported") else 0.0)


def gather(found: list[Proposal]) -> list[EventDraft]:
    """Join mentions of one event: same type, same people, dates that agree."""
    drafts: dict[tuple[str, tuple[str, ...], str], list[EventDraft]] = {}
    for proposal in sorted(found, key=fullness, reverse=True):
        open_ones = drafts.setdefault(_key(proposal), [])
        home = next((draft for draft in open_ones if _same(draft.best, proposal)), None)
        if home is None:
            home = EventDraft()
            open_ones.append(home)
        home.mentions.append(proposal)
    return [draft for group in drafts.values() for draft in group]


def _key(proposal: Proposal) -> tuple[str, tuple[str, ...], str]:
    people = tuple(person.name for person in proposal.resolution.people[:1])
    detail = ""
    if proposal.trigger.type == "count" and proposal.quantity:
        detail = f"{proposal.quantity.metric}={proposal.quantity.value}"
    if proposal.trigger.subject == "body" and proposal.trigger.type != "decision_by_body":
        detail = (proposal.organisations or ("",))[0]
    return proposal.trigger.type, people, detail


def _same(one: Proposal, other: Proposal) -> bool:
    if one.quantity and other.quantity and one.quantity != other.quantity:
        return False
    dates = [p.date.value for p in (one, other) if p.date and p.date.value]
    if len(dates) == 2:
        return PartialDate.parse(dates[0]).agrees_with(PartialDate.parse(dates[1]))
    if one.sentence.passage.number == other.sentence.passage.number:
        return True
    headings = any(p.sentence.passage.kind == "heading" for p in (one, other))
    return headings or one.trigger.type in ONCE or not dates


def judgement_dates(drafts: list[EventDraft]) -> dict[tuple[str, int], DateMention]:
    """When a person was judged, by name and passage: a fine in the next sentence shares it."""
    return {
        (p.resolution.people[0].name, p.sentence.passage.number): p.date
        for draft in drafts
        for p in draft.mentions
        if p.trigger.type == "verdict_sentence" and p.date and p.date.value and p.resolution.people
    }


def claim_of(
    draft: EventDraft,
    document: Document,
    judged: dict[tuple[str, int], DateMention],
    situation: Situation,
) -> tuple[Claim, list[str]]:
    """The claim of an event, with what its mentions add to the fullest; and its features."""
    best = draft.best
    features = features_of(best, draft.mentions, document, situation)
    likely = confidence(features, situation.models.confidence)
    start, end = quote_span(best, document.tokens)
    dated = max(draft.mentions, key=_precision)
    counted = next((p for p in draft.mentions if p.quantity), best)
    date = dated.date
    if date is None and best.trigger.type in ("fine", "property_confiscation"):
        lead = best.resolution.people[0].name if best.resolution.people else ""
        date = judged.get((lead, best.sentence.passage.number))
    lane: Lane = "sure" if likely >= SURE and _may_be_sure(best) else "check"
    articles = tuple(dict.fromkeys(a for p in draft.mentions for a in p.articles))
    persons = tuple(person.name for person in best.resolution.people)
    if best.trigger.type in ("meeting", "statement_by_body", "decision_by_body", "press_event"):
        persons += tuple(p.name for p in best.resolution.others if p.name not in persons)
    claim = Claim(
        id=claim_id(best.trigger.type, persons, start, end),
        type=best.trigger.type,
        persons=persons,
        organisations=best.organisations,
        date=date.value if date else None,
        date_end=date.end if date else None,
        place=best.place or next((p.place for p in draft.mentions if p.place), None),
        quantity=counted.quantity,
        articles=articles,
        details=details_of(sorted(draft.mentions, key=fullness, reverse=True), document),
        quote=document.text[start:end],
        start=start,
        end=end,
        language=best.sentence.passage.language,
        lane=lane,
        modality=best.modality,
        attributed_to=best.attributed_to,
        confidence=likely,
        rule=f"{best.trigger.group}: {best.pattern}",
    )
    return claim, features


def _precision(proposal: Proposal) -> int:
    """How precisely a mention is dated: a day beats a month, a month a year."""
    return len(proposal.date.value) if proposal.date and proposal.date.value else 0


def _may_be_sure(proposal: Proposal) -> bool:
    return proposal.modality in ("asserted", "reported")


def quote_span(proposal: Proposal, tokens: list[Token]) -> tuple[int, int]:
    """The clauses from the first piece of evidence to the last."""
    first, last = proposal.evidence
    sentence = proposal.sentence
    while first > sentence.first and tokens[first - 1].text not in _BREAKS:
        if tokens[proposal.evidence[0]].start - tokens[first - 1].start > _SHORT_CLAUSE:
            break
        first -= 1
    while last < sentence.last and tokens[last].text not in _STOPS:
        if tokens[last].end - tokens[proposal.evidence[1] - 1].end > _SHORT_CLAUSE:
            break
        last += 1
    joins = sentence.pack.word_set("joins")
    while first < proposal.evidence[0] and (
        tokens[first].norm in joins or not tokens[first].is_word
    ):
        first += 1
    return tokens[first].start, tokens[max(last, first + 1) - 1].end


def claim_id(type_: str | None, persons: tuple[str, ...], start: int, end: int) -> str:
    """The same for what is said of the same people in the same place."""
    text = f"{type_}|{'|'.join(persons)}|{start}|{end}"
    return blake2b(text.encode(), digest_size=6).hexdigest()


def sentence_worth_reading(document: Document, first: int, last: int, **known: object) -> Claim:
    """A sentence of the second lane: something is said here, a person must say what."""
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    return Claim.model_validate(
        {
            "id": claim_id(None, (), start, end),
            "type": None,
            "quote": document.text[start:end],
            "start": start,
            "end": end,
            "lane": "check",
            **known,
        }
    )
