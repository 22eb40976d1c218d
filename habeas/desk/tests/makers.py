"""Who comes to the desk in tests; `casefiles.tests.makers` makes the records."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from django.contrib.auth.models import Permission

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.tests.makers import editor

__all__ = ["Home", "editor", "reader"]


class Home(Protocol):
    """What tests ask of the folder with all stores."""

    @property
    def folder(self) -> Path: ...
    @property
    def blobs(self) -> Path: ...
    @property
    def keys(self) -> Path: ...
    @property
    def edition(self) -> Path: ...


def reader(*may: str) -> User:
    """A member of staff who may enter, and do what `may` names ("casefiles.view_claim")."""
    user, _ = User.objects.get_or_create(username="boris")
    for wanted in ("wagtailadmin.access_admin", *may):
        app, codename = wanted.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user
