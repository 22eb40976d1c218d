"""What is made up, for trying things out, says so by its country.

ISO 3166-1 leaves XA to XZ to its users, so no country will ever be called XR.
"""

from __future__ import annotations

COUNTRY = "XR"


def is_invented(country: str | None) -> bool:
    return country == COUNTRY
