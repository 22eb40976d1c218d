"""Entering the desk: password, second factor, and how often one may try."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from habeas.desk.accounts.models import User

FACTORS = ("totp", "webauthn")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by an administrator and never made by a visitor; no mail is sent."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("This name and this password do not belong together."),
        "too_many_login_attempts": _("Too many attempts. Wait some minutes, then try again."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right, or it was used already."),
        "account_inactive": _("This account is closed."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, app: str) -> bool:
        """Who logged in a few minutes ago need not prove again who it is."""
        request = context.request
        records = get_authentication_records(request, request.user)
        newest = max((record["at"] for record in records), default=0)
        return bool(time.time() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say themselves what happened."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        pass

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        pass


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it was used already."),
        "cannot_delete_authenticator": _("Every member needs a second factor: add another first."),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """The last second factor stays, where one is required."""
        if not settings.HABEAS_SECOND_FACTOR or authenticator.type == "recovery_codes":
            return True
        others = authenticator.user.authenticator_set.exclude(type="recovery_codes")
        return bool(others.exclude(pk=authenticator.pk).exists())


Answer = Callable[[HttpRequest], HttpResponse]


def second_factor_required(get_response: Answer) -> Answer:
    """Whoever has logged in without a second factor sets one up before anything else."""

    def answer(request: HttpRequest) -> HttpResponse:
        if _lacks_factor(request):
            return redirect("mfa_index")
        return get_response(request)

    return answer


def _lacks_factor(request: HttpRequest) -> bool:
    if not settings.HABEAS_SECOND_FACTOR or not _is_inside(request.path):
        return False
    return isinstance(request.user, User) and not is_mfa_enabled(request.user, FACTORS)


def _is_inside(path: str) -> bool:
    """Whether a page is of the desk itself, and not on the way in or out."""
    ways = ("mfa_index", "account_login", "account_reauthenticate", "wagtailadmin_logout")
    desk = path.startswith(reverse("wagtailadmin_home"))
    return desk and not path.startswith(tuple(map(reverse, ways)))
