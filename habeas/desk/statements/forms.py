"""What staff type of a joint statement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from habeas.desk.actions.forms import ActionAddress
from habeas.desk.casefiles.models import Case
from habeas.desk.statements.models import Signatory, Statement, Wording

AREA = forms.Textarea({"rows": 3})
MOMENT = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class StatementForm(forms.ModelForm[Statement]):
    class Meta:
        model = Statement
        fields: tuple[str, ...] = (
            "addressees", "order", "claimed", "deadline", "zone", "embargo_until", "contact",
        )  # fmt: skip
        widgets = {"addressees": AREA, "deadline": MOMENT, "embargo_until": MOMENT}


class NewStatementForm(ActionAddress, StatementForm):
    case = forms.ChoiceField(label=_("case"))

    class Meta(StatementForm.Meta):
        fields: tuple[str, ...] = ("slug", *StatementForm.Meta.fields)

    field_order = ("case", "slug")

    def __init__(self, *args: Any, cases: list[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = {case.public_id: case for case in cases}
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(code, case.title) for code, case in self.cases.items()]


class WordsForm(forms.ModelForm[Wording]):
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)

    class Meta:
        model = Wording
        fields = ("language", "title", "text")
        widgets = {"text": forms.Textarea({"rows": 10})}


class ListForm(forms.Form):
    list = forms.CharField(
        label=_("the list"),
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "The statement with its list, one name in each line, or CSV with the columns name,"
            " country, under, role. Nothing is kept before you have seen how it was read."
        ),
    )
    signed_on = forms.DateField(label=_("signed on"), required=False, widget=DAY)


class SignatoryForm(forms.ModelForm[Signatory]):
    class Meta:
        model = Signatory
        fields = (
            "name", "country", "signs_as", "parent", "role", "is_named", "authorised_by",
            "channel", "evidence", "signed_on",
        )  # fmt: skip
        widgets = {"signed_on": DAY}

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)  # noqa: S101
        parent.queryset = statement.signatories.filter(parent=None)

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class InviteForm(forms.Form):
    names = forms.CharField(
        label=_("organisations"), widget=AREA, help_text=_("One in each line; each gets a link.")
    )
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)


class UpdateForm(forms.Form):
    text = forms.CharField(label=_("text"), widget=AREA)
