"""Doing no harm to readers: where sharing is punished, and how to leave quickly.

The same words stand on every page for everybody: nothing here asks where a
reader comes from.
"""

from __future__ import annotations

from dataclasses import dataclass

from habeas.public.portal.filters import country_name
from habeas.public.portal.language import isolated, translations
from habeas.vocabulary.risks import reader_risks
from habeas.vocabulary.wording import date_text, list_text


@dataclass(frozen=True)
class Risk:
    """What is known of one country, in words."""

    country: str
    acts: str
    text: str
    text_language: str
    source: str
    looked_at: str
    is_verified: bool


def warning(language: str) -> str:
    """One sentence to stand beside whatever shares a page or follows it."""
    countries = [country_name(code, language) for code in reader_risks()]
    words = translations(language).gettext(
        "As far as we know, people are punished for this in: {countries}."
    )
    return words.format(countries=list_text(countries, language))


def risks(language: str) -> list[Risk]:
    gettext = translations(language).gettext
    acts = {
        "reading": gettext("reading"),
        "sharing": gettext("sharing"),
        "following": gettext("following"),
    }
    return [
        Risk(
            country=country_name(one.code, language),
            acts=list_text([acts[act] for act in one.acts], language),
            text=one.label(language),
            text_language=language if language in ("en", "be", "ru") else "en",
            source=one.source,
            looked_at=isolated(date_text(one.looked_at, language), language),
            is_verified=one.checked is not None,
        )
        for one in reader_risks().values()
    ]
