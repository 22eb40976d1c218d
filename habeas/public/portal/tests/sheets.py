"""What a PDF of ours shows: its sheets in millimetres, and its words in the order of the file."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.S)
_SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\)|<([0-9A-Fa-f]+)>(?=[^>]*T[jJ])", re.S
)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True)
class Sheets:
    sizes: list[tuple[int, int]]
    text: str


def read(document: bytes) -> Sheets:
    """Sizes and words; each font says with `ToUnicode` which letters its glyphs are."""
    heads, bodies = {}, {}
    for number, body in _OBJECT.findall(document):
        heads[int(number)], bodies[int(number)] = _parts(body)
    sizes = [
        (round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4))
        for head in heads.values()
        for w, h in re.findall(rb"/Type/Page/.*?/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", head, re.S)
    ]
    letters: dict[bytes, dict[int, str]] = {}
    for head in heads.values():
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", head):
            found = re.search(rb"/ToUnicode (\d+) 0 R", heads[int(number)])
            if found:
                letters[name] = _letters(bodies[int(found[1])])
    shown = [_words(body, letters) for body in bodies.values() if b" Tf" in body]
    # An isolate has no glyph of its own: the letter after it brings it along.
    text = re.sub("[\u2066-\u2069]", "", " ".join(shown))
    return Sheets(sizes, " ".join(text.split()))


def _parts(body: bytes) -> tuple[bytes, bytes]:
    head, _, rest = body.partition(b"stream")
    data = rest.lstrip(b"\r\n")
    if b"/FlateDecode" in head:
        data = zlib.decompressobj().decompress(data)
    return head, data


def _letters(table: bytes) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in re.findall(rb"<([0-9A-Fa-f]{4})> ?<([0-9A-Fa-f]+)>(?! ?<)", table)
    }


def _words(content: bytes, letters: dict[bytes, dict[int, str]]) -> str:
    font: dict[int, str] = {}
    out = []
    for block in re.findall(rb"BT(.*?)\bET\b", content, re.S):
        for name, literal, hexed in _SHOWN.findall(block):
            if name:
                font = letters[name]
                continue
            raw = bytes.fromhex(hexed.decode()) if hexed else _ESCAPED.sub(_unescaped, literal)
            glyphs = (int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2))
            out.append("".join(font.get(glyph, "") for glyph in glyphs))
        out.append(" ")
    return "".join(out)


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if code.isdigit() else _PLAIN.get(code, code)
