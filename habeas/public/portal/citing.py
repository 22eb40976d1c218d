"""How to cite a page: for a list of references, and for BibTeX."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from habeas.public.edition.store import EditionInfo
from habeas.public.portal.language import translations
from habeas.vocabulary.wording import locale_of


def apa(name: str, *, site: str, url: str, info: EditionInfo, language: str) -> str:
    """After the APA manual, 7th edition, for a page that has an edition."""
    gettext = translations(language).gettext
    day = date.fromisoformat(info.published_at[:10])
    pattern = "y, MMMM d" if language == "en" else "d MMMM y"
    when = format_date(day, pattern, locale=locale_of(language))
    what = gettext("{name}: case file, edition {number}").format(name=name, number=info.number)
    return f"{site}. ({when}). {what}. {url}"


def bibtex(slug: str, name: str, *, site: str, url: str, info: EditionInfo, sha256: str) -> str:
    fields = {
        "author": f"{{{_plain(site)}}}",
        "title": f"{_plain(name)}: case file",
        "year": info.published_at[:4],
        "month": str(int(info.published_at[5:7])),
        "edition": str(info.number),
        "url": url,
        "note": f"SHA-256 of the document: {sha256}",
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items())
    return f"@misc{{{slug}-{info.number},\n{lines}}}"


def _plain(text: str) -> str:
    """Without what BibTeX takes for its own signs."""
    return "".join(letter for letter in text if letter not in "{}\\")
