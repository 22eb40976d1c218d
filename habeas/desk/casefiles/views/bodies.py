"""Bodies and places: what each took part in, who is held where now, and who was."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.taking import as_csv
from habeas.desk.casefiles import custodians, labels, queries, services
from habeas.desk.casefiles.custodians import Stay
from habeas.desk.casefiles.forms import AddressForm, PlaceForm
from habeas.desk.casefiles.models import Involvement, Place

PER_PAGE = 200


@require_safe
@needs("casefiles.view_organisation")
def organisation(request: StaffRequest, public_id: str) -> HttpResponse:
    body = get_object_or_404(queries.organisations_visible_to(request.user), public_id=public_id)
    visible = queries.events_visible_to(request.user).filter(involvements__organisation=body)
    events = queries.with_parties().filter(pk__in=visible.values("pk")).order_by("-date", "-pk")
    roles = dict(Involvement.Role.choices)
    rows = [
        {
            "words": labels.full(event),
            "about": labels.about(event),
            "key": event.public_id,
            "address": request.build_absolute_uri(reverse("event:edit", args=[event.pk])),
            "roles": [
                roles[part.role]
                for part in event.involvements.all()
                if part.organisation_id == body.pk
            ],
        }
        for event in events[:PER_PAGE]
    ]
    if request.GET.get("export") == "csv":
        head = (_("Event"), _("Role"), _("Address"))
        lines = ((row["words"], ", ".join(map(str, row["roles"])), row["address"]) for row in rows)
        return as_csv(f"organisation-{public_id}", head, lines)
    return render(request, "casefiles/organisation.html", {"body": body, "rows": rows})


@require_safe
@needs("casefiles.view_place")
def places(request: StaffRequest) -> HttpResponse:
    """All places of detention, and the names in events that lead to none yet."""
    if request.GET.get("export") == "csv":
        return _places_taken(request)
    unknown = custodians.names_without_place(queries.events_visible_to(request.user))
    context = {"places": Place.objects.all(), "unknown": unknown, "form": PlaceForm()}
    return render(request, "casefiles/places.html", context)


def _places_taken(request: StaffRequest) -> HttpResponse:
    rows = (
        (
            found.name,
            "; ".join(name.text for name in found.names.all() if name.text != found.name),
            labels.term("custody_kinds", found.kind) if found.kind else "",
            found.country,
            next((address.text for address in found.addresses.all() if not address.until), ""),
            request.build_absolute_uri(reverse("place_page", args=[found.slug])),
        )
        for found in Place.objects.prefetch_related("names", "addresses")
    )
    # The postal address of the place, and the one at which its record opens.
    head = (_("Name"), _("Also called"), _("Kind"), _("Country"), _("Postal address"), _("Address"))
    return as_csv("places", head, rows)


@require_safe
@needs("casefiles.view_place")
def place(request: StaffRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Place, slug=slug)
    today = timezone.now().date()
    stays = custodians.stays(found, people=queries.people_visible_to(request.user), on=today)
    if request.GET.get("export") == "csv":
        return _stays_taken(request, found, stays)
    context: dict[str, Any] = {
        "place": found,
        "now": [stay for stay in stays if stay.is_there],
        "were": [stay for stay in stays if not stay.is_there],
        "today": today,
        "kind": labels.term("custody_kinds", found.kind) if found.kind else "",
        "form": PlaceForm(initial={f: getattr(found, f) for f in ("name", *PlaceForm.DESCRIBED)}),
        "address_form": AddressForm(),
    }
    return render(request, "casefiles/place.html", context)


def _stays_taken(request: StaffRequest, found: Place, stays: list[Stay]) -> HttpResponse:
    rows = (
        (
            str(stay.person),
            stay.kind,
            stay.start,
            stay.end,
            request.build_absolute_uri(reverse("case_file", args=[stay.person.slug])),
        )
        for stay in stays
    )
    head = (_("Name"), _("Kind"), _("Since"), _("Until"), _("Address"))
    return as_csv(f"place-{found.slug}", head, rows)


@require_POST
@needs("casefiles.change_place")
def open_place(request: StaffRequest) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A place needs a name."))
        return redirect("places")
    try:
        with transaction.atomic():
            made = services.open_place(form.cleaned_data["name"], by=request.user)
            services.describe_place(made, form.described(), by=request.user)
    except services.NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("places")
    return redirect("place_page", made.slug)


@require_POST
@needs("casefiles.change_place")
def describe_place(request: StaffRequest, slug: str) -> HttpResponse:
    """Change what is known of a place; another name of it; a new address."""
    found = get_object_or_404(Place, slug=slug)
    try:
        if "also" in request.POST:
            services.call_place(found, [request.POST["also"]], by=request.user)
        elif "text" in request.POST:
            form = AddressForm(request.POST)
            if form.is_valid():
                services.set_address(found, **form.cleaned_data, by=request.user)
            else:
                messages.error(request, " ".join(str(e) for e in form.errors.values()))
        else:
            described = PlaceForm(request.POST)
            if described.is_valid():
                services.describe_place(found, described.described(), by=request.user)
            else:
                messages.error(request, " ".join(str(e) for e in described.errors.values()))
    except services.NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("place_page", slug)
