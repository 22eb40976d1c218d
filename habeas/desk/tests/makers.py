"""Who comes to the desk in tests. Records are made by `casefiles.tests.makers`."""

from __future__ import annotations

from django.contrib.auth.models import Permission

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.tests.makers import editor

__all__ = ["editor", "reader"]


def reader(*may: str) -> User:
    """A member of staff who may enter, and do what `may` names ("casefiles.view_claim")."""
    user, _ = User.objects.get_or_create(username="boris")
    for wanted in ("wagtailadmin.access_admin", *may):
        app, codename = wanted.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user
