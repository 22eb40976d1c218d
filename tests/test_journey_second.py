"""A second reader is asked by `habeas read --second`, and never stands in the way of the first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.project.tests.test_second_reader import Reader, reader
from tests.commands import habeas

__all__ = ["reader"]
TEXT = "Rudolf Rassendyll was arrested on 4 May 2021. Men carried his easel into the yard."
EASEL = {"type": "search", "quote": "Men carried his easel into the yard", "persons": []}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "note.txt"
    made.write_text(TEXT, "utf-8")
    return made


def settings(reader: Reader) -> dict[str, str]:
    return {"HABEAS_READER_URL": f"http://127.0.0.1:{reader.server_port}/v1"}


def answer(reader: Reader, *events: object) -> None:
    content = json.dumps({"events": events})
    reader.answer = json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def test_it_adds_what_the_first_reader_has_not_said(
    reader: Reader, file: Path, tmp_path: Path
) -> None:
    answer(reader, EASEL, EASEL | {"quote": "Men burnt his easel"})

    alone = habeas("read", file, home=tmp_path)
    both = habeas("read", file, "--second", home=tmp_path, settings=settings(reader))

    (added,) = [row for row in both.rows if row not in alone.rows]
    assert (both.status, added["rule"], added["lane"]) == (0, "second: default", "check")
    assert added["quote"] == EASEL["quote"]
    assert "dropped of the second reader's answers: quote 1" in both.messages


def test_what_it_cannot_read_is_said_and_the_first_readers_claims_are_there(
    reader: Reader, file: Path, tmp_path: Path
) -> None:
    reader.status = 503

    alone = habeas("read", file, home=tmp_path)
    both = habeas("read", file, "--second", home=tmp_path, settings=settings(reader))

    assert alone.rows
    assert both.rows == alone.rows
    assert "status 503" in both.messages


def test_it_is_off_by_default_and_refused_elsewhere(
    reader: Reader, file: Path, tmp_path: Path
) -> None:
    elsewhere = {"HABEAS_READER_URL": "http://192.0.2.7/v1"}

    habeas("read", file, home=tmp_path, settings=settings(reader))
    unset = habeas("read", file, "--second", home=tmp_path)
    refused = habeas("read", file, "--second", home=tmp_path, settings=elsewhere)

    assert reader.asked == []
    assert (unset.status, refused.status) == (2, 2)
    assert "HABEAS_READER_URL" in unset.messages
    assert "HABEAS_READER_ANYWHERE" in refused.messages


def test_a_restricted_source_is_read_by_it_only_on_this_machine(
    reader: Reader, file: Path, tmp_path: Path
) -> None:
    home = tmp_path / "var"
    assert habeas("init", home=home).status == 0
    taken = habeas("collect", file, "--sensitivity", "restricted", home=home)
    answer(reader, EASEL)
    (source,) = {row["source"] for row in taken.rows}

    read = habeas("read", source, "--second", home=home, settings=settings(reader))
    again = habeas("read", source, home=home)

    kept = [row["quote"] for row in again.rows if row["rule"].startswith("second:")]
    assert read.status == 0
    assert kept == [EASEL["quote"]]  # until the second reader is asked again
