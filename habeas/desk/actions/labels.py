"""Words for what an appeal rests on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from habeas.desk.actions.models import Addressee
from habeas.desk.casefiles.labels import language
from habeas.vocabulary.wording import country_text


def channel(code: str) -> str:
    """A way on which somebody says that they wrote."""
    more = {"embassy": _("Through an embassy"), "social": _("A message in public")}
    return more.get(code) or str(Addressee.Channel(code).label)


def country(code: str) -> str:
    """The country that somebody wrote from; ZZ for one who would rather not say."""
    if code == "ZZ":
        return _("not said")
    return country_text(code, language())


def fact(code: str) -> str:
    return {
        "name": _("Name"),
        "status": _("Status"),
        "place": _("Place"),
        "since": _("Held since"),
    }[code]
