from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from habeas.desk.sources.models import Sensitivity


class ImportForm(forms.Form):
    """A file of a list, and what is known of it."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json,.jsonl,.html,.htm"}
        ),
        help_text=_("CSV, XLSX, JSON or a page with a table"),
    )
    name = forms.CharField(
        label=_("List"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "known-lists", "autocomplete": "off"}),
        help_text=_(
            "Which list the file is of; left empty, what its columns, its name or its rows say"
        ),
    )
    mapping = forms.FileField(
        label=_("Mapping"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
        help_text=_(
            "What the columns mean, in YAML; left empty, a saved one that fits, or a guess"
        ),
    )
    sensitivity = forms.ChoiceField(
        label=_("Who may know"), choices=Sensitivity.choices, initial=Sensitivity.INTERNAL
    )
