"""Making the newsroom, and what is done to texts. Wagtail's own screens do the same by hand."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from habeas.desk.accounts.models import User
from habeas.desk.accounts.roles import Role
from habeas.desk.accounts.services import record
from habeas.desk.newsroom.models import Newsroom, Text
from habeas.desk.newsroom.queries import all_texts, newsroom_of

Kind = TypeVar("Kind", bound=Text)
WORKFLOW = "An editor agrees"
WRITERS = (Role.CAMPAIGNER, Role.EDITOR)
_WRITE = ("add_page", "change_page")
_PUBLISH = ("publish_page", "lock_page", "unlock_page")


@transaction.atomic
def make_newsroom() -> None:
    """A newsroom in each language, who may write in it, and who must agree; repeatable."""
    root = Page.get_first_root_node()
    for tag, name in settings.LANGUAGES:
        locale, _ = Locale.objects.get_or_create(language_code=tag)
        if not Newsroom.objects.filter(locale=locale).exists():
            first = Newsroom.objects.order_by("pk").first()
            key = {"translation_key": first.translation_key} if first else {}
            root.add_child(instance=Newsroom(title=name, slug=f"news-{tag}", locale=locale, **key))
            root.refresh_from_db()
    for role in WRITERS:
        _allow(Group.objects.get(name=role.group), publish=role == Role.EDITOR)
    _agree_first()


def _allow(group: Group, *, publish: bool) -> None:
    """Exactly what a role may do with pages and pictures."""
    root = Page.get_first_root_node()
    wanted = {*_WRITE, *(_PUBLISH if publish else ())}
    GroupPagePermission.objects.filter(group=group).exclude(
        page=root, permission__codename__in=wanted
    ).delete()
    for codename in wanted:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for codename in ("add_image", "choose_image"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailimages", codename=codename
        )
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )


def _agree_first() -> None:
    """The one workflow: what a writer submits, an editor looks at before it is public."""
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW)
    if is_new:
        task = GroupApprovalTask.objects.create(name=WORKFLOW)
        task.groups.add(Group.objects.get(name=Role.EDITOR.group))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for page in Newsroom.objects.all():
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})


@transaction.atomic
def write_text(kind: type[Kind], language: str, fields: Mapping[str, Any], *, by: User) -> Kind:
    """Begin a text as a draft. Raises PermissionDenied, or ValidationError for wrong fields."""
    parent = newsroom_of(language)
    if not parent.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied("add_page")
    made = kind(live=False, owner=by, locale=parent.locale, **fields)
    parent.add_child(instance=made)
    made.save_revision(user=by)
    record(by, "text.written", made)
    return made


@transaction.atomic
def translate_text(text: Kind, language: str, fields: Mapping[str, Any], *, by: User) -> Kind:
    """Begin the version of a text in another language, as a draft of its own."""
    parent = newsroom_of(language)
    if not parent.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied("add_page")
    made: Kind = text.copy_for_translation(parent.locale, copy_parents=False, alias=False)
    return revise_text(made, fields, by=by)


@transaction.atomic
def revise_text(text: Kind, fields: Mapping[str, Any], *, by: User) -> Kind:
    """Keep new words as a draft; what is public stays as it is."""
    _require(text.permissions_for_user(by).can_edit(), "change_page")
    draft: Kind = text.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.full_clean()
    draft.save_revision(user=by)
    record(by, "text.revised", draft)
    return draft


@transaction.atomic
def submit_text(text: Text, *, by: User) -> WorkflowState:
    """Ask an editor to agree."""
    _require(text.permissions_for_user(by).can_submit_for_moderation(), "submit")
    state = text.get_workflow().start(text, by)
    record(by, "text.submitted", text)
    return state


@transaction.atomic
def agree_to(text: Text, *, by: User) -> None:
    """An editor agrees with what was submitted; it is live, and passes with the next edition."""
    state = text.current_workflow_task_state
    if state is None or not state.task.specific.user_can_access_editor(text, by):
        raise PermissionDenied("approve")
    state.approve(user=by)
    record(by, "text.agreed", text)


@transaction.atomic
def publish_text(text: Text, *, by: User) -> None:
    """Make the newest draft live; it passes with the next edition."""
    _require(text.permissions_for_user(by).can_publish(), "publish_page")
    text.get_latest_revision().publish(user=by)
    record(by, "text.published", text)


@transaction.atomic
def take_back(text: Text, *, by: User) -> None:
    """Take a text offline; the next edition no longer holds it."""
    _require(text.permissions_for_user(by).can_unpublish(), "publish_page")
    text.unpublish(user=by)
    record(by, "text.taken_back", text)


def keep_schedule(*, by: User) -> list[tuple[Text, bool]]:
    """Make live what was scheduled for a moment that has come, and end what is over.

    Says of each text that changed whether it is live now.
    """
    before = {page.pk: page.live for page in all_texts()}
    call_command("publish_scheduled", stdout=StringIO())
    changed = [page for page in all_texts() if page.live != before.get(page.pk)]
    for page in changed:
        record(by, "text.published" if page.live else "text.taken_back", page)
    return [(page, page.live) for page in changed]


def _require(allowed: bool, permission: str) -> None:
    if not allowed:
        raise PermissionDenied(permission)
