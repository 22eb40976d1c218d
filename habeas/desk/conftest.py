"""The desk under test: stores and keys of its own, texts compiled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from habeas.core import seals
from habeas.desk import catalogues
from habeas.desk.accounts.models import User
from habeas.desk.publishing.services import EDITION_KEY
from habeas.desk.tests import makers
from habeas.desk.tests.makers import Home
from habeas.public.edition import writer


@pytest.fixture(scope="session", autouse=True)
def compiled_texts() -> None:
    catalogues.compile_all()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> Home:
    """Nothing that a test stores lies outside its own folder."""
    home: Home = type(settings.HOME)(tmp_path / "home")
    settings.HOME = home
    settings.STATIC_ROOT = home.folder / "static"
    settings.STATIC_ROOT.mkdir(parents=True)
    # Its own tests are in accounts/tests/test_entering.py.
    settings.HABEAS_SECOND_FACTOR = False
    return home


@pytest.fixture
def stores(own_home: Home) -> Home:
    """A home with a signing key and an empty edition store."""
    own_home.keys.mkdir(parents=True)
    seals.make_key_pair(own_home.keys / EDITION_KEY, own_home.keys / "edition.pub")
    writer.make_store(own_home.edition)
    return own_home


@pytest.fixture
def stranger(db: None) -> Client:
    return Client()


@pytest.fixture
def reader(db: None) -> Client:
    """Somebody who may enter the desk, and nothing more."""
    return _logged_in(makers.reader())


@pytest.fixture
def editor(db: None) -> Client:
    return _logged_in(makers.editor())


def _logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
