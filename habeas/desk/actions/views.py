"""Appeals: the list, and each on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.taking import as_csv
from habeas.desk.actions import labels, queries, services
from habeas.desk.actions.forms import (
    AddresseeForm,
    AppealForm,
    EmbassyForm,
    LetterForm,
    OutcomeForm,
    UpdateForm,
)
from habeas.desk.actions.models import Appeal, Embassy
from habeas.desk.casefiles import labels as words
from habeas.desk.casefiles.models import Event
from habeas.desk.casefiles.queries import (
    cases_visible_to,
    if_visible,
    people_visible_to,
    with_parties,
)

MAY = services.MAY
MOST = 100


@require_safe
@needs(MAY)
def appeals(request: StaffRequest) -> HttpResponse:
    """Every appeal, with the facts that have changed under its texts; and for whom to begin one."""
    found = queries.appeals_visible_to(request.user).prefetch_related("person__names")
    cases = cases_visible_to(request.user).prefetch_related("persons__names").order_by("title")
    if whose := request.GET.get("person", ""):
        found, cases = found.filter(person__slug=whose), cases.filter(persons__slug=whose)
    rows = [(one, _changed(one)) for one in found]
    if request.GET.get("export") == "csv":
        head = (_("Title"), _("Person"), _("State"), _("Act before"), _("Changed"), _("Address"))
        return as_csv("appeals", head, (_line(request, *row) for row in rows))
    may_begin = [
        (case, person)
        for case in cases[:MOST]
        for person in case.persons.all()
        if not whose or person.slug == whose
    ]
    context = {"rows": rows, "whose": whose, "may_begin": may_begin}
    return render(request, "actions/appeals.html", context)


def _line(request: StaffRequest, one: Appeal, changed: list[str]) -> tuple[str, ...]:
    address = request.build_absolute_uri(reverse("appeal", args=[one.public_id]))
    until = one.act_before.isoformat() if one.act_before else ""
    return (
        one.title,
        str(one.person),
        one.get_state_display(),
        until,
        ", ".join(changed),
        address,
    )


def _changed(one: Appeal) -> list[str]:
    changed = queries.changed_facts(one, on=timezone.now().date())
    return [labels.fact(code) for code in changed]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def begin(request: StaffRequest, case_id: str, person_slug: str) -> HttpResponse:
    """The texts of a new appeal. Nothing is public by it."""
    case = get_object_or_404(cases_visible_to(request.user), public_id=case_id)
    person = get_object_or_404(people_visible_to(request.user), slug=person_slug, cases=case)
    form = _texts(request, Appeal(case=case, person=person))
    if request.method == "POST" and form.is_valid():
        today = timezone.now().date()
        made = services.draft_appeal(case, person, form.cleaned_data, by=request.user, on=today)
        return redirect("appeal", made.public_id)
    context = {"case": case, "person": person, "form": form}
    return render(request, "actions/begin.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def appeal(request: StaffRequest, appeal_id: str) -> HttpResponse:
    """One appeal on one page; each button does one thing to it."""
    held = get_object_or_404(queries.appeals_visible_to(request.user), public_id=appeal_id)
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
            return redirect("appeal", held.public_id)
    today = timezone.now().date()
    context = {
        "appeal": held,
        "forms": forms,
        "changed": _changed(held),
        "facts": [(labels.fact(k), v) for k, v in queries.facts_now(held.person, on=today).items()],
        "addressees": [(one, _addressee_form(request, held, one.pk)) for one in _addressees(held)],
        "letters": held.letters.all(),
        "updates": held.updates.all(),
        "intervention": _intervention(held),
        "written": _written(held),
        "portal": f"{settings.HABEAS_PORTAL_URL}/{words.language()}/act/{held.slug}/",
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "actions/appeal.html", context, status=422 if wrong else 200)


def _written(held: Appeal) -> dict[str, Any] | None:
    if (found := queries.written_for(held)) is None:
        return None
    return {
        "total": found.total,
        "on": found.on,
        "ways": [(labels.channel(code), number) for code, number in found.channels],
        "countries": [(labels.country(code), number) for code, number in found.countries],
    }


def _forms(request: StaffRequest, held: Appeal) -> dict[str, BaseForm]:
    """A form for each button that asks for something; the one that was sent holds what it said."""
    do = request.POST.get("do", "")

    def sent(name: str) -> Any:
        return request.POST if do == name else None

    chosen = held.letters.filter(language=request.GET.get("letter", ""))
    letter = chosen.values("language", "subject", "body").first()
    return {
        "texts": _texts(request, held, is_sent=do == "texts"),
        "address": _addressee_form(request, held, _key(request), is_sent=do == "address"),
        "letter": LetterForm(sent("letter"), initial=dict(letter or {})),
        "update": UpdateForm(sent("update")),
        "outcome": OutcomeForm(sent("outcome"), answers=_answers(request, held)),
    }


def _texts(request: StaffRequest, held: Appeal, *, is_sent: bool = True) -> AppealForm:
    others = queries.appeals_visible_to(request.user).exclude(pk=held.pk)
    return AppealForm((is_sent and request.POST) or None, instance=held, others=others)


def _key(request: StaffRequest) -> int | None:
    key = request.POST.get("pk", "")
    return int(key) if key.isdecimal() else None


def _addressees(held: Appeal) -> Any:
    return held.addressees.all()


def _addressee_form(
    request: StaffRequest, held: Appeal, pk: int | None, *, is_sent: bool = False
) -> AddresseeForm:
    row = get_object_or_404(held.addressees, pk=pk) if pk else None
    prefix = "" if is_sent or not row else f"a{row.pk}"
    form = AddresseeForm(request.POST if is_sent else None, instance=row)
    form.auto_id = f"{prefix or 'new'}_%s"
    return form


def _answers(request: StaffRequest, held: Appeal) -> list[tuple[str, str]]:
    return [(one.public_id, words.full(one)) for one in _others(request, held)]


def _others(request: StaffRequest, held: Appeal) -> Any:
    visible = with_parties().filter(if_visible(request.user), case=held.case)
    return visible.exclude(pk=held.event_id or 0)


def _intervention(held: Appeal) -> Any:
    return getattr(held.event, "intervention", None) if held.event else None


Cleaned = dict[str, Any]


def _describe(request: StaffRequest, held: Appeal, said: Cleaned) -> None:
    services.describe_appeal(held, said, by=request.user)
    messages.success(request, _("Kept. The public page follows with the next edition."))


def _address(request: StaffRequest, held: Appeal, said: Cleaned) -> None:
    key = _key(request)
    if key:
        row = get_object_or_404(held.addressees, pk=key)
        services.describe_addressee(row, said, by=request.user)
    else:
        services.add_addressee(held, said, by=request.user)


def _remove(request: StaffRequest, held: Appeal, _said: Cleaned) -> None:
    row = get_object_or_404(held.addressees, pk=_key(request) or 0)
    services.remove_addressee(row, by=request.user)


def _write(request: StaffRequest, held: Appeal, said: Cleaned) -> None:
    services.write_letter(
        held, said["language"], subject=said["subject"], body=said["body"], by=request.user
    )


def _check(request: StaffRequest, held: Appeal, _said: Cleaned) -> None:
    services.check_texts(held, by=request.user, on=timezone.now().date())


def _open(request: StaffRequest, held: Appeal, _said: Cleaned) -> None:
    services.open_appeal(held, by=request.user, on=timezone.now().date())
    messages.success(request, _("Open. It is public with the next edition."))


def _update(request: StaffRequest, held: Appeal, said: Cleaned) -> None:
    services.update_appeal(held, said["kind"], said["text"], by=request.user, now=timezone.now())


def _outcome(request: StaffRequest, held: Appeal, said: Cleaned) -> None:
    answer = Event.objects.filter(
        pk__in=_others(request, held).values("pk"), public_id=said["answer"]
    ).first()
    services.note_outcome(
        held,
        response=said["response"],
        impact=said["impact"],
        answer=answer,
        follow_up=said["follow_up"],
        by=request.user,
    )
    messages.success(request, _("Noted in the case as an intervention."))


_DOING: dict[str, Callable[[StaffRequest, Appeal, Cleaned], None]] = {
    "texts": _describe,
    "address": _address,
    "remove": _remove,
    "letter": _write,
    "check": _check,
    "open": _open,
    "update": _update,
    "outcome": _outcome,
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def embassies(request: StaffRequest) -> HttpResponse:
    """Where the States that hold people can be written to from other countries."""
    form = EmbassyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_embassy(**form.cleaned_data, by=request.user)
        return redirect("embassies")
    context = {"rows": Embassy.objects.all(), "form": form}
    return render(request, "actions/embassies.html", context, status=422 if form.errors else 200)
