"""What the demo does with its record: an appeal, a petition, a statement, letters, texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from habeas.desk.accounts.models import User
from habeas.desk.actions import services as appeals
from habeas.desk.actions.letters import services as letters
from habeas.desk.actions.letters.queries import stays_of
from habeas.desk.actions.models import Appeal
from habeas.desk.actions.queries import facts_now
from habeas.desk.casefiles.models import Case, Person
from habeas.desk.casefiles.services import give_consent
from habeas.desk.newsroom import services as newsroom
from habeas.desk.newsroom.models import NewsPage, TextPage
from habeas.desk.petitions import services as petitions
from habeas.desk.statements import services as statements
from habeas.desk.statements.lists import ListLine

DATA = Path(__file__).parent / "campaign.yaml"
Said = dict[str, Any]


def begin(people: list[Person], *, key: str, by: User, on: date) -> Person | None:
    """Act for the first of these people who is held and has a case; None when nobody is.

    `key` is the public key (age) that signatures of the petition are sealed to.
    """
    person = next((one for one in people if _is_held(one, on)), None)
    case = person.cases.first() if person else None
    if person is None or case is None:
        return None
    said = yaml.safe_load(DATA.read_text("utf-8"))
    appeal = _appeal(case, person, said["appeal"], by=by, on=on)
    _petition(case, person, said["petition"], key=key, by=by, on=on)
    _statement(case, said["statement"], by=by, on=on)
    _letters([person, *people], said["letters"], by=by, on=on)
    for text in said["texts"]:
        fields = {name: text[name] for name in ("slug", "day", "series") if name in text}
        for made in _texts(NewsPage, text, fields, person, appeal, by=by):
            made.tags.add(*text["tags"])
            made.save_revision(user=by)
            newsroom.publish_text(made, by=by)
    for page in said["pages"]:
        for made in _texts(TextPage, page, {"kind": page["kind"]}, person, appeal, by=by):
            newsroom.publish_text(made, by=by)
    return person


def _is_held(person: Person, on: date) -> bool:
    return facts_now(person, on=on)["status"] == "held"


def _appeal(case: Case, person: Person, said: Said, *, by: User, on: date) -> Appeal:
    facts = {"name": str(person)}
    plain = ("title", "summary", "background", "tone")
    fields = {name: said[name].format_map(facts) for name in plain}
    rows = {name: "\n".join(said[name]).format_map(facts) for name in ("demands", "unsaid")}
    fixed = {"slug": said["slug"], "reference": said["reference"]}
    made = appeals.draft_appeal(case, person, fixed | fields | rows, by=by, on=on)
    for addressee in said["addressees"]:
        appeals.add_addressee(made, addressee, by=by)
    for language, letter in said["letters"].items():
        words = {name: text.format_map(facts) for name, text in letter.items()}
        appeals.write_letter(made, language, **words, by=by)
    return appeals.open_appeal(made, by=by, on=on)


def _petition(case: Case, person: Person, said: Said, *, key: str, by: User, on: date) -> None:
    fields = {name: said[name] for name in ("slug", "addressees", "goals")} | {"opens_on": on}
    house = {"slug": "house", "name": said["house"], "key": key, "consent": said["consent"]}
    made = petitions.draft_petition(case, person, fields, house=house, by=by, on=on)
    for language, words in said["words"].items():
        petitions.write_words(made, language, **words, by=by)
    petitions.freeze_words(made, by=by, on=on)
    petitions.open_petition(made, by=by)


def _statement(case: Case, said: Said, *, by: User, on: date) -> None:
    fields = {name: said[name] for name in ("slug", "addressees", "claimed")}
    made = statements.draft_statement(case, fields, by=by)
    for language, words in said["words"].items():
        statements.write_words(made, language, **words, by=by)
    lines = [ListLine(**one) for one in said["signatories"]]
    statements.take_list(made, lines, {}, by=by, on=on)
    statements.let_through(made, "issued", by=by, on=on)


def _letters(people: list[Person], said: Said, *, by: User, on: date) -> None:
    """Cards for the first who are held in a place that is known, one for each that is told of."""
    people = list(dict.fromkeys(people))
    stays = stays_of(people, member=by, on=on)
    held = [(one, stays[one.pk].place) for one in people if one.pk in stays]
    at_home = ((person, place) for person, place in held if place is not None)
    for (person, place), card in zip(at_home, said["cards"], strict=False):
        letters.set_rules(place, said["rules"] | {"checked_on": on}, by=by)
        agreed = give_consent(person, [], **said["consent"], given_on=on, by=by)
        name = next((n.text for n in person.names.all() if n.language == person.language), "")
        fields = {"name": name or str(person), "consent": agreed, "confirmed_on": on}
        kept = letters.keep_card(person, fields | card["fields"], by=by)
        letters.count_posted(kept, card["sent"], place, on=on, by=by)
        if reason := card.get("hold"):
            letters.hold(kept, reason, by=by, now=timezone.now())


def _texts(
    kind: type[Any], said: Said, fields: Said, person: Person, appeal: Appeal, *, by: User
) -> Iterator[Any]:
    """The original in English, and its versions in the other languages."""
    original = newsroom.write_text(kind, "en", fields | _words(said["en"], person, appeal), by=by)
    yield original
    for language in ("be", "ru"):
        words = _words(said[language], person, appeal)
        yield newsroom.translate_text(original, language, words, by=by)


def _words(said: Said, person: Person, appeal: Appeal) -> Said:
    records = {"person": person, "action": appeal, "counter": {"person": None}}
    blocks = [
        (kind, records.get(kind, value)) for block in said["body"] for kind, value in block.items()
    ]
    return said | {"body": blocks}
