"""Finding texts, and telling which translations are behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, TaskState
from wagtail_localize.models import Translation

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.models import Name
from habeas.desk.newsroom.models import NewsPage, Newsroom, Text, TextPage
from habeas.desk.sources.models import Sensitivity

Kind = TypeVar("Kind", bound=Text)


def newsroom_of(language: str) -> Newsroom:
    """Where the texts of a language stand. Raises Newsroom.DoesNotExist."""
    found: Newsroom = Newsroom.objects.get(locale__language_code=language)
    return found


def live_texts(kind: type[Kind], *, now: datetime) -> list[list[Kind]]:
    """What may be public: the live versions of each text, the original first.

    A version whose time is over is left out, also before anything has taken it offline.
    """
    in_time = Q(expire_at=None) | Q(expire_at__gt=now)
    pages = kind.objects.live().filter(in_time, alias_of=None).select_related("locale")
    versions: dict[object, list[Kind]] = defaultdict(list)
    for page in pages.order_by("pk"):
        versions[page.translation_key].append(page)
    return list(versions.values())


def address_of(page: Text) -> str:
    """The address that all versions share: the first one's."""
    first = page.original()
    return str(first.slug if first else page.slug)


def stale_translations(pages: Iterable[Text] | None = None) -> list[Text]:
    """Versions whose original has a newer text that is live, of all texts or of those given."""
    wanted = list(pages) if pages is not None else all_texts()
    kept = _kept_side_by_side()
    return [page for page in wanted if _is_behind(page, kept)]


def all_texts() -> list[Text]:
    """Every version of every text, drafts too."""
    articles = NewsPage.objects.filter(alias_of=None).select_related("locale")
    pages = TextPage.objects.filter(alias_of=None).select_related("locale")
    return [*articles, *pages]


def restricted_names(public: Iterable[str]) -> list[str]:
    """Names that nothing public may say; `public` are the slugs of those who have a page."""
    hidden = Q(person__cases__restricted=True) & ~Q(person__slug__in=list(public))
    names = Name.objects.filter(Q(sensitivity=Sensitivity.RESTRICTED) | hidden)
    return sorted(set(names.values_list("text", flat=True)))


def waiting_for(member: User) -> QuerySet[TaskState]:
    """Texts that were submitted and wait for this member's approval."""
    waiting: QuerySet[TaskState] = TaskState.objects.reviewable_by(member)
    return waiting


def _is_behind(page: Text, kept: dict[tuple[object, int], datetime | None]) -> bool:
    original = page.original()
    newest = original.live_revision.created_at if original and original.live_revision else None
    if newest is None:
        return False
    own = page.last_published_at or page.latest_revision_created_at
    if own is None or own < newest:
        return True
    key = (page.translation_key, page.locale_id)
    return key in kept and (kept[key] is None or kept[key] < newest)


def _kept_side_by_side() -> dict[tuple[object, int], datetime | None]:
    """When translations kept side by side were last brought up to their original.

    None for one with sentences that still wait for a translator.
    """
    found: dict[tuple[object, int], datetime | None] = {}
    for row in Translation.objects.filter(enabled=True).select_related("source"):
        total, done = row.get_progress()
        moment = row.source.last_updated_at if total == done else None
        found[row.source.object_id, row.target_locale_id] = moment
    return found


def may_write(member: User) -> bool:
    """Whether somebody may write in any newsroom."""
    if member.is_superuser:
        return True
    allowed = GroupPagePermission.objects.filter(permission__codename="add_page")
    return bool(allowed.filter(group__in=member.groups.all()).exists())
