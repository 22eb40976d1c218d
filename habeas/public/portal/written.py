"""“I sent it”: whoever wrote says so, by which way and from which country, and not who they are."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from habeas.core.documents import ANY_DOCUMENT, AppealDocument
from habeas.public.intake.database import Errors
from habeas.public.intake.petitions.rates import Rates
from habeas.public.intake.petitions.signing import NOT_SAID
from habeas.public.intake.reports import CHANNELS, Reports, report, reported
from habeas.public.portal import memory
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.filters import country_name
from habeas.public.portal.origin import is_from_here, network_address, never_kept
from habeas.public.portal.page import known_language, render
from habeas.public.portal.petitions import FEWEST, TRAP, country_choices

LIMITS = ((60, 5), (3600, 20))  # seconds, and how often one network address may say so
_rates = Rates(LIMITS)


def written(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """How many wrote; a POST counts one more, as long as the action is open."""
    known_language(language)
    document = _found(slug)
    if request.method != "POST":
        return never_kept(_page(request, language, document))
    if not is_from_here(request):
        return HttpResponse(status=403)
    return never_kept(_count(request, language, document))


def _count(request: HttpRequest, language: str, document: AppealDocument) -> HttpResponse:
    said = request.POST
    channel, country = said.get("channel", ""), said.get("country", "") or NOT_SAID
    if document.state != "open":
        return _page(request, language, document, code=409, problem="closed")
    if channel not in CHANNELS or country not in _countries(language):
        return _page(request, language, document, code=422, problem="choose")
    address = network_address(request)
    if address is not None and _rates.is_too_often(document.slug, address):
        return _page(request, language, document, code=429, problem="too_often")
    try:
        if not said.get(TRAP):
            report(settings.HABEAS_INTAKE, document.slug, channel, country, on=memory.today())
    except Errors:
        return _page(request, language, document, code=503, problem="not_kept")
    return HttpResponseRedirect(f"{request.path}?counted", status=303)


def _page(
    request: HttpRequest,
    language: str,
    document: AppealDocument,
    *,
    code: int = 200,
    problem: str = "",
) -> HttpResponse:
    found = counted_letters(document.slug)
    values: dict[str, Any] = {
        "appeal": document,
        "found": found,
        "channels": CHANNELS,
        "countries": country_choices(language),
        "by_country": _by_country(found, language) if found else [],
        "trap": TRAP,
        "problem": problem,
        "was_counted": "counted" in request.GET,
        "said": request.POST,
    }
    return render("act/written.html", language, request, code=code, **values)


def _countries(language: str) -> set[str]:
    return {NOT_SAID, *(code for code, _ in country_choices(language))}


def counted_letters(slug: str) -> Reports | None:
    """None when the intake cannot be asked: the page stays, without its numbers."""
    try:
        return reported(settings.HABEAS_INTAKE, slug)
    except Errors:
        return None


def _by_country(found: Reports, language: str) -> list[tuple[str, int]]:
    """Countries with their numbers, the most first; one with few would point at somebody."""
    kept = [one for one in found.countries.most_common() if one[0] != NOT_SAID]
    return [(country_name(code, language), n) for code, n in kept if n >= FEWEST]


def _found(slug: str) -> AppealDocument:
    stored = shown().document(f"actions/{slug}")
    document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
    if not isinstance(document, AppealDocument):
        raise Http404
    return document
