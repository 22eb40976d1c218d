from pathlib import Path

import pytest

from habeas.exchange import mapping as mappings
from habeas.exchange.mapping import Mapping, MappingError, chosen, fitted, guessed, load, saved
from habeas.exchange.observing import Observed, observe
from habeas.exchange.people import Unreadable, open_list
from habeas.exchange.tables import Row

VIASNA = [
    "id", "url", "name", "status", "gender", "photo", "description", "birthday", "arrested",
    "articles", "prison", "declaration", "decision", "penalty", "judge", "councel",
    "penalty_start_date", "release_date", "verdict_date", "appeal_date", "fake_terrorist_list",
    "died", "clusters",
]  # fmt: skip
CPJ = [
    "Name", "Status", "Date", "Country", "Journalist or Media Worker", "Motive", "Type of Death",
    "cpj.org URL",
]  # fmt: skip
CECC = [
    "CECC record number", "main name", "Chinese characters (main name)", "issue category",
    "detention status", "sex", "age at detention", "occupation", "date of detention",
]  # fmt: skip
OVD = ["ФИО", "Статьи", "Мера пресечения", "Дата начала преследования", "Наказание"]


def seen(cells: dict[str, str], mapping: Mapping | None = None) -> Observed:
    return observe(Row(2, cells), mapping or guessed(list(cells)))


@pytest.mark.parametrize(
    ("columns", "name"), [(VIASNA, "viasna"), (CPJ, "cpj"), (CECC, "cecc"), (OVD, "ovd-info")]
)
def test_each_known_list_is_told_by_its_columns(columns: list[str], name: str) -> None:
    assert chosen(columns).name == name


def test_every_saved_mapping_can_be_read_and_is_named_as_its_file() -> None:
    found = saved()

    assert set(found) == {"cecc", "cpj", "ovd-info", "viasna"}
    assert all(mapping.name == name for name, mapping in found.items())


def test_a_row_of_viasna_says_its_events_in_codes() -> None:
    cells = {
        "id": "7", "name": "Рудольф Расэндыл", "status": "active", "arrested": "04.05.2021",
        "penalty": "Open facility (khimiya), 3 years", "fake_terrorist_list": "1", "photo": "x.jpg",
        "prison": "Released awaiting commencement of the sentence",
    }  # fmt: skip

    fields = seen(cells, chosen(VIASNA)).fields

    assert fields["verdict_sentence.details.kind"] == "open_facility"
    assert fields["verdict_sentence.term"] == "P3Y"
    assert fields["recognition_as_political_prisoner.organisations"] == "Viasna"
    assert fields["prison"] == "Released awaiting commencement of the sentence"
    assert "transfer.place" not in fields
    assert "photo" not in fields
    assert fields["listing.details.title"]


def test_who_is_only_documented_is_not_recognised() -> None:
    fields = seen({"id": "7", "name": "Rudolf", "status": "np"}, chosen(VIASNA)).fields

    assert not [target for target in fields if target.startswith("recognition")]


def test_what_a_date_is_of_can_depend_on_another_column() -> None:
    mapping = chosen(CPJ)
    cells = {"Name": "Rudolf Rassendyll", "Date": "April 30, 2018", "cpj.org URL": "x"}

    held = seen({**cells, "Status": "Imprisoned"}, mapping).fields
    gone = seen({**cells, "Status": "Missing"}, mapping).fields

    assert held["arrest.date"] == "2018-04-30"
    assert gone["enforced_disappearance.date"] == "2018-04-30"


def test_columns_are_guessed_in_three_languages_and_languages_stand_side_by_side() -> None:
    cells = {
        "Имя": "Рудольф Рассендилл", "name_be": "Рудольф Расэндыл",
        "Name (en)": "Rudolf Rassendyll",
        "Дата затрымання": "2021-05", "Colour": "red",
    }  # fmt: skip

    found = seen(cells)

    assert found.fields == {
        "name": "Рудольф Рассендилл",
        "name:be": "Рудольф Расэндыл",
        "name:en": "Rudolf Rassendyll",
        "arrest.date": "2021-05",
        "Colour": "red",
    }
    assert found.said_in["arrest.date"] == "Дата затрымання"


