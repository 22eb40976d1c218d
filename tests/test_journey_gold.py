"""What reviewers decided leaves the desk as gold, for its owner alone."""

from __future__ import annotations

from pathlib import Path

from tests.commands import habeas


def test_gold_is_its_owners_alone_and_restricted_goes_with_gold_alone(tmp_path: Path) -> None:
    home = tmp_path / "var"
    assert habeas("init", home=home).status == 0

    run = habeas("export", "gold", tmp_path / "out", home=home)

    (row,) = run.rows
    file = Path(row["file"])
    assert (run.status, row["rows"]) == (0, 0)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["gold.jsonl"]
    assert habeas("export", "csv", tmp_path / "out", "--restricted", home=home).status == 2
