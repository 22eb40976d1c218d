"""The desk's texts: `python -m habeas.desk.catalogues` compiles .po to .mo.

With `--update` it first gathers the texts of templates and code into the .po files.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

DESK = Path(__file__).parent
# Header lines that say nothing of us.
IDLE = (
    '"Project-Id-Version',
    '"Report-Msgid-Bugs-To',
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Language-Team',
    '"Generated-By',
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def files() -> list[Path]:
    return sorted((DESK / "locale").glob("*/LC_MESSAGES/django.po"))


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as handle:
        return read_po(handle, locale=file.parts[-3], domain="django")


def gathered() -> Catalog:
    """Every text of the desk's templates and code."""
    found = Catalog(project="Habeas", fuzzy=False)
    for file in sorted([*DESK.rglob("*.py"), *DESK.rglob("templates/**/*.html")]):
        if {"tests", "migrations"} & set(file.parts):
            continue
        source = file.read_text("utf-8")
        code = _as_code(source) if file.suffix == ".html" else source
        read = extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS)
        for _line, message, _comments, context in read:
            found.add(message, None, context=context)
    return found


def _as_code(template: str) -> str:
    """Django's own reader turns a template into code with the same texts; we only unindent it."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def compile_all() -> None:
    for file in files():
        # Several test processes may compile at once; none may meet half a file.
        draft = file.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as out:
            write_mo(out, catalogue(file))
        draft.replace(file.with_suffix(".mo"))


def update_all() -> None:
    template = gathered()
    for file in files():
        held = catalogue(file)
        held.update(template, no_fuzzy_matching=True)
        held.obsolete.clear()
        with file.open("wb") as out:
            write_po(out, held, width=0, no_location=True)
        kept = [line for line in file.read_text("utf-8").split("\n") if not line.startswith(IDLE)]
        file.write_text("\n".join(kept), "utf-8")


if __name__ == "__main__":
    if "--update" in sys.argv:
        update_all()
    compile_all()
