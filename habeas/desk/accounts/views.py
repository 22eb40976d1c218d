"""The accounts of staff, and the audit log to read: who did what, when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from habeas.desk.accounts import services
from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.models import LogEntry, User
from habeas.desk.accounts.roles import Role
from habeas.desk.accounts.taking import as_csv

PER_PAGE = 100
COLUMNS = ("at", "by", "action", "subject", "hash")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("accounts.manage_staff")
def accounts(request: StaffRequest) -> HttpResponse:
    """Everybody who may enter; a POST does one thing to one account and shows the list again."""
    told = _changed(request) if request.method == "POST" else {}
    members = User.objects.exclude(username="command-line").order_by("-is_active", "username")
    held = members.prefetch_related("groups", "authenticator_set")
    context: dict[str, Any] = {"rows": [_row(user) for user in held], "roles": list(Role), **told}
    return render(request, "desk/accounts.html", context)


def _row(user: User) -> dict[str, Any]:
    factors = {factor.type for factor in user.authenticator_set.all()}  # type: ignore[attr-defined]
    return {
        "user": user,
        "role": services.role_of(user),
        "factors": sorted(factors - {"recovery_codes"}),
    }


def _changed(request: StaffRequest) -> dict[str, Any]:
    """What to say of it: a password, which is shown once, or what went wrong."""
    asked, name = request.POST.get("do", ""), request.POST.get("name", "").strip()
    if asked == "give":
        return _given(request, name)
    user = get_object_or_404(User, username=name)
    if user == request.user and asked in ("close", "role"):
        return {"problem": _("Your own account is changed by another administrator.")}
    if asked == "password":
        return {"name": name, "password": services.reopen(user, by=request.user)}
    doing: dict[str, Callable[[], object]] = {
        "close": lambda: services.disable(user, by=request.user),
        "factor": lambda: services.reset_factor(user, by=request.user),
        "role": lambda: services.set_role(user, Role(request.POST["role"]), by=request.user),
    }
    if asked not in doing:
        raise Http404
    doing[asked]()
    return {"done": name}


def _given(request: StaffRequest, name: str) -> dict[str, Any]:
    try:
        User.username_validator(name)
        _user, password = services.give_account(name, Role(request.POST["role"]), by=request.user)
    except ValidationError:
        return {"problem": _("A user name has letters, digits and . @ + - _ only.")}
    except ValueError:
        return {"problem": _("There is an account of this name already.")}
    return {"name": name, "password": password}


@require_safe
@needs("accounts.read_log")
def log(request: StaffRequest) -> HttpResponse:
    """All entries, the newest first, of a member, an action, a day; as CSV when asked for."""
    entries = _chosen(request)
    if request.GET.get("export") == "csv":
        rows = ((e.at.isoformat(), e.by.username, e.action, e.subject, e.hash) for e in entries)
        return as_csv("log", COLUMNS, rows)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
    asked = {key: value for key, value in request.GET.items() if key != "p"}
    context: dict[str, Any] = {
        "page": page,
        "asked": asked,
        "members": User.objects.order_by("username"),
        "actions": LogEntry.objects.order_by("action").values_list("action", flat=True).distinct(),
    }
    return render(request, "desk/log.html", context)


def _chosen(request: StaffRequest) -> QuerySet[LogEntry]:
    entries = LogEntry.objects.select_related("by").order_by("-pk")
    if by := request.GET.get("by"):
        entries = entries.filter(by__username=by)
    if action := request.GET.get("action"):
        entries = entries.filter(action=action)
    try:
        return entries.filter(at__date=date.fromisoformat(request.GET.get("day", "")))
    except ValueError:
        return entries
