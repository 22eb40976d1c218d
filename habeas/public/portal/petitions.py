"""Petitions: the page with its counter and form, and the page behind a mail's link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from babel import Locale
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_safe

from habeas.core.documents import ANY_DOCUMENT, PetitionDocument
from habeas.public.intake.database import Errors, connection
from habeas.public.intake.petitions import counting, links, services
from habeas.public.intake.petitions.rates import Rates
from habeas.public.intake.petitions.services import Desk, State
from habeas.public.intake.petitions.signing import NOT_SAID, Signing, consent_text
from habeas.public.intake.together import Together
from habeas.public.portal import attack, memory
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.filters import country_name
from habeas.public.portal.memory import remembered
from habeas.public.portal.origin import FORM_HEADERS, is_from_here, network_address, never_kept
from habeas.public.portal.page import known_language, render
from habeas.vocabulary.wording import locale_of

# A counter is a minute old at most, and an old one is better than none.
CACHED = "public, max-age=60, stale-while-revalidate=120, stale-if-error=300"
LIMITS = ((60, 1), (300, 5))
LEAST_SECONDS, LONGEST_OPEN = 3, 7 * 24 * 60  # a form that comes back sooner or later is suspect
FEWEST = 5  # fewer signatures than these from one country would point at somebody
TRAP = "website"  # a field that people do not see
_rates = Rates(LIMITS)


def now() -> datetime:
    return datetime.now(UTC)


def petition(request: HttpRequest, language: str, document: PetitionDocument) -> HttpResponse:
    """The petition; a POST signs it."""
    if request.method == "POST":
        return never_kept(_sign(request, language, document))
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    headers = {
        "Cache-Control": CACHED,
        "Content-Language": language,
        **FORM_HEADERS,
        **attack.headers(document.slug, _minute()),
    }
    return HttpResponse(_cached_page(request, language, document), headers=headers)


def _cached_page(request: HttpRequest, language: str, document: PetitionDocument) -> bytes:
    held = _pages(shown().number(), _minute())
    key = f"{request.get_host()}{request.path}"
    if request.GET or key not in held:
        made = _page(request, language, document).content
        if request.GET:
            return made
        held[key] = made
    return held[key]


@lru_cache(maxsize=1)
def _pages(edition: int, minute: int) -> dict[str, bytes]:
    """The pages of this minute: they carry its stamp and its counter, and nobody's token."""
    return {}


def _minute() -> int:
    return int(now().timestamp()) // 60


def _page(
    request: HttpRequest,
    language: str,
    document: PetitionDocument,
    *,
    code: int = 200,
    problems: tuple[str, ...] = (),
    signing: Signing | None = None,
) -> HttpResponse:
    """The page, with what was entered and what was wrong with it."""
    response = render(
        "act/petition.html",
        language,
        request,
        code=code,
        petition=document,
        text=document.text(language),
        takes=takes_signatures(document),
        counted=counted(document, language),
        recipients=[(one, consent_text(one, language)) for one in document.recipients],
        countries=country_choices(language),
        stamp=_stamp(document.slug),
        problems=problems,
        signing=signing,
        trap=TRAP,
        proof=attack.script(document.slug, _minute()),
    )
    for name, value in attack.headers(document.slug, _minute()).items():
        response.headers[name] = value
    return response


def takes_signatures(document: PetitionDocument) -> bool:
    """Whether it is open today, and the portal knows to whom mail is sealed."""
    today = memory.today().isoformat()
    is_time = document.opens_on <= today <= (document.closes_on or "9999")
    return document.state == "open" and is_time and bool(settings.HABEAS_MAILER_KEY)


@dataclass(frozen=True)
class Counted:
    """The counter in words. `part` is how much of the goal is reached, 0 to 100."""

    total: int
    goal: int | None
    part: int
    countries: list[tuple[str, int]]


