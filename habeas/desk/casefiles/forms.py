"""Cleaning what reviewers and documenters enter."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from habeas.desk.casefiles import labels
from habeas.desk.casefiles.models import Citation, Claim, Event
from habeas.desk.sources.models import Sensitivity, validate_edtf

EDTF_HELP = _("2011, 2011-08 or 2011-08-04; 2011-08~ for about; two dates with / for a span")


class Lines(forms.CharField):
    """One entry a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (re.sub(r"\s+", " ", line).strip() for line in (value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class CorrectionForm(forms.Form):
    """The fields of a claim that a reviewer may put right."""

    type = forms.ChoiceField(label=_("Type"), choices=())
    persons = Lines(label=_("Persons, one a line, the leading one first"), required=False)
    date = forms.CharField(
        label=_("Date"), required=False, validators=[validate_edtf], help_text=EDTF_HELP
    )
    date_end = forms.CharField(label=_("Until"), required=False, validators=[validate_edtf])
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    metric = forms.CharField(label=_("Quantity: of what"), required=False, max_length=60)
    value = forms.CharField(label=_("How many or how long"), required=False, max_length=60)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=20)
    articles = Lines(label=_("Articles of law, one a line"), required=False)
    organisations = Lines(label=_("Organisations, one a line"), required=False)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "claim", "initial": _initial(claim)} | kwargs)
        types = self.fields["type"]
        assert isinstance(types, forms.ChoiceField)  # noqa: S101
        types.choices = [("", _("Choose a type")), *labels.type_choices()]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("metric")) != bool(cleaned.get("value")):
            field = "value" if cleaned.get("metric") else "metric"
            self.add_error(field, _("A quantity needs both what is counted and how many."))
        return cleaned

    def corrections(self) -> dict[str, Any]:
        """What differs from the claim as it stands, by the names of its fields."""
        parts = {"metric", "value", "unit"}
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name not in parts}
        if parts & set(self.changed_data):
            changed["quantity"] = self._quantity()
        return changed

    def _quantity(self) -> dict[str, Any] | None:
        if not self.cleaned_data["metric"]:
            return None
        value = self.cleaned_data["value"]
        return {
            "metric": self.cleaned_data["metric"],
            "value": _number(value),
            "unit": self.cleaned_data["unit"] or None,
        }


def _number(text: str) -> int | float | str:
    """A number where it is one; an ISO 8601 duration stays text."""
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def _initial(claim: Claim) -> dict[str, Any]:
    quantity = claim.quantity or {}
    return {
        "type": claim.type,
        "persons": claim.persons,
        "date": claim.date,
        "date_end": claim.date_end,
        "place": claim.place,
        "metric": quantity.get("metric", ""),
        "value": quantity.get("value", ""),
        "unit": quantity.get("unit") or "",
        "articles": claim.articles,
        "organisations": claim.organisations,
    }


class FilingForm(forms.Form):
    """Under which finding to file a claim by hand."""

    event = forms.ChoiceField(label=_("Finding"), choices=())
    bearing = forms.ChoiceField(label=_("The claim"), choices=Citation.Bearing.choices)

    def __init__(self, *args: Any, events: list[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.events = {event.public_id: event for event in events}
        choice = self.fields["event"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101
        choice.choices = [(key, labels.full(event)) for key, event in self.events.items()]

    def chosen(self) -> Event:
        return self.events[self.cleaned_data["event"]]


class SensitivityForm(forms.Form):
    """Who may know a finding, and why the public may."""

    sensitivity = forms.ChoiceField(label=_("Who may know"), choices=Sensitivity.choices)
    basis = forms.CharField(
        label=_("Basis"),
        required=False,
        max_length=300,
        help_text=_("“Public record”, or who agreed, when and to what"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("sensitivity") == Sensitivity.PUBLIC and not cleaned.get("basis"):
            self.add_error("basis", _("Say on what basis the public may know this."))
        return cleaned
