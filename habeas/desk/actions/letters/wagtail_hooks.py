from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from habeas.desk.accounts.hooks import on
from habeas.desk.actions.letters import services, urls
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
