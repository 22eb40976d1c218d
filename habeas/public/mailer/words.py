"""What mails say, in the language of the page where somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping

from habeas.public.intake.petitions.services import ALREADY, CONFIRM
from habeas.public.portal.language import INTERFACE, translations


def words(kind: str, language: str, fields: Mapping[str, str], site: str) -> tuple[str, str]:
    """Subject and text of a mail. Raises ValueError for a kind that we do not know."""
    gettext = translations(language if language in INTERFACE else "en").gettext
    if kind == CONFIRM:
        subject = gettext("Confirm your signature: {title}")
        told = gettext(
            "somebody, we think you, signed “{title}” with this address. The signature counts once"
            " you confirm it. Open this page and press the button there:"
        )
        after = gettext(
            "If it was not you, say so on the same page: the signature goes, and we do not write to"
            " you about this petition again. If you do nothing, it is forgotten after seven days."
        )
    elif kind == ALREADY:
        subject = gettext("You have signed already: {title}")
        told = gettext(
            "you, or somebody with this address, signed “{title}” once more. Your first signature"
            " stands and is counted once. Here you can look at it, or take it back:"
        )
        after = gettext("Nobody else is told that you have signed.")
    else:
        raise ValueError(f"{kind}: no kind of mail")
    greeting = gettext("Dear {name},")
    text = "\n\n".join((f"{greeting}\n{told}", "{link}", after, "{site}"))
    values = {**fields, "site": site}
    return _one_line(subject.format(**values)), f"{text.format(**values)}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
