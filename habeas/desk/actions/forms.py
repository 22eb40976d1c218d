"""What staff type of an appeal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from habeas.desk.actions.models import Addressee, Appeal, Embassy, Update
from habeas.desk.casefiles import labels

AREA = forms.Textarea({"rows": 3})


# Pages of the portal that stand beside those of actions, under /act/.
TAKEN = ("letters",)


class ActionAddress:
    """The address of an action leads to no other page."""

    cleaned_data: dict[str, Any]

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug in TAKEN:
            raise forms.ValidationError(
                _("Another page of the portal stands at “%(slug)s”; choose another address."),
                params={"slug": slug},
            )
        return slug


class AppealForm(ActionAddress, forms.ModelForm[Appeal]):
    class Meta:
        model = Appeal
        fields = (
            "title",
            "slug",
            "reference",
            "previous",
            "language",
            "summary",
            "demands",
            "tone",
            "unsaid",
            "act_before",
            "background",
        )
        widgets = {
            "summary": AREA,
            "demands": AREA,
            "tone": AREA,
            "unsaid": AREA,
            "background": forms.Textarea({"rows": 6}),
            "act_before": forms.DateInput({"type": "date"}),
        }

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        previous = self.fields["previous"]
        assert isinstance(previous, forms.ModelChoiceField)  # noqa: S101
        previous.queryset, previous.label = others, _("follows the appeal")
        if self.instance.state != Appeal.State.DRAFT:
            self.fields["slug"].disabled = True  # an address that was given out stays


class AddresseeForm(forms.ModelForm[Addressee]):
    broken = forms.MultipleChoiceField(
        label=_("does not work any more"),
        choices=Addressee.Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Addressee
        fields = (
            "name",
            "office",
            "form_of_address",
            "email",
            "post",
            "fax",
            "phone",
            "broken",
            "reads",
            "is_copy",
        )
        widgets = {"post": AREA, "form_of_address": forms.Textarea({"rows": 2})}


class LetterForm(forms.Form):
    language = forms.ChoiceField(
        label=_("language"),
        choices=[
            (code, code)
            for code in ("en", "be", "ru", "uk", "pl", "lt", "de", "fr", "es", "it", "sv", "fa")
        ],
    )
    subject = forms.CharField(label=_("subject"), max_length=200)
    body = forms.CharField(
        label=_("letter"),
        widget=forms.Textarea({"rows": 10}),
        help_text=_("{name}, {place} and {since} are filled from what is public."),
    )


class UpdateForm(forms.Form):
    kind = forms.ChoiceField(label=_("kind"), choices=Update.Kind.choices)
    text = forms.CharField(label=_("text"), widget=AREA)


class OutcomeForm(forms.Form):
    response = forms.ChoiceField(label=_("Response"), required=False)
    impact = forms.ChoiceField(label=_("Impact"), required=False)
    answer = forms.ChoiceField(label=_("The answer"), required=False)
    follow_up = forms.CharField(label=_("Follow-up"), required=False, widget=AREA)

    def __init__(self, *args: Any, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in {
            "response": labels.term_choices("intervention_response"),
            "impact": labels.term_choices("intervention_impact"),
            "answer": answers,
        }.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = [("", "–"), *choices]


class EmbassyForm(forms.ModelForm[Embassy]):
    class Meta:
        model = Embassy
        fields = ("state", "country", "email", "post")
        widgets = {"post": AREA}

    def validate_unique(self) -> None:
        """The same pair again changes the one that is there."""
