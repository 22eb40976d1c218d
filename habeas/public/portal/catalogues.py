"""Interface texts: `python -m habeas.public.portal.catalogues` compiles .po to .mo.

With `--update` it first gathers the texts of the templates into the .po files.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from habeas.public.portal.language import DOMAIN, LOCALES

PORTAL = Path(__file__).parent
FOLDERS = (PORTAL, PORTAL.parent / "mailer")  # mails speak the languages of the pages


def files() -> list[Path]:
    return sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as handle:
        return read_po(handle, locale=file.parts[-3], domain=DOMAIN)


def gathered() -> Catalog:
    """Every text of the templates, the views and the mails."""
    found = Catalog(project="Habeas", fuzzy=False)
    methods = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
    options = {"templates/**.html": {"trimmed": "true"}}
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    for folder in FOLDERS:
        for name, line, message, comments, context in extract_from_dir(
            folder, methods, options, keywords=keywords
        ):
            if "tests/" not in name:
                found.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return found


def compile_all() -> None:
    for file in files():
        with file.with_suffix(".mo").open("wb") as out:
            write_mo(out, catalogue(file))


def update_all() -> None:
    template = gathered()
    for file in files():
        held = catalogue(file)
        held.update(template, no_fuzzy_matching=True)
        held.obsolete.clear()
        with file.open("wb") as out:
            write_po(out, held, width=0, omit_header=False, no_location=True)


if __name__ == "__main__":
    if "--update" in sys.argv:
        update_all()
    compile_all()
