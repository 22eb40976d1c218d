"""Changes of cards, rules and letters; each checks permission and is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.actions.letters import rules
from habeas.desk.actions.letters.models import Letter, PlaceRules, Recipient
from habeas.desk.actions.letters.projection import held_back, path_for
from habeas.desk.casefiles.models import Person, Place
from habeas.desk.publishing.services import amend_edition
from habeas.vocabulary import terms

MAY = "actions.conduct_action"
MOST_AT_ONCE = 500


class NotPossible(ValueError):
    """What was asked contradicts the record; the message says how."""


@transaction.atomic
def keep_card(person: Person, fields: Mapping[str, Any], *, by: User) -> Recipient:
    """Keep what a writer needs to know of somebody. `fields` are those of the model."""
    require(by, MAY)
    consent = fields.get("consent")
    if consent and consent.person_id != person.pk:
        raise NotPossible("the consent is about another person")
    card, _ = Recipient.objects.update_or_create(person=person, defaults=dict(fields))
    record(by, "recipient.described", card)
    return card


@transaction.atomic
def set_rules(place: Place, fields: Mapping[str, Any], *, by: User) -> PlaceRules:
    """Keep what a place lets through."""
    require(by, MAY)
    unknown = set(fields.get("channels", "").split()) - set(terms("letter_channels"))
    if unknown:
        raise NotPossible(f"{', '.join(sorted(unknown))}: not in the list letter_channels")
    kept, _ = PlaceRules.objects.update_or_create(place=place, defaults=dict(fields))
    record(by, "place.letter_rules_set", place)
    return kept


def hold(card: Recipient, reason: str, *, by: User, now: datetime) -> Recipient:
    """Ask everybody not to write now, in public at once. `reason`: a code of `letter_holds`."""
    require(by, MAY)
    if reason not in terms("letter_holds"):
        raise NotPossible(f"{reason}: not in the list letter_holds")
    _set_hold(card, reason, by=by)
    # After the record: whoever publishes meanwhile sees the hold, or is amended here.
    amend_edition(
        path_for(card), lambda one: held_back(one, reason),
        by=by, message="hold", now=now,
    )  # fmt: skip
    return card


def write_again(card: Recipient, *, by: User) -> Recipient:
    """Take a hold away; the next edition has the address again."""
    require(by, MAY)
    return _set_hold(card, "", by=by)


@transaction.atomic
def _set_hold(card: Recipient, reason: str, *, by: User) -> Recipient:
    card.hold = reason
    card.save(update_fields=["hold"])
    record(by, "recipient.held_back" if reason else "recipient.open_again", card)
    return card


@transaction.atomic
def count_posted(
    card: Recipient, number: int, place: Place | None, *, on: date, by: User
) -> list[Letter]:
    """Count letters that people have posted; nothing is kept of who wrote them or what.

    Raises NotPossible for a number out of range.
    """
    require(by, MAY)
    if not 0 < number <= MOST_AT_ONCE:
        raise NotPossible(f"between 1 and {MOST_AT_ONCE} letters at once")
    made = [
        Letter(recipient=card, state=Letter.State.POSTED, posted_on=on, place=place)
        for _ in range(number)
    ]
    Letter.objects.bulk_create(made)
    record(by, f"recipient.{number}_letters_counted", card)
    return made


@transaction.atomic
def tell_outcome(letter: Letter, state: str, *, on: date, by: User) -> Letter:
    """Say what has become of a letter."""
    require(by, MAY)
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if state not in rules.may_become(letter.state):
        raise NotPossible(f"a letter that is {letter.state} cannot become {state}")
    if on < letter.posted_on:
        raise NotPossible(f"{on} is before {letter.posted_on}, when the letter was posted")
    # The day of delivery stays with an answer: it tells how long letters take.
    if not (letter.state == Letter.State.DELIVERED and letter.ended_on):
        letter.ended_on = on
    letter.state = state
    letter.save(update_fields=["state", "ended_on"])
    record(by, f"letter.{state}", letter)
    return letter


@transaction.atomic
def give_up(letters: Iterable[Letter], *, on: date, by: User) -> int:
    """Say of letters that nobody has heard of them; a word that still comes counts."""
    require(by, MAY)
    keys = [one.pk for one in letters if rules.is_silent(one.posted_on, on=on)]
    waiting = Letter.objects.filter(pk__in=keys, state=Letter.State.POSTED)
    for letter in waiting:
        record(by, "letter.unknown", letter)
    return waiting.update(state=Letter.State.UNKNOWN)
