from django import template
from django.utils.dateparse import parse_datetime

from habeas.desk.publishing import labels

register = template.Library()
register.filter("kind_of_change", labels.kind)
register.filter("change_title", labels.title)


@register.filter
def moment(text: str) -> object:
    """ISO 8601 text as a moment, for `date` to format."""
    return parse_datetime(text)
