"""A file, sealed piece by piece while it arrives: nowhere does it lie open."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from habeas.core.sealing import seal

PIECE = 1024 * 1024  # bytes
STEP = 64 * 1024  # the last piece is filled up to a whole number of these
MOST_FILES = 5
LARGEST = 25 * 1024 * 1024  # bytes, of one file
LARGEST_ALL = 50 * 1024 * 1024  # bytes, of all


@dataclass(frozen=True)
class Attached:
    """What the desk is told of a file; sealed with the message."""

    name: str
    size: int
    sha256: str
    pieces: int


class Pieces:
    """What has arrived of a message's files.

    It waits sealed, in a file without a name that is gone when the process is.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self._sealed = tempfile.TemporaryFile()  # noqa: SIM115 (until `close`)
        self._lengths: list[int] = []
        self._whole = 0
        self.files: list[Attached] = []
        self.begin("")

    def begin(self, name: str) -> None:
        self._name, self._size, self._pieces = name[:255], 0, 0
        self._hash, self._open = hashlib.sha256(), bytearray()

    def add(self, data: bytes) -> str | None:
        """Take a stretch of the file; a code of what is wrong when a limit is passed."""
        self._size += len(data)
        self._whole += len(data)
        if self._size > LARGEST:
            return "file_too_large"
        if self._whole > LARGEST_ALL:
            return "files_too_large"
        self._hash.update(data)
        self._open += data
        while len(self._open) >= PIECE:
            self._seal(bytes(self._open[:PIECE]))
            del self._open[:PIECE]
        return None

    def end(self) -> None:
        if self._open:
            self._seal(bytes(self._open) + bytes(-len(self._open) % STEP))
        self._open = bytearray()
        whole = Attached(self._name, self._size, self._hash.hexdigest(), self._pieces)
        self.files.append(whole)

    def described(self) -> list[dict[str, object]]:
        return [asdict(one) for one in self.files]

    def __iter__(self) -> Iterator[bytes]:
        """The sealed pieces of all files, in order."""
        self._sealed.seek(0)
        for length in self._lengths:
            yield self._sealed.read(length)

    def close(self) -> None:
        self._sealed.close()

    def _seal(self, piece: bytes) -> None:
        sealed = seal(piece, self._key)
        self._sealed.write(sealed)
        self._lengths.append(len(sealed))
        self._pieces += 1
