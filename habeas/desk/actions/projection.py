"""An appeal as a public document. Its facts come from the person's public document alone."""

from __future__ import annotations

from habeas.core import documents
from habeas.core.documents import AppealDocument, PersonDocument
from habeas.core.periods import NOT_CUSTODY
from habeas.desk.actions.models import Addressee, Appeal, Embassy
from habeas.desk.actions.rules import filled, forms_of_address, held_since, lines_of
from habeas.vocabulary.wording import date_text


def appeal_document(appeal: Appeal, person: PersonDocument) -> AppealDocument:
    """The document; one that is not open holds nothing to send. Raises LookupError for gaps."""
    is_open = appeal.state == Appeal.State.OPEN
    return AppealDocument(
        slug=appeal.slug,
        state=appeal.state,
        language=appeal.language,
        reference=appeal.reference or None,
        previous=appeal.previous.slug if appeal.previous else None,
        title=appeal.title,
        summary=appeal.summary,
        demands=lines_of(appeal.demands),
        tone=appeal.tone or None,
        unsaid=lines_of(appeal.unsaid),
        background=appeal.background or None,
        act_before=appeal.act_before.isoformat() if appeal.act_before else None,
        person=person.slug,
        addressees=_addressees(appeal) if is_open else (),
        embassies=_embassies(person) if is_open else (),
        letters=_letters(appeal, person) if is_open else (),
        updates=tuple(
            documents.AppealUpdate(kind=one.kind, date=one.on.isoformat(), text=one.text)
            for one in appeal.updates.all()
        ),
    )


def facts_of(person: PersonDocument, language: str) -> dict[str, str]:
    """What a letter may say: of public names and periods, in the letter's language."""
    name = next((one for one in person.names if one.language == language), person.names[0])
    held = [one for one in person.periods if one.kind not in NOT_CUSTODY]
    since = held_since([(one.start, one.end) for one in held]) if person.status == "held" else ""
    return {
        "name": name.text,
        "place": (held[-1].place or "") if since else "",
        "since": date_text(since, language) if since else "",
    }


def _addressees(appeal: Appeal) -> tuple[documents.Addressee, ...]:
    return tuple(_addressee(one) for one in appeal.addressees.all())


def _addressee(one: Addressee) -> documents.Addressee:
    form, forms = forms_of_address(one.form_of_address)
    return documents.Addressee(
        name=one.name,
        office=one.office or None,
        form_of_address=form,
        forms_of_address=forms,
        email=one.channel("email") or None,
        post=one.channel("post") or None,
        fax=one.channel("fax") or None,
        phone=one.channel("phone") or None,
        reads=tuple(one.reads.split()),
        copy_only=one.is_copy,
    )


def _embassies(person: PersonDocument) -> tuple[documents.Embassy, ...]:
    rows = Embassy.objects.filter(state=person.country or "")
    return tuple(
        documents.Embassy(country=one.country, email=one.email or None, post=one.post or None)
        for one in rows
    )


def _letters(appeal: Appeal, person: PersonDocument) -> tuple[documents.SampleLetter, ...]:
    return tuple(
        documents.SampleLetter(
            language=one.language,
            subject=filled(one.subject, facts_of(person, one.language)),
            body=filled(one.body, facts_of(person, one.language)),
        )
        for one in appeal.letters.all()
    )
