"""Public actions in the desk's menu, on Today and on case files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from habeas.desk.accounts.hooks import on
from habeas.desk.accounts.models import User
from habeas.desk.actions import labels, queries, services, urls
from habeas.desk.casefiles.wagtail_hooks import PermittedItem


@on("register_admin_urls", order=100)
def action_urls() -> list[Any]:
    return list(urls.urlpatterns)


@on("register_admin_menu_item")
def appeals_item() -> MenuItem:
    return PermittedItem(
        _("Appeals"),
        reverse("appeals"),
        permission=services.MAY,
        name="appeals",
        icon_name="mail",
        order=137,
    )


class Outdated(Component):
    """Open appeals whose facts have changed since somebody last checked the texts."""

    order = 240
    template_name = "actions/_outdated.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        found = queries.outdated_appeals(self.user, on=timezone.now().date())
        return {"outdated": [(one, [labels.fact(code) for code in codes]) for one, codes in found]}


@on("construct_homepage_panels")
def outdated_appeals(request: HttpRequest, panels: list[Any]) -> None:
    if isinstance(request.user, User) and request.user.has_perm(services.MAY):
        panels.append(Outdated(request.user))
