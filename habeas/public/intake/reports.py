"""“I sent it”: how many say that they wrote, by which way, from which country, on which day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from habeas.public.intake.database import Target, connection, transaction

CHANNELS = ("email", "post", "phone", "fax", "embassy", "social")


@dataclass(frozen=True)
class Reports:
    channels: Counter[str]
    countries: Counter[str]

    @property
    def total(self) -> int:
        return self.channels.total()


def report(target: Target, action: str, channel: str, country: str, *, on: date) -> None:
    """Count one more. Raises ValueError for a channel we do not know, or one of `Errors`."""
    if channel not in CHANNELS:
        raise ValueError(f"{channel}: no channel")
    with transaction(target) as held:
        held.run(
            "INSERT INTO reports VALUES (?, ?, ?, ?, 1) ON CONFLICT (action, channel, country,"
            " sent_on) DO UPDATE SET number = reports.number + 1",
            [action, channel, country, on.isoformat()],
        )


def reported(target: Target, action: str) -> Reports:
    """What was counted for an action. Raises one of `database.Errors`."""
    found = Reports(Counter(), Counter())
    with connection(target) as held:
        rows = held.rows("SELECT channel, country, number FROM reports WHERE action = ?", [action])
    for channel, country, number in rows:
        found.channels[channel] += number
        found.countries[country] += number
    return found
