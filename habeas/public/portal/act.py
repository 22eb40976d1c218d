"""What anybody can do: appeals. A letter is sent by the visitor's own mail program."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse

from habeas.core.documents import Addressee, AppealDocument, SampleLetter
from habeas.public.portal import memory
from habeas.public.portal.edition import shown
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render


@dataclass(frozen=True)
class Writing:
    """One letter to one addressee, ready to be copied or opened in a mail program."""

    to: Addressee
    language: str
    subject: str
    text: str

    @property
    def mailto(self) -> str | None:
        """The address of RFC 6068, or None for somebody who has no e-mail."""
        if not self.to.email:
            return None
        body = quote(self.text.replace("\n", "\r\n"), safe="")
        to = quote(self.to.email, safe="@")
        return f"mailto:{to}?subject={quote(self.subject, safe='')}&body={body}"


def writing(to: Addressee, letter: SampleLetter) -> Writing:
    opening = f"{to.form_of_address},\n\n" if to.form_of_address else ""
    text = opening + letter.body.replace("\r\n", "\n")
    return Writing(to, letter.language, letter.subject, text)


@remembered
def act(request: HttpRequest, language: str) -> HttpResponse:
    """Every appeal: first those that are open, the most urgent before."""
    known_language(language)
    found = [AppealDocument.model_validate_json(body) for _, body in shown().bodies("actions/")]
    found.sort(key=lambda one: (one.state != "open", one.act_before or "9999", one.slug))
    return render("act/list.html", language, request, appeals=found)


@remembered
def appeal(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    known_language(language)
    stored = shown().document(f"actions/{slug}")
    if stored is None:
        raise Http404
    document = AppealDocument.model_validate_json(stored.body)
    letters = sorted(document.letters, key=lambda one: one.language != language)
    is_late = bool(document.act_before and document.act_before < memory.today().isoformat())
    return render(
        "act/appeal.html",
        language,
        request,
        appeal=document,
        is_late=is_late,
        writings=[writing(to, letter) for to in document.addressees for letter in letters],
    )
