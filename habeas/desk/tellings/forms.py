from __future__ import annotations

from django import forms

from habeas.desk.tellings.models import Answer


class AnswerForm(forms.ModelForm[Answer]):
    class Meta:
        model = Answer
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
