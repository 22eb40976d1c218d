"""Settings from the environment, through helpers that stop with a clear sentence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Read:
    """A setting as it was read: whether it was given, and its value unless that is secret."""

    name: str
    value: str
    is_given: bool


READ: dict[str, Read] = {}


class WrongSetting(SystemExit):
    """A setting is wrong; the program stops and says which, why and what would do."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name} is “{value}”, but {wanted}")


def text(name: str, *, default: str) -> str:
    value = os.environ.get(name, default)
    READ[name] = Read(name, value, bool(os.environ.get(name)))
    return value


def secret(name: str) -> str:
    """A value that no page shows."""
    value = os.environ.get(name, "")
    READ[name] = Read(name, "", bool(value))
    return value


def path(name: str, *, default: str) -> Path:
    return Path(text(name, default=default) or default).absolute()


def store(name: str, *, default: str | Path) -> Path | str:
    """A file, or the address of a PostgreSQL database."""
    value = os.environ.get(name) or str(default)
    return value if value.startswith(("postgresql://", "postgres://")) else Path(value).absolute()


def words(name: str, *, default: str) -> list[str]:
    """Words with commas between them."""
    return [word.strip() for word in text(name, default=default).split(",") if word.strip()]


def integer(name: str, *, default: int, least: int) -> int:
    value = text(name, default=str(default))
    try:
        number = int(value)
    except ValueError:
        raise WrongSetting(name, value, "a whole number is needed") from None
    if number < least:
        raise WrongSetting(name, value, f"it must be at least {least}")
    return number


def flag(name: str, *, default: bool) -> bool:
    value = text(name, default="yes" if default else "no").lower()
    if value in ("1", "yes", "true", "on"):
        return True
    if value in ("0", "no", "false", "off", ""):
        return False
    raise WrongSetting(name, value, "yes or no is needed")
