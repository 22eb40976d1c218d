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
from habeas.desk.actions.letters import labels, queries, services, urls
from habeas.desk.casefiles.wagtail_hooks import PermittedItem


@on("register_admin_urls", order=100)
def letter_urls() -> list[Any]:
    return list(urls.urlpatterns)


@on("register_admin_menu_item")
def letters_item() -> MenuItem:
    return PermittedItem(
        _("Letters to prisoners"),
        reverse("letter_cards"),
        permission=services.MAY,
        name="letters",
        icon_name="mail",
        order=140,
    )


class Concerns(Component):
    """Cards of letters that somebody should look at."""

    order = 245
    template_name = "letters/_concerns.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        found = queries.cards_with_concerns(self.user, on=timezone.now().date())
        concerned = [
            (card, [labels.CONCERNS[one] for one in concerns])
            for card, _stay, concerns in found
            if concerns
        ]
        return {"concerned": concerned}


@on("construct_homepage_panels")
def letters_today(request: HttpRequest, panels: list[Any]) -> None:
    if isinstance(request.user, User) and request.user.has_perm(services.MAY):
        panels.append(Concerns(request.user))
