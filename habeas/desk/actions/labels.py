"""Words for what an appeal rests on."""

from __future__ import annotations

from django.utils.translation import gettext as _


def fact(code: str) -> str:
    return {
        "name": _("Name"),
        "status": _("Status"),
        "place": _("Place"),
        "since": _("Held since"),
    }[code]
