"""A letter that was refused or came back, taken into the case file as a source with its claim."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record
from habeas.desk.actions.letters import rules
from habeas.desk.actions.letters.models import Letter
from habeas.desk.actions.letters.services import NotPossible
from habeas.desk.casefiles import labels
from habeas.desk.casefiles.services import Read, assign_source, enter_claims
from habeas.desk.sources.descriptions import Description
from habeas.desk.sources.models import Sensitivity
from habeas.desk.sources.services import collect_text


@transaction.atomic
def file_letter(letter: Letter, note: str, *, by: User) -> Letter:
    """Write down what happened to a letter as an internal source, and propose its claim.

    A refusal is proposed as contact that was denied, a return as well: who reviews it decides,
    and says so when the person had only been moved. Needs the permissions of collecting and
    of reviewing. Raises NotPossible.
    """
    if letter.state not in rules.EVIDENCE or letter.capture_id:
        raise NotPossible("only a letter that was refused or came back, and only once")
    assert letter.ended_on  # noqa: S101
    said = _sentence(letter)
    described = Description(
        file="", title=_("What became of a letter"), language=labels.language(),
        published=letter.ended_on.isoformat(), kind="letter",
    )  # fmt: skip
    case = letter.recipient.person.cases.order_by("pk").first()
    is_closed = case is not None and case.restricted
    sensitivity = Sensitivity.RESTRICTED if is_closed else Sensitivity.INTERNAL
    text = "\n\n".join(filter(None, (said, note.strip(), letter.public_id)))
    capture = collect_text(text, by=by, sensitivity=sensitivity, described=described).capture
    if case and by.has_perm("casefiles.change_case"):
        assign_source(capture.source, case.slug, by=by)
    start = capture.text.index(said)
    claim = Read(
        type="denial_of_contact",
        span=(start, start + len(said)),
        said={
            "persons": [str(letter.recipient.person)],
            "date": letter.ended_on.isoformat(),
            "place": letter.place.name if letter.place else "",
            "details": {"kind": "letters"},
        },
    )
    enter_claims(capture, [claim], by=by)
    letter.capture = capture
    letter.save(update_fields=["capture"])
    record(by, "letter.filed", letter)
    return letter


def _sentence(letter: Letter) -> str:
    values = {
        "name": str(letter.recipient.person),
        "place": letter.place.name if letter.place else "–",
        "posted": letter.posted_on.isoformat(),
        "ended": letter.ended_on.isoformat() if letter.ended_on else "–",
    }
    if letter.state == Letter.State.REFUSED:
        words = _(
            "The guards refused a letter to {name} ({place}): posted {posted}, refused {ended}."
        )
    else:
        words = _("A letter to {name} ({place}) came back: posted {posted}, back on {ended}.")
    return words.format(**values)
