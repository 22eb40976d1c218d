"""Cleaning what reviewers and documenters enter."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from habeas.desk.casefiles import labels
from habeas.desk.casefiles.models import Citation, Claim, Event, Involvement
from habeas.desk.casefiles.rules import DETAIL
from habeas.desk.sources.models import Sensitivity, validate_edtf
from habeas.vocabulary import details_of, is_well_formed
from habeas.vocabulary.shapes import Detail

WELL_FORMED = {
    "date": _("A date is written 2011, 2011-08 or 2011-08-04."),
    "duration": _("Four years and six months are written P4Y6M, 15 days P15D."),
    "money": _("A sum is written 500 EUR: a number and the currency’s three letters."),
}
EDTF_HELP = _("2011, 2011-08 or 2011-08-04; 2011-08~ for about; two dates with / for a span")


class Lines(forms.CharField):
    """One entry a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (re.sub(r"\s+", " ", line).strip() for line in (value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class Codes(forms.MultipleChoiceField):
    """Several codes of a list, kept as one text with spaces between."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        return " ".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set((initial or "").split()) != set(data or [])


class StatementForm(forms.Form):
    """When, where, how much, under which law: what a claim and an event have in common.

    The fields that only a type has are added for the type that `row` has.
    """

    date = forms.CharField(
        label=_("Date"), required=False, validators=[validate_edtf], help_text=EDTF_HELP
    )
    date_end = forms.CharField(label=_("Until"), required=False, validators=[validate_edtf])
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    metric = forms.CharField(label=_("Quantity: of what"), required=False, max_length=60)
    value = forms.CharField(label=_("How many or how long"), required=False, max_length=60)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=20)
    articles = Lines(label=_("Articles of law, one a line"), required=False)

    def __init__(self, *args: Any, row: Claim | Event, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _initial(row)} | kwargs)
        self.row_type = row.type
        self.details = {DETAIL + code: field for code, field in _detail_fields(row)}
        self.fields.update(self.details)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("metric")) != bool(cleaned.get("value")):
            field = "value" if cleaned.get("metric") else "metric"
            self.add_error(field, _("A quantity needs both what is counted and how many."))
        for code, detail in details_of(self.row_type).items():
            value = cleaned.get(DETAIL + code) if DETAIL + code in self.changed_data else ""
            if value and not detail.terms and not is_well_formed(detail, value):
                self.add_error(DETAIL + code, WELL_FORMED[detail.kind])
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What differs from the row as it stands, by field; details as "details.CODE"."""
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


class CorrectionForm(StatementForm):
    """The fields of a claim that a reviewer may put right."""

    type = forms.ChoiceField(label=_("Type"), choices=())
    persons = Lines(label=_("Persons, one a line, the leading one first"), required=False)
    organisations = Lines(label=_("Organisations, one a line"), required=False)
    field_order = ("type", "persons", "date", "date_end", "place")

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, row=claim, **{"prefix": "claim"} | kwargs)
        self.claim = claim
        types = self.fields["type"]
        assert isinstance(types, forms.ChoiceField)  # noqa: S101
        types.choices = [("", _("Choose a type")), *labels.type_choices()]

    def corrections(self) -> dict[str, Any]:
        """What differs from the claim as it stands, by the names of its fields."""
        changed = self.changes()
        said = {key: changed.pop(key) for key in list(changed) if key in self.details}
        if said:
            details = self.claim.details | {
                key.removeprefix(DETAIL): value for key, value in said.items()
            }
            changed["details"] = {key: value for key, value in details.items() if value}
        return changed


class EventForm(StatementForm):
    """What staff decide about an event, and why."""

    reason = forms.CharField(label=_("Why"), required=False, max_length=500)
    field_order = ("date", "date_end", "place")

    def changes(self) -> dict[str, Any]:
        changed = super().changes()
        changed.pop("reason", None)
        return changed


class PartyForm(forms.Form):
    """Somebody who took part in an event."""

    name = forms.CharField(label=_("Name of a person or body"), max_length=300)
    role = forms.ChoiceField(label=_("Role"), choices=Involvement.Role.choices)
    degree = forms.ChoiceField(label=_("How far, or in which office"), required=False, choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        degree = self.fields["degree"]
        assert isinstance(degree, forms.ChoiceField)  # noqa: S101
        degree.choices = [("", "–"), *labels.degree_choices()]


class ConsentForm(forms.Form):
    """Who agreed to what, from when to when."""

    given_by = forms.CharField(label=_("Given by"), max_length=300)
    purpose = forms.CharField(label=_("For what"), max_length=500)
    given_on = forms.DateField(label=_("Given on"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput({"type": "date"})
    )


class PlaceForm(forms.Form):
    """A place of detention."""

    DESCRIBED = ("kind", "country", "coordinates", "letters", "note")

    name = forms.CharField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=())
    country = forms.RegexField(
        r"^[A-Za-z]{2}$", label=_("Country (two letters, ISO 3166)"), required=False
    )
    coordinates = forms.CharField(
        label=_("Coordinates for the map"),
        required=False,
        max_length=40,
        help_text=_("Latitude and longitude in degrees: 53.9006, 27.5590."),
    )
    letters = forms.CharField(
        label=_("Rules for letters"), required=False, widget=forms.Textarea({"rows": 3})
    )
    note = forms.CharField(
        label=_("Internal note"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101
        kind.choices = [("", "–"), *labels.term_choices("custody_kinds")]

    def described(self) -> dict[str, str]:
        values = {name: str(self.cleaned_data[name]) for name in ("name", *self.DESCRIBED)}
        return values | {"country": values["country"].upper()}


class AddressForm(forms.Form):
    """Where letters to a place go, from a day on."""

    text = forms.CharField(label=_("Address"), max_length=500)
    since = forms.CharField(
        label=_("Since"), required=False, validators=[validate_edtf], help_text=EDTF_HELP
    )


def _detail_fields(row: Claim | Event) -> list[tuple[str, forms.Field]]:
    return [
        (code, _detail_field(detail, row.details.get(code, "")))
        for code, detail in details_of(row.type).items()
    ]


def _detail_field(detail: Detail, held: str) -> forms.Field:
    """A field for a detail. A held value that no list has stays a choice: saving keeps it."""
    label = detail.label(labels.language())
    if detail.terms:
        choices = labels.term_choices(detail.terms)
        unknown = set(detail.values(held)) - {code for code, _ in choices} - {""}
        choices += [(value, value) for value in sorted(unknown)]
        if detail.kind == "choices":
            return Codes(label=label, required=False, choices=choices)
        return forms.ChoiceField(label=label, required=False, choices=[("", "–"), *choices])
    hint = detail.help_text(labels.language())
    return forms.CharField(label=label, required=False, max_length=500, help_text=hint)


def _number(text: str) -> int | float | str:
    """A number where it is one; an ISO 8601 duration stays text."""
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def _initial(row: Claim | Event) -> dict[str, Any]:
    quantity = row.quantity or {}
    values = {
        "type": row.type,
        "date": row.date,
        "date_end": row.date_end,
        "place": row.place,
        "metric": quantity.get("metric", ""),
        "value": quantity.get("value", ""),
        "unit": quantity.get("unit") or "",
        "articles": row.articles,
        **{DETAIL + code: value for code, value in row.details.items()},
    }
    if isinstance(row, Claim):
        values |= {"persons": row.persons, "organisations": row.organisations}
    return values


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
