from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from habeas.desk.actions.forms import ActionAddress
from habeas.desk.casefiles.models import Case
from habeas.desk.petitions.models import Delivery, Elsewhere, Petition, Recipient, Update, Words

LANGUAGES = [code for code, _name in settings.LANGUAGES]
Day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class PetitionForm(forms.ModelForm[Petition]):
    class Meta:
        model = Petition
        fields: tuple[str, ...] = ("addressees", "goals", "opens_on", "closes_on")
        widgets = {
            "addressees": forms.Textarea({"rows": 3}),
            "opens_on": Day,
            "closes_on": Day,
        }


class ConsentMixin(forms.Form):
    """What is agreed to, a field for each language that we speak."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            label = gettext("Consent in {language}").format(language=name)
            area = forms.Textarea({"rows": 2, "lang": code})
            self.fields[f"consent_{code}"] = forms.CharField(
                label=label, required=False, widget=area, max_length=1000
            )

    def consent(self) -> dict[str, str]:
        said = {code: self.cleaned_data[f"consent_{code}"] for code in LANGUAGES}
        return {code: text for code, text in said.items() if text}


class NewPetitionForm(ActionAddress, PetitionForm, ConsentMixin):
    """A petition and the organisation that holds its signatures."""

    who = forms.ChoiceField(label=_("For whom"))
    organisation = forms.CharField(
        label=_("Organisation that holds the signatures"), max_length=200
    )
    key = forms.CharField(
        label=_("Its public key"), max_length=100, help_text=_("age1…, made and kept by them")
    )

    class Meta(PetitionForm.Meta):
        fields: tuple[str, ...] = ("slug", *PetitionForm.Meta.fields)

    field_order = ("who", "slug")

    def __init__(self, *args: Any, cases: list[Case], key: str, **kwargs: Any) -> None:
        words = {f"consent_{code}": house_consent(code) for code in LANGUAGES}
        kwargs["initial"] = words | {"key": key}
        super().__init__(*args, **kwargs)
        self.pairs = {
            f"{case.public_id}:{person.pk}": (case, person)
            for case in cases
            for person in case.persons.all()
        }
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (code, f"{person}, {case.title}") for code, (case, person) in self.pairs.items()
        ]


def house_consent(language: str) -> str:
    """What signing itself agrees to, in the words of a language; staff may change them."""
    with override(language):
        return gettext(
            "may keep my name, e-mail address, country and comment, sealed, until the petition has"
            " been handed over, and then hand over my name to its addressees."
        )


class RecipientForm(forms.ModelForm[Recipient], ConsentMixin):
    class Meta:
        model = Recipient
        fields = ("slug", "name", "key")


class WordsForm(forms.ModelForm[Words]):
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)

    class Meta:
        model = Words
        fields = ("language", "title", "text")
        widgets = {"text": forms.Textarea({"rows": 10})}


class UpdateForm(forms.ModelForm[Update]):
    class Meta:
        model = Update
        fields = ("kind", "text")
        widgets = {"text": forms.Textarea({"rows": 3})}


class ElsewhereForm(forms.ModelForm[Elsewhere]):
    class Meta:
        model = Elsewhere
        fields = ("kind", "by", "number", "counted_on")
        widgets = {"counted_on": Day}


class DeliveryForm(forms.ModelForm[Delivery]):
    class Meta:
        model = Delivery
        fields = ("to", "on", "number", "proof")
        widgets = {"on": Day}


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("answer"), widget=forms.Textarea({"rows": 3}))
    answered_on = forms.DateField(label=_("answered on"), widget=Day)
