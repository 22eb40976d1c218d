from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from habeas.desk.accounts.hooks import on
from habeas.desk.casefiles.wagtail_hooks import PermittedItem
from habeas.desk.tellings import urls


@on("register_admin_urls", order=100)
def telling_urls() -> list[Any]:
    return list(urls.urlpatterns)


@on("register_admin_menu_item")
def tellings_item() -> MenuItem:
    return PermittedItem(
        _("Told to us"),
        reverse("tellings"),
        permission="sources.view_source",
        name="tellings",
        icon_name="comment",
        order=117,
    )
