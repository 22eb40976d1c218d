"""Short random ids, safe to show: they say nothing of order or number."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/i/l


def new_id() -> str:
    """Ten letters and digits, about 49 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))
