"""Where something stands on the globe, as people write it: latitude, longitude."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"[-+\u2212]?\d{1,3}(?:[.,]\d+)?"
_PAIR = re.compile(rf"\s*({_NUMBER})\s*[,; ]\s*({_NUMBER})\s*")


@dataclass(frozen=True)
class Coordinates:
    """Degrees, north and east positive, to four places: about ten metres."""

    latitude: float
    longitude: float

    @classmethod
    def parse(cls, text: str) -> Coordinates:
        """Read "53.9006, 27.5590". Raises ValueError that says what was expected."""
        match = _PAIR.fullmatch(text)
        if match is None:
            raise ValueError(
                f"“{text}” is no pair of coordinates;"
                " write latitude and longitude: 53.9006, 27.5590"
            )
        latitude, longitude = (_degrees(part) for part in match.groups())
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise ValueError(
                f"“{text}” is nowhere: a latitude lies between -90 and 90, a longitude between"
                " -180 and 180, and the latitude comes first"
            )
        return cls(latitude, longitude)

    def __str__(self) -> str:
        return f"{self.latitude:g}, {self.longitude:g}"


def _degrees(text: str) -> float:
    return round(float(text.replace("\u2212", "-").replace(",", ".")), 4)
