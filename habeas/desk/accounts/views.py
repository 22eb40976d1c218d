"""The audit log to read: who did what, when."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.models import LogEntry, User

PER_PAGE = 100
COLUMNS = ("at", "by", "action", "subject", "hash")


@require_safe
@needs("accounts.read_log")
def log(request: StaffRequest) -> HttpResponse:
    """All entries, the newest first, of a member, an action, a day; as CSV when asked for."""
    entries = _chosen(request)
    if request.GET.get("export") == "csv":
        answer = HttpResponse(_csv(entries), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="log.csv"'
        return answer
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


class _Line:
    """A file of one line, which hands it on."""

    def write(self, line: str) -> str:
        return line


def _csv(entries: QuerySet[LogEntry]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for entry in entries.iterator():
        row = (entry.at.isoformat(), entry.by.username, entry.action, entry.subject, entry.hash)
        yield writer.writerow(row)
