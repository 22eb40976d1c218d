"""The country: its names, places, bodies and laws, from `ruritania.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

DATA = Path(__file__).parent / "ruritania.yaml"
LANGUAGES = ("en", "be", "ru", "fa")


@cache
def ruritania() -> dict[str, Any]:
    country: dict[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))
    return country


def towns() -> tuple[str, ...]:
    return tuple(ruritania()["towns"])


def full_name(random: Random, sex: str = "") -> dict[str, str]:
    """A given and a family name, as sources of each language write them."""
    given = random.choice(ruritania()["given"][sex or random.choice(("female", "male"))])
    family = random.choice(ruritania()["families"])
    return {language: f"{given[language]} {family[language]}" for language in LANGUAGES}
