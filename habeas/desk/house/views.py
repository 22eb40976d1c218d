"""Settings: what the house runs with, its public keys, and whether all of it is whole."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.services import record
from habeas.desk.house import checks


@require_http_methods(["GET", "HEAD", "POST"])
@needs("accounts.manage_staff")
def house(request: StaffRequest) -> HttpResponse:
    """A POST looks at everything, which takes as long as reading every preserved copy."""
    found = list(checks.look()) if request.method == "POST" else None
    if found is not None:
        record(request.user, "house.checked", request.user)
    public = sorted(settings.HOME.keys.glob("*.*pub"))
    context: dict[str, Any] = {
        "found": found and [(_name(one.check), one) for one in found],
        "keys": [(file.name, file.read_text().strip()) for file in public],
        "settings": sorted(settings.HABEAS_READ.values(), key=lambda one: one.name),
    }
    return render(request, "house/settings.html", context)


def _name(check: str) -> str:
    return {
        "desk": _("The store of the desk"),
        "audit log": _("The log of who did what"),
        "captures": _("The preserved copies"),
        "edition": _("The public edition"),
        "keys": _("The signing key"),
        "disk": _("Room on the disk"),
        "deploy": _("Settings for the open network"),
    }[check]
