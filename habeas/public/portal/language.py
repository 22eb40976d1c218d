"""Interface languages: texts through gettext, one template environment for each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from habeas.vocabulary import LANGUAGES
from habeas.vocabulary.wording import one_stop

DOMAIN = "portal"
LOCALES = Path(__file__).parent.parent / "locale"
TEMPLATES = Path(__file__).parent / "templates"
# Each language by its own name, as its readers look for it.
OWN_NAMES = {"en": "English", "be": "Беларуская", "ru": "Русский", "fa": "فارسی"}
# Languages whose texts are there only in part: the rest stands in English, and the page says so.
IN_PART = frozenset({"fa"})
FROM_RIGHT = frozenset({"fa"})
# All that the portal speaks; the vocabulary's are whole.
INTERFACE = (*LANGUAGES, "fa")


@lru_cache(maxsize=8)
def translations(language: str) -> NullTranslations:
    """The texts of a language. English is the language that the texts are written in."""
    if language == "en":
        return NullTranslations()
    found = Translations.load(LOCALES, [language], domain=DOMAIN)
    if not isinstance(found, Translations):
        raise FileNotFoundError(
            f"the {language} texts are not compiled; run python -m habeas.public.portal.catalogues"
        )
    return found


@lru_cache(maxsize=8)
def templates(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters["one_stop"] = one_stop
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    return environment


def isolated(text: str, language: str) -> str:
    """A date or number that stands in a text from right to left keeps its own order."""
    return f"\u2068{text}\u2069" if language in FROM_RIGHT else text


def chosen(accepted: str) -> str:
    """The interface language that an Accept-Language header prefers; English otherwise."""
    weighed = []
    for place, part in enumerate(accepted.split(",")[:20]):
        tag, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        weighed.append((-weight, place, tag.split("-")[0].lower()))
    known = [tag for weight, _, tag in sorted(weighed) if weight < 0 and tag in INTERFACE]
    return known[0] if known else "en"
