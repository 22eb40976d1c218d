"""What each role may do. A role is a group; whoever has none sees nothing."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

_ENTER = ("wagtailadmin.access_admin",)
_LOOK = (
    "sources.view_source",
    "casefiles.view_claim",
    "casefiles.view_person",
    "casefiles.view_event",
    "casefiles.view_case",
    "casefiles.view_organisation",
    "casefiles.view_place",
    "imports.view_peoplelist",
)
_COLLECT = ("sources.collect_source", "sources.change_source", "imports.import_list")
_REVIEW = ("casefiles.review_claim",)
_DECIDE = (
    "casefiles.change_person",
    "casefiles.change_event",
    "casefiles.change_case",
    "casefiles.change_organisation",
    "casefiles.change_place",
)
_ADVOCATE = ("advocacy.conduct_proceeding", "actions.conduct_action")
# Beside what `newsroom.services.make_newsroom` allows with pages.
_WRITE = ("actions.view_appeal", "wagtail_localize.submit_translation")
_ANSWER = ("tellings.answer_telling",)
_PUBLISH = ("publishing.publish_edition",)
_MANAGE = ("accounts.manage_staff", "accounts.read_log")


class Role(StrEnum):
    """A part that a member plays; restricted files are opened by team or name, never by role."""

    READER = "reader"
    DOCUMENTER = "documenter"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    CAMPAIGNER = "campaigner"
    ADMINISTRATOR = "administrator"

    @property
    def group(self) -> str:
        return f"{self.capitalize()}s"

    @property
    def label(self) -> str:
        return str(_LABELS[self])


_LABELS = {
    Role.READER: _("Reader"),
    Role.DOCUMENTER: _("Documenter"),
    Role.REVIEWER: _("Reviewer"),
    Role.EDITOR: _("Editor"),
    Role.CAMPAIGNER: _("Campaigner"),
    Role.ADMINISTRATOR: _("Administrator"),
}
_MAY: dict[Role, tuple[str, ...]] = {
    Role.READER: (*_ENTER, *_LOOK),
    Role.DOCUMENTER: (*_ENTER, *_LOOK, *_COLLECT),
    Role.REVIEWER: (*_ENTER, *_LOOK, *_COLLECT, *_REVIEW),
    Role.EDITOR: (
        *(*_ENTER, *_LOOK, *_COLLECT, *_REVIEW, *_DECIDE, *_PUBLISH, *_ADVOCATE, *_WRITE),
        *_ANSWER,
    ),
    Role.CAMPAIGNER: (*_ENTER, *_LOOK, *_ADVOCATE, *_WRITE),
    Role.ADMINISTRATOR: (*_ENTER, *_MANAGE),
}


def permissions_of(role: Role) -> tuple[str, ...]:
    return _MAY[role]
