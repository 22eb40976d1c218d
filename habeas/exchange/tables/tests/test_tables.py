import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from habeas.exchange.tables import Unreadable, open_table


def rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, row.cells) for row in open_table(file).rows]


def write(file: Path, text: str, encoding: str = "utf-8") -> Path:
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-u", "cp866"]
)
def test_a_csv_is_read_in_whatever_encoding_it_is_in(tmp_path: Path, encoding: str) -> None:
    text = "Имя;Место\nРудольф Рассендилл;Стрельсау\nФлавия Тарленхайм;Зенда\n"

    found = rows(write(tmp_path / "list.csv", text, encoding))

    assert found[0] == (2, {"Имя": "Рудольф Рассендилл", "Место": "Стрельсау"})
    assert found[1][1]["Место"] == "Зенда"


def test_western_letters_are_not_taken_for_cyrillic(tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", "name,place\nJosé Núñez,Málaga\n", "windows-1252")

    assert rows(file) == [(2, {"name": "José Núñez", "place": "Málaga"})]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_another_stands_in_the_cells(
    tmp_path: Path, sign: str
) -> None:
    other = ";" if sign == "," else ","
    lines = [sign.join(["name", "articles"]), *(sign.join([f"P{n}", f"1{other}2"]) for n in "ab")]

    found = rows(write(tmp_path / "list.csv", "\n".join(lines)))

    assert found == [
        (2, {"name": "Pa", "articles": f"1{other}2"}),
        (3, {"name": "Pb", "articles": f"1{other}2"}),
    ]


def test_a_cell_of_several_lines_is_one_cell_and_a_title_above_is_no_header(
    tmp_path: Path,
) -> None:
    text = 'Prisoners of Ruritania\n\nname,note\n"Rudolf","first\nsecond"\n'

    assert rows(write(tmp_path / "list.csv", text)) == [
        (4, {"name": "Rudolf", "note": "first\nsecond"})
    ]


def test_columns_of_one_name_stay_apart_and_cells_beyond_the_header_are_told(
    tmp_path: Path,
) -> None:
    file = write(tmp_path / "list.csv", "name,article,article\nRudolf,1,2,3\n")

    row = next(open_table(file).rows)

    assert row.cells == {"name": "Rudolf", "article": "1", "article (2)": "2"}
    assert row.beyond == (("column 4", "3"),)


def test_a_sheet_gives_what_its_cells_show(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("people", 0)
    sheet.append(["name", "day", "month", "year", "age", "yes"])
    sheet.append(["Rudolf", *[date(2021, 5, 1)] * 3, 35.0, True])
    for column, pattern in {"B": "dd.mm.yyyy", "C": "mmm yyyy", "D": "yyyy"}.items():
        sheet[f"{column}2"].number_format = pattern
    book.save(tmp_path / "list.xlsx")

    cells = rows(tmp_path / "list.xlsx")[0][1]

    assert (cells["day"], cells["month"], cells["year"]) == ("2021-05-01", "2021-05", "2021")
    assert (cells["age"], cells["yes"]) == ("35", "yes")


def test_the_first_sheet_with_rows_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("people").append(["name"])
    book["people"].append(["Rudolf"])
    book.save(tmp_path / "list.xlsx")

    assert rows(tmp_path / "list.xlsx") == [(2, {"name": "Rudolf"})]


PEOPLE = [{"name": "Rudolf", "articles": [1, "2"], "text": {"en": "held"}}, {"name": "Flavia"}]
READ = [(1, {"name": "Rudolf", "articles": "1\n2", "text.en": "held"}), (2, {"name": "Flavia"})]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(PEOPLE),
        json.dumps(PEOPLE, indent=2),
        "\n".join(json.dumps(one) for one in PEOPLE),
        json.dumps({"total": 2, "people": PEOPLE}),
    ],
    ids=["array", "indented", "lines", "within an object"],
)
def test_json_is_read_however_it_is_strung_together(tmp_path: Path, text: str) -> None:
    assert rows(write(tmp_path / "list.json", text)) == READ


def test_objects_a_line_may_hold_objects_themselves(tmp_path: Path) -> None:
    line = json.dumps({"name": "Rudolf", "clusters": [{"name": "students"}]})

    found = rows(write(tmp_path / "list.jsonl", f"{line}\n{line}\n"))

    assert found == [(n, {"name": "Rudolf", "clusters": "students"}) for n in (1, 2)]


def test_a_json_longer_than_any_buffer_comes_through_whole(tmp_path: Path) -> None:
    people = [{"name": f"Karl {n}", "note": "x" * 500} for n in range(1_000)]

    found = rows(write(tmp_path / "list.json", json.dumps(people)))

    assert [cells["name"] for _, cells in found] == [one["name"] for one in people]


def test_the_longest_table_of_a_page_is_read(tmp_path: Path) -> None:
    page = """<html><meta charset="utf-8"><table><tr><td>menu</td></tr></table>
    <table><thead><tr><th>Name</th><th>Place</th><th>Articles</th></tr></thead>
    <tr><td><a href="/r">Rudolf</a><sup>[1]</sup></td><td rowspan=2>Zenda</td><td>1<br>2</td></tr>
    <tr><td>Flavia</td><td>3</td></tr></table></html>"""

    assert rows(write(tmp_path / "list.html", page)) == [
        (2, {"Name": "Rudolf", "Place": "Zenda", "Articles": "1\n2"}),
        (3, {"Name": "Flavia", "Place": "Zenda", "Articles": "3"}),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.4 ...", "no table"),
        (b"\xd0\xcf\x11\xe0old", "save it as .xlsx"),
        (b'[{"name": "Rudolf"', "not JSON"),
        (b"[]", "no object"),
        (b"<html><p>words</p></html>", "no table"),
        (b"\x00\x01\x02name", "no text"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "list").write_bytes(content)

    with pytest.raises(Unreadable, match=reason):
        list(open_table(tmp_path / "list").rows)
