"""Permission and record: every service of the desk starts and ends here."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import models

from habeas.desk.accounts.models import LogEntry, User

EDITORS = "Editors"
# What an editor may do beyond looking: the services' own permissions, and the desk itself.
EDITOR_PERMISSIONS = (
    "wagtailadmin.access_admin",
    "sources.collect_source",
    "sources.view_source",
    "sources.change_source",
    "casefiles.review_claim",
    "casefiles.view_claim",
    "casefiles.view_person",
    "casefiles.change_person",
    "casefiles.view_event",
    "casefiles.change_event",
    "casefiles.view_case",
    "casefiles.change_case",
    "casefiles.view_place",
    "casefiles.change_place",
    "casefiles.view_organisation",
    "casefiles.change_organisation",
    "publishing.publish_edition",
)


def require(by: User, permission: str) -> None:
    """Raises PermissionDenied unless `by` is active and holds the permission."""
    if not by.has_perm(permission):
        raise PermissionDenied(permission)


def record(by: User, action: str, subject: models.Model) -> None:
    """Note that `by` did `action` (`claim.accepted`) to `subject`."""
    key = getattr(subject, "public_id", subject.pk)
    LogEntry.objects.create(by=by, action=action, subject=f"{subject._meta.model_name} {key}")


def command_line_user() -> User:
    """Who acts when a command names nobody: whoever may open the store's folder."""
    user, _ = User.objects.get_or_create(
        username="command-line", defaults={"is_superuser": True, "password": "!"}
    )
    return user


def make_editors_group() -> Group:
    group, _ = Group.objects.get_or_create(name=EDITORS)
    wanted = [permission.split(".") for permission in EDITOR_PERMISSIONS]
    group.permissions.set(
        Permission.objects.get(content_type__app_label=app, codename=codename)
        for app, codename in wanted
    )
    return group


def make_editor(username: str) -> tuple[User, str]:
    """Make an editor with a random password, which is returned and kept nowhere else."""
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(username, password=password)
    user.groups.add(make_editors_group())
    return user, password
