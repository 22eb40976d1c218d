"""A text in, claims out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from habeas.core.dates import PartialDate
from habeas.reading import lacinka
from habeas.reading.claims import Claim
from habeas.reading.dates import DateMention
from habeas.reading.documents import passages
from habeas.reading.events import claim_of, gather, judgement_dates, sentence_worth_reading
from habeas.reading.mentions import Document, Sentence, understand
from habeas.reading.models import Models, shipped
from habeas.reading.participants import Situation, find_focus, people_in_a_row
from habeas.reading.proposals import Proposal, hear, proposals
from habeas.reading.sentence_model import WORTH

_REMEMBERED = 12
# What happens on a day; a state of health or a count is not dated by a section.
ACTS_OF_A_DAY = frozenset(
    {
        "appeal_decision",
        "arrest",
        "award",
        "charge",
        "death_in_custody",
        "decision_by_body",
        "disciplinary_punishment",
        "enforced_disappearance",
        "exile_or_deportation",
        "fine",
        "hospitalisation",
        "hunger_strike",
        "ill_treatment",
        "interrogation",
        "listing",
        "meeting",
        "new_case",
        "pardon_or_amnesty",
        "press_event",
        "pretrial_detention",
        "property_confiscation",
        "protest_or_solidarity_action",
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
# What a passage tells after a dated act, without a date of its own, belongs to its day.
GOES_WITH_IT = frozenset(
    {
        "appeal_decision",
        "arrest",
        "enforced_disappearance",
        "fine",
        "hospitalisation",
        "press_event",
        "release",
        "sanction",
        "search",
        "trial_hearing",
        "verdict_sentence",
    }
)
SAID_TODAY = frozenset({"statement_by_body", "open_letter_or_call"})
# A call or a sanction without a day is that of the text itself, wherever it stands in it.
DONE_TODAY = frozenset({"open_letter_or_call", "sanction"})
# A statement opens with what it is; further down it may tell of older ones.
_OPENING = 3
_WORTH_CONFIDENCE = 0.3
# A sentence that matters at least this likely is shown, even if nobody can say what it tells.
MATTERS = 0.55


def read(
    text: str, *, published: PartialDate | None = None, language: str | None = None
) -> list[Claim]:
    """What a text asserts: one claim an event, in the order of the text.

    `published` completes dates and resolves "on Saturday"; without it they
    stay unknown. `language` overrides what the letters say.
    """
    return [claim for claim, _ in read_with_features(text, published=published, language=language)]


def read_with_features(
    text: str,
    *,
    published: PartialDate | None = None,
    language: str | None = None,
    models: Models | None = None,
    seen: Callable[[Document], object] | None = None,
) -> list[tuple[Claim, list[str]]]:
    """As `read`, each typed claim with the features its confidence was reckoned from.

    `models` stand in for those shipped, so that training can hold texts out;
    `seen` is told the document before it is read.
    """
    blocks = passages(text, language=language)
    latin = [(block.start, block.end) for block in blocks if block.language == lacinka.CODE]
    if latin:
        turned = lacinka.in_cyrillic(text, latin)
        found_there = read_with_features(
            turned.text, published=published, language=language, models=models, seen=seen
        )
        return [(turned.back(claim), features) for claim, features in found_there]
    document = understand(text, blocks, published)
    if seen:
        seen(document)
    situation = Situation(document, find_focus(document), [], [], models or shipped())
    found: list[Proposal] = []
    doubtful: list[tuple[Sentence, Proposal | None]] = []
    passage = 0
    section: DateMention | None = None
    told: DateMention | None = None
    for sentence in document.sentences:
        if sentence.passage.number != passage:
            passage = sentence.passage.number
            situation.here.clear()
            told = None
            if sentence.passage.kind == "heading":
                section = None
        heard = hear(sentence, situation)
        made = proposals(sentence, situation, heard)
        own = [p for p in made if p.date and p.date.value and not p.date.bare]
        if section and not sentence.dates:
            _date_from_section(made, section)
        elif told and not sentence.dates:
            _date_from_before(made, told)
        if published:
            _date_from_document(made, published)
        section = _section_date(sentence, document) or (section if not own else None)
        told = next((d for d in reversed(sentence.dates) if _is_day(d)), told)
        found.extend(p for p in made if _is_stated(p))
        if heard.likely[WORTH] >= MATTERS or any(_is_weakened(p) for p in made):
            doubtful.append((sentence, made[0] if made else None))
        situation.led.extend(p.resolution.people[0] for p in made[:1] if p.resolution.people)
        _remember(situation, sentence)
    drafts = gather(found)
    judged = judgement_dates(drafts)
    made_of = [(draft, claim_of(draft, document, judged, situation)) for draft in drafts]
    kept = [(d, c) for d, c in made_of if c[0].confidence >= situation.models.least]
    told_of = {mention.sentence.first for draft, _ in kept for mention in draft.mentions}
    claims = [claim for _, claim in kept]
    claims += [
        (_second_lane(document, sentence, best), [])
        for sentence, best in doubtful
        if sentence.first not in told_of
    ]
    return sorted(claims, key=lambda one: (one[0].start, one[0].end, one[0].type or ""))


def _section_date(sentence: Sentence, document: Document) -> DateMention | None:
    """A sentence that is only a date, as in a chronicle, dates the sentence after it."""
    if len(sentence.dates) != 1 or sentence.dates[0].bare:
        return None
    found = sentence.dates[0]
    words = [i for i in range(sentence.first, sentence.last) if document.tokens[i].is_word]
    return found if all(found.first <= i < found.last for i in words) else None


def _is_day(told: DateMention) -> bool:
    return not told.bare and told.value is not None and len(told.value) == len("2011-08-04")


def _date_from_before(made: list[Proposal], told: DateMention) -> None:
    """A fine told after the verdict was imposed with it."""
    for proposal in made:
        if proposal.date is None and proposal.trigger.type in GOES_WITH_IT:
            proposal.date = replace(told, basis="context")


def _date_from_document(made: list[Proposal], published: PartialDate) -> None:
    """A text that calls, states or counts does so on the day on which it is published."""
    for proposal in made:
        type_ = proposal.trigger.type
        counts = type_ == "count" and proposal.quantity and "current" in proposal.quantity.metric
        opening = proposal.sentence.passage.number <= _OPENING
        spoken = type_ in DONE_TODAY or (type_ in SAID_TODAY and opening)
        if proposal.date is None and (counts or spoken):
            proposal.date = DateMention(0, 0, str(published), None, "document_date")


def _date_from_section(made: list[Proposal], section: DateMention) -> None:
    for proposal in made:
        if proposal.trigger.strength == "strong" and proposal.trigger.type in ACTS_OF_A_DAY:
            proposal.date = section


def _is_stated(proposal: Proposal) -> bool:
    """What is only wished, possible or denied is no event; what is planned needs a date."""
    if proposal.modality == "planned":
        return proposal.date is not None and proposal.date.value is not None
    return proposal.modality in ("asserted", "reported")


def _is_weakened(proposal: Proposal) -> bool:
    """A pattern of an event that is wished, possible or denied: worth a look, but no event."""
    return not (_is_stated(proposal) or proposal.learned or proposal.trigger.strength == "weak")


def _second_lane(document: Document, sentence: Sentence, best: Proposal | None) -> Claim:
    return sentence_worth_reading(
        document,
        sentence.first,
        sentence.last,
        persons=tuple(p.name for p in best.resolution.people) if best else (),
        language=sentence.passage.language,
        modality=best.modality if best else "asserted",
        confidence=_WORTH_CONFIDENCE,
        rule=f"{best.trigger.group}: {best.modality}" if best else "worth reading",
    )


def _remember(situation: Situation, sentence: Sentence) -> None:
    if sentence.passage.kind == "heading":
        situation.section = sentence.people[0].person if sentence.people else None
    situation.row = people_in_a_row(sentence, situation.document.tokens) or situation.row
    situation.recent.extend(mention.person for mention in sentence.people)
    situation.here.extend(mention.person for mention in sentence.people)
    del situation.recent[:-_REMEMBERED]
