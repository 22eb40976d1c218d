from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from habeas.desk.advocacy.models import Proceeding
from habeas.desk.casefiles import labels
from habeas.desk.sources.models import validate_edtf


class FactsForm(forms.Form):
    """What a body asks for and only staff can say; a field for each."""

    def __init__(self, *args: Any, codes: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in codes.items():
            area = forms.Textarea({"rows": 3})
            self.fields[code] = forms.CharField(label=label, required=False, widget=area)


class StepForm(forms.Form):
    """A step that was taken, or an extension that was granted."""

    step = forms.ChoiceField(label=_("What happened"))
    date = forms.CharField(
        label=_("Date"), validators=[validate_edtf], help_text=_("2026-11-23, or 2026-11")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices


class ProceedingForm(forms.ModelForm[Proceeding]):
    class Meta:
        model = Proceeding
        fields = ("reference", "note", "closed_on")
        widgets = {
            "closed_on": forms.DateInput({"type": "date"}),
            "note": forms.Textarea({"rows": 2}),
        }


class InterventionForm(forms.Form):
    """What an event was as an intervention, and what came of it."""

    type = forms.ChoiceField(label=_("Type"), required=False)
    addressed = forms.CharField(label=_("Of whom it was asked"), required=False, max_length=300)
    asked = forms.CharField(
        label=_("What was asked"), required=False, widget=forms.Textarea({"rows": 2})
    )
    response = forms.ChoiceField(label=_("Response"), required=False)
    answer = forms.ChoiceField(label=_("The answer"), required=False)
    impact = forms.ChoiceField(label=_("Impact"), required=False)
    follow_up = forms.CharField(
        label=_("Follow-up"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in {
            "type": labels.term_choices("intervention_type"),
            "response": labels.term_choices("intervention_response"),
            "impact": labels.term_choices("intervention_impact"),
            "answer": answers,
        }.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = [("", "–"), *choices]
