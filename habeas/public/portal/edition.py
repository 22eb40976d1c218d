"""The edition that this process shows."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from habeas.public.edition.store import Edition


@lru_cache(maxsize=1)
def shown() -> Edition:
    return Edition(settings.HABEAS_EDITION)
