"""The board, the doors of a case, a proceeding with its deadlines, and drafts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.advocacy import calendar, drafting, knowing, labels, queries, rendering, services
from habeas.desk.advocacy.deadlines import Deadline
from habeas.desk.advocacy.doors import Door, Verdict, doors
from habeas.desk.advocacy.forms import FactsForm, InterventionForm, ProceedingForm, StepForm
from habeas.desk.advocacy.frames import LANGUAGES, frame_for, frames
from habeas.desk.advocacy.models import Draft, Intervention, Proceeding
from habeas.desk.casefiles import labels as words
from habeas.desk.casefiles.models import Case
from habeas.desk.casefiles.queries import cases_visible_to, if_visible, with_parties
from habeas.vocabulary import event_types

MAY = services.MAY


@require_safe
@needs(MAY)
def board(request: StaffRequest) -> HttpResponse:
    """What is due, on either side; every proceeding; and the cases to look at."""
    proceedings = list(queries.proceedings_visible_to(request.user))
    now = timezone.now()
    found = queries.board(proceedings, now=now)
    if request.GET.get("as") == "ics":
        made = calendar.as_ics(found, now=now, language=words.language())
        answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
        return answer
    context = {
        "due": [(one.proceeding, clock(one.deadline)) for one in found],
        "proceedings": [(one, labels.procedure(one.procedure)) for one in proceedings],
        "cases": cases_visible_to(request.user).order_by("title"),
    }
    return render(request, "advocacy/board.html", context)


@require_safe
@needs(MAY)
def case(request: StaffRequest, case_id: str) -> HttpResponse:
    """Which door is open, and what has been done so far."""
    held = _case(request, case_id)
    on = timezone.now().date()
    state = request.GET.get("state", "").upper()[:2]
    known = knowing.known_of(held, on=on, member=request.user, state=state)
    context = {
        "case": held,
        "known": known,
        "state": known.state,
        "groups": [
            (
                labels.verdict(verdict),
                [_door(one) for one in doors(known) if one.verdict == verdict],
            )
            for verdict in Verdict
        ],
        "interventions": _interventions(request, held),
        "proceedings": [
            (one, labels.procedure(one.procedure))
            for one in queries.proceedings_visible_to(request.user).filter(case=held)
        ],
    }
    return render(request, "advocacy/case.html", context)


@require_POST
@needs(MAY)
def begin(request: StaffRequest, case_id: str) -> HttpResponse:
    """Open a proceeding. Nothing is filed by it."""
    held = _case(request, case_id)
    state = request.POST.get("state", "")[:2]
    try:
        made = services.open_proceeding(
            held, request.POST.get("procedure", ""), by=request.user, state=state
        )
    except services.NotPossible:
        raise Http404 from None
    return redirect("proceeding", made.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def proceeding(request: StaffRequest, proceeding_id: str) -> HttpResponse:
    """Its steps, its deadlines with their rules, what is missing, and its drafts."""
    held = _proceeding(request, proceeding_id)
    forms = _forms(request, held)
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do not in _DOING:
            raise Http404
        form = forms.get(do)
        if form is None or form.is_valid():
            try:
                _DOING[do](request, held, form.cleaned_data if form else {})
            except services.NotPossible as problem:
                messages.error(request, str(problem))
            return redirect("proceeding", held.public_id)
    procedure = queries.procedure_of(held)
    on = timezone.now().date()
    known = knowing.known_of(held.case, on=on, member=request.user, state=held.state)
    context = {
        "proceeding": held,
        "label": labels.procedure(held.procedure),
        "deadlines": [clock(one) for one in queries.deadlines_of(held, now=timezone.now())],
        "steps": [(step, _step_label(held, step)) for step in held.steps.all()],
        "facts": [(labels.fact(code), code in known.facts) for code in procedure.facts],
        "limits": [(one.pages, one.words, labels.rule(one)) for one in procedure.limits],
        "submitters": [words.term("procedure_submitters", code) for code in procedure.submitters],
        "languages": procedure.languages,
        "frames": [(code, frame.title.en) for code, frame in frames().items()],
        "own_frame": frame_for(held.procedure),
        "frame_languages": LANGUAGES,
        "drafts": held.drafts.select_related("made_by"),
        "forms": forms,
    }
    return render(
        request, "advocacy/proceeding.html", context, status=422 if _wrong(forms) else 200
    )


@require_safe
@needs(MAY)
def draft(request: StaffRequest, draft_id: str) -> HttpResponse:
    """A draft to read before it leaves the house: gaps, warnings, what has changed since."""
    held = _draft(request, draft_id)
    made = request.GET.get("as", "")
    if made in _FILES:
        make, media, ending = _FILES[made]
        answer = HttpResponse(make(held), content_type=media)
        answer["Content-Disposition"] = f'attachment; filename="{held.public_id}.{ending}"'
        return answer
    body = held.body
    context = {
        "draft": held,
        "body": body,
        "gaps": {code: labels.fact(code) for code in body["gaps"]},
        "sections": [
            (section["heading"], [(one, labels.fact(one["gap"])) for one in section["paragraphs"]])
            for section in body["sections"]
        ],
        "warnings": [(labels.warning(one["why"]), one["what"]) for one in body["warnings"]],
        "changed": drafting.changed_since(held),
        "over": [
            one for one in queries.procedure_of(held.proceeding).limits
            if one.words and body["words"] > one.words
        ],
    }  # fmt: skip
    return render(request, "advocacy/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def intervention(request: StaffRequest, event_id: str) -> HttpResponse:
    """Say what an event was as an intervention, and what came of it."""
    visible = with_parties().filter(if_visible(request.user))
    event = get_object_or_404(visible, public_id=event_id)
    if event_types()[event.type].family != services.FAMILY:
        raise Http404
    row = Intervention.objects.filter(event=event).first() or Intervention(event=event)
    answers = visible.filter(case=event.case).exclude(pk=event.pk) if event.case else visible.none()
    by_id = {one.public_id: one for one in answers}
    form = InterventionForm(
        request.POST or None,
        answers=[(key, words.full(one)) for key, one in by_id.items()],
        initial={
            name: getattr(row, name)
            for name in ("type", "asked", "response", "impact", "follow_up")
        }
        | {
            "addressed": str(row.addressed or ""),
            "answer": row.answer.public_id if row.answer else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        said["addressed"] = services.organisation_called(said["addressed"])
        said["answer"] = by_id.get(said["answer"])
        services.describe_intervention(event, said, by=request.user)
        messages.success(request, _("Noted."))
        if event.case:
            return redirect("advocacy_case", event.case.public_id)
        return redirect("advocacy")
    context = {"event": event, "sentence": words.full(event), "form": form}
    return render(
        request, "advocacy/intervention.html", context, status=422 if form.errors else 200
    )


Cleaned = dict[str, Any]


def _take_step(request: StaffRequest, held: Proceeding, said: Cleaned) -> None:
    kind, _colon, code = said["step"].partition(":")
    extends = code if kind == "extends" else ""
    services.take_step(
        held, "" if extends else code, said["date"], extends=extends, note=said["note"],
        by=request.user,
    )  # fmt: skip


def _move_step(request: StaffRequest, held: Proceeding, _said: Cleaned) -> None:
    step = get_object_or_404(held.steps, pk=request.POST.get("pk"))
    services.move_step(step, request.POST.get("date", ""), by=request.user)


def _take_back(request: StaffRequest, held: Proceeding, _said: Cleaned) -> None:
    step = get_object_or_404(held.steps, pk=request.POST.get("pk"))
    services.take_back_step(step, by=request.user)


def _enter(request: StaffRequest, held: Proceeding, said: Cleaned) -> None:
    services.enter_facts(held, said, by=request.user)


def _describe(request: StaffRequest, held: Proceeding, said: Cleaned) -> None:
    services.describe_proceeding(held, by=request.user, **said)


def _make_draft(request: StaffRequest, held: Proceeding, _said: Cleaned) -> None:
    frame, language = request.POST.get("frame", ""), request.POST.get("language", "en")
    if frame not in frames() or language not in LANGUAGES:
        raise Http404
    on = timezone.now().date()
    body = drafting.draft(held, frame, language=language, on=on, by=request.user)
    services.keep_draft(held, body, language=language, by=request.user)


_DOING: dict[str, Callable[[StaffRequest, Proceeding, Cleaned], None]] = {
    "step": _take_step,
    "move": _move_step,
    "take_back": _take_back,
    "facts": _enter,
    "describe": _describe,
    "draft": _make_draft,
}
_FILES: dict[str, tuple[Callable[[Draft], bytes], str, str]] = {
    "docx": (
        rendering.as_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
    ),
    "pdf": (rendering.as_pdf, "application/pdf", "pdf"),
    "annexes": (rendering.annexes, "application/zip", "zip"),
}


def _forms(request: StaffRequest, held: Proceeding) -> dict[str, Any]:
    """The forms of the page; the one that was sent is bound."""
    sent = request.POST.get("do", "") if request.method == "POST" else ""

    def data(name: str) -> Any:
        return request.POST if sent == name else None

    procedure = queries.procedure_of(held)
    language = words.language()
    steps = [(f"step:{code}", step.label(language)) for code, step in procedure.steps.items()]
    steps += [
        (f"extends:{code}", _("Extension granted: %(what)s") % {"what": clock.label(language)})
        for code, clock in procedure.clocks.items()
        if clock.extension
    ]
    wanted = {
        one for section in frames()[frame_for(held.procedure)].sections for one in section.facts
    }
    entered = [*procedure.facts, *(code for code in knowing.ENTERED if code in wanted)]
    codes = {code: labels.fact(code) for code in entered if code in knowing.ENTERED}
    return {
        "step": StepForm(data("step"), choices=steps),
        "facts": FactsForm(data("facts"), codes=codes, initial=held.entered),
        "describe": ProceedingForm(data("describe"), instance=held),
    }


def _wrong(forms: dict[str, Any]) -> bool:
    return any(form.is_bound and form.errors for form in forms.values())


def _step_label(held: Proceeding, step: Any) -> str:
    procedure, language = queries.procedure_of(held), words.language()
    if step.extends:
        what = procedure.clocks[step.extends].label(language)
        return _("Extension granted: %(what)s") % {"what": what}
    return procedure.steps[step.code].label(language)


def clock(one: Deadline) -> dict[str, Any]:
    left = one.days_left(timezone.now().date())
    return {
        "label": one.clock.label(words.language()),
        "party": labels.party(one.clock.party),
        "due": labels.day(one.due) if one.due else "",
        "met": words.partial_date(str(one.met)) if one.met else "",
        "left": labels.days_left(left),
        "is_overdue": one.is_overdue,
        "rule": labels.rule(one.clock),
        "effect": one.clock.effect,
    }


def _door(one: Door) -> dict[str, Any]:
    return {
        "code": one.procedure.code,
        "label": one.procedure.label(words.language()),
        "submitters": [
            words.term("procedure_submitters", code) for code in one.procedure.submitters
        ],
        "reasons": labels.reasons(one),
        "missing": [labels.fact(code) for code in one.missing],
        "last_day": labels.day(one.last_day) if one.last_day else "",
        "rules": [labels.rule(rule) for rule in one.rules],
        "may_begin": one.verdict in (Verdict.OPEN, Verdict.MISSING),
    }


def _interventions(request: StaffRequest, held: Case) -> list[dict[str, Any]]:
    """The responses of a case in order, each with its answer or its silence."""
    on = timezone.now().date()
    described = {
        row.event_id: row
        for row in queries.interventions_visible_to(request.user).filter(event__case=held)
    }
    events = knowing.events_of(held, member=request.user)
    found = []
    for event in events:
        if event_types()[event.type].family == services.FAMILY:
            row = described.get(event.pk)
            days = queries.days_until_answer(row, on=on) if row else None
            found.append(
                {
                    "event": event,
                    "words": words.full(event),
                    "row": row,
                    "answered": labels.answered(*days) if days else "",
                    "response": words.term("intervention_response", row.response)
                    if row and row.response
                    else "",
                }
            )
    return found


def _case(request: StaffRequest, case_id: str) -> Case:
    return get_object_or_404(cases_visible_to(request.user), public_id=case_id)


def _proceeding(request: StaffRequest, proceeding_id: str) -> Proceeding:
    return get_object_or_404(queries.proceedings_visible_to(request.user), public_id=proceeding_id)


def _draft(request: StaffRequest, draft_id: str) -> Draft:
    visible = queries.proceedings_visible_to(request.user)
    return get_object_or_404(Draft.objects.filter(proceeding__in=visible), public_id=draft_id)