def test_a_cell_holds_several_values() -> None:
    fields = seen({"name": "Rudolf; Rudi", "articles": "130; 342", "arrested": "2020; 2021"}).fields

    assert fields["charge.articles"] == ["130", "342"]
    assert fields["arrest.date"] == ["2020", "2021"]
    assert (fields["name"], fields["alias"]) == ("Rudolf", "Rudi")


def test_an_impossible_date_is_kept_as_text_under_its_column_and_told() -> None:
    found = seen({"name": "Rudolf", "arrested": "31.02.2021"})

    assert found.fields["arrested"] == "31.02.2021"
    assert [(p.column, p.value) for p in found.problems] == [("arrested", "31.02.2021")]
    assert not found.refused


def test_nobody_is_arrested_before_they_are_born() -> None:
    found = seen({"name": "Rudolf", "born": "2022", "arrested": "2021-05"})

    assert "birth.date" not in found.fields
    assert found.fields["born"] == "2022"
    assert found.problems[0].reason == "this birth is later than the arrest"


def test_a_name_in_parts_is_put_together() -> None:
    cells = {"Фамилия": "Рассендилл", "Отчество": "Карлович", "First name": "Рудольф"}

    assert seen(cells).fields["name"] == "Рудольф Карлович Рассендилл"


def test_a_row_keeps_its_key_when_what_it_says_changes() -> None:
    numbered = [seen({"id": "7", "name": name}).key for name in ("Rudolf", "Rudolph")]
    named = [seen({"name": "Rudolf", "prison": place}).key for place in ("Zenda", "Hofbau")]

    assert numbered == ["id:7", "id:7"]
    assert named == ["as:rudolf|", "as:rudolf|"]


def test_a_mapping_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    file = tmp_path / "mapping.yaml"
    file.write_text("name: m\ncolumns: {x: arrest.colour}\n")

    with pytest.raises(MappingError, match=r"mapping.yaml: columns.x.*arrest.colour"):
        load(file)
    with pytest.raises(MappingError, match="no column looks like a name"):
        guessed(["colour", "size"])
    with pytest.raises(MappingError, match="no column “id”"):
        fitted(
            Mapping.model_validate({"name": "m", "key": ["id"], "columns": {"n": "name"}}), ["n"]
        )


def test_a_column_that_one_edition_lacks_is_known_in_the_next() -> None:
    mapping = Mapping.model_validate(
        {"name": "m", "columns": {"wer": "name", "wann": "arrest.date", "wo": "transfer.place"}}
    )

    first = fitted(mapping, ["wer", "wann"])
    second = fitted(first, ["wer", "wo"])

    assert second.columns["wo"].to == "transfer.place"
    assert list(second.elsewhere) == ["wann"]


def test_every_guessed_column_name_leads_to_a_target_that_exists() -> None:
    targets = set(mappings._aliases().values())

    assert targets
    assert all(mappings.is_target(target) for target in targets)


def test_a_list_is_read_in_a_process_that_is_gone_afterwards(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,arrested\nRudolf,2021\n", "utf-8")

    with open_list(file) as table:
        rows = list(table.rows)

    assert table.mapping["name"] == "guessed"
    assert [row.fields["arrest.date"] for row in rows] == ["2021"]


def test_a_file_that_breaks_off_is_told_of_after_the_rows_that_were_read(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    whole = ",".join(f'{{"name": "Karl {n}"}}' for n in range(300))
    file.write_text(f'[{whole}, {{"name": "Kar')

    read: list[Observed] = []
    with open_list(file) as table, pytest.raises(Unreadable, match="not JSON"):
        read.extend(table.rows)

    assert len(read) == 300
