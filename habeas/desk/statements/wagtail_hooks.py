from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from habeas.desk.accounts.hooks import on
from habeas.desk.casefiles.wagtail_hooks import PermittedItem
from habeas.desk.statements import services, urls


@on("register_admin_urls", order=100)
def statement_urls() -> list[Any]:
    return list(urls.urlpatterns)


@on("register_admin_menu_item")
def statements_item() -> MenuItem:
    return PermittedItem(
        _("Joint statements"),
        reverse("statements"),
        permission=services.MAY,
        name="statements",
        icon_name="group",
        order=139,
    )
