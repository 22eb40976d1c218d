"""Verdicts, reasons and parties in the reader's words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from habeas.desk.advocacy.doors import Door, Verdict
from habeas.desk.advocacy.drafting import fact_label
from habeas.desk.casefiles.labels import language, partial_date
from habeas.vocabulary.procedures import Rule, procedures


def procedure(code: str) -> str:
    return procedures()[code].label(language())


def fact(code: str) -> str:
    own = {
        "birth": _("Birth"),
        "work": _("Profession or activity"),
        "days": _("Days in custody"),
        "done": _("What was done so far"),
        "pending": _("Procedures that wait"),
        "state": _("State concerned"),
    }
    return own.get(code) or fact_label(code, language())


def verdict(one: Verdict) -> str:
    return {
        Verdict.OPEN: _("Open"),
        Verdict.MISSING: _("Open, once what is missing is there"),
        Verdict.BLOCKED: _("Blocked by another procedure"),
        Verdict.CLOSED: _("Not possible"),
    }[one]


def reasons(door: Door) -> list[str]:
    return [_reason(code, about) for code, about in door.reasons]


def _reason(code: str, about: str) -> str:
    if code == "same_matter":
        return _("The same matter is before: %(name)s") % {"name": procedure(about)}
    if code in ("window_closed", "window_not_open", "too_late"):
        words = {
            "window_closed": _("The State left it on %(day)s; cases filed before go on."),
            "window_not_open": _("The State joins it on %(day)s."),
            "too_late": _("The last day was %(day)s."),
        }[code]
        return words % {"day": partial_date(about)}
    if code == "other_state":
        return _("It is not for this State (%(state)s).") % {"state": about}
    return {
        "does_not_concern": _("Nothing of the kind that it is about is recorded."),
        "not_held": _("It is for people who are held now."),
        "remedies_open": _("No final domestic decision is recorded: remedies come first."),
    }[code]


def party(code: str) -> str:
    return {"state": _("The State"), "author": _("We"), "body": _("The body")}[code]


def rule(one: Rule) -> str:
    """Where a rule comes from, and whether anybody held it against the text."""
    if one.checked:
        return _("%(source)s (checked %(day)s)") % {"source": one.source, "day": one.checked}
    return _("%(source)s (not verified)") % {"source": one.source}


def days_left(days: int | None) -> str:
    if days is None:
        return _("the body sets the day")
    if days < 0:
        late = ngettext("%(n)s day overdue", "%(n)s days overdue", -days)
        return late % {"n": -days}
    if days == 0:
        return _("today")
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}


def answered(days: int, was_answered: bool) -> str:
    if was_answered:
        words = ngettext("answered after %(n)s day", "answered after %(n)s days", days)
    else:
        words = ngettext("no reply for %(n)s day", "no reply for %(n)s days", days)
    return words % {"n": days}


def warning(why: str) -> str:
    return {
        "internal": _("internal: the public does not know it"),
        "restricted": _("restricted to named people"),
        "consent_ended": _("the consent it rests on has ended"),
        "source_internal": _("evidence from an internal source"),
        "source_restricted": _("evidence from a restricted source"),
    }[why]


def day(value: date) -> str:
    return partial_date(value.isoformat())
