"""Following a case, or everybody, by mail: the form, and the page behind a mail's link."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from habeas.core.documents import ANY_DOCUMENT, PersonDocument
from habeas.public.intake import subscriptions
from habeas.public.intake.database import Errors
from habeas.public.intake.petitions import links
from habeas.public.intake.petitions.rates import Rates
from habeas.public.intake.subscriptions import EVERYBODY, Mailing, Subscription
from habeas.public.portal import present
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.language import translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.origin import FORM_HEADERS, is_from_here, network_address, never_kept
from habeas.public.portal.page import known_language, render

LIMITS = ((60, 5), (3600, 30))  # seconds, and how often one network address may ask within them
TRAP = "website"  # a field that people do not see
_rates = Rates(LIMITS)


def now() -> datetime:
    return datetime.now(UTC)


def follow(request: HttpRequest, language: str) -> HttpResponse:
    """The form; a POST asks for the mail that begins it."""
    known_language(language)
    if request.method != "POST":
        return _form(request, language)
    if not is_from_here(request):
        return HttpResponse(status=403)
    return never_kept(_ask(request, language))


@remembered
def _form(request: HttpRequest, language: str) -> HttpResponse:
    response = _page(request, language, request.GET.get("person", ""))
    for name, value in FORM_HEADERS.items():
        response.headers[name] = value
    return response


def _page(
    request: HttpRequest, language: str, slug: str, *, code: int = 200, **values: Any
) -> HttpResponse:
    """The page, with what was entered and what was wrong with it."""
    known = {
        "slug": slug,
        "name": _name(slug, language) if slug else "",
        "takes": bool(settings.HABEAS_MAILER_KEY),
        "trap": TRAP,
        "problem": "",
        "email": "",
    }
    return render("follow/form.html", language, request, code=code, **(known | values))


def _ask(request: HttpRequest, language: str) -> HttpResponse:
    email, slug = request.POST.get("email", ""), request.POST.get("person", "")

    def again(code: int, problem: str) -> HttpResponse:
        return _page(request, language, slug, code=code, problem=problem, email=email)

    name = _name(slug, language) if slug else translations(language).gettext("all cases")
    if not settings.HABEAS_MAILER_KEY:
        return again(409, "closed")
    address = network_address(request)
    if address is not None and _rates.is_too_often("follow", address):
        return again(429, "too_often")
    try:
        if not request.POST.get(TRAP):
            _subscribe(email, slug, language, name)
    except ValueError:
        return again(422, "email")
    except Errors:
        return again(503, "not_kept")
    return HttpResponseRedirect(f"/{language}/follow/sent/", status=303)


def _subscribe(email: str, slug: str, language: str, name: str) -> None:
    target = settings.HABEAS_INTAKE
    base = f"{settings.HABEAS_PORTAL_URL}/{language}/follow/s/"
    subscriptions.subscribe(
        target,
        email,
        slug or EVERYBODY,
        language,
        name=name,
        mailing=Mailing(
            settings.HABEAS_MAILER_KEY, links.secret(target), lambda token: f"{base}{token}/"
        ),
        edition=shown().number(),
        at=now(),
    )


@remembered
def sent(request: HttpRequest, language: str) -> HttpResponse:
    """Look into your mail: the same page for everybody, whoever follows already."""
    return render("follow/sent.html", known_language(language), request)


def subscription(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Behind a mail's link: to see changes nothing, a button acts."""
    known_language(language)
    if request.method == "POST" and not is_from_here(request):
        return HttpResponse(status=403)
    try:
        return never_kept(_subscription(request, language, token))
    except Errors:
        return never_kept(_show(request, language, "away", "", code=503))


def off(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """One click of a mail program ends it (RFC 8058); who opens this sees the page.

    The mail's provider sends it and not a page of ours, so it says nothing of where it came from.
    """
    known_language(language)
    if request.method != "POST":
        return never_kept(HttpResponseRedirect(request.path.removesuffix("off/"), status=303))
    try:
        id = links.id_of(token, links.secret(settings.HABEAS_INTAKE))
        if id:
            subscriptions.end(settings.HABEAS_INTAKE, id)
    except Errors:
        return never_kept(HttpResponse(status=503))
    return never_kept(HttpResponse(status=200 if id else 404))


def _subscription(request: HttpRequest, language: str, token: str) -> HttpResponse:
    target = settings.HABEAS_INTAKE
    id = links.id_of(token, links.secret(target))
    found = subscriptions.subscription(target, id) if id else None
    if found is None:
        return _show(request, language, "ended" if id else "unknown", "", code=404)
    if request.method == "POST":
        _act(request.POST.get("do", ""), found)
        return HttpResponseRedirect(request.path, status=303)
    return _show(request, language, str(found.state), found.follows)


def _act(what: str, found: Subscription) -> None:
    target = settings.HABEAS_INTAKE
    if what == "confirm":
        subscriptions.confirm(target, found.id, edition=shown().number(), at=now())
    elif what == "end":
        subscriptions.end(target, found.id)
    elif what == "deny":
        subscriptions.refuse(target, found.id, at=now())


def _show(
    request: HttpRequest, language: str, state: str, follows: str, *, code: int = 200
) -> HttpResponse:
    slug = "" if follows == EVERYBODY else follows
    try:
        name = _name(slug, language) if slug else ""
    except Http404:  # withdrawn meanwhile: its name is not said
        slug, name = "", "–"
    return render(
        "follow/subscription.html", language, request, code=code, state=state, slug=quote(slug),
        name=name,
    )  # fmt: skip


def _name(slug: str, language: str) -> str:
    """The name of a published person. Raises Http404 for anybody else."""
    stored = shown().document(f"people/{slug}")
    document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
    if not isinstance(document, PersonDocument):
        raise Http404
    return present.reader_name(document.names, document.language, language)
