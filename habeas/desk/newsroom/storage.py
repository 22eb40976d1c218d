"""Pictures at rest: sealed with the organisation's vault, like every original."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage


class SealedStorage(FileSystemStorage):
    """Files in the home's `media` folder that only the vault's key opens."""

    @property
    def base_location(self) -> Path:
        folder: Path = settings.HOME.folder / "media"
        return folder

    @property
    def location(self) -> str:
        return str(self.base_location.absolute())

    def _save(self, name: str, content: File[Any]) -> str:
        content.seek(0)
        Path(self.location).mkdir(parents=True, exist_ok=True, mode=0o700)
        sealed = settings.VAULT.seal(content.read(), name=os.path.normpath(name))
        kept: str = super()._save(name, ContentFile(sealed))  # type: ignore[misc]
        return kept

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        sealed = Path(self.path(name)).read_bytes()
        return ContentFile(settings.VAULT.unseal(sealed, name=os.path.normpath(name)), name=name)
