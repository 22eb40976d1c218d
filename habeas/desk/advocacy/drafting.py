"""Filling a submission from the case file. Nothing is invented: a gap is listed as a gap.

Every paragraph that rests on findings carries their ids with a fingerprint of
how they stood, so a draft can say later what has changed since, and numbers of
the evidence that supports it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation

from habeas import vocabulary
from habeas.core import custody
from habeas.desk.accounts.models import User
from habeas.desk.advocacy import knowing
from habeas.desk.advocacy.frames import frames
from habeas.desk.advocacy.models import Draft, Proceeding
from habeas.desk.casefiles import history, labels, queries
from habeas.desk.casefiles.models import Citation, Event, Finding, Involvement, Person
from habeas.desk.sources.models import Sensitivity
from habeas.vocabulary import terms
from habeas.vocabulary.procedures import procedures


@dataclass
class Paragraph:
    """One statement; `gap` names the fact that is missing, and then there is no text."""

    text: str = ""
    findings: list[Finding] = field(default_factory=list)
    gap: str = ""


# A name may rest on fifty claims; nobody reads more than the first few of them.
CITED = 4


class Evidence:
    """The citations of a draft, numbered in the order in which they are first used."""

    def __init__(self, member: User) -> None:
        self.member = member
        self.rows: list[dict[str, Any]] = []
        self._numbers: dict[int, int] = {}

    def of(self, finding: Finding) -> list[int]:
        visible = queries.claims_visible_to(self.member)
        supports = Citation.Bearing.SUPPORTS
        citations = finding.citations.filter(bearing=supports, claim__in=visible)
        found = citations.select_related("claim__capture__source").order_by("pk")
        return [self._number(one.claim) for one in found[:CITED]]

    def _number(self, claim: Any) -> int:
        if claim.pk not in self._numbers:
            self._numbers[claim.pk] = len(self.rows) + 1
            source = claim.capture.source
            self.rows.append(
                {
                    "number": len(self.rows) + 1,
                    "title": source.title,
                    "publisher": source.publisher,
                    "published": source.published,
                    "url": source.url,
                    "quote": claim.quote,
                    "sha256": claim.capture.sha256,
                    "media_type": claim.capture.media_type,
                    "sensitivity": str(source.sensitivity),
                }
            )
        return self._numbers[claim.pk]


@dataclass
class Material:
    """What a draft is filled from: the visible record of one case on a day."""

    proceeding: Proceeding
    people: list[Person]
    events: list[Event]
    member: User
    on: date


def draft(
    proceeding: Proceeding, frame_code: str, *, language: str, on: date, by: User
) -> dict[str, Any]:
    """The body of a draft: sections of paragraphs, evidence, gaps, and warnings.

    Written in English; headings in the frame's language. Contains only what `by` may see.
    """
    case = proceeding.case
    people = [proceeding.person] if proceeding.person else list(case.persons.all())
    material = Material(proceeding, people, knowing.events_of(case, member=by), by, on)
    frame = frames()[frame_code]
    evidence = Evidence(by)
    with translation.override("en"):
        sections: list[dict[str, Any]] = [
            {
                "heading": section.in_language(language),
                "paragraphs": [
                    _written(one, evidence)
                    for code in section.facts
                    for one in _paragraphs(code, material)
                ],
            }
            for section in frame.sections
        ]
    return {
        "frame": frame_code,
        "title": frame.title.in_language(language),
        "subject": ", ".join(map(str, people)),
        "sections": sections,
        "evidence": evidence.rows,
        "gaps": _gaps(sections),
        "warnings": _warnings(sections, evidence.rows, on),
        "words": _words(sections),
    }


def _words(sections: list[dict[str, Any]]) -> int:
    return sum(len(one["text"].split()) for part in sections for one in part["paragraphs"])


def changed_since(made: Draft) -> list[tuple[str, str]]:
    """The findings that a draft used and that stand otherwise now: id, and what it had said."""
    changed = {}
    for section in made.body["sections"]:
        for paragraph in section["paragraphs"]:
            for used in paragraph["findings"]:
                held = Finding.objects.filter(public_id=used["id"]).first()
                if held is None or fingerprint(held) != used["state"]:
                    changed[used["id"]] = paragraph["text"]
    return list(changed.items())


def fingerprint(finding: Finding) -> str:
    state = json.dumps(history.state_of(finding), sort_keys=True, default=str)
    return hashlib.sha256(state.encode()).hexdigest()


def _written(one: Paragraph, evidence: Evidence) -> dict[str, Any]:
    numbers = sorted({number for finding in one.findings for number in evidence.of(finding)})
    return {
        "text": one.text,
        "references": numbers,
        "gap": one.gap,
        "findings": [
            {
                "id": finding.public_id,
                "state": fingerprint(finding),
                "sensitivity": str(finding.sensitivity),
                "consent": None if finding.consent is None else finding.consent.public_id,
            }
            for finding in one.findings
        ],
    }


def _gaps(sections: list[dict[str, Any]]) -> list[str]:
    gaps = (p["gap"] for section in sections for p in section["paragraphs"] if p["gap"])
    return list(dict.fromkeys(gaps))


def _warnings(
    sections: list[dict[str, Any]], evidence: list[dict[str, Any]], on: date
) -> list[dict[str, str]]:
    """Everything private that would leave the house: one warning for each item."""
    found = []
    for section in sections:
        for paragraph in section["paragraphs"]:
            for used in paragraph["findings"]:
                if used["sensitivity"] != Sensitivity.PUBLIC:
                    found.append({"why": used["sensitivity"], "what": paragraph["text"]})
                elif used["consent"] and not _consent_holds(used["id"], on):
                    found.append({"why": "consent_ended", "what": paragraph["text"]})
    found += [
        {"why": f"source_{row['sensitivity']}", "what": f"[{row['number']}] {row['title']}"}
        for row in evidence
        if row["sensitivity"] != Sensitivity.PUBLIC
    ]
    return found


def _consent_holds(key: str, on: date) -> bool:
    finding = Finding.objects.select_related("consent").get(public_id=key)
    return finding.consent is None or finding.consent.holds_on(on)


def _paragraphs(code: str, material: Material) -> list[Paragraph]:
    """What the record or the staff say of a fact; a gap where nobody says anything."""
    entered = str(material.proceeding.entered.get(code, "")).strip()
    found = [Paragraph(part) for part in entered.split("\n") if part.strip()]
    if code in _FROM_RECORD:
        found = [*_FROM_RECORD[code](material), *found]
    return found or [Paragraph(gap=code)]


def _names(material: Material) -> list[Paragraph]:
    paragraphs = []
    for person in material.people:
        names = list(queries.names_of(person, member=material.member))
        if names:
            others = "; ".join(name.text for name in names[1:])
            text = f"{names[0].text} (also written {others})" if others else names[0].text
            paragraphs.append(Paragraph(text, list(names)))
    return paragraphs


def _facts(aspect: str) -> Callable[[Material], list[Paragraph]]:
    def told(material: Material) -> list[Paragraph]:
        rows = [
            row
            for person in material.people
            for row in queries.attributes_of(person, member=material.member)
            if row.aspect == aspect
        ]
        return [Paragraph(labels.finding(row), [row]) for row in rows]

    return told


def _told(events: Iterable[Event]) -> list[Paragraph]:
    return [Paragraph(_dated(event), [event]) for event in events]


def _dated(event: Event) -> str:
    when = labels.partial_date(event.date)
    sentence = labels.event_sentence(event)
    return f"{when}: {sentence}." if when else f"{sentence} (date not known)."


def _of_types(*types: str) -> Callable[[Material], list[Paragraph]]:
    return lambda material: _told(event for event in material.events if event.type in types)


def _acts(material: Material) -> list[Paragraph]:
    known = vocabulary.event_types()
    return _told(event for event in material.events if known[event.type].family != "response")


def _responses(material: Material) -> list[Paragraph]:
    known = vocabulary.event_types()
    return _told(event for event in material.events if known[event.type].family == "response")


def _arrest(part: str) -> Callable[[Material], list[Paragraph]]:
    def told(material: Material) -> list[Paragraph]:
        arrests = [event for event in material.events if event.type == "arrest"]
        values = [(labels.partial_date(e.date) if part == "date" else e.place, e) for e in arrests]
        return [Paragraph(text, [event]) for text, event in values if text]

    return told


def _any(part: str) -> Callable[[Material], list[Paragraph]]:
    def told(material: Material) -> list[Paragraph]:
        for event in material.events:
            text = labels.partial_date(event.date) if part == "date" else event.place
            if text:
                return [Paragraph(text, [event])]
        return []

    return told


def _reasons(material: Material) -> list[Paragraph]:
    told = []
    for event in material.events:
        said = [event.details.get("reason_given", ""), event.details.get("charge", "")]
        articles = ", ".join(event.articles)
        text = "; ".join(filter(None, [*said, articles and f"articles of law: {articles}"]))
        if event.type in ("arrest", "charge", "pretrial_detention", "verdict_sentence") and text:
            told.append(Paragraph(f"{labels.event_type(event.type)}: {text}", [event]))
    return told


def _perpetrators(material: Material) -> list[Paragraph]:
    told: dict[str, list[Finding]] = {}
    for event in material.events:
        for part in event.involvements.all():
            if part.role == Involvement.Role.PERPETRATOR and (part.person or part.organisation):
                told.setdefault(str(part.person or part.organisation), []).append(event)
    return [Paragraph(name, events) for name, events in told.items()]


def _places(material: Material) -> list[Paragraph]:
    held = [event for event in material.events if event.detained_at or event.type == "transfer"]
    return _told(held)


def _days(material: Material) -> list[Paragraph]:
    paragraphs = []
    for person in material.people:
        events = [queries.custody_event(e) for e in material.events if person in labels.about(e)]
        days = custody.fold(events, on=material.on).days
        if days.at_most:
            count = str(days.at_least) if days.is_exact else f"{days.at_least} to {days.at_most}"
            day = labels.partial_date(material.on.isoformat())
            paragraphs.append(Paragraph(f"{person}: {count} days in custody as of {day}."))
    return paragraphs


def _consents(material: Material) -> list[Paragraph]:
    return [
        Paragraph(f"{consent.given_by}, {consent.given_on.isoformat()}: {consent.purpose}")
        for person in material.people
        for consent in person.consents.all()
        if consent.holds_on(material.on)
    ]


def _state(material: Material) -> list[Paragraph]:
    state = material.proceeding.state or knowing.state_of(material.events)
    return [Paragraph(state)] if state else []


def _pending(material: Material) -> list[Paragraph]:
    others = Proceeding.objects.filter(case=material.proceeding.case, closed_on=None)
    told = []
    for other in others.prefetch_related("steps"):
        first = next((step for step in other.steps.all() if step.code == "submitted"), None)
        if first:
            label = procedures()[other.procedure].label("en")
            told.append(Paragraph(f"{label}: submitted {labels.partial_date(first.date)}."))
    return told


_FROM_RECORD: dict[str, Callable[[Material], list[Paragraph]]] = {
    "name": _names,
    "birth": _facts("birth"),
    "work": _facts("role"),
    "arrest_date": _arrest("date"),
    "arrest_place": _arrest("place"),
    "event_date": _any("date"),
    "event_place": _any("place"),
    "forces": _perpetrators,
    "perpetrators": _perpetrators,
    "reasons": _reasons,
    "places": _places,
    "days": _days,
    "narrative": _acts,
    "done": _responses,
    "remedies": _of_types("appeal_decision", "submission_to_body"),
    "consent": _consents,
    "state": _state,
    "pending": _pending,
}


def fact_label(code: str, language: str) -> str:
    """What a fact is called; frames ask for a few that no body lists by itself."""
    known = terms("procedure_facts").get(code)
    return known.label(language) if known else code.replace("_", " ")
