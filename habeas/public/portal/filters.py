"""Filters of the list of people: from the address to the edition, and back to words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from babel import Locale
from django.http import QueryDict

from habeas import vocabulary
from habeas.core.invented import is_invented
from habeas.public.edition.people import SORTS, PeopleIndex
from habeas.public.portal.language import translations
from habeas.vocabulary.articles import article
from habeas.vocabulary.wording import country_text, date_text, locale_of

# Parameters that take codes, in the order of the page. The address holds nothing else about a view.
CODED = (
    "status", "recognition", "country", "place", "article", "work", "organisation", "sex", "age",
    "health", "letters",
)  # fmt: skip
DATED = ("arrested_from", "arrested_to", "released_from", "released_to")
VIEWS = ("cards", "table", "names")
AGES = ("0-17", "18-29", "30-39", "40-49", "50-59", "60-69", "70-120")
MOST_CODES, LONGEST_CODE, MOST_OPTIONS = 20, 120, 24
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


class WrongFilter(ValueError):
    """A filter that cannot be understood; the text is the parameter's name."""


@dataclass(frozen=True)
class Asked:
    """A view of the list of people, as its address says it."""

    q: str = ""
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    sort: str = "name"
    view: str = "cards"

    @classmethod
    def of(cls, given: QueryDict) -> Asked:
        """Read an address. What is unknown is left out; a wrong date raises WrongFilter."""
        codes = {name: codes_given(given.getlist(name)) for name in CODED}
        dates = {name: _month(name, given.get(name, "")) for name in DATED}
        sort, view = given.get("sort", ""), given.get("view", "")
        return cls(
            q=given.get("q", "").strip()[:200],
            codes={name: found for name, found in codes.items() if found},
            dates={name: found for name, found in dates.items() if found},
            sort=sort if sort in SORTS else "name",
            view=view if view in VIEWS else "cards",
        )

    def filters(self, *, on: date) -> dict[str, str]:
        """The same for the edition: an age becomes years of birth, two dates a range."""
        found = {name: ",".join(codes) for name, codes in self.codes.items() if name != "age"}
        ages = [_years(code, on) for code in self.codes.get("age", ()) if code in AGES]
        found["born"] = ",".join(ages)
        for name in ("arrested", "released"):
            first, last = self.dates.get(f"{name}_from", ""), self.dates.get(f"{name}_to", "")
            found[name] = f"{first}..{last}" if first or last else ""
        return {name: text for name, text in found.items() if text}

    def query(self, **more: str) -> str:
        """The query of an address that shows this view again, with a question mark before it."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, code) for name in CODED for code in self.codes.get(name, ())]
        pairs += [(name, self.dates[name]) for name in DATED if name in self.dates]
        pairs += [("sort", self.sort)] if self.sort != "name" else []
        pairs += [("view", self.view)] if self.view != "cards" else []
        pairs += more.items()
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, code: str) -> Asked:
        """The same view without one filter."""
        codes = {key: tuple(c for c in values if (key, c) != (name, code))
                 for key, values in self.codes.items()}  # fmt: skip
        dates = {key: value for key, value in self.dates.items() if key != name}
        return replace(
            self,
            q="" if name == "q" else self.q,
            codes={key: values for key, values in codes.items() if values},
            dates=dates,
        )

    def sorted(self, sort: str) -> Asked:
        return replace(self, sort=sort)

    def viewed(self, view: str) -> Asked:
        return replace(self, view=view)

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.codes or self.dates)


@dataclass(frozen=True)
class Option:
    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One filter of the page with its options; none of them would show nobody."""

    name: str
    title: str
    options: tuple[Option, ...]

    @property
    def is_chosen(self) -> bool:
        return any(one.is_chosen for one in self.options)


def filters_of(
    asked: Asked, index: PeopleIndex, *, among: Collection[int] | None, on: date, language: str
) -> list[Filter]:
    """Every filter that this edition has data for, with counts under all the others."""
    chosen = {name: codes.split(",") for name, codes in asked.filters(on=on).items()}
    titles = filter_titles(language)
    found = []
    for name in CODED:
        facet = "born" if name == "age" else name
        held = asked.codes.get(name, ())
        wanted = _offered(name, index, held)
        ranges = {_years(code, on) if name == "age" else code: code for code in wanted}
        counted = index.counts(facet, ranges, chosen, among=among)
        options = tuple(
            Option(code, code_text(name, code, index, language), counted[key], code in held)
            for key, code in ranges.items()
            if counted[key] or code in held
        )
        if options:
            found.append(Filter(name, titles[name], options))
    return found


