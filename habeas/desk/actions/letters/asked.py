"""What somebody asks of a card: each button of its screen does one thing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from habeas.desk.accounts.access import StaffRequest
from habeas.desk.accounts.models import User
from habeas.desk.actions.letters import filing, queries, services
from habeas.desk.actions.letters.forms import (
    CardForm,
    FilingForm,
    HoldForm,
    OutcomeForm,
    PostedForm,
    RulesForm,
)
from habeas.desk.actions.letters.models import Letter, PlaceRules, Recipient
from habeas.desk.casefiles.models import Person, Place


def today() -> date:
    return timezone.now().date()


class Asked:
    """The forms of a card, of which only the one that was sent is filled."""

    def __init__(
        self, request: StaffRequest, person: Person, held: Recipient | None, place: Place | None
    ) -> None:
        self.request, self.person, self.held, self.place = request, person, held, place
        self.do = request.POST.get("do", "")
        told = PlaceRules.objects.filter(place=place).first() if place else None
        blank = Recipient(person=person, name=_own_name(person))
        self.forms: dict[str, BaseForm] = {
            "keep": CardForm(self._sent("keep"), instance=held or blank, person=person),
            "rules": RulesForm(self._sent("rules"), instance=told, prefix="rules"),
            "hold": HoldForm(self._sent("hold"), prefix="hold"),
            "posted": PostedForm(self._sent("posted"), prefix="posted", initial={"on": today()}),
            "outcome": OutcomeForm(self._sent("outcome")),
            "file": FilingForm(self._sent("file")),
        }

    def _sent(self, name: str) -> Any:
        return self.request.POST if self.do == name else None

    def is_done(self) -> bool:
        """Do it. False when the form is wrong and has to be shown again."""
        if self.do not in _DOING:
            raise Http404
        form = self.forms.get(self.do)
        if form is not None and not form.is_valid():
            if self.do in ("outcome", "file"):  # these stand in rows and are not shown again
                messages.error(self.request, _("Give the day as 2031-05-02."))
                return True
            return False
        try:
            _DOING[self.do](self, form.cleaned_data if form else {}, self.request.user)
        except services.NotPossible as problem:
            messages.error(self.request, str(problem))
        except PermissionDenied:
            messages.error(self.request, _("Somebody who may collect and review does this."))
        else:
            messages.success(self.request, _("Noted."))
        return True

    def card(self) -> Recipient:
        if self.held is None:
            raise Http404
        return self.held

    def letter(self) -> Letter:
        letters = queries.letters_visible_to(self.request.user).filter(recipient=self.card())
        return get_object_or_404(letters, public_id=self.request.POST.get("letter", ""))


def _own_name(person: Person) -> str:
    names = person.names.all()
    own = [one.text for one in names if one.language == person.language]
    return own[0] if own else str(person)


def _rules(asked: Asked, said: dict[str, Any], by: User) -> None:
    if asked.place is None:
        raise services.NotPossible(_("It is not known where the person is held."))
    services.set_rules(asked.place, said, by=by)


def _give_up(asked: Asked, _said: dict[str, Any], by: User) -> None:
    letters = queries.letters_visible_to(by).filter(recipient=asked.card())
    services.give_up(queries.silent(letters, on=today()), on=today(), by=by)


_DOING: dict[str, Callable[[Asked, dict[str, Any], User], object]] = {
    "keep": lambda asked, said, by: services.keep_card(asked.person, said, by=by),
    "rules": _rules,
    "hold": lambda asked, said, by: services.hold(
        asked.card(), said["reason"], by=by, now=timezone.now()
    ),
    "release": lambda asked, _said, by: services.write_again(asked.card(), by=by),
    "posted": lambda asked, said, by: services.count_posted(
        asked.card(), said["number"], asked.place, on=said["on"], by=by
    ),
    "outcome": lambda asked, said, by: services.tell_outcome(
        asked.letter(), said["state"], on=said["on"], by=by
    ),
    "file": lambda asked, said, by: filing.file_letter(asked.letter(), said["note"], by=by),
    "give_up": _give_up,
}
