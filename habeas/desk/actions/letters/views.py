"""Cards of people to write to, one card with its letters, and labels for volunteers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.actions.letters import labels as letter_labels
from habeas.desk.actions.letters import printing, queries, rules, services
from habeas.desk.actions.letters.asked import Asked, today
from habeas.desk.actions.letters.models import Letter, PlaceRules, Recipient
from habeas.desk.actions.letters.rules import Concern
from habeas.desk.casefiles import labels
from habeas.desk.casefiles.queries import people_visible_to
from habeas.vocabulary.letters import greeting_days

MAY = services.MAY
MOST = 100
MOST_EACH = 50


@require_safe
@needs(MAY)
def cards(request: StaffRequest) -> HttpResponse:
    """Everybody whom one can write to, the days to write for, and for whom to begin a card."""
    member, on = request.user, today()
    found = queries.cards_with_concerns(member, on=on)
    rows = [
        (card, _standing(card, on), stay.place if stay else None, _words(concerns))
        for card, stay, concerns in found
    ]
    others = people_visible_to(member).filter(recipient=None).prefetch_related("names")
    days = [
        (one.day, one.recipient or greeting_days()[one.code].label(labels.language()))
        for one in queries.coming((card for card, *_rest in found), on=on)
    ]
    context = {"rows": rows, "others": others[:MOST], "days": days, "most": MOST_EACH}
    return render(request, "letters/cards.html", context)


def _words(concerns: list[Concern]) -> list[Any]:
    return [letter_labels.CONCERNS[one] for one in concerns]


def _standing(card: Recipient, on: date) -> str:
    """In a word, whether people can write."""
    if card.hold:
        return _("Do not write now")
    if card.consent is None or not card.consent.holds_on(on):
        return _("Internal: no consent holds")
    return _("Open")


@require_safe
@needs(MAY)
def print_labels(request: StaffRequest) -> HttpResponse:
    """A PDF of labels for those who were ticked."""
    chosen = queries.recipients_visible_to(request.user).filter(
        public_id__in=request.GET.getlist("card")
    )
    asked, now = request.GET.get("each", "1"), timezone.now()
    if not asked.isdecimal() or not 1 <= int(asked) <= MOST_EACH:
        messages.error(request, _("Between 1 and %(most)d labels each.") % {"most": MOST_EACH})
        return redirect("letter_cards")
    made, without = printing.labels_for(chosen, member=request.user, at=now)
    if without or not made:
        names = ", ".join(str(one) for one in without)
        problem = _("No label, for they are held back or no address is known: %(names)s")
        messages.error(request, problem % {"names": names} if names else _("Tick somebody first."))
        return redirect("letter_cards")
    pdf = printing.sheet(made, each=int(asked), at=now)
    headers = {"Content-Disposition": 'inline; filename="labels.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def card(request: StaffRequest, person_slug: str) -> HttpResponse:
    """Everything about writing to one person; each button does one thing."""
    person = get_object_or_404(people_visible_to(request.user), slug=person_slug)
    held = Recipient.objects.select_related("person", "consent").filter(person=person).first()
    place = queries.place_of(person, member=request.user, on=today())
    asked = Asked(request, person, held, place)
    if request.method == "POST" and asked.is_done():
        return redirect("letter_card", person.slug)
    letters = queries.letters_visible_to(request.user).filter(recipient__person=person)
    counts = letters.values_list("state").annotate(Count("pk")).order_by("state")
    context = {
        "person": person,
        "card": held,
        "concerns": _words(queries.concerns_of(held, member=request.user, on=today()))
        if held
        else [],
        "standing": _standing(held, today()) if held else "",
        "reason": labels.term("letter_holds", held.hold) if held and held.hold else "",
        "place": place,
        "address": queries.address_of(place),
        "rules": PlaceRules.objects.filter(place=place).first() if place else None,
        "forms": asked.forms,
        "letters": [(one, _next(one)) for one in letters.order_by("-posted_on", "-pk")[:MOST]],
        "counts": [(Letter.State(state).label, number) for state, number in counts],
        "silent": queries.silent(letters, on=today()).count(),
        "today": today(),
        "may_file": all(request.user.has_perm(one) for one in FILING),
        "portal": f"{settings.HABEAS_PORTAL_URL}/{labels.language()}/act/letters/{person.slug}/",
    }
    status = 422 if any(form.errors for form in asked.forms.values()) else 200
    return render(request, "letters/card.html", context, status=status)


FILING = ("sources.collect_source", "casefiles.review_claim")


def _next(letter: Letter) -> list[tuple[str, Any]]:
    return [(state, Letter.State(state).label) for state in rules.may_become(letter.state)]
