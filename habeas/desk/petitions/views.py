"""The list of petitions, beginning one, and all that is done with one on its own screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.casefiles.queries import cases_visible_to
from habeas.desk.petitions import queries, services
from habeas.desk.petitions.forms import (
    AnswerForm,
    DeliveryForm,
    ElsewhereForm,
    NewPetitionForm,
    PetitionForm,
    RecipientForm,
    UpdateForm,
    WordsForm,
)
from habeas.desk.petitions.models import Petition

MAY = services.MAY
HOUSE = "house"
Said = dict[str, Any]


@require_safe
@needs(MAY)
def petitions(request: StaffRequest) -> HttpResponse:
    on = timezone.now().date()
    rows = [
        (one, one.words.first(), queries.changed_facts(one, on=on))
        for one in queries.petitions_visible_to(request.user).prefetch_related("words")
    ]
    return render(request, "petitions/list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def begin(request: StaffRequest) -> HttpResponse:
    cases = list(cases_visible_to(request.user).prefetch_related("persons").order_by("title"))
    form = NewPetitionForm(request.POST or None, cases=cases, key=_own_key())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        case, person = form.pairs[said["who"]]
        house = {
            "slug": HOUSE, "name": said["organisation"], "key": said["key"].strip(),
            "consent": form.consent(),
        }  # fmt: skip
        fields = {name: said[name] for name in form._meta.fields or ()}
        try:
            made = services.draft_petition(
                case, person, fields, house=house, by=request.user, on=timezone.now().date()
            )
        except services.NotPossible as problem:
            messages.error(request, str(problem))
        else:
            return redirect("petition", made.public_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "petitions/begin.html", {"form": form}, status=status)


def _own_key() -> str:
    """The public key that `habeas init` made; the organisation may give another."""
    file = settings.HOME.intake_public
    return str(file.read_text().strip()) if file.exists() else ""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def petition(request: StaffRequest, petition_id: str) -> HttpResponse:
    held = get_object_or_404(queries.petitions_visible_to(request.user), public_id=petition_id)
    made = _forms(request, held)
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do not in _DOING:
            raise Http404
        form = made.get(do)
        if form is None or form.is_valid():
            try:
                _DOING[do](request, held, form)
            except services.NotPossible as problem:
                messages.error(request, str(problem))
            else:
                messages.success(request, _("Noted."))
            return redirect("petition", held.public_id)
    is_wrong = any(form.is_bound and form.errors for form in made.values())
    context = {
        "petition": held,
        "forms": made,
        "words": held.words.all(),
        "versions": held.versions.all(),
        "is_frozen": queries.is_frozen(held),
        "changed": queries.changed_facts(held, on=timezone.now().date()),
        "recipients": held.recipients.all(),
        "elsewhere": held.elsewhere.all(),
        "deliveries": held.deliveries.all(),
        "updates": held.updates.all(),
        "url": f"{settings.HABEAS_PORTAL_URL}/en/act/{held.slug}/",
    }
    return render(request, "petitions/petition.html", context, status=422 if is_wrong else 200)


def _forms(request: StaffRequest, held: Petition) -> dict[str, Any]:
    """Every form of the screen; only the one that was sent is filled."""
    do = request.POST.get("do", "")

    def data(name: str) -> Any:
        return request.POST if do == name else None

    return {
        "change": PetitionForm(data("change"), instance=held, prefix="change"),
        "write": WordsForm(data("write"), prefix="write"),
        "recipient": RecipientForm(data("recipient"), prefix="recipient"),
        "update": UpdateForm(data("update"), prefix="update"),
        "count": ElsewhereForm(data("count"), prefix="count"),
        "deliver": DeliveryForm(data("deliver"), prefix="deliver"),
        "answer": AnswerForm(data("answer"), prefix="answer"),
    }


def _write(request: StaffRequest, held: Petition, form: Any) -> None:
    said = form.cleaned_data
    services.write_words(
        held, said["language"], title=said["title"], text=said["text"], by=request.user
    )


def _add_recipient(request: StaffRequest, held: Petition, form: Any) -> None:
    said = form.cleaned_data
    fields = {"slug": said["slug"], "name": said["name"], "key": said["key"].strip()}
    services.add_recipient(held, fields | {"consent": form.consent()}, by=request.user)


def _answer(request: StaffRequest, held: Petition, form: Any) -> None:
    pk = request.POST.get("delivery", "")
    delivery = get_object_or_404(held.deliveries, pk=pk if pk.isdecimal() else 0)
    said = form.cleaned_data
    services.note_answer(delivery, said["answer"], said["answered_on"], by=request.user)


_DOING: dict[str, Callable[[StaffRequest, Petition, Any], object]] = {
    "change": lambda request, held, form: services.change_petition(
        held, form.cleaned_data, by=request.user
    ),
    "write": _write,
    "check": lambda request, held, _form: services.check_words(
        held, by=request.user, on=timezone.now().date()
    ),
    "freeze": lambda request, held, _form: services.freeze_words(
        held, by=request.user, on=timezone.now().date()
    ),
    "open": lambda request, held, _form: services.open_petition(held, by=request.user),
    "recipient": _add_recipient,
    "update": lambda request, held, form: services.update_petition(
        held, form.cleaned_data["kind"], form.cleaned_data["text"],
        by=request.user, now=timezone.now(),
    ),
    "count": lambda request, held, form: services.count_elsewhere(
        held, form.cleaned_data, by=request.user
    ),
    "deliver": lambda request, held, form: services.deliver_petition(
        held, form.cleaned_data, by=request.user
    ),
    "answer": _answer,
}  # fmt: skip
