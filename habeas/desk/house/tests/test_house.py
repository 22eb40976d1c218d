"""The page of settings, and the checks behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client

from habeas.desk.accounts.models import LogEntry
from habeas.desk.accounts.roles import Role
from habeas.desk.accounts.services import command_line_user, give_account
from habeas.desk.casefiles.tests.makers import editor as make_editor
from habeas.desk.house import checks
from habeas.desk.sources import blobs
from habeas.desk.sources.descriptions import Description
from habeas.desk.sources.models import Sensitivity
from habeas.desk.sources.services import collect_text

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/house/"


@pytest.fixture
def administrator(client: Client, stores: object) -> Client:
    user, _password = give_account("vera", Role.ADMINISTRATOR, by=command_line_user())
    client.force_login(user)
    return client


def test_no_secret_is_shown_though_it_is_known_to_be_set(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = replace(settings.HABEAS_READ["HABEAS_MAIL_PASSWORD"], is_given=True)
    monkeypatch.setitem(settings.HABEAS_READ, password.name, password)

    page = administrator.get(ADDRESS).content.decode()

    assert "given, not shown" in page
    assert settings.SECRET_KEY not in page
    page = page.replace("<br>", "\n").replace("&#x27;", "'")
    for file in settings.HOME.keys.iterdir():
        is_public = file.suffix.endswith("pub")
        assert (file.read_bytes().strip().decode(errors="replace") in page) == is_public


def test_looking_names_the_copy_that_was_changed(administrator: Client) -> None:
    kept = collect_text(
        "The barge has sailed.",
        by=make_editor(),
        sensitivity=Sensitivity.INTERNAL,
        described=Description(file="", title="A note"),
    )
    sha256 = kept.capture.sha256
    blobs.path_of(settings.HOME.blobs, settings.VAULT, sha256).write_bytes(b"something else")

    found = {one.check: one for one in checks.look()}
    page = administrator.post(ADDRESS).content.decode()

    assert found["desk"].ok
    assert not found["captures"].ok
    assert sha256 in page
    assert LogEntry.objects.filter(action="house.checked").exists()


def test_an_editor_does_not_find_the_page(editor: Client) -> None:
    assert editor.get(ADDRESS).status_code == 404
