"""What a pack's author is told of examples and traps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.reading import checking, pack
from habeas.reading.checking import check_pack
from habeas.reading.pack import PackError, load_pack, pack_languages
from habeas.reading.paths import PACKS


@pytest.mark.parametrize("code", pack_languages())
def test_every_pack_hears_its_examples_and_passes_its_traps(code: str) -> None:
    found = list(check_pack(code))

    assert [problem for one in found for problem in one.problems] == []
    assert sum(bool(one.examples and one.traps) for one in found) >= 8


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packs with an English one, whose triggers are one file to write into."""
    for file in (PACKS / "en").glob("*.yaml"):
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "en/triggers").mkdir()
    monkeypatch.setattr(pack, "PACKS", tmp_path)
    monkeypatch.setattr(checking, "types_told", checking.types_heard)
    load_pack.cache_clear()
    yield tmp_path / "en/triggers/custody.yaml"
    load_pack.cache_clear()


def test_an_example_that_is_not_heard_and_a_trap_that_is_are_named(own: Path) -> None:
    own.write_text(
        "- type: arrest\n  patterns: taken away\n"
        "  examples: |\n    They took Rudolf from his bed.\n    Rudolf was taken away.\n"
        "  traps: The chairs were taken away.\n",
        "utf-8",
    )

    (one,) = check_pack("en")

    assert (one.patterns, one.examples, one.traps) == (1, 2, 1)
    assert one.problems == [
        "not heard: They took Rudolf from his bed.",
        "a trap, and taken for one: The chairs were taken away.",
    ]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("- type: arrest\n  patterns: a <colour> coat\n", "custody.yaml entry 1"),
        ("- type: arrest\n  patterns: taken\n  traps: [one]\n", "traps must be lines of text"),
        ("- type: arrest\n  pattern: taken\n  patterns: taken\n", "unknown key pattern"),
        ("- type: arrest\n", "has no patterns"),
    ],
)
def test_a_pack_that_cannot_be_used_says_where_and_why(own: Path, entry: str, reason: str) -> None:
    own.write_text(entry, "utf-8")

    with pytest.raises(PackError, match=reason):
        list(check_pack("en"))
