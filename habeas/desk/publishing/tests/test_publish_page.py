from __future__ import annotations

import re

import pytest
from django.test import Client

from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor as anna
from habeas.desk.casefiles.tests.makers import make_claim
from habeas.desk.publishing.models import Publication
from habeas.desk.sources.models import Sensitivity
from habeas.desk.tests.makers import Home
from habeas.public.edition.store import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stores")]

PAGE = "/desk/publish/"


def fingerprint(page: str) -> str:
    found = re.search(r'name="fingerprint" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def publish(client: Client, message: str = "") -> str:
    shown = client.get(PAGE).content.decode()
    client.post(PAGE, {"fingerprint": fingerprint(shown), "message": message})
    return shown


def test_the_difference_is_shown_before_it_is_published(editor: Client) -> None:
    accept_claim(make_claim(date="2021-05-04"), by=anna())

    page = editor.get(PAGE).content.decode()

    assert "What edition 1 would change" in page
    assert "Rudolf Rassendyll" in page
    assert "<strong>3</strong> new" in page
    assert not Publication.objects.exists()


def test_what_was_shown_is_what_is_published(editor: Client, stores: Home) -> None:
    accept_claim(make_claim(date="2021-05-04"), by=anna())

    publish(editor, "The first")

    info = Edition(stores.edition).current()
    assert info is not None
    assert (info.number, info.message, info.published_by) == (1, "The first", "anna")
    assert Publication.objects.get().by == anna()
    assert "Nothing: the portal shows all" in editor.get(PAGE).content.decode()


def test_a_difference_that_has_changed_is_shown_again_and_nothing_is_lost(
    editor: Client, stores: Home
) -> None:
    accept_claim(make_claim(date="2021-05-04"), by=anna())
    seen = fingerprint(editor.get(PAGE).content.decode())
    accept_claim(make_claim("release", date="2021-08-04"), by=anna())

    answer = editor.post(PAGE, {"fingerprint": seen, "message": "Written with care"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The records have changed since you looked" in page
    assert "Written with care</textarea>" in page
    assert fingerprint(page) != seen
    assert Edition(stores.edition).number() == 0


def test_without_a_fingerprint_nothing_is_published(editor: Client, stores: Home) -> None:
    accept_claim(make_claim(date="2021-05-04"), by=anna())

    answer = editor.post(PAGE, {"message": "Blind"})

    assert answer.status_code == 409
    assert Edition(stores.edition).number() == 0


def test_what_is_kept_back_is_listed_by_reason_and_never_by_content(editor: Client) -> None:
    accept_claim(
        make_claim("meeting", sensitivity=Sensitivity.INTERNAL, place="Secretburgh"), by=anna()
    )

    page = editor.get(PAGE).content.decode()

    kept = page[page.index('aria-labelledby="kept"') :]
    assert "internal, no basis for publishing is given" in kept
    assert "Secretburgh" not in page


def test_an_older_edition_is_shown_again_and_back(editor: Client, stores: Home) -> None:
    accept_claim(make_claim(date="2021-05-04"), by=anna())
    publish(editor)
    accept_claim(make_claim("release", date="2021-08-04"), by=anna())
    publish(editor)

    editor.post("/desk/publish/1/show/")
    page = editor.get(PAGE).content.decode()

    assert Edition(stores.edition).number() == 1
    assert "What edition 3 would change" in page
    assert 'action="/desk/publish/2/show/"' in page
    assert 'action="/desk/publish/1/show/"' not in page


def test_an_edition_that_never_was_cannot_be_shown(editor: Client) -> None:
    answer = editor.post("/desk/publish/7/show/", follow=True)

    assert "There is no edition 7." in answer.content.decode()


def test_one_who_may_not_publish_finds_no_such_page(reader: Client) -> None:
    assert reader.post(PAGE, {"message": ""}).status_code == 404
    assert reader.post("/desk/publish/1/show/").status_code == 404
