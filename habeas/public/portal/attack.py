"""A petition under attack: its form asks for a proof of work. What comes without one is suspect."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.http import HttpRequest

from habeas.public.intake.database import Errors
from habeas.public.intake.petitions import links, proofs
from habeas.public.intake.together import Together
from habeas.public.portal import assets
from habeas.public.portal.edition import settings

FIELD = "proof"
SCRIPT = "proof.js"
LONGEST = 60  # minutes that a form of quieter times is good for
# One script of ours, and the task that it fetches; nothing more than that.
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self';"
    " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def script(slug: str, minute: int) -> str | None:
    """The address of the script that a form of this minute carries; None in quiet times."""
    return assets.address(SCRIPT) if _is_asked(slug, minute) else None


def headers(slug: str, minute: int) -> dict[str, str]:
    return {"Content-Security-Policy": POLICY} if _is_asked(slug, minute) else {}


def is_unproved(
    request: HttpRequest, slug: str, stamped: int, *, together: Together, at: datetime
) -> bool:
    """Whether a form handed out in the minute `stamped` lacks the proof that it had to bring.

    A form without a script, from before the attack, is good for an hour more.
    """
    minute = int(at.timestamp()) // 60
    is_old = minute - stamped > LONGEST
    if not _is_asked(slug, stamped) and not (is_old and _is_asked(slug, minute)):
        return False
    key = links.secret(settings.HABEAS_INTAKE)
    return not proofs.spend(request.POST.get(FIELD, ""), key, together=together, at=at)


def challenge() -> dict[str, Any]:
    """Raises one of `database.Errors`."""
    return proofs.challenge(links.secret(settings.HABEAS_INTAKE))


def _is_asked(slug: str, minute: int) -> bool:
    try:
        target, most = settings.HABEAS_INTAKE, settings.HABEAS_PETITION_ATTACK
        return _is_under_attack(target, slug, minute, most)
    except Errors:
        return False


@lru_cache(maxsize=1024)
def _is_under_attack(target: Any, slug: str, minute: int, most: int) -> bool:
    return proofs.is_under_attack(target, slug, minute, most=most)
