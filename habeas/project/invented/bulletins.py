"""What papers of the invented country would have written, and which words say what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from habeas.core.documents import Event, Quantity
from habeas.project.invented.country import ruritania
from habeas.project.invented.lives import UNTIL, Happened, Life
from habeas.vocabulary.sentences import sentence
from habeas.vocabulary.wording import date_text

# What a second paper, in another language, tells as well.
TOLD_AGAIN = ("arrest", "verdict_sentence", "release")


@dataclass(frozen=True)
class Statement:
    """One claim: the line that it stands in, and the words of it that say so."""

    type: str
    line: str
    quote: str
    persons: tuple[str, ...]
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Bulletin:
    language: str
    title: str
    publisher: str
    published: str
    statements: tuple[Statement, ...]

    @property
    def text(self) -> str:
        return "\n\n".join([self.title, *(one.line for one in self.statements)]) + "\n"


def bulletins(life: Life) -> list[Bulletin]:
    """One in English that tells everything; of every third person another paper tells, too.

    The first statement names the person in one way, the second in all ways.
    """
    events = tuple(s for one in life.course if (s := _statement(one, life, "en")))
    whole = _bulletin(life, "en", (_work(life), _birth(life), *events))
    if life.number % 3:
        return [whole]
    language = ("be", "ru", "fa")[life.number // 3 % 3]
    told = [one for one in life.course if one.type in TOLD_AGAIN]
    again = tuple(s for one in told if (s := _statement(one, life, language)))
    return [whole, _bulletin(life, language, again)]


def _bulletin(life: Life, language: str, statements: tuple[Statement, ...]) -> Bulletin:
    country = ruritania()
    return Bulletin(
        language=language,
        title=country["titles"][language].format(name=life.names[language]),
        publisher=country["publishers"][language],
        published=max((one.on for one in life.course), default=UNTIL).isoformat(),
        statements=statements,
    )


def _work(life: Life) -> Statement:
    role, body = life.work["role"], life.work["at"]
    values: dict[str, Any] = {"details": {"role": role}}
    if body:
        values["organisations"] = [body]
    line = f"{life.names['en']}: {role}{f', {body}' if body else ''}"
    return Statement("role", line, role, (life.names["en"],), values)


def _birth(life: Life) -> Statement:
    first, *others = dict.fromkeys(life.names.values())
    born = date_text(life.born, "en")
    line = f"{first} ({', '.join(others)}) was born in {life.birthplace}, {born}."
    values = {"date": life.born, "place": life.birthplace, "details": {"sex": life.sex}}
    return Statement("birth", line, line, (first, *others), values)


def _statement(one: Happened, life: Life, language: str) -> Statement | None:
    """The event in a line; none where our Persian knows no sentence for it."""
    name = life.names[language]
    when = date_text(one.on.isoformat(), language)
    if language == "fa":
        pattern = ruritania()["persian"].get(one.type)
        line = pattern and pattern.format(name=name, date=one.on.isoformat())
    else:
        line = f"{when}. {name}: {_sentence(one, language)}."
    values = {**one.values, "date": one.on.isoformat()}
    return Statement(one.type, line, line, (name,), values) if line else None


def _sentence(one: Happened, language: str) -> str:
    values = one.values
    quantity = values.get("quantity")
    event = Event(
        id="invented",
        type=one.type,
        place=values.get("place"),
        quantity=Quantity(**quantity) if quantity else None,
        articles=tuple(values.get("articles", ())),
        details=values.get("details", {}),
        organisations=tuple(values.get("organisations", ())),
    )
    return sentence(event, language)
