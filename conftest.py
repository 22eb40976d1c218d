"""What the tests of both sides share: one real headless Chromium, the system's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

# A busy machine may be slow; how fast a page answers is for `make bench`.
expect.set_options(timeout=20_000)

# Nothing but the pages under test may be asked for anything.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A store in a file, as the desk's is: in memory, all threads would share one connection."""
    from django.db import connection  # noqa: PLC0415

    held = connection.settings_dict
    held["TEST"]["NAME"] = str(tmp_path_factory.mktemp("store") / "desk.sqlite3")
    held["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests with real transactions empty every table, which the audit log would refuse."""
    from django.db import connection  # noqa: PLC0415
    from django.db.models.signals import post_migrate  # noqa: PLC0415

    from habeas.desk.accounts import audit  # noqa: PLC0415

    with django_db_blocker.unblock():
        audit.unguard(connection)
    post_migrate.connect(_permission_to_translate, weak=False)


def _permission_to_translate(**_: Any) -> None:
    """Made by a migration and not by a model, it is gone once the tables are emptied."""
    from django.contrib.auth.models import Permission  # noqa: PLC0415
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415

    kind, _created = ContentType.objects.get_or_create(
        app_label="wagtail_localize", model="translation"
    )
    Permission.objects.get_or_create(
        content_type=kind, codename="submit_translation",
        defaults={"name": "Can submit translations"},
    )  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("no Chromium on this machine; `make system` installs it")
    # Playwright keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """A PostgreSQL server of the tests' own, on no port."""
    yield from _postgresql()


@pytest.fixture
def mortal_postgresql() -> Iterator[Any]:
    """One that a test may stop: no other test needs it, and it has little to repair."""
    yield from _postgresql()


def _postgresql() -> Iterator[Any]:
    from habeas.project.bench.cluster import private_cluster  # noqa: PLC0415

    with private_cluster() as cluster:
        if cluster is None:
            pytest.skip("no PostgreSQL on this machine")
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def intake(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """An intake store with its tables: each test runs on SQLite and on PostgreSQL."""
    from habeas.public.intake.store import make_store  # noqa: PLC0415

    target: Path | str = tmp_path / "intake.sqlite3"
    if request.param == "postgresql":
        target = request.getfixturevalue("postgresql").fresh()
    make_store(target)
    return target
