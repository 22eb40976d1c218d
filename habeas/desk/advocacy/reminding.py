"""Reminders by mail: to each member about the own cases, with ids and days and no names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from habeas.desk.accounts.models import User
from habeas.desk.advocacy import labels, services
from habeas.desk.advocacy.queries import Due, proceedings_visible_to


def near(found: Iterable[Due], *, on: date, within: int) -> list[Due]:
    """What is overdue, or due in so many days."""
    return [
        one
        for one in found
        if one.deadline.due is not None and (one.deadline.due - on).days <= within
    ]


def send(found: list[Due], *, on: date) -> list[str]:
    """Mail each member who conducts proceedings what concerns them; returns whom it did not reach.

    A mail lies open on its way: it carries ids and days, and the desk's address.
    """
    unsent = []
    for member, own in _by_member(found).items():
        try:
            with translation.override(_language(member)):
                send_mail(_("Deadlines"), _text(own, on), settings.HABEAS_MAIL_FROM, [member.email])
        except (SMTPException, OSError):
            unsent.append(member.username)
    return unsent


def _by_member(found: list[Due]) -> dict[User, list[Due]]:
    """Whose case has a team, its team; else everybody who conducts proceedings."""
    told: dict[User, list[Due]] = defaultdict(list)
    staff = User.objects.filter(is_active=True).exclude(email="")
    for member in staff:
        if member.has_perm(services.MAY):
            visible = set(proceedings_visible_to(member).values_list("pk", flat=True))
            for one in found:
                team = {user.pk for user in one.proceeding.case.team.all()}
                if one.proceeding.pk in visible and (not team or member.pk in team):
                    told[member].append(one)
    return told


def _text(own: list[Due], on: date) -> str:
    lines = [
        f"{one.deadline.due}  {labels.days_left(one.deadline.days_left(on))}  "
        f"{settings.WAGTAILADMIN_BASE_URL}/desk/advocacy/proceedings/{one.proceeding.public_id}/"
        for one in own
    ]
    return "\n".join(lines)


def _language(member: User) -> str:
    profile = getattr(member, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
