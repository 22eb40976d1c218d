"""What mails say, in the language of the page where somebody wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from habeas.public.intake import subscriptions
from habeas.public.intake.petitions.services import ALREADY, CONFIRM
from habeas.public.portal.language import INTERFACE, translations


def words(kind: str, language: str, fields: Mapping[str, str], site: str) -> tuple[str, str]:
    """Subject and text of a mail. Raises ValueError for a kind that we do not know."""
    gettext = translations(language if language in INTERFACE else "en").gettext
    if kind in _FOLLOWING:
        subject, text = _FOLLOWING[kind](gettext)
        values = {**fields, "site": site}
        return _one_line(subject.format(**values)), f"{text.format(**values)}\n"
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


# The subjects name nobody: they stand in lists that others see over a shoulder.


def _confirm(gettext: Callable[[str], str]) -> tuple[str, str]:
    told = gettext(
        "Somebody, we think you, wants to follow this with your address: {what}. Mails come once"
        " you confirm it. Open this page and press the button there:"
    )
    after = gettext(
        "If it was not you, say so on the same page: the address is deleted, and we do not ask it"
        " again. If you do nothing, it is forgotten after seven days."
    )
    return gettext("{site}: please confirm"), "\n\n".join((told, "{link}", after, "{site}"))


def _already(gettext: Callable[[str], str]) -> tuple[str, str]:
    told = gettext(
        "You, or somebody with this address, asked once more to follow: {what}. You follow it"
        " already, and nothing changes. Here you can end it:"
    )
    after = gettext("Nobody else is told what you follow.")
    return gettext("{site}: you follow already"), "\n\n".join((told, "{link}", after, "{site}"))


def _digest(gettext: Callable[[str], str]) -> tuple[str, str]:
    told = gettext("Something has changed in what you follow:")
    after = gettext("To end these mails and delete your address, open this page:")
    parts = (told, "{people}", "--", f"{after}\n{{link}}", "{site}")
    return gettext("{site}: what has changed"), "\n\n".join(parts)


_FOLLOWING = {
    subscriptions.CONFIRM: _confirm,
    subscriptions.ALREADY: _already,
    subscriptions.DIGEST: _digest,
}
