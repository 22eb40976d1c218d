"""Permission and record: every service of the desk starts and ends here."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from habeas.desk.accounts import audit
from habeas.desk.accounts.models import User
from habeas.desk.accounts.roles import Role, permissions_of


def require(by: User, permission: str) -> None:
    """Raises PermissionDenied unless `by` is active and holds the permission."""
    if not by.has_perm(permission):
        raise PermissionDenied(permission)


def record(by: User, action: str, subject: models.Model) -> None:
    """Note that `by` did `action` (`claim.accepted`) to `subject`."""
    key = getattr(subject, "public_id", subject.pk)
    with transaction.atomic():
        audit.add(by, action, f"{subject._meta.model_name} {key}")


def command_line_user() -> User:
    """Who acts when a command names nobody: whoever may open the store's folder."""
    user, _ = User.objects.get_or_create(
        username="command-line", defaults={"is_superuser": True, "password": "!"}
    )
    return user


def make_groups() -> None:
    """Make the group of every role, with exactly the role's permissions."""
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.group)
        wanted = [permission.split(".") for permission in permissions_of(role)]
        group.permissions.set(
            Permission.objects.get(content_type__app_label=app, codename=codename)
            for app, codename in wanted
        )


def give_account(username: str, role: Role, *, by: User) -> tuple[User, str]:
    """Make a member with a role and a random password, which is returned and kept nowhere else.

    Raises PermissionDenied, or ValueError when the name is taken.
    """
    require(by, "accounts.manage_staff")
    if User.objects.filter(username=username).exists():
        raise ValueError(f"{username} has an account already")
    make_groups()
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(username, password=password)
    user.groups.add(Group.objects.get(name=role.group))
    record(by, f"account.given_{role}", user)
    return user, password


@transaction.atomic
def disable(user: User, *, by: User) -> int:
    """Close an account and end all its sessions at once; says how many there were."""
    require(by, "accounts.manage_staff")
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    ended = end_sessions(user)
    record(by, "account.disabled", user)
    return ended


@transaction.atomic
def reopen(user: User, *, by: User) -> str:
    """Open a closed account again, or give a new password to who forgot it; returns it."""
    require(by, "accounts.manage_staff")
    password = secrets.token_urlsafe(12)
    user.is_active = True
    user.set_password(password)
    user.save(update_fields=["is_active", "password"])
    end_sessions(user)
    record(by, "account.password_given", user)
    return password


@transaction.atomic
def set_role(user: User, role: Role, *, by: User) -> None:
    """Give a member another role, in the place of those held."""
    require(by, "accounts.manage_staff")
    make_groups()
    user.groups.set([Group.objects.get(name=role.group)])
    record(by, f"account.made_{role}", user)


@transaction.atomic
def reset_factor(user: User, *, by: User) -> None:
    """Take away every second factor of a member who lost it, and end the sessions.

    The member sets up another after the next login.
    """
    require(by, "accounts.manage_staff")
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    record(by, "account.factor_reset", user)


def role_of(user: User) -> Role | None:
    held = {group.name for group in user.groups.all()}
    return next((role for role in reversed(Role) if role.group in held), None)


def end_sessions(user: User) -> int:
    """End every session of a member, wherever it is open."""
    ended = 0
    for session in Session.objects.iterator():
        if str(session.get_decoded().get("_auth_user_id")) == str(user.pk):
            session.delete()
            ended += 1
    return ended


def make_editor(username: str) -> tuple[User, str]:
    """Make an editor with a random password, which is returned and kept nowhere else."""
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(username, password=password)
    make_groups()
    user.groups.add(Group.objects.get(name=Role.EDITOR.group))
    return user, password
