"""Pictures as they may be public: small, drawn anew from their pixels alone.

What a camera or a program wrote beside the pixels (place, time, device, names, a smaller copy
of what was cut away) stays in the original, which never leaves the desk.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps

from habeas.core.seals import sha256_hex
from habeas.desk.newsroom.models import Picture

LARGEST = 960
CARD = (480, 320)
QUALITY = 82
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Public:
    """A picture's two public forms: JPEG bytes, and the size of the larger."""

    whole: bytes
    card: bytes
    width: int
    height: int

    @property
    def blobs(self) -> dict[str, bytes]:
        return {sha256_hex(data): data for data in (self.whole, self.card)}


def public_form(picture: Picture) -> Public:
    """Raises OSError for a file that is gone or is no picture."""
    point = picture.get_focal_point()
    focus = (point.left, point.top, point.right, point.bottom) if point else None
    return _drawn(picture.pk, picture.get_file_hash(), focus)


@lru_cache(maxsize=200)
def _drawn(key: int, file_hash: str, focus: Box | None) -> Public:
    """Drawn once for each file and focal point: every look at the next edition asks for it."""
    with Picture.objects.get(pk=key).file.open("rb") as file:
        opened = Image.open(io.BytesIO(file.read()))
        pixels = _on_white(ImageOps.exif_transpose(opened))
    whole = pixels.copy()
    whole.thumbnail((LARGEST, LARGEST))
    card = ImageOps.fit(pixels, CARD, centering=_centre(focus, pixels.size))
    return Public(_jpeg(whole), _jpeg(card), *whole.size)


def _centre(focus: Box | None, size: tuple[int, int]) -> tuple[float, float]:
    if focus is None:
        return (0.5, 0.4)  # faces stand above the middle
    across = (focus[0] + focus[2]) / 2 / size[0]
    down = (focus[1] + focus[3]) / 2 / size[1]
    return (min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0))


def _on_white(picture: Image.Image) -> Image.Image:
    """New pixels on white; nothing but the colours is taken over."""
    layer = picture.convert("RGBA")
    sheet = Image.new("RGB", layer.size, "white")
    sheet.paste(layer, mask=layer.getchannel("A"))
    return sheet


def _jpeg(pixels: Image.Image) -> bytes:
    out = io.BytesIO()
    pixels.info = {}
    pixels.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
