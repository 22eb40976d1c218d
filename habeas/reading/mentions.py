"""Everything named in a document: its sentences with people, bodies, dates, numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from habeas.core.dates import PartialDate
from habeas.reading.articles import articles
from habeas.reading.dates import DateMention, DateReader
from habeas.reading.documents import Passage
from habeas.reading.names import People, Person, full_names
from habeas.reading.notation import CLASSES
from habeas.reading.pack import Pack, load_pack, pack_languages
from habeas.reading.quantities import Amount, amounts
from habeas.reading.tokens import Token, normal, sentences, tokenize

How = Literal["named", "short"]
_QUOTES = {"«": "»", "“": "”", "„": "“"}
_CLASS = {name: frozenset({number}) for number, name in enumerate(CLASSES)}


@dataclass(slots=True)
class PersonMention:
    """A person at a place in the text, by full name or by part of it."""

    first: int
    last: int
    person: Person
    how: How
    role: str | None = None


@dataclass(frozen=True, slots=True)
class BodyMention:
    """An organisation or official at a place in the text."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class ArticleMention:
    """An article of law: `243(2)`."""

    first: int
    last: int
    value: str


@dataclass(slots=True)
class Sentence:
    """One sentence with all that is named in it."""

    passage: Passage
    pack: Pack
    first: int
    last: int
    people: list[PersonMention] = field(default_factory=list)
    bodies: list[BodyMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    articles: list[ArticleMention] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A text being read: its words, sentences and people."""

    text: str
    published: PartialDate | None
    tokens: list[Token]
    sentences: list[Sentence]
    people: People
    main_body: str | None = None


def understand(text: str, blocks: list[Passage], published: PartialDate | None) -> Document:
    """Find the sentences of a text and all that they name."""
    document = Document(text, published, [], [], People())
    for block in blocks:
        if block.kind == "teaser" or block.language not in pack_languages():
            continue
        _add_sentences(document, block)
    _find_people(document)
    reader = DateReader(text, published)
    number = 0
    for sentence in document.sentences:
        if sentence.passage.number != number:
            number = sentence.passage.number
            reader.new_passage()
        _find_rest(document, sentence, reader)
    document.main_body = _main_body(document)
    return document


def _main_body(document: Document) -> str | None:
    """The body a document speaks of first: "we" in a joint letter or a body's own text."""
    opening = document.sentences[:4]
    named = [body.name for sentence in opening for body in sentence.bodies]
    return named[0] if named else None


def _add_sentences(document: Document, block: Passage) -> None:
    pack = load_pack(block.language)
    base = len(document.tokens)
    found = tokenize(document.text, block.start, block.end)
    for token in found:
        token.atoms = pack.lexicon.atoms_of(token.norm)
        if token.is_capital:
            token.atoms = token.atoms | _CLASS["capital"]
    document.tokens.extend(found)
    for first, last in sentences(found, pack.word_set("abbreviations")):
        document.sentences.append(Sentence(block, pack, base + first, base + last))


def _find_people(document: Document) -> None:
    tokens = document.tokens
    seen = frozenset(normal(token.text) for token in tokens if token.is_capital)
    taken: set[int] = set()
    for sentence in document.sentences:
        for found in full_names(tokens, sentence.first, sentence.last, sentence.pack, seen):
            person = document.people.meet(found)
            person.weight += _weight(sentence)
            mention = PersonMention(found.first, found.last, person, "named")
            sentence.people.append(mention)
            taken.update(range(found.first, found.last))
    # Somebody is what he is called at least every third time: one slip makes nobody a minister.
    called: Counter[tuple[str, str | None]] = Counter()
    named: Counter[str] = Counter()
    for sentence in document.sentences:
        _find_short(document, sentence, taken)
        for mention in sentence.people:
            mention.role = _role(tokens, sentence, mention)
            if mention.how == "named":
                called[mention.person.name, mention.role] += 1
                named[mention.person.name] += 1
            _mark(tokens, mention.first, mention.last, "person")
    people = {person.name: person for person in document.people.everybody}
    for (name, role), times in called.items():
        if role and name in people and 3 * times >= named[name]:
            people[name].roles.add(role)


def _find_short(document: Document, sentence: Sentence, taken: set[int]) -> None:
    tokens = document.tokens
    for index in range(sentence.first, sentence.last):
        token = tokens[index]
        if index in taken or not token.is_capital or len(token.text) < 3:
            continue
        if token.norm in sentence.pack.word_set("not_names"):
            continue
        person = document.people.named_by(token, sentence.pack.code)
        if person:
            person.mentions += 1
            person.weight += _weight(sentence) / 2
            sentence.people.append(PersonMention(index, index + 1, person, "short"))
    sentence.people.sort(key=lambda mention: mention.first)


def _weight(sentence: Sentence) -> float:
    return 3.0 if sentence.passage.kind == "heading" or sentence.first == 0 else 1.0


def _role(  # noqa: PLR0912 (one branch a rule)
    tokens: list[Token], sentence: Sentence, mention: PersonMention
) -> str | None:
    """Judge, minister, lawyer, spouse …: who is not the one it happened to."""
    roles = sentence.pack.roles
    before = tokens[max(sentence.first, mention.first - 5) : mention.first]
    apart = False
    verbs = tuple(sentence.pack.word_set("verb_endings"))
    for depth, token in enumerate(reversed(before)):
        if not token.is_word:
            if token.text == "," and depth == 0:
                apart = True
                continue
            break
        if token.norm.endswith(verbs) and not token.is_capital:
            break
        if not _is_part_of_title(token, sentence):
            break
        for role in ("official", "head", "relative", "lawyer", "speaker"):
            limit = (0 if apart else 2) if role == "head" else 2 if apart else 5
            if depth < limit and roles[role].has(token.norm):
                if role == "lawyer" and not _somebodys(tokens, mention.first - depth - 1, sentence):
                    return None
                if depth == 0 and not apart and _is_owner(tokens, mention, sentence, role):
                    return None
                return role if role != "head" else "official"
    if _is_byline(tokens, sentence, mention):
        return "speaker"
    after = tokens[mention.last : min(sentence.last, mention.last + 5)]
    if after and after[0].text in ",(–—":
        for token in after[1:]:
            if token.text in ",.;:)":
                break
            for role in ("official", "relative"):
                if roles[role].has(token.norm):
                    return role
    return None


def _is_owner(tokens: list[Token], mention: PersonMention, sentence: Sentence, role: str) -> bool:
    """ "Мать Андрея" is not Andrei; and "отец Модест", whose nobody says, is a priest."""
    title = tokens[mention.first - 1]
    if role not in ("relative", "lawyer") or title.norm not in sentence.pack.word_set("plain_case"):
        return False
    known = {normal(part) for part in mention.person.name.split()}
    if any(
        token.is_word and token.norm not in known for token in tokens[mention.first : mention.last]
    ):
        return True
    if title.norm not in sentence.pack.word_set("clergy"):
        return False
    before = tokens[mention.first - 2] if mention.first - 2 >= sentence.first else None
    return before is None or before.norm not in sentence.pack.word_set("whose")


def _is_byline(tokens: list[Token], sentence: Sentence, mention: PersonMention) -> bool:
    """ "Interviewed by Anna": whoever asks is not who is asked."""
    first = mention.first
    if first - sentence.first < 2 or tokens[first - 1].norm != "by":
        return False
    return tokens[first - 2].norm in sentence.pack.word_set("bylines")


def _is_part_of_title(token: Token, sentence: Sentence) -> bool:
    """In English a title is capitals and small words; other languages decline it."""
    if sentence.pack.code != "en" or token.is_capital:
        return True
    small = token.norm in ("of", "for", "the", "and", "to", "at", "in")
    return small or any(words.has(token.norm) for words in sentence.pack.roles.values())


def _somebodys(tokens: list[Token], index: int, sentence: Sentence) -> bool:
    """A lawyer of somebody ("his lawyer"), not one by trade ("human rights lawyer")."""
    if sentence.pack.code != "en":
        return True
    before = tokens[index - 1] if index > sentence.first else None
    return before is not None and (
        before.possessive
        or before.norm in sentence.pack.word_set("pronoun_m") | sentence.pack.word_set("pronoun_f")
        or before.norm in ("defence", "defense", "their", "the")
    )


def _find_rest(document: Document, sentence: Sentence, reader: DateReader) -> None:
    tokens, first, last = document.tokens, sentence.first, sentence.last
    own = tokens[first:last]
    sentence.dates = [
        DateMention(d.first + first, d.last + first, d.value, d.end, d.basis, d.bare)
        for d in reader.read(own, sentence.pack.code)
    ]
    busy = {i for d in sentence.dates if not d.bare for i in range(d.first, d.last)}
    found = articles(own, sentence.pack)
    sentence.articles = [ArticleMention(a + first, b + first, value) for a, b, value in found]
    busy.update(i for a in sentence.articles for i in range(a.first, a.last))
    for item in amounts(own, sentence.pack):
        moved = Amount(
            item.first + first, item.last + first, item.kind, item.value, item.unit, item.days
        )
        if busy.isdisjoint(range(moved.first, moved.last)):
            sentence.amounts.append(moved)
    numbered = {i for a in sentence.amounts if a.kind != "number" for i in range(a.first, a.last)}
    sentence.dates = [
        d
        for d in sentence.dates
        if not (d.bare and not numbered.isdisjoint(range(d.first, d.last)))
    ]
    sentence.bodies = list(_bodies(document, sentence))
    for date_ in sentence.dates:
        if not date_.bare:
            _mark(tokens, date_.first, date_.last, "date")
    for amount in sentence.amounts:
        _mark(tokens, amount.first, amount.last, amount.kind)
        if amount.kind == "count":
            _mark(tokens, amount.first, amount.last, "number")
    for article in sentence.articles:
        _mark(tokens, article.first, article.last, "article")
    for body in sentence.bodies:
        _mark(tokens, body.first, body.last, "body")


def _bodies(document: Document, sentence: Sentence) -> list[BodyMention]:
    found = sorted(
        (
            (a, b, str(name))
            for a, b, _, name in sentence.pack.bodies.find(
                document.tokens, sentence.first, sentence.last
            )
        ),
        key=lambda item: (item[0] - item[1], item[0]),
    )
    chosen = list(_quoted(document, sentence))
    busy = {i for body in chosen for i in range(body.first, body.last)}
    for a, b, name in found:
        if busy.isdisjoint(range(a, b)):
            busy.update(range(a, b))
            shown = document.text[document.tokens[a].start : document.tokens[b - 1].end]
            chosen.append(BodyMention(a, b, shown if name == "as written" else name))
    return sorted(chosen, key=lambda body: body.first)


def _quoted(document: Document, sentence: Sentence) -> Iterator[BodyMention]:
    """ "Движение «Дала»": what stands in quotation marks after a word for a body is its name."""
    tokens, nouns = document.tokens, sentence.pack.word_set("org_nouns")
    for index in range(sentence.first + 1, sentence.last):
        close = _QUOTES.get(tokens[index].text)
        before = tokens[max(sentence.first, index - 3) : index]
        if not close or not any(token.norm in nouns for token in before):
            continue
        ends = range(index + 2, min(sentence.last, index + 8))
        end = next((i for i in ends if tokens[i].text == close), None)
        if end is not None and tokens[index + 1].is_capital:
            name = document.text[tokens[index + 1].start : tokens[end - 1].end]
            yield BodyMention(index + 1, end, name)


def _mark(tokens: list[Token], first: int, last: int, kind: str) -> None:
    for token in tokens[first:last]:
        token.atoms = token.atoms | _CLASS[kind]
