"""What lists say, in the words of the desk's reader."""

from __future__ import annotations

import re
from typing import Any

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from habeas import vocabulary
from habeas.core.dates import PartialDate
from habeas.desk.casefiles import labels
from habeas.vocabulary import detail_text
from habeas.vocabulary.wording import duration_text

PARTS: dict[str, Promise] = {
    "date": pgettext_lazy("field", "date"),
    "date_end": pgettext_lazy("field", "until"),
    "place": pgettext_lazy("field", "place"),
    "articles": pgettext_lazy("field", "articles of law"),
    "term": gettext_lazy("term"),
    "organisations": gettext_lazy("by whom"),
    "said": gettext_lazy("in the list’s words"),
    "quote": gettext_lazy("in the list’s words"),
    "role": gettext_lazy("office or work"),
}
PERSON: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "alias": gettext_lazy("Other name"),
    "family": gettext_lazy("Family name"),
    "given": gettext_lazy("Given name"),
    "patronymic": gettext_lazy("Father’s name"),
    "sex": gettext_lazy("Sex"),
    "url": gettext_lazy("Address"),
    "note": pgettext_lazy("field", "note"),
    "key": gettext_lazy("Id in the list"),
}
# What readers of lists report; see `habeas.exchange`. A number or a date may follow.
_REASONS = (
    gettext_noop("there is no such date"),
    gettext_noop("day or month first? the mapping can say so: “dates: dmy” or “dates: mdy”"),
    gettext_noop("a year of two figures could be of either century"),
    gettext_noop("a bare number is no date"),
    gettext_noop("a day without a month"),
    gettext_noop("this cannot be read as a date"),
    gettext_noop("this birth is later than the arrest"),
    gettext_noop("the row has more cells than the header"),
    gettext_noop("the row names nobody"),
    gettext_noop("the name has no letters"),
    gettext_noop("a name of more than 300 letters is no name"),
)
# Why two names are taken for one person's; see `core.names.same_person_name`.
_WHY = (
    gettext_noop("family name and given name agree"),
    gettext_noop("the given name agrees, and the family name is a part of the other"),
    gettext_noop("the father's name agrees"),
    gettext_noop("a given name is missing"),
    gettext_noop("a family name is missing"),
    gettext_noop("only an initial of the given name"),
    gettext_noop("only one is called the elder or the younger"),
    gettext_noop("a man's name in the genitive, or a woman's name"),
    gettext_noop("the family names are near, not the same"),
    gettext_noop("the given names are near, not the same"),
    gettext_noop("one name has a word more"),
    gettext_noop("a short given name and a part of the family name"),
    gettext_noop("a common name, and no father's name to tell people apart"),
    gettext_noop("one date of birth"),
    gettext_noop("dates of birth agree"),
    gettext_noop("the dates of birth differ as by a slip"),
)
_ONE_NAME = re.compile(r"(\S+) and (\S+) are one name( in short)?")
_SAME_ID = re.compile(r"row (\d+) has the same id")


def target(name: str) -> str:
    """What a field is called; one that is merely kept, by its column."""
    base, _colon, code = name.partition(":")
    type_, _dot, part = base.partition(".")
    if base in PERSON:
        said = str(PERSON[base])
    elif type_ in vocabulary.event_types() and part:
        field = labels.field(part, type_) if part.startswith("details.") else PARTS.get(part, part)
        said = f"{labels.event_type(type_)}: {field}"
    else:
        return name
    return f"{said} ({_language(code)})" if code else said


def value(name: str, held: Any) -> str:
    """What a field says: dates, terms and codes written out."""
    values = held if isinstance(held, list) else [held] if held is not None else []
    return "; ".join(_one(name.partition(":")[0], str(one)) for one in values)


def reason(text: str) -> str:
    if found := _SAME_ID.fullmatch(text):
        return _("row %(row)s has the same id") % {"row": found[1]}
    known = next((one for one in _REASONS if text.startswith(one)), "")
    return _(known) + text.removeprefix(known) if known else text


def why(text: str) -> str:
    """The reasons for a likeness of names, which stand with semicolons between them."""
    return "; ".join(map(_one_why, text.split("; ")))


def _one_why(text: str) -> str:
    if found := _ONE_NAME.fullmatch(text):
        said = {"one": found[1], "other": found[2]}
        if found[3]:
            return _("%(one)s and %(other)s are one name in short") % said
        return _("%(one)s and %(other)s are one name") % said
    return _(text) if text in _WHY else text


def _one(base: str, text: str) -> str:
    type_, _dot, part = base.partition(".")
    if type_ not in vocabulary.event_types():
        return text
    if part.startswith("details."):
        return detail_text(type_, part.removeprefix("details."), text, labels.language())
    try:
        if part in ("date", "date_end"):
            return labels.partial_date(PartialDate.parse(text).text)
        return duration_text(text, labels.language()) if part == "term" else text
    except ValueError:
        return text


def _language(code: str) -> str:
    return str(Locale.parse(labels.language()).languages.get(code, code))
