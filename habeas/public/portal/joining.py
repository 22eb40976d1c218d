"""Behind an invitation to sign a joint statement: the form for one organisation.

Before an embargo ends the portal does not know the statement; the form is there all the same.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from habeas.core.documents import ANY_DOCUMENT, StatementDocument
from habeas.core.receipts import NoCode, read_code
from habeas.public.intake.database import Errors
from habeas.public.intake.joinings import WAYS, Joining, take_in
from habeas.public.intake.petitions.rates import Rates
from habeas.public.portal import memory
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.origin import is_from_here, network_address, never_kept
from habeas.public.portal.page import known_language, render
from habeas.public.portal.petitions import country_choices
from habeas.public.portal.statements import deadline_told

_rates = Rates(((60, 5), (3600, 30)))


def join(request: HttpRequest, language: str, slug: str, code: str) -> HttpResponse:
    """The form; a POST signs, or takes the name off again."""
    known_language(language)
    if not settings.HABEAS_INTAKE_KEY:
        raise Http404
    try:
        letters = read_code(code)
    except NoCode:
        return never_kept(_page(request, language, slug, "slip", code=404))
    if request.method != "POST":
        return never_kept(_page(request, language, slug))
    if not is_from_here(request):
        return HttpResponse(status=403)
    return never_kept(_take(request, language, slug, letters))


def _take(request: HttpRequest, language: str, slug: str, letters: str) -> HttpResponse:
    document = _found(slug)
    joining = _joining(request, letters)
    problems = joining.problems()
    if not joining.withdraws and "agreed" not in request.POST:
        problems.append("not_agreed")
    if joining.country not in {"", *(one for one, _ in country_choices(language))}:
        problems.append("no_country")
    if document and document.state == "withdrawn":
        return _page(request, language, slug, "withdrawn", code=409)
    if problems:
        return _page(request, language, slug, *problems, joining=joining, code=422)
    address = network_address(request)
    if address is not None and _rates.is_too_often("join", address):
        return _page(request, language, slug, "too_often", joining=joining, code=429)
    try:
        target, key = settings.HABEAS_INTAKE, settings.HABEAS_INTAKE_KEY
        take_in(joining, target=target, key=key, on=memory.today())
    except Errors:
        return _page(request, language, slug, "not_kept", joining=joining, code=503)
    told = "off" if joining.withdraws else "signed"
    return HttpResponseRedirect(f"{request.path}?{told}", status=303)


def _joining(request: HttpRequest, letters: str) -> Joining:
    said = request.POST
    text = {
        name: said.get(name, "").replace("\r\n", "\n").strip()
        for name in ("name", "country", "members", "person", "office", "contact", "sha256")
    }
    return Joining(
        code=letters,
        signs_as=said.get("signs_as", ""),
        is_named=bool(said.get("is_named")),
        withdraws=said.get("do") == "withdraw",
        **text,
    )


def _page(
    request: HttpRequest,
    language: str,
    slug: str,
    *problems: str,
    joining: Joining | None = None,
    code: int = 200,
) -> HttpResponse:
    document = _found(slug)
    values: dict[str, Any] = {
        "slug": slug,
        "statement": document,
        "text": document.text(language) if document else None,
        "deadline": deadline_told(document, language) if document else "",
        "ways": WAYS,
        "countries": country_choices(language),
        "problems": problems,
        "joining": joining,
        "done": next((one for one in ("signed", "off") if one in request.GET), ""),
    }
    return render("act/join.html", language, request, code=code, **values)


def _found(slug: str) -> StatementDocument | None:
    stored = shown().document(f"actions/{slug}")
    document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
    return document if isinstance(document, StatementDocument) else None
