"""Finding lists, runs and rows, each as far as its member may see it."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.queries import sources_visible_to
from habeas.desk.imports.models import Observation, PeopleList, Run


def lists_visible_to(member: User) -> QuerySet[PeopleList]:
    """Lists whose source a member may see."""
    if not member.has_perm("imports.view_peoplelist"):
        return PeopleList.objects.none()
    lists = PeopleList.objects.select_related("source")
    return lists.filter(source__in=sources_visible_to(member).values("pk"))


def runs_visible_to(member: User) -> QuerySet[Run]:
    """Runs of lists that a member may see, and own ones that have no list yet."""
    lists = lists_visible_to(member).values("pk")
    runs = Run.objects.select_related("people_list__source", "by")
    return runs.filter(Q(people_list__in=lists) | Q(people_list=None, by=member))


def rows_visible_to(member: User) -> QuerySet[Observation]:
    lists = lists_visible_to(member).values("pk")
    rows = Observation.objects.select_related("people_list__source", "person")
    return rows.filter(people_list__in=lists)


def with_counts(lists: QuerySet[PeopleList]) -> QuerySet[PeopleList]:
    """Lists with the number of rows that wait for review."""
    rows = Observation.objects.filter(people_list=OuterRef("pk"), waits=True).order_by()
    waiting = Subquery(rows.values("people_list").annotate(times=Count("pk")).values("times"))
    return lists.annotate(waiting=Coalesce(waiting, 0))
