from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from habeas.desk.sources.models import Sensitivity, validate_edtf


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Any number of files. An empty one passes: collecting refuses it and says why."""

    widget = SeveralFilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(SeveralFiles, self).clean(file, initial) for file in data or []]


class CollectForm(forms.Form):
    """New sources: files, or pasted text, and what is known of them."""

    uploads = SeveralFiles(
        label=_("Files"),
        required=False,
        widget=SeveralFilesInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
        help_text=_("Text or HTML, one or several"),
    )
    text = forms.CharField(
        label=_("Or pasted text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=500,
        help_text=_("For a single source; left empty, its first line"),
    )
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=300)
    url = forms.URLField(
        label=_("Address of the original"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=_("For a single source"),
    )
    published = forms.CharField(
        label=_("Published"),
        required=False,
        max_length=40,
        validators=[validate_edtf],
        help_text=_(
            "2011, 2011-08 or 2011-08-04; 2011-08~ for about. “Yesterday” in the text is"
            " counted from this day."
        ),
    )
    sensitivity = forms.ChoiceField(
        label=_("Who may know"), choices=Sensitivity.choices, initial=Sensitivity.INTERNAL
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("uploads") and not (cleaned.get("text") or "").strip():
            raise forms.ValidationError(_("Choose a file or paste a text."))
        return cleaned

    def what(self) -> list[forms.BoundField]:
        """The sources themselves."""
        return [self["uploads"], self["text"]]

    def about(self) -> list[forms.BoundField]:
        """What is known of them."""
        known = ("title", "publisher", "url", "published", "sensitivity")
        return [self[name] for name in known]
