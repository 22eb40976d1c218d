"""Codes in the reader's words: interface texts by gettext, code lists by the vocabulary."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from habeas import vocabulary
from habeas.core import documents
from habeas.desk.casefiles.models import Attribute, Event, Finding, Involvement, Person
from habeas.desk.casefiles.rules import DEGREES, DETAIL, Gap
from habeas.vocabulary.sentences import sentence
from habeas.vocabulary.wording import date_text, duration_text

GAPS: dict[Gap, Promise] = {
    Gap.RESTRICTED: _("restricted to named people"),
    Gap.INTERNAL: _("internal"),
    Gap.CONSENT_ENDED: _("the consent it rests on has ended"),
    Gap.NO_BASIS: _("no basis for publishing is given"),
    Gap.UNSUPPORTED: _("no accepted claim from a public source supports it"),
}
FIELDS: dict[str, Promise] = {
    "type": pgettext_lazy("field", "type"),
    "date": pgettext_lazy("field", "date"),
    "date_end": pgettext_lazy("field", "until"),
    "place": pgettext_lazy("field", "place"),
    "quantity": pgettext_lazy("field", "quantity"),
    "articles": pgettext_lazy("field", "articles of law"),
}
FAMILIES: dict[str, Promise] = {
    "act": _("Acts"),
    "response": _("Responses"),
    "list": _("Lists and strikes"),
    "fact": _("Facts"),
}


def language() -> str:
    return (get_language() or "en").split("-")[0]


def field(key: str, type_: str) -> str:
    """What a field of an event is called: "date", or a detail of its type."""
    if key.startswith(DETAIL):
        code = key.removeprefix(DETAIL)
        detail = vocabulary.details_of(type_).get(code)
        return detail.label(language()) if detail else code
    return str(FIELDS.get(key, key))


def event_type(code: str) -> str:
    """The label of an event type; for a sentence that only waits for a look, it says so."""
    known = vocabulary.event_types().get(code)
    if known:
        return known.label(language())
    return code or str(_("A sentence worth reading"))


def type_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Event types for a menu, by family."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, entry in vocabulary.event_types().items():
        groups.setdefault(entry.family, []).append((code, entry.label(language())))
    return [(str(FAMILIES.get(family, family)), entries) for family, entries in groups.items()]


def term(list_name: str, code: str) -> str:
    found = vocabulary.terms(list_name).get(code)
    return found.label(language()) if found else code.replace("_", " ")


def term_choices(list_name: str) -> list[tuple[str, str]]:
    return [(code, found.label(language())) for code, found in vocabulary.terms(list_name).items()]


def degree_choices() -> list[tuple[str, str]]:
    return [(code, term(name, code)) for name, codes in DEGREES.items() for code in codes]


def degree(code: str) -> str:
    name = next((name for name, codes in DEGREES.items() if code in codes), "")
    return term(name, code) if name else code


def partial_date(text: str) -> str:
    """An EDTF date in words; nothing for none, and what cannot be read as it is written."""
    if not text:
        return ""
    try:
        return date_text(text, language())
    except ValueError:
        return text


def event_sentence(event: Event) -> str:
    """What happened, in one sentence. Wants `queries.with_parties`."""
    return sentence(_as_document(event), language())


def about(event: Event) -> list[Person]:
    """Whom an event is about. Wants `queries.with_parties`."""
    parts = event.involvements.all()
    return [part.person for part in parts if part.person and part.role in Involvement.ABOUT]


def parties(event: Event) -> str:
    return ", ".join(str(person) for person in about(event))


def full(row: Finding) -> str:
    """A finding told by itself: when, whom it is about, and what happened."""
    if not isinstance(row, Event):
        return str(row)
    parts = (partial_date(row.date), parties(row), event_sentence(row))
    return " · ".join(part for part in parts if part)


def finding(row: Finding) -> str:
    if isinstance(row, Attribute):
        return fact(row.aspect, row.value)
    return event_sentence(row) if isinstance(row, Event) else str(row)


def fact(aspect: str, value: str) -> str:
    """A fact about a person: "Birth: 1962", "Sex: Female"."""
    if aspect == "sex":
        return f"{vocabulary.term_list(aspect).title(language())}: {term(aspect, value)}"
    return f"{event_type(aspect)}: {value}"


def _as_document(event: Event) -> documents.Event:
    parts = list(event.involvements.all())
    return documents.Event(
        id=event.public_id,
        type=event.type,
        date=event.date or None,
        date_end=event.date_end or None,
        place=event.place or None,
        quantity=documents.Quantity(**event.quantity) if event.quantity else None,
        articles=tuple(event.articles),
        details=event.details,
        participants=tuple(
            documents.Participant(name=str(part.person), role=part.role)
            for part in parts
            if part.person
        ),
        organisations=tuple(part.organisation.name for part in parts if part.organisation),
    )


def as_known(state: dict[str, Any]) -> str:
    """A finding in words from the state that a version kept of it."""
    if state["kind"] == "name":
        return str(state["text"])
    if state["kind"] == "attribute":
        return fact(state["aspect"], state["value"])
    parties = state["parties"]
    event = documents.Event(
        id="",
        type=state["type"],
        date=state["date"] or None,
        date_end=state["date_end"] or None,
        place=state["place"] or None,
        quantity=documents.Quantity(**state["quantity"]) if state["quantity"] else None,
        articles=tuple(state["articles"]),
        details=state["details"],
        participants=tuple(
            documents.Participant(name=one["name"], role=one["role"])
            for one in parties
            if one["is"] == "person"
        ),
        organisations=tuple(one["name"] for one in parties if one["is"] == "organisation"),
    )
    return " · ".join(filter(None, [partial_date(state["date"]), sentence(event, language())]))


def quantity(value: dict[str, object] | None) -> str:
    """A quantity as a reviewer checks it: what is counted, how many, of what."""
    if not value:
        return ""
    parts = [str(value["metric"]).replace("_", " ") + ":", _amount(value["value"])]
    if value.get("unit"):
        parts.append(str(value["unit"]))
    return " ".join(parts)


def _amount(value: object) -> str:
    """A number; or an ISO 8601 duration in words, with its code."""
    if not isinstance(value, str):
        return str(value)
    try:
        return f"{duration_text(value, language())} ({value})"
    except ValueError:
        return value
