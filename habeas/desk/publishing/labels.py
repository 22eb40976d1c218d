"""What a draft would do, and what it keeps back, in the reader's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from habeas.desk.casefiles import labels
from habeas.desk.casefiles.rules import Gap
from habeas.desk.publishing.difference import Change
from habeas.desk.publishing.projection import Withheld

KINDS: dict[str, Promise] = {
    "added": _("New"),
    "changed": _("Changed"),
    "removed": _("Removed"),
}
SECTIONS: dict[str, Promise] = {
    "people": _("People"),
    "events": _("Events"),
    "sources": _("Sources"),
    "news": _("News"),
    "pages": _("Pages"),
}
_REASONS: dict[str, Promise] = {
    "no public finding is about this person": _("no public finding is about this person"),
    "a name that is not public stands in it": _("a name that is not public stands in it"),
    "a restricted name stands in it": _("a restricted name stands in it"),
    "a picture's file is gone": _("a picture's file is gone"),
}


@dataclass(frozen=True)
class Section:
    """The changes of one kind of document."""

    name: str
    changes: list[Change]


def sections(changes: Iterable[Change]) -> list[Section]:
    by_folder: dict[str, list[Change]] = {}
    for change in changes:
        by_folder.setdefault(change.path.split("/")[0], []).append(change)
    order = [*SECTIONS, *sorted(by_folder.keys() - SECTIONS.keys())]
    return [
        Section(str(SECTIONS.get(folder, folder)), by_folder[folder])
        for folder in order
        if folder in by_folder
    ]


def kind(code: str) -> str:
    return str(KINDS[code])


def title(change: Change) -> str:
    """An event is titled by its type; everything else by its name."""
    return labels.event_type(change.title) if change.path.startswith("events/") else change.title


def reasons(withheld: Iterable[Withheld]) -> list[tuple[str, list[str]]]:
    """What is kept back, by reason, the commonest first."""
    by_reason: dict[str, list[str]] = {}
    for one in withheld:
        by_reason.setdefault(one.reason, []).append(one.item)
    sizes = Counter({reason: len(items) for reason, items in by_reason.items()})
    return [(reason_in_words(reason), by_reason[reason]) for reason, _size in sizes.most_common()]


def reason_in_words(reason: str) -> str:
    """Gaps come as codes with commas between them."""
    if reason in _REASONS:
        return str(_REASONS[reason])
    codes = reason.split(", ")
    if all(code in set(Gap) for code in codes):
        return ", ".join(str(labels.GAPS[Gap(code)]) for code in codes)
    return reason
