"""Original bytes, found again by their SHA-256 and sealed with the organisation's vault.

A file's name is a pseudonym of the hash, so that who takes the disk cannot even
ask whether a document that he knows is among them. Written temp → fsync → rename →
fsync folder; the caller writes the row after. So a row never names bytes that are not
there, whenever the power fails.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from habeas.core.vault import Vault


def path_of(root: Path, vault: Vault, sha256: str) -> Path:
    name = vault.pseudonym(sha256)
    return root / name[:2] / name[2:4] / name


def store(root: Path, vault: Vault, data: bytes) -> str:
    """Keep the bytes for good and return their SHA-256. Repeating it is harmless."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = path_of(root, vault, sha256)
    if target.exists():
        return sha256
    _make_folder(target.parent, above=root)
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(vault.seal(data, name=sha256))
            out.flush()
            os.fsync(out.fileno())
        Path(draft).rename(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    _sync(target.parent)
    return sha256


def load(root: Path, vault: Vault, sha256: str) -> bytes:
    """The bytes as they were stored. Raises OSError, or ValueError when they have changed."""
    data = vault.unseal(path_of(root, vault, sha256).read_bytes(), name=sha256)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"the stored bytes of {sha256} have changed")
    return data


def is_whole(root: Path, vault: Vault, sha256: str) -> bool:
    """Whether the bytes are still there, and still those that were stored."""
    try:
        load(root, vault, sha256)
    except (OSError, ValueError):
        return False
    return True


def _make_folder(folder: Path, *, above: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for parent in (folder.parent, folder.parent.parent):
        _sync(parent)
        if parent == above:
            return


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
