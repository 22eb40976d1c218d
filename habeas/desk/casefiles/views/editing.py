"""Changes made on the case file itself. Each leads back to where it was made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.models import User
from habeas.desk.casefiles import labels, queries, services, together
from habeas.desk.casefiles.forms import ConsentForm, EventForm, PartyForm, SensitivityForm
from habeas.desk.casefiles.models import Case, Consent, Event, Involvement, Organisation, Person
from habeas.desk.sources.models import Sensitivity
from habeas.vocabulary import event_types

# Where a session keeps how to undo the last decision on many findings.
MANY = "many_findings"


@require_POST
@needs("casefiles.change_event")
def sensitivity(request: StaffRequest, finding_id: str) -> HttpResponse:
    """Decide who may know a finding, and why the public may."""
    finding = get_object_or_404(queries.findings_visible_to(request.user), public_id=finding_id)
    form = SensitivityForm(request.POST)
    if form.is_valid():
        level = Sensitivity(form.cleaned_data["sensitivity"])
        basis = form.cleaned_data["basis"]
        held = services.set_sensitivity(finding, level, basis=basis, by=request.user)
        if level == Sensitivity.RESTRICTED:
            services.open_to(finding, _staff(request, "readers"), by=request.user)
        if held.sensitivity == level:
            messages.success(request, _("Set to %(level)s.") % {"level": level.label})
        else:
            messages.info(request, _("Asked. It was restricted: a second member has to agree."))
    else:
        _say_errors(request, form)
    return redirect(_back(request, f"finding-{finding_id}"))


@require_POST
@needs("casefiles.change_event")
def sensitivity_of_many(request: StaffRequest, slug: str) -> HttpResponse:
    """Decide who may know several findings at once, on one basis."""
    form = SensitivityForm(request.POST)
    keys = request.POST.getlist("finding")
    if not keys:
        messages.error(request, _("Nothing was chosen: tick the findings first."))
    elif form.is_valid():
        level, basis = Sensitivity(form.cleaned_data["sensitivity"]), form.cleaned_data["basis"]
        findings = queries.findings_visible_to(request.user).filter(public_id__in=keys)
        before = {row.public_id: [str(row.sensitivity), row.basis] for row in findings}
        for finding in findings:
            services.set_sensitivity(finding, level, basis=basis, by=request.user)
        request.session[MANY] = {"slug": slug, "before": before}
        messages.success(request, _("Set to %(level)s.") % {"level": level.label})
    else:
        _say_errors(request, form)
    return redirect(reverse("case_file", args=[slug]) + "#public")


@require_POST
@needs("casefiles.change_event")
def undo_many(request: StaffRequest, slug: str) -> HttpResponse:
    """Give the findings of the last such decision back what they had."""
    kept = request.session.pop(MANY, None) or {"before": {}}
    findings = queries.findings_visible_to(request.user).filter(public_id__in=kept["before"])
    waiting = False
    for finding in findings:
        level, basis = kept["before"][finding.public_id]
        held = services.set_sensitivity(finding, Sensitivity(level), basis=basis, by=request.user)
        waiting |= held.sensitivity != level
    if waiting:
        messages.info(request, _("Asked. It was restricted: a second member has to agree."))
    else:
        messages.success(request, _("Undone."))
    return redirect(reverse("case_file", args=[slug]) + "#public")


@require_POST
@needs("casefiles.change_event")
def revise(request: StaffRequest, finding_id: str) -> HttpResponse:
    """Decide fields of an event."""
    event = _event(request, finding_id)
    form = EventForm(request.POST, row=event)
    if not form.is_valid():
        _say_errors(request, form)
        return redirect(_back(request, f"finding-{finding_id}"))
    seen = request.POST.get("seen", "")
    if seen.isdecimal():
        other = together.changed_by_another(event, seen=int(seen), member=request.user)
        if other:
            messages.error(
                request,
                _("%(name)s has changed this event meanwhile. Look at it again, then decide.")
                % {"name": other},
            )
            address = f"{request.POST.get('next', '')}?edit={finding_id}"
            return redirect(_own(request, address, f"finding-{finding_id}"))
    together.leave(event, request.user)
    changes = form.changes()
    if changes and _tried(
        request,
        lambda: services.revise_event(
            event, changes, reason=form.cleaned_data["reason"], by=request.user
        ),
    ):
        names = ", ".join(labels.field(key, event.type) for key in changes)
        messages.success(request, _("Decided: %(fields)s.") % {"fields": names})
    return redirect(_back(request, f"finding-{finding_id}"))


@require_POST
@needs("casefiles.change_event")
def add_event(request: StaffRequest, slug: str) -> HttpResponse:
    """Enter an event that waits for its first claim."""
    person = get_object_or_404(queries.people_visible_to(request.user), slug=slug)
    type_ = request.POST.get("type", "")
    form = EventForm(request.POST, row=Event(type=type_))
    if type_ not in event_types() or not form.is_valid():
        _say_errors(request, form)
        return redirect(_back(request, "chronology"))
    made: list[Event] = []
    if _tried(
        request,
        lambda: made.append(
            services.record_event(type_, [person], form.changes(), by=request.user)
        ),
    ):
        messages.success(
            request, _("Entered. It stays private until a claim from a source supports it.")
        )
    return redirect(_back(request, f"finding-{made[0].public_id}" if made else "chronology"))


@require_POST
@needs("casefiles.change_event")
def settle(request: StaffRequest, finding_id: str) -> HttpResponse:
    """Where claims differ over a field: hold what one says, or leave it open on purpose."""
    event = _event(request, finding_id)
    field, reason = request.POST.get("field", ""), request.POST.get("reason", "")
    claim_id = request.POST.get("claim", "")
    if claim_id:
        claim = get_object_or_404(queries.claims_visible_to(request.user), public_id=claim_id)
        done = _tried(
            request,
            lambda: services.believe_claim(event, field, claim, reason=reason, by=request.user),
        )
    else:
        done = _tried(
            request, lambda: services.keep_open(event, field, reason=reason, by=request.user)
        )
    if done:
        messages.success(
            request, _("Held as this source says.") if claim_id else _("Left open, on purpose.")
        )
    return redirect(_back(request, f"finding-{finding_id}"))


@require_POST
@needs("casefiles.change_event")
def add_party(request: StaffRequest, finding_id: str) -> HttpResponse:
    event = _event(request, finding_id)
    form = PartyForm(request.POST)
    if not form.is_valid():
        _say_errors(request, form)
        return redirect(_back(request, f"finding-{finding_id}"))
    party = _party(request, form.cleaned_data["name"])
    if party is None:
        messages.error(
            request,
            _("No single person or body is known as %(name)s. Nothing was changed.")
            % {"name": form.cleaned_data["name"]},
        )
    else:
        role = Involvement.Role(form.cleaned_data["role"])
        degree = form.cleaned_data["degree"]
        services.involve(event, party, role, degree=degree, by=request.user)
    return redirect(_back(request, f"finding-{finding_id}"))


@require_POST
@needs("casefiles.change_event")
def remove_party(request: StaffRequest, finding_id: str) -> HttpResponse:
    event = _event(request, finding_id)
    part = get_object_or_404(event.involvements, pk=request.POST.get("part") or 0)
    _tried(request, lambda: services.uninvolve(part, by=request.user))
    return redirect(_back(request, f"finding-{finding_id}"))


@require_POST
@needs("casefiles.change_person")
def give_consent(request: StaffRequest, slug: str) -> HttpResponse:
    person = get_object_or_404(queries.people_visible_to(request.user), slug=slug)
    form = ConsentForm(request.POST)
    if form.is_valid():
        chosen = queries.findings_visible_to(request.user).filter(
            public_id__in=request.POST.getlist("finding")
        )
        _tried(
            request,
            lambda: services.give_consent(person, chosen, by=request.user, **form.cleaned_data),
        )
    else:
        _say_errors(request, form)
    return redirect(_back(request, "consent"))


@require_POST
@needs("casefiles.change_person")
def withdraw_consent(request: StaffRequest, consent_id: str) -> HttpResponse:
    people = queries.people_visible_to(request.user)
    consent = get_object_or_404(Consent, public_id=consent_id, person__in=people)
    services.withdraw_consent(consent, on=timezone.now().date(), by=request.user)
    messages.success(
        request, _("Withdrawn. What rests on it leaves the portal with the next edition.")
    )
    return redirect(_back(request, "consent"))


@require_POST
@needs("casefiles.change_case")
def set_team(request: StaffRequest, case_id: str) -> HttpResponse:
    case: Case = get_object_or_404(queries.cases_visible_to(request.user), public_id=case_id)
    services.set_team(
        case,
        _staff(request, "team"),
        restricted=bool(request.POST.get("restricted")),
        by=request.user,
    )
    return redirect(_back(request, "cases"))


def _event(request: StaffRequest, finding_id: str) -> Event:
    return get_object_or_404(queries.events_visible_to(request.user), public_id=finding_id)


def _party(request: StaffRequest, name: str) -> Person | Organisation | None:
    people = set(queries.people_visible_to(request.user).values_list("pk", flat=True))
    found = [person for person in queries.persons_called(name) if person.pk in people]
    if len(found) == 1:
        return found[0]
    bodies = queries.organisations_visible_to(request.user)
    return None if found else bodies.filter(name__iexact=name.strip()).first()


def _staff(request: StaffRequest, field: str) -> list[User]:
    return list(User.objects.filter(is_active=True, username__in=request.POST.getlist(field)))


def _tried(request: StaffRequest, change: Any) -> bool:
    """Whether a change was made; if it was refused, its reason is told."""
    try:
        change()
    except services.NotPossible as problem:
        messages.error(request, str(problem))
        return False
    return True


def _say_errors(request: StaffRequest, form: Any) -> None:
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        messages.error(request, f"{label}: " + " ".join(str(error) for error in errors))


def _back(request: StaffRequest, anchor: str) -> str:
    return _own(request, request.POST.get("next", ""), anchor)


def _own(request: StaffRequest, wanted: str, anchor: str) -> str:
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return f"{wanted}#{anchor}" if own else reverse("wagtailadmin_home")
