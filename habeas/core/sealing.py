"""Sealed so that only the organisation can open it: age, through pyrage."""

from __future__ import annotations

import os
from pathlib import Path

from pyrage import decrypt, encrypt, x25519


def make_sealing_key(secret_file: Path, public_file: Path) -> None:
    """Make an age key pair. Raises FileExistsError rather than overwrite a secret key."""
    identity = x25519.Identity.generate()
    descriptor = os.open(secret_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(f"{identity}\n")
        out.flush()
        os.fsync(out.fileno())
    public_file.write_text(f"{identity.to_public()}\n")


def seal(message: bytes, public_key: str) -> bytes:
    """Seal to an age public key (`age1…`). Raises ValueError for what is no such key."""
    try:
        recipient = x25519.Recipient.from_str(public_key.strip())
    except Exception as problem:  # pyrage raises an error type of its own
        raise ValueError(f"this is not an age public key: {problem}") from None
    sealed: bytes = encrypt(message, [recipient])
    return sealed


def public_key(secret_file: Path) -> str:
    """The public key that belongs to a secret one. Raises ValueError for what is no key."""
    try:
        return str(x25519.Identity.from_str(secret_file.read_text().strip()).to_public())
    except Exception as problem:  # pyrage raises an error type of its own
        raise ValueError(f"this is not an age secret key: {problem}") from None


def unseal(sealed: bytes, secret_file: Path) -> bytes:
    """Open with the secret key. Raises ValueError when it is not for this key, or was changed."""
    identity = x25519.Identity.from_str(secret_file.read_text().strip())
    try:
        message: bytes = decrypt(sealed, [identity])
    except Exception as problem:
        raise ValueError(f"cannot be opened: {problem}") from None
    return message
