"""Codes and dates in words, for templates."""

from django import template

from habeas.desk.casefiles import labels

register = template.Library()
register.filter("event_type", labels.event_type)


@register.filter
def edtf(text: str) -> str:
    return labels.partial_date(text) if text else ""


@register.filter
def term(code: str, list_name: str) -> str:
    return labels.term(list_name, code)