def counted(document: PetitionDocument, language: str) -> Counted | None:
    """None when the intake cannot be asked: the page stays, without its number."""
    try:
        totals = counting.totals(settings.HABEAS_INTAKE, document.slug)
    except Errors:
        return None
    goal = next((one for one in document.goals if one > totals.total), None)
    part = min(100, totals.total * 100 // goal) if goal else 100
    named = [(code, n) for code, n in totals.countries.items() if n >= FEWEST and code != NOT_SAID]
    rows = [(country_name(code, language), n) for code, n in sorted(named, key=lambda one: -one[1])]
    return Counted(totals.total, goal, part, rows)


def _stamp(slug: str) -> str:
    try:
        return links.stamp(slug, _minute(), links.secret(settings.HABEAS_INTAKE))
    except Errors:
        return ""


@lru_cache(maxsize=8)
def country_choices(language: str) -> list[tuple[str, str]]:
    """Every country by its name in the reader's language; regions of several are left out."""
    known = Locale.parse(locale_of(language)).territories
    left_out = {"EU", "EZ", "UN", "QO", "XA", "XB", NOT_SAID}
    codes = [str(code) for code in known]
    kept = [code for code in codes if len(code) == 2 and code.isalpha() and code not in left_out]
    return sorted(((code, str(known[code])) for code in kept), key=lambda one: one[1].casefold())


def _sign(request: HttpRequest, language: str, document: PetitionDocument) -> HttpResponse:
    if not is_from_here(request):
        return HttpResponse(status=403)
    signing = _signing(request, document)

    def again(code: int, *problems: str) -> HttpResponse:
        return _page(request, language, document, code=code, problems=problems, signing=signing)

    if not takes_signatures(document):
        return again(409, "closed")
    if problems := signing.problems(document):
        return again(422, *problems)
    try:
        services.sign(
            signing,
            document,
            language,
            desk=_desk(document.slug, language),
            suspect=_is_suspect(request, document.slug),
            at=now(),
        )
    except services.Closed:
        return again(409, "closed")
    except Errors:
        return again(503, "not_kept")
    return HttpResponseRedirect(f"/{language}/act/{quote(document.slug)}/sent/", status=303)


def _signing(request: HttpRequest, document: PetitionDocument) -> Signing:
    said = request.POST
    agreed = [one.slug for one in document.recipients if said.get(f"consent-{one.slug}")]
    return Signing(
        name=said.get("name", ""),
        email=said.get("email", ""),
        country=said.get("country", ""),
        comment=said.get("comment", "").replace("\r\n", "\n"),
        public_name=bool(said.get("public_name")),
        consents=frozenset(agreed),
    )


def _is_suspect(request: HttpRequest, slug: str) -> bool:
    """What a machine does and a person does not. Nobody is told; somebody looks later."""
    address = network_address(request)
    is_too_often = address is not None and _rates.is_too_often(slug, address)
    stamped = links.minute_of(
        request.POST.get("stamp", ""), slug, links.secret(settings.HABEAS_INTAKE)
    )
    if stamped is None:
        return True
    seconds = now().timestamp() - stamped * 60
    is_odd_time = not LEAST_SECONDS <= seconds <= LONGEST_OPEN * 60
    if is_too_often or is_odd_time or request.POST.get(TRAP):
        return True
    together = _together(settings.HABEAS_INTAKE)
    return attack.is_unproved(request, slug, stamped, together=together, at=now())


def _desk(slug: str, language: str) -> Desk:
    target = settings.HABEAS_INTAKE
    base = f"{settings.HABEAS_PORTAL_URL}/{language}/act/{quote(slug)}/s/"
    return Desk(
        together=_together(target),
        secret=links.secret(target),
        mailer=settings.HABEAS_MAILER_KEY,
        link=lambda token: f"{base}{token}/",
    )


@lru_cache(maxsize=2)
def _together(target: Any) -> Together:
    return Together(target)


def _document(slug: str) -> PetitionDocument:
    stored = shown().document(f"actions/{slug}")
    document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
    if not isinstance(document, PetitionDocument):
        raise Http404
    return document


@require_safe
def task(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """What a browser has to work out while the petition is under attack."""
    known_language(language)
    _document(slug)
    try:
        return never_kept(JsonResponse(attack.challenge()))
    except Errors:
        return never_kept(HttpResponse(status=503))


@remembered
def sent(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Look into your mail: the same page for everybody, whoever signed before."""
    document = _document(slug)
    text = document.text(known_language(language))
    return render("act/sent.html", language, request, petition=document, text=text)


def signature(request: HttpRequest, language: str, slug: str, token: str) -> HttpResponse:
    """Behind a mail's link: to see changes nothing, a button acts."""
    document = _document(slug)
    known_language(language)
    if request.method == "POST" and not is_from_here(request):
        return HttpResponse(status=403)
    try:
        return never_kept(_signature(request, language, document, token))
    except Errors:
        return never_kept(_show(request, language, document, "away", code=503))


def off(request: HttpRequest, language: str, slug: str, token: str) -> HttpResponse:
    """One click of a mail program ends the mails (RFC 8058); who opens this sees the signature.

    The mail's provider sends it and not a page of ours, so it says nothing of where it came from.
    """
    _document(slug)
    known_language(language)
    target = settings.HABEAS_INTAKE
    if request.method != "POST":
        page = request.path.removesuffix("off/")
        return never_kept(HttpResponseRedirect(page, status=303))
    try:
        id = links.id_of(token, links.secret(target))
        if id:
            services.silence(id, together=_together(target))
    except Errors:
        return never_kept(HttpResponse(status=503))
    return never_kept(HttpResponse(status=200 if id else 404))


def _signature(
    request: HttpRequest, language: str, document: PetitionDocument, token: str
) -> HttpResponse:
    target = settings.HABEAS_INTAKE
    id = links.id_of(token, links.secret(target))
    with connection(target) as held:
        found = services.signature_of(held, id) if id else None
    if found is None or found.petition != document.slug:
        return _show(request, language, document, "unknown", code=404)
    if request.method == "POST":
        _act(request.POST.get("do", ""), found.id, document)
        return HttpResponseRedirect(request.path, status=303)
    return _show(request, language, document, found.state)


def _act(what: str, id: str, document: PetitionDocument) -> None:
    together = _together(settings.HABEAS_INTAKE)
    if what == "confirm" and takes_signatures(document):
        services.confirm(id, together=together, at=now())
    elif what == "withdraw":
        services.withdraw(id, together=together)
    elif what == "deny":
        services.deny(id, together=together)


def _show(
    request: HttpRequest,
    language: str,
    document: PetitionDocument,
    state: State | str,
    *,
    code: int = 200,
) -> HttpResponse:
    return render(
        "act/signature.html",
        language,
        request,
        code=code,
        petition=document,
        text=document.text(language),
        state=str(state),
        takes=takes_signatures(document),
    )
