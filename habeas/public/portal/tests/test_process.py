"""What the public process can reach, tried in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]


def in_the_portal(code: str, edition: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HABEAS_EDITION": str(edition),
    }
    return subprocess.run(
        [sys.executable, "-c", f"from habeas.project import portal_wsgi\n{code}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_portal_starts_and_shows_its_edition(edition_file: Path) -> None:
    code = (
        "from habeas.public.portal.edition import shown\nprint([one['slug'] for one in "
        "shown().people().items])"
    )

    run = in_the_portal(code, edition_file)

    assert run.returncode == 0, run.stderr
    assert "rupert-hentzau" in run.stdout


@pytest.mark.parametrize(
    "module",
    [
        "habeas.desk",
        "habeas.desk.casefiles.models",
        "habeas.reading",
        "habeas.project.desk_settings",
        "wagtail.models",
    ],
)
def test_the_portal_cannot_import_private_code(edition_file: Path, module: str) -> None:
    run = in_the_portal(f"import {module}", edition_file)

    assert run.returncode != 0
    assert "the public side may not import" in run.stderr


def test_no_private_code_is_loaded_on_the_way(edition_file: Path) -> None:
    code = (
        "import sys\n"
        "private = ('habeas.desk', 'habeas.reading', 'wagtail', 'django.contrib', 'pyrage')\n"
        "print([name for name in sys.modules if name.startswith(private)])"
    )

    run = in_the_portal(code, edition_file)

    assert run.stdout.strip() == "[]", run.stderr


def test_the_portal_cannot_open_the_desks_database(edition_file: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.sqlite3"
    desk.touch()

    run = in_the_portal(f"import sqlite3\nsqlite3.connect({str(desk)!r})", edition_file)

    assert run.returncode != 0
    assert "PermissionError" in run.stderr


def test_the_portal_has_no_database_for_django_either(edition_file: Path) -> None:
    code = "from django.db import connection\nconnection.cursor()"

    run = in_the_portal(code, edition_file)

    assert run.returncode != 0
    assert "ImproperlyConfigured" in run.stderr


def test_the_portal_cannot_write_the_edition(edition_file: Path) -> None:
    code = (
        "from habeas.public.portal.edition import shown\n"
        "shown()._connection().execute('DELETE FROM people')"
    )

    run = in_the_portal(code, edition_file)

    assert "readonly" in run.stderr
