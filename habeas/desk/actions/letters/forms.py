"""What staff type of somebody to write to, of a place's rules and of letters."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from habeas.desk.actions.letters import services
from habeas.desk.actions.letters.models import PERSONAL, Letter, PlaceRules, Recipient
from habeas.desk.casefiles import labels
from habeas.desk.casefiles.forms import Codes
from habeas.desk.casefiles.models import Person

AREA = forms.Textarea({"rows": 3})
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_TAG = re.compile(r"[a-z]{2,3}")


def languages(text: str) -> str:
    """Codes with spaces. Raises ValidationError naming what is none."""
    wrong = [code for code in text.split() if not _TAG.fullmatch(code)]
    if wrong:
        raise forms.ValidationError(
            _("%(codes)s: a language is written with two or three small letters, be ru en."),
            params={"codes": " ".join(wrong)},
        )
    return " ".join(text.split())


class CardForm(forms.ModelForm[Recipient]):
    shown = Codes(
        label=_("agreed to be shown"),
        required=False,
        help_text=_("What is not ticked stays inside, on labels too."),
    )

    class Meta:
        model = Recipient
        fields = (
            "name", "born", "unit", "languages", "interests", "welcome", "avoid", "consent",
            "shown", "confirmed_on", "confirmed_by", "note",
        )  # fmt: skip
        widgets = {
            "interests": AREA, "welcome": AREA, "avoid": AREA, "note": AREA, "confirmed_on": DAY
        }  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown, consent = self.fields["shown"], self.fields["consent"]
        assert isinstance(shown, Codes)  # noqa: S101
        assert isinstance(consent, forms.ModelChoiceField)  # noqa: S101
        shown.choices = [(name, str(self.fields[name].label).capitalize()) for name in PERSONAL]
        consent.queryset = person.consents.all()
        consent.help_text = _("Without a consent that holds, nothing of the card is public.")

    def clean_languages(self) -> str:
        return languages(self.cleaned_data["languages"])


class RulesForm(forms.ModelForm[PlaceRules]):
    channels = Codes(label=_("ways that work"), required=False)

    class Meta:
        model = PlaceRules
        fields = (
            "channels", "languages", "pages", "photos", "enclosures", "reply", "source",
            "checked_on",
        )  # fmt: skip
        widgets = {"checked_on": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = self.fields["channels"]
        assert isinstance(channels, Codes)  # noqa: S101
        channels.choices = labels.term_choices("letter_channels")

    def clean_languages(self) -> str:
        return languages(self.cleaned_data["languages"])


class HoldForm(forms.Form):
    reason = forms.ChoiceField(label=_("the reason, in public"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = labels.term_choices("letter_holds")


class PostedForm(forms.Form):
    number = forms.IntegerField(
        label=_("how many"), min_value=1, max_value=services.MOST_AT_ONCE, initial=1
    )
    on = forms.DateField(label=_("posted on"), widget=DAY)


class OutcomeForm(forms.Form):
    state = forms.ChoiceField(label=_("what became of it"), choices=Letter.State.choices)
    on = forms.DateField(label=_("on"), widget=DAY)


class FilingForm(forms.Form):
    note = forms.CharField(
        label=_("what the envelope or the office says"), required=False, widget=AREA
    )
