"""The reference page of the vocabulary, made from its data.

`python -m habeas.vocabulary.reference` prints it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from habeas.vocabulary.articles import articles
from habeas.vocabulary.details import details_of
from habeas.vocabulary.loader import event_types, list_names, term_list
from habeas.vocabulary.named import bodies, charges, places
from habeas.vocabulary.risks import reader_risks
from habeas.vocabulary.shapes import Named, TermList

_HEAD = """# Vocabulary

Made from `habeas/vocabulary/data`; change it there. Code stores codes and shows labels.
A dagger (†) marks what rests on general knowledge and awaits a look at the primary text.
"""


def reference() -> str:
    """The page as Markdown."""
    named = {"Bodies": bodies(), "Places": places(), "Charges": charges()}
    parts = [
        _HEAD,
        _event_types(),
        _details(),
        *(_list(term_list(name)) for name in list_names()),
        *(_named(title, entries) for title, entries in named.items()),
        _articles(),
        _risks(),
    ]
    return "\n".join(parts)


def _event_types() -> str:
    rows = (
        (f"`{t.code}`", t.family, _yes(t.subject), _yes(t.once), t.en, t.be, t.ru)
        for t in event_types().values()
    )
    about = (
        "*Subject*: a public finding of this type is about its leading person, who may then have a "
        "page.\n*Once*: it happens once in a phase of a case: an undated claim joins a dated one."
    )
    head = ("Code", "Family", "Subject", "Once", "English", "Belarusian", "Russian")
    return f"## Event types\n\n{about}\n\n{_table(head, rows)}"


def _details() -> str:
    rows = (
        (f"`{code}`", f"`{d.code}`", d.kind, f"`{d.terms}`" if d.terms else "", d.en, d.be, d.ru)
        for code in event_types()
        for d in details_of(code).values()
    )
    about = (
        "What only events of one type have. The value of a *choice* is a code of the list, of "
        "*choices* several codes with a space between them; a *date* is EDTF, a *duration* "
        "ISO 8601 (`P4Y6M`), *money* a number and a currency (`500 EUR`). Where no list has "
        "what a source says, its own words stand."
    )
    head = ("Type", "Detail", "Kind", "List", "English", "Belarusian", "Russian")
    return f"## Details of events\n\n{about}\n\n{_table(head, rows)}"


def _list(found: TermList) -> str:
    rows = (
        (f"`{t.code}`{'' if t.checked else ' †'}", t.source_code or "", t.en, t.be, t.ru)
        for t in found.terms.values()
    )
    head = ("Code", "In the source", "English", "Belarusian", "Russian")
    return f"## {found.en} (`{found.name}`)\n\nSource: {found.source}.\n\n{_table(head, rows)}"


def _named(title: str, entries: Mapping[str, Named]) -> str:
    rows = ((f"`{e.code}`", e.country or "", e.en, e.be, e.ru) for e in entries.values())
    head = ("Code", "Country", "English", "Belarusian", "Russian")
    return f"## {title}\n\n{_table(head, rows)}"


def _articles() -> str:
    rows = (
        (f"{a.country} {a.number}{'' if a.checked else ' †'}", a.plain.en, a.plain.be, a.plain.ru)
        for a in articles().values()
    )
    about = "In words of our own, by country and number; parts of an article are not told apart."
    head = ("Article", "English", "Belarusian", "Russian")
    return f"## Articles of law\n\n{about}\n\n{_table(head, rows)}"


def _risks() -> str:
    rows = (
        (f"{r.code}{'' if r.checked else ' †'}", ", ".join(r.acts), r.en, r.source, r.looked_at)
        for r in reader_risks().values()
    )
    head = ("Country", "What is punished", "How", "Rests on", "Looked at")
    return f"## Where readers are punished\n\n{_table(head, rows)}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _yes(flag: bool) -> str:
    return "yes" if flag else ""


if __name__ == "__main__":
    sys.stdout.write(reference())
