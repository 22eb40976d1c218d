"""Wagtail's hooks, with types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from wagtail import hooks

Hook = TypeVar("Hook", bound=Callable[..., Any])


def on(name: str, *, order: int = 0) -> Callable[[Hook], Hook]:
    """Register a function for one of Wagtail's hooks."""

    def register(function: Hook) -> Hook:
        hooks.register(name, function, order=order)
        return function

    return register