def _offered(name: str, index: PeopleIndex, held: Collection[str]) -> list[str]:
    """The codes to offer: in the order of the vocabulary where there is one, else the most met."""
    if name == "age":
        return list(AGES)
    known = index.codes(name)
    if name == "status":
        return [code for code in vocabulary.terms("person_status") if code in known]
    return [*dict.fromkeys([*known[:MOST_OPTIONS], *(code for code in held if code in known)])]


def chips(asked: Asked, index: PeopleIndex, language: str) -> Iterator[tuple[str, str, str]]:
    """What narrows the view now: title, words, and the address of the view without it."""
    titles = filter_titles(language)
    if asked.q:
        yield titles["q"], asked.q, asked.without("q", "").query()
    for name in CODED:
        for code in asked.codes.get(name, ()):
            words = code_text(name, code, index, language)
            yield titles[name], words, asked.without(name, code).query()
    for name in DATED:
        if name in asked.dates:
            words = date_text(asked.dates[name], language)
            yield titles[name], words, asked.without(name, "").query()


def filter_titles(language: str) -> dict[str, str]:
    gettext = translations(language).gettext
    return {
        "q": gettext("Name"),
        "status": gettext("Status"),
        "recognition": gettext("Recognised as"),
        "country": gettext("Country"),
        "place": gettext("Place of detention"),
        "article": gettext("Article of law"),
        "work": gettext("Kind of work"),
        "organisation": gettext("Organisation"),
        "sex": gettext("Sex"),
        "age": gettext("Age"),
        "health": gettext("Health"),
        "letters": gettext("Letters"),
        "arrested_from": gettext("Arrested from"),
        "arrested_to": gettext("Arrested until"),
        "released_from": gettext("Released from"),
        "released_to": gettext("Released until"),
    }


def code_text(name: str, code: str, index: PeopleIndex, language: str) -> str:
    """A code of a filter in words."""
    words = index.words.get((name, code), code)
    if name == "article":
        return _article_text(code, index, language)
    if name in _WORDINGS:
        return _WORDINGS[name](words, language)
    return _own_words(code, language)


def _article_text(code: str, index: PeopleIndex, language: str) -> str:
    """The number, and in short what it forbids where all whom it hit are of one country."""
    hit = index.members("article", [code])
    countries = [one for one in index.codes("country") if hit & index.members("country", [one])]
    known = article(countries[0], code) if len(countries) == 1 else None
    if known is None or language not in vocabulary.LANGUAGES:
        return code
    return f"{code}: {re.split('[:;]', known.plain.label(language))[0]}"


def _age_text(code: str, _: str) -> str:
    first, _, last = code.partition("-")
    return f"{first}–{last}" if last != "120" else f"{first}+"


def _event_text(code: str, language: str) -> str:
    known = vocabulary.event_types()
    return known[code].label(language) if code in known else code


def _recognition_text(code: str, language: str) -> str:
    return _term("recognition_statuses", code, language) or _own_words(code, language)


def _status_text(code: str, language: str) -> str:
    return _term("person_status", code, language) or code


def country_name(code: str, language: str) -> str:
    if is_invented(code):
        return translations(language).gettext("Ruritania (invented)")
    return country_text(code, language)


def language_name(code: str, language: str) -> str:
    known = Locale.parse(locale_of(language)).languages
    return str(known.get(code.split("-", maxsplit=1)[0], code))


def _term(name: str, code: str, language: str) -> str:
    known = vocabulary.terms(name)
    return known[code].label(language) if code in known else ""


def _own_words(code: str, language: str) -> str:
    gettext = translations(language).gettext
    return {
        "recognised": gettext("Recognised, status not named"),
        "female": gettext("Women"),
        "male": gettext("Men"),
        "other": gettext("Other"),
        "yes": gettext("Letters can be sent"),
        "no": gettext("Letters are withheld"),
    }.get(code, code)


_WORDINGS: dict[str, Callable[[str, str], str]] = {
    "status": _status_text,
    "recognition": _recognition_text,
    "country": country_name,
    "place": vocabulary.place_label,
    "organisation": vocabulary.body_label,
    "health": _event_text,
    "age": _age_text,
}


def codes_given(given: list[str]) -> tuple[str, ...]:
    """Codes given once each or with commas between them."""
    parts = [part.strip()[:LONGEST_CODE] for text in given for part in text.split(",")]
    return tuple(dict.fromkeys(filter(None, parts)))[:MOST_CODES]


def _month(name: str, text: str) -> str:
    """A year or a month; of a whole day, its month. Raises WrongFilter."""
    text = text.strip()
    if text and not _MONTH.fullmatch(text[:7]):
        raise WrongFilter(name)
    return text[:7]


def _years(age: str, on: date) -> str:
    """Who is of that age by what they turn in the year of `on`, as a range of years of birth."""
    youngest, _, oldest = age.partition("-")
    return f"{on.year - int(oldest)}..{on.year - int(youngest)}"
