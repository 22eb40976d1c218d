"""Telling us something, and coming back with the receipt code for the answer.

Nothing here is remembered, logged or sent back but what the visitor must see.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from habeas.core.receipts import NoCode, Receipt
from habeas.public.intake import threads
from habeas.public.intake.database import Errors
from habeas.public.intake.forms import Telling
from habeas.public.intake.petitions.rates import Rates
from habeas.public.intake.pieces import LARGEST, LARGEST_ALL, MOST_FILES, Pieces
from habeas.public.intake.services import take_in
from habeas.public.portal import memory
from habeas.public.portal.edition import settings
from habeas.public.portal.origin import is_from_here, network_address, never_kept
from habeas.public.portal.page import known_language, render
from habeas.public.portal.uploads import Sealing

MEBIBYTE = 1024 * 1024
# Whoever sends more than this is not read to the end.
MOST_READ = 8 * LARGEST_ALL
LIMITS = {"files": MOST_FILES, "one": LARGEST // MEBIBYTE, "all": LARGEST_ALL // MEBIBYTE}
_rates = Rates(((60, 10), (3600, 60)))


@dataclass(frozen=True)
class Sent:
    """What a form said, and what was wrong with it."""

    telling: Telling
    code: str
    problems: tuple[str, ...]


def tell(request: HttpRequest, language: str) -> HttpResponse:
    """The form by which a visitor tells us something; the answer page never repeats it."""
    _require_key(language)
    if request.method != "POST":
        return never_kept(_form(request, language))
    if refused := _refused(request, language):
        return refused
    with closing(Pieces(settings.HABEAS_INTAKE_KEY)) as pieces:
        sent = _sent(request, pieces)
        try:
            return never_kept(_take_in(request, language, sent, pieces))
        except Errors:
            return never_kept(_form(request, language, sent, "not_kept", code=503))


def answer(request: HttpRequest, language: str) -> HttpResponse:
    """What the organisation answered, for whoever has the code."""
    _require_key(language)
    if request.method != "POST":
        return never_kept(render("answer.html", language, request, problem="", receipt=""))
    if refused := _refused(request, language):
        return refused
    typed = request.POST.get("code", "")
    try:
        mine = threads.find(settings.HABEAS_INTAKE, typed, on=memory.today())
        if mine is None:
            return never_kept(_no_code(request, language, "unknown", 404))
        found = threads.answers(settings.HABEAS_INTAKE, mine)
    except NoCode:
        return never_kept(_no_code(request, language, "slip", 422))
    except Errors:
        return never_kept(_no_code(request, language, "away", 503))
    own: dict[str, Any] = {"answers": found, "receipt": typed}
    return never_kept(render("answered.html", language, request, limits=LIMITS, **own))


def _require_key(language: str) -> None:
    known_language(language)
    if not settings.HABEAS_INTAKE_KEY:
        raise Http404


def _refused(request: HttpRequest, language: str) -> HttpResponse | None:
    """Forms of other sites, and what is too much to be read at all."""
    if not is_from_here(request):
        return HttpResponse(status=403)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_READ:
        return never_kept(_form(request, language, None, "files_too_large", code=413))
    address = network_address(request)
    if address is not None and _rates.is_too_often("tell", address):
        return never_kept(_form(request, language, None, "too_often", code=429))
    return None


def _sent(request: HttpRequest, pieces: Pieces) -> Sent:
    """Read the form; its files are sealed as they come.

    The form's last field says that all of it arrived: a server may take a connection that
    broke in the middle for the end of the form.
    """
    sealing = Sealing(pieces)
    request.upload_handlers = [sealing]
    said = request.POST
    fields = (said.get(name, "") for name in ("about", "text", "reply_to"))
    telling = Telling(*fields)
    problems = [one for one in telling.problems() if one != "empty" or not pieces.files]
    if said.get("whole") != "yes":
        problems.append("broken_off")
    return Sent(telling, said.get("code", ""), (*problems, *sorted(sealing.problems)))


def _take_in(request: HttpRequest, language: str, sent: Sent, pieces: Pieces) -> HttpResponse:
    if sent.problems:
        return _form(request, language, sent, *sent.problems, code=422)
    target = settings.HABEAS_INTAKE
    try:
        mine = threads.find(target, sent.code, on=memory.today()) if sent.code else None
    except NoCode:
        return _form(request, language, sent, "slip", code=422)
    if sent.code and mine is None:
        return _form(request, language, sent, "unknown", code=422)
    code, receipt = (sent.code, mine) if mine else threads.begin(target)
    _keep(sent.telling, receipt, pieces, language)
    own = {"receipt": "" if mine else code, "days": settings.HABEAS_TELLING_DAYS}
    return render("told.html", language, request, files=len(pieces.files), **own)


def _keep(telling: Telling, receipt: Receipt, pieces: Pieces, language: str) -> None:
    take_in(
        telling,
        file=settings.HABEAS_INTAKE,
        key=settings.HABEAS_INTAKE_KEY,
        on=memory.today(),
        receipt=receipt,
        days=settings.HABEAS_TELLING_DAYS,
        pieces=pieces,
        language=language,
    )


def _form(
    request: HttpRequest, language: str, sent: Sent | None = None, *problems: str, code: int = 200
) -> HttpResponse:
    """The form, with what was written. Files have to be chosen again: nothing of them was kept."""
    own: dict[str, Any] = {"telling": sent.telling if sent else None, "limits": LIMITS}
    own |= {"problems": problems, "receipt": sent.code if sent else ""}
    return render("tell.html", language, request, onion=_onion(), **own, code=code)


def _no_code(request: HttpRequest, language: str, problem: str, status: int) -> HttpResponse:
    typed = request.POST.get("code", "")
    return render("answer.html", language, request, problem=problem, receipt=typed, code=status)


def _onion() -> str:
    return str(settings.HABEAS_PORTAL_ONION)
