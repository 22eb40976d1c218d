"""How often one network address may sign, in memory alone and for an hour at most."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

KEPT = 3600  # seconds
MOST = 200_000  # addresses


class Rates:
    """Two windows, as (seconds, most). What is kept is a salted hash; the salt lives an hour."""

    def __init__(
        self, windows: tuple[tuple[int, int], ...], *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._windows = windows
        self._now = now
        self._lock = threading.Lock()
        self._begin_anew(now())

    def is_too_often(self, slug: str, address: str) -> bool:
        """Note one attempt, and say whether this address has made too many."""
        at = self._now()
        with self._lock:
            if at - self._salted_at > KEPT or len(self._seen) > MOST:
                self._begin_anew(at)
            seen = self._seen.setdefault(self._hash(slug, address), deque(maxlen=self._longest))
            seen.append(at)
            return any(
                sum(one > at - seconds for one in seen) > most for seconds, most in self._windows
            )

    def _begin_anew(self, at: float) -> None:
        self._salt, self._salted_at = secrets.token_bytes(16), at
        self._longest = max(most for _, most in self._windows) + 1
        self._seen: dict[bytes, deque[float]] = {}

    def _hash(self, slug: str, address: str) -> bytes:
        text = f"{slug} {_network(address)}".encode()
        return hashlib.blake2b(text, key=self._salt, digest_size=16).digest()


def _network(address: str) -> str:
    """One subscriber of IPv6 has a whole /64."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return found.exploded[:19] if isinstance(found, IPv6Address) else address
