"""The portal as strangers meet it: over an edition about Ruritania, on a day of our choosing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client, override_settings

from habeas.public.portal import catalogues, edition
from habeas.public.portal.tests import ruritania

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="session", autouse=True)
def _texts() -> None:
    catalogues.compile_all()


@pytest.fixture(scope="session")
def edition_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("edition") / "edition.sqlite3"
    ruritania.write(file)
    return file


@pytest.fixture
def portal(edition_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    yield from _portal(edition_file, monkeypatch)


@pytest.fixture
def portal_before_the_first_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Client]:
    yield from _portal(tmp_path / "none.sqlite3", monkeypatch)


def _portal(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setattr("habeas.public.portal.memory.today", lambda: TODAY)
    edition.shown.cache_clear()
    with override_settings(
        HABEAS_EDITION=file,
        HABEAS_INTAKE_KEY="",
        HABEAS_MAILER_KEY="",
        HABEAS_PORTAL_NAME="Habeas",
        HABEAS_PORTAL_LEAVE="https://www.wikipedia.org/",
        HABEAS_PORTAL_URL="https://portal.example",
        HABEAS_DATA_LICENCE="CC-BY-4.0",
        HABEAS_SECURITY_CONTACT="",
        ROOT_URLCONF="habeas.project.portal_urls",
        MIDDLEWARE=["habeas.public.portal.headers.security_headers"],
        INSTALLED_APPS=[],
        ALLOWED_HOSTS=["testserver"],
    ):
        yield Client()
    edition.shown.cache_clear()
