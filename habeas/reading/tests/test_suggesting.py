"""What decided texts would change in a pack."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.reading import pack
from habeas.reading.checking import types_heard
from habeas.reading.pack import load_pack
from habeas.reading.paths import PACKS
from habeas.reading.suggesting import suggest

NAMES = ("Rudolf Rassendyll", "Flavia Tarlenheim", "Osric Sapt", "Antonia Mauban")
MISSED = "{} was shorn and fitted with irons on 4 May 2021."


def gold(folder: Path, sentence: str, type_: str, tier: str) -> Path:
    lines = []
    for name in NAMES:
        said = sentence.format(name)
        claim = {"type": type_, "tier": tier, "persons": [name], "quote": said}
        lines.append(json.dumps({"language": "en", "text": said, "claims": [claim]}))
    file = folder / "gold.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[Path]:
    """A copy of the packs to patch."""
    made = tmp_path / "copy/habeas/reading/packs"
    shutil.copytree(PACKS, made)
    yield made
    load_pack.cache_clear()


def patched(packs: Path, patch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = ["git", "apply", "-"]
    subprocess.run(run, cwd=packs.parents[2], input=patch, text=True, check=True)
    monkeypatch.setattr(pack, "PACKS", packs)
    load_pack.cache_clear()


def test_words_of_what_was_missed_come_as_a_weak_pattern_in_a_patch_that_applies(
    tmp_path: Path, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = MISSED.format("Rupert Hentzau")
    assert "ill_treatment" not in types_heard(text, "en")

    patched(packs, suggest(gold(tmp_path, MISSED, "ill_treatment", "core")), monkeypatch)

    assert "ill_treatment" in types_heard(text, "en")


def test_a_pattern_that_reviewers_rejected_is_proposed_to_go(
    tmp_path: Path, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "{} was rearrested on 4 May 2021."

    patch = suggest(gold(tmp_path, said, "arrest", "none"))

    assert "\n-    rearrested|re-arrested\n" in patch
    assert patch.startswith("--- a/habeas/reading/packs/en/triggers/custody.yaml\n")
    assert suggest(gold(tmp_path, said, "arrest", "core")) == ""
    patched(packs, patch, monkeypatch)
    assert "arrest" not in types_heard("Osric was rearrested.", "en")


def test_one_text_alone_changes_nothing(tmp_path: Path) -> None:
    file = gold(tmp_path, MISSED, "ill_treatment", "core")
    file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")

    assert suggest(file) == ""
