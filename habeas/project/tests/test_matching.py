"""`habeas match`: lists and pairs of names, in any script."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from habeas.project.bench.matching import two_lists
from habeas.project.cli import main

LEFT = """id,name,born
1,Рудольф Расэндыл,1931-05-02
2,Флавія Эльфберг,
3,Якуб Гентцаў,
"""
RIGHT = """id,name,born
a,Rassendyl Rudolf,02.05.1931
b,Ф. Эльфберг,
c,Михаил Гентцов,
"""
PAIRS = """a,b
Rudolf Rassendyl,Рудольф Рассендил
Rupert Hentzau,Rudolf Hentzau
Rassendyl,Rudolf Rassendyl
"""
BAD = """id,name,born
1,Rudolf Rassendyl,
,Rupert Hentzau,
3,,
1,Flavia Elphberg,
5,123,
6,Ada Rook,04/05/1931
7,Ada Rook,,x
8,Ivo Rook,
"""


def written(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.write_text(text, "utf-8")
    return str(file)


def called(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["match", *arguments, "--json"])


def rows(run: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_who_is_in_both_lists_is_told_by_ids_with_the_reason(tmp_path: Path) -> None:
    left, right = written(tmp_path, "l.csv", LEFT), written(tmp_path, "r.csv", RIGHT)

    run = called(left, right)

    assert run.exit_code == 0, run.output
    assert [(row["left"], row["right"], row["verdict"]) for row in rows(run)] == [
        ("1", "a", "same"),
        ("2", "b", "unsure"),
    ]
    assert all(list(row) == ["left", "right", "score", "verdict", "why"] for row in rows(run))
    assert "one date of birth" in rows(run)[0]["why"]
    assert "1 same, 1 unsure" in run.stderr


def test_dates_of_birth_that_contradict_part_two_namesakes(tmp_path: Path) -> None:
    left = written(tmp_path, "l.csv", "id,name,born\n1,Rudolf Rassendyl,1931-05-02\n")
    right = written(
        tmp_path, "r.csv", "id,name,born\na,Rudolf Rassendyl,1958\nb,R Rassendyl,1931\n"
    )

    run = called(left, right)

    assert [(row["right"], row["verdict"]) for row in rows(run)] == [("b", "unsure")]


def test_each_pair_is_judged_in_its_order(tmp_path: Path) -> None:
    pairs = written(tmp_path, "p.csv", PAIRS)

    run = called("--pairs", pairs)

    assert [row["verdict"] for row in rows(run)] == ["same", "different", "unsure"]
    assert rows(run)[1]["left"] == "Rupert Hentzau"
    assert rows(run)[1]["right"] == "Rudolf Hentzau"
    assert rows(run)[0]["score"] > rows(run)[2]["score"] > rows(run)[1]["score"]


def test_a_bad_row_is_named_with_its_column_and_the_others_are_kept(tmp_path: Path) -> None:
    left = written(tmp_path, "bad.csv", BAD)
    right = written(tmp_path, "r.csv", "id,name\na,Rudolf Rassendyl\nb,Ivo Rook\n")

    run = called(left, right)

    assert run.exit_code == 1
    assert [(row["left"], row["right"]) for row in rows(run)] == [("1", "a"), ("8", "b")]
    told = [line.partition("bad.csv, ")[2] for line in run.stderr.splitlines() if "row" in line]
    assert [line.partition(":")[0] for line in told] == [
        "row 3, column id",
        "row 4, column name",
        "row 5, column id",
        "row 6, column name",
        "row 7, column born",
        "row 8, column 4",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nr,full name\n1,Ada Rook\n", "no column id, name; there are: nr, full name"),
        ("", "the file is empty"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_whole(
    tmp_path: Path, text: str, reason: str
) -> None:
    left, right = written(tmp_path, "l.csv", text), written(tmp_path, "r.csv", RIGHT)

    run = called(left, right)

    assert run.exit_code == 2
    assert reason in run.stderr
    assert run.stdout == ""


def test_lists_come_in_the_encodings_and_separators_of_offices(tmp_path: Path) -> None:
    office = tmp_path / "l.csv"
    office.write_bytes("ID;Name\n1;Рассендил Рудольф\n2;Гентцов Якуб\n".encode("cp1251"))
    right = written(tmp_path, "r.csv", "id\tname\na\tRudolf Rassendyl\nb\tFlavia Elphberg\n")

    run = called(str(office), right)

    assert run.exit_code == 0, run.output
    assert [(row["left"], row["right"], row["verdict"]) for row in rows(run)] == [
        ("1", "a", "same")
    ]


def test_what_was_decided_before_goes_before_the_letters(tmp_path: Path) -> None:
    left = written(tmp_path, "l.csv", "id,name\n1,Rudolf Rassendyl\n2,Ivo Rook\n")
    right = written(tmp_path, "r.csv", "id,name\na,The King of Zenda\nb,Ivo Rook\n")
    decided = "a,b,verdict\nRudolf Rassendyl,The King of Zenda,same\nIvo Rook,ivo rook,perhaps\n"

    run = called(left, right, "--aliases", written(tmp_path, "known.csv", decided))

    assert run.exit_code == 1
    assert "row 3, column verdict" in run.stderr
    assert [(row["left"], row["right"], row["verdict"]) for row in rows(run)] == [
        ("1", "a", "same"),
        ("2", "b", "same"),
    ]
    assert rows(run)[0]["why"] == "confirmed to be one person"


def test_decisions_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    pairs = written(tmp_path, "p.csv", "a,b\nAda Rook,Eda Rook\n")
    decided = "a,b,verdict\nAda Rook,Eda Rook,different\nEda Rook,Ada Rook,same\n"

    run = called("--pairs", pairs, "--aliases", written(tmp_path, "known.csv", decided))

    assert run.exit_code == 1
    assert "confirmed to be two people" in run.stderr
    assert rows(run)[0]["verdict"] == "different"


@pytest.mark.parametrize("arguments", [[], ["LEFT"], ["LEFT", "RIGHT", "--pairs", "LEFT"]])
def test_it_wants_two_lists_or_one_of_pairs(tmp_path: Path, arguments: list[str]) -> None:
    files = {name: written(tmp_path, name, RIGHT) for name in ("LEFT", "RIGHT")}

    run = called(*(files.get(word, word) for word in arguments))

    assert run.exit_code == 2
    assert "two lists" in run.stderr


def test_the_lists_of_the_bench_share_half_of_their_people(tmp_path: Path) -> None:
    left, right = two_lists(200)
    for name, entries in (("l.csv", left), ("r.csv", right)):
        written(tmp_path, name, "id,name\n" + "".join(f"{e.id},{e.name}\n" for e in entries))

    found = {
        (row["left"], row["right"]) for row in rows(called(*map(str, sorted(tmp_path.iterdir()))))
    }

    both = {(f"l{n}", f"r{n - 100}") for n in range(100, 200)}
    assert len(both & found) >= 90
    assert len(found) <= 130
