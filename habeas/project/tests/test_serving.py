import socket
from pathlib import Path

import click
import pytest

from habeas.project.bench.load import free_port
from habeas.project.cli.serving import (
    bring_up_to_date,
    portal_environment,
    require_free,
)
from habeas.project.home import Home


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])

        with pytest.raises(click.UsageError, match=f"port {port} cannot be used"):
            require_free("127.0.0.1", port)


def test_a_free_port_is_taken_without_a_word() -> None:
    require_free("127.0.0.1", free_port())


def test_the_portal_is_told_nothing_of_the_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HABEAS_DESK_SECRET", "secret")
    monkeypatch.setenv("HABEAS_HOME", "/home/of/the/desk")

    told = portal_environment(Home(tmp_path))

    assert set(told) <= {
        *("PATH", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "PYTHONPATH", "HABEAS_EDITION"),
        *("HABEAS_INTAKE", "HABEAS_INTAKE_KEY", "HABEAS_SECURITY_CONTACT"),
        *("HABEAS_DATA_LICENCE", "HABEAS_MAILER_KEY", "HABEAS_PETITION_ATTACK"),
        *(name for name in told if name.startswith("HABEAS_PORTAL_")),
    }
    assert "secret" not in told.values()


def test_the_portal_is_told_the_public_keys_of_its_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HABEAS_INTAKE_KEY", raising=False)
    monkeypatch.setenv("HABEAS_PETITION_ATTACK", "20")
    keys = tmp_path / "keys"
    keys.mkdir()
    for name in ("intake", "mailer"):
        (keys / f"{name}.agepub").write_text(f"age1{name}\n")
        (keys / f"{name}.agekey").write_text("AGE-SECRET-KEY")

    told = portal_environment(Home(tmp_path))

    assert told["HABEAS_INTAKE_KEY"] == "age1intake"
    assert told["HABEAS_MAILER_KEY"] == "age1mailer"
    assert told["HABEAS_PETITION_ATTACK"] == "20"
    assert "AGE-SECRET-KEY" not in told.values()


def test_a_store_that_is_not_there_yet_is_left_alone(tmp_path: Path) -> None:
    bring_up_to_date(tmp_path / "edition.sqlite3")

    assert list(tmp_path.iterdir()) == []
