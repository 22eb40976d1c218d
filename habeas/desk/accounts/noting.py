"""The log hears of every entry to the desk, and of every change of a second factor."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as factor
from django.contrib.auth import signals as auth
from django.dispatch import receiver

from habeas.desk.accounts.services import record


@receiver(auth.user_logged_in)
def entered(user: Any, **_: Any) -> None:
    record(user, "account.entered", user)


@receiver(factor.authenticator_added)
@receiver(factor.authenticator_reset)
def factor_added(user: Any, authenticator: Any, **_: Any) -> None:
    record(user, f"account.{authenticator.type}_added", user)


@receiver(factor.authenticator_removed)
def factor_removed(user: Any, authenticator: Any, **_: Any) -> None:
    record(user, f"account.{authenticator.type}_removed", user)
