"""The case file of a person, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from habeas import vocabulary
from habeas.core import custody
from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.models import User
from habeas.desk.casefiles import bars, history, labels, overview, queries, together
from habeas.desk.casefiles.forms import ConsentForm, EventForm, PartyForm
from habeas.desk.casefiles.models import Event, Person
from habeas.desk.casefiles.overview import CaseFile, Entry
from habeas.desk.sources.models import Sensitivity
from habeas.vocabulary import event_types


@require_safe
@needs("casefiles.view_person")
def case_file(request: StaffRequest, slug: str) -> HttpResponse:
    person = _file_at(request, slug)
    if person.slug != slug:
        return redirect("case_file", person.slug)
    today = timezone.now().date()
    file = overview.case_file(person, on=today, member=request.user)
    context = {
        "person": person,
        "file": file,
        "today": today,
        "status": labels.term("person_status", file.ledger.status),
        "drawing": bars.draw(file.ledger.periods, on=today),
        "periods": _periods(file),
        "warnings": [_warning(odd, file.events) for odd in file.ledger.warnings],
        "names": _rows(file.names),
        "facts": _rows(file.facts),
        "events": _chronology(file, request.user),
        "disputed": _rows(file.disputed),
        "withheld": _rows(file.withheld),
        "public": [entry for entry in file.all if not entry.gaps],
        "sensitivities": Sensitivity.choices,
        "staff": User.objects.filter(is_active=True).order_by("username"),
        "standings": [_standing(one) for one in file.standings],
        "types": labels.type_choices(),
        "adding": _adding(request),
        "editing": _editing(request, file),
        "party_form": PartyForm(),
        "consents": person.consents.prefetch_related("findings"),
        "consent_form": ConsentForm(initial={"given_on": today}),
        "merges": person.merges.filter(undone_at=None).select_related("emptied"),
        "known": _known(request, person),
        "undo_many": request.session.get("many_findings", {}).get("slug") == person.slug,
        "may_change": request.user.has_perm("casefiles.change_event"),
        "portal": f"{settings.HABEAS_PORTAL_URL}/{labels.language()}/people/{person.slug}/",
    }
    return render(request, "casefiles/case_file.html", context)


def _file_at(request: StaffRequest, slug: str) -> Person:
    """The file at an address; for a merged one the file that holds everything now."""
    person = get_object_or_404(Person, slug=slug)
    while person.merged_into:
        person = person.merged_into
    return get_object_or_404(queries.people_visible_to(request.user), pk=person.pk)


def _adding(request: StaffRequest) -> dict[str, Any] | None:
    """The form for a new event of the type that was asked for."""
    type_ = request.GET.get("add", "")
    if type_ not in event_types():
        return None
    return {
        "type": type_,
        "label": labels.event_type(type_),
        "form": EventForm(row=Event(type=type_)),
    }


def _editing(request: StaffRequest, file: CaseFile) -> dict[str, Any] | None:
    """The form of the one event that is being edited in place."""
    key = request.GET.get("edit", "")
    event = next((e.finding for e in file.events if e.finding.public_id == key), None)
    if not isinstance(event, Event) or not request.user.has_perm("casefiles.change_event"):
        return None
    return {
        "key": key,
        "seen": together.state_of(event),
        "others": together.come(event, request.user),
        "form": EventForm(row=event),
        "parts": [(part, labels.degree(part.degree)) for part in event.involvements.all()],
        "choices": [(labels.field(one.field, event.type), one) for one in event.choices.all()],
    }


def _standing(one: overview.Standing) -> dict[str, Any]:
    return {
        "case": one.case,
        "status": labels.term("person_status", one.ledger.status),
        "days": one.ledger.days,
        "team": set(one.case.team.values_list("username", flat=True)),
    }


def _known(request: StaffRequest, person: Person) -> dict[str, Any] | None:
    """What was held on a day that was asked for, as it was worded then."""
    try:
        day = date.fromisoformat(request.GET.get("known", ""))
    except ValueError:
        return None
    end = datetime.combine(day, time.max, tzinfo=UTC)
    held = history.known_at(person, end, member=request.user)
    return {"day": day, "rows": [(one, labels.as_known(one.state)) for one in held]}


def _rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "finding": entry.finding,
            "entry": entry,
            "words": labels.finding(entry.finding),
            "gaps": [labels.GAPS[gap] for gap in entry.gaps],
            "evidence": [_evidence(one) for one in entry.evidence],
            "differing": _differing(entry),
            "choices": _choices(entry),
        }
        for entry in entries
    ]


def _chronology(file: CaseFile, member: User) -> list[dict[str, Any]]:
    """The events in order, each with what other apps have to say of it."""
    notes = overview.notes_on([entry.finding for entry in file.events], member=member)
    return [{**row, "notes": notes.get(row["finding"].pk, [])} for row in _rows(file.events)]


def _differing(entry: Entry) -> list[tuple[str, str]]:
    """The fields over which claims differ, each with its name."""
    keys = dict.fromkeys(key for one in entry.evidence for key in one.says)
    type_ = getattr(entry.finding, "type", "")
    return [(key, labels.field(key, type_)) for key in keys]


def _choices(entry: Entry) -> list[tuple[str, Any]]:
    event = entry.finding
    if not isinstance(event, Event):
        return []
    return [(labels.field(one.field, event.type), one) for one in event.choices.all()]


def _evidence(one: overview.Evidence) -> dict[str, Any]:
    return {
        "claim": one.citation.claim,
        "source": one.citation.claim.capture.source,
        "contradicts": one.citation.bearing == "contradicts",
        "says": [
            (labels.field(key, one.citation.claim.type), value) for key, value in one.says.items()
        ],
        "disagrees": one.disagrees,
        "fields": list(one.says),
    }


def _periods(file: CaseFile) -> list[dict[str, Any]]:
    return [
        {
            "kind": labels.term("custody_kinds", period.kind),
            "start": labels.partial_date(str(period.start)),
            "end": labels.partial_date(str(period.end)) if period.end else "",
            "place": vocabulary.place_label(period.place or "", labels.language()),
            "days": custody.total_days([period], on=timezone.now().date()),
            "because": _named(period.because, file.events),
        }
        for period in file.ledger.periods
    ]


def _warning(odd: custody.OddOrder, events: list[Entry]) -> dict[str, Any]:
    return {
        "words": labels.term("ledger_warnings", odd.code),
        "events": _named(odd.events, events),
    }


def _named(keys: Iterable[str], events: list[Entry]) -> list[tuple[str, str]]:
    """Ids of events with their sentences, to link both records."""
    by_key = {entry.finding.public_id: entry.finding for entry in events}
    return [(key, labels.finding(by_key[key])) for key in keys if key in by_key]
