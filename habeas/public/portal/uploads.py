"""Files that a visitor sends: sealed while they arrive, or not taken at all."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from habeas.public.intake.pieces import MOST_FILES, Pieces


class NoFiles(FileUploadHandler):
    """For every form that asks for none: what comes is read over and kept nowhere."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        raise SkipFile

    def file_complete(self, file_size: int) -> None:
        return None


class Sealing(FileUploadHandler):
    """Hands each stretch to be sealed. `problems` holds codes; a file past a limit is read over."""

    def __init__(self, pieces: Pieces) -> None:
        super().__init__()
        self.pieces = pieces
        self.problems: set[str] = set()

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        if len(self.pieces.files) >= MOST_FILES:
            self.problems.add("too_many_files")
            raise SkipFile
        self.pieces.begin(file_name)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if problem := self.pieces.add(raw_data):
            self.problems.add(problem)
            raise SkipFile
        return None

    def file_complete(self, file_size: int) -> None:
        if not self.problems and file_size:
            self.pieces.end()
