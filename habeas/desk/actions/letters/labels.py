"""Words for what somebody should look at."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from habeas.desk.actions.letters.rules import Concern

CONCERNS: dict[Concern, Promise] = {
    Concern.NO_CONSENT: _("no consent holds; what is public stays until the next edition"),
    Concern.NOWHERE: _("it is not known where the person is held"),
    Concern.MOVED: _("moved since the card was confirmed"),
    Concern.TO_FILE: _("letters to propose as claims"),
    Concern.SILENT: _("letters unheard of for 90 days"),
}
