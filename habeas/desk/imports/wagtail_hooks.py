from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from habeas.desk.accounts.hooks import on
from habeas.desk.casefiles.wagtail_hooks import PermittedItem
from habeas.desk.imports import urls


@on("register_admin_urls", order=100)
def import_urls() -> list[Any]:
    return list(urls.urlpatterns)


@on("register_admin_menu_item")
def import_item() -> MenuItem:
    return PermittedItem(
        _("Import"),
        reverse("import"),
        permission="imports.view_peoplelist",
        name="import",
        icon_name="upload",
        order=115,
    )
