"""Two people at one record: each is told of the other, and no one's work is overwritten unseen."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.models import Editing, Finding, Version

# Who opened a record longer ago than this is taken to have left it.
PRESENT = timedelta(minutes=15)


def come(finding: Finding, member: User) -> list[User]:
    """Note that a member has opened a finding to change it; tells who else has it open."""
    Editing.objects.update_or_create(finding=finding, member=member)
    others = Editing.objects.filter(finding=finding, at__gte=timezone.now() - PRESENT)
    return [one.member for one in others.exclude(member=member).select_related("member")]


def leave(finding: Finding, member: User) -> None:
    Editing.objects.filter(finding=finding, member=member).delete()


def state_of(finding: Finding) -> int:
    """A number that grows with every change of a finding; 0 before the first."""
    newest = Version.objects.filter(key=finding.public_id).order_by("-pk").first()
    return newest.pk if newest else 0


def changed_by_another(finding: Finding, *, seen: int, member: User) -> User | None:
    """Who else has changed a finding since it was in the state `seen`; None when nobody."""
    later = Version.objects.filter(key=finding.public_id, pk__gt=seen).exclude(by=member)
    newest = later.select_related("by").order_by("-pk").first()
    return newest.by if newest else None
