"""The edition that this process shows."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import conf

from habeas.public.edition.store import Edition

# The type checker knows the desk's settings; these are the portal's.
settings: Any = conf.settings


@lru_cache(maxsize=1)
def shown() -> Edition:
    return Edition(settings.HABEAS_EDITION)
