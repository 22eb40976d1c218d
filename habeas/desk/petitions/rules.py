"""What a petition needs before it is frozen and opened, from plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def goals_of(text: str) -> tuple[int, ...]:
    """Rising numbers, with commas between them. Raises ValueError for anything else."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise ValueError("goals are whole numbers with commas between them")
    goals = tuple(int(part) for part in parts)
    if list(goals) != sorted(set(goals)):
        raise ValueError("goals must rise")
    return goals


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def languages_without_consent(
    languages: Iterable[str], consents: Iterable[Mapping[str, str]]
) -> list[str]:
    """Languages of the text in which some recipient does not say what is agreed to."""
    held = [{language for language, text in one.items() if text.strip()} for one in consents]
    return [language for language in languages if any(language not in one for one in held)]
