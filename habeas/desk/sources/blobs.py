"""Original bytes under their SHA-256.

Written temp → fsync → rename → fsync folder; the caller writes the row after.
So a row never names bytes that are not there, whenever the power fails.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


def path_of(root: Path, sha256: str) -> Path:
    return root / sha256[:2] / sha256[2:4] / sha256


def store(root: Path, data: bytes) -> str:
    """Keep the bytes for good and return their SHA-256. Repeating it is harmless."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = path_of(root, sha256)
    if target.exists():
        return sha256
    _make_folder(target.parent, above=root)
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(draft).rename(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    _sync(target.parent)
    return sha256


def load(root: Path, sha256: str) -> bytes:
    """The bytes as they were stored. Raises ValueError when they have changed."""
    data = path_of(root, sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"the stored bytes of {sha256} have changed")
    return data


def is_whole(root: Path, sha256: str) -> bool:
    """Whether the bytes are still there, and still those that were stored."""
    try:
        load(root, sha256)
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
