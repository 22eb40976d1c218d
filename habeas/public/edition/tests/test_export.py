"""What can be taken away: the same facts as tables, documents and entities, and nothing more."""

import csv
import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habeas.public.edition.export.files import FORMS, Written, write
from habeas.public.edition.export.tables import TABLES, Source
from habeas.public.edition.store import Edition
from habeas.public.portal.tests import ruritania


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    file = tmp_path_factory.mktemp("edition") / "edition.sqlite3"
    ruritania.write(file)
    return Source(Edition(file), "https://portal.example", date(2026, 3, 1))


def exported(source: Source, form: str, folder: Path) -> dict[str, Written]:
    found = write(source, form, folder, title="Ruritania", licence="CC-BY-4.0")
    return {one.file.name: one for one in found}


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_as_its_hash_says_and_no_part_of_one_is_left(
    source: Source, form: str, tmp_path: Path
) -> None:
    written = exported(source, form, tmp_path)

    assert {file.name for file in tmp_path.iterdir()} == set(written)
    for one in written.values():
        assert hashlib.sha256(one.file.read_bytes()).hexdigest() == one.sha256


def test_tables_hold_a_row_for_each_thing_with_its_address(source: Source, tmp_path: Path) -> None:
    written = exported(source, "csv", tmp_path)

    with (tmp_path / "people.csv").open(encoding="utf-8") as file:
        people = {row["slug"]: row for row in csv.DictReader(file)}
    assert set(written) == {f"{name}.csv" for name in TABLES}
    assert written["people.csv"].rows == len(people) == 4
    rupert = people["rupert-hentzau"]
    assert (rupert["days_min"], rupert["as_of"]) == ("2027", "2026-03-01")
    assert rupert["url"] == "https://portal.example/en/people/rupert-hentzau/"
    assert people["antonia-mauban"]["days_min"] != people["antonia-mauban"]["days_max"]


def test_every_statement_leads_to_its_passage(source: Source, tmp_path: Path) -> None:
    exported(source, "csv", tmp_path)

    def rows(name: str) -> list[dict[str, str]]:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    cited = {row["id"] for row in rows("citations") if row["statement"] == "event"}
    assert {row["id"] for row in rows("events")} == cited
    assert {row["source"] for row in rows("citations")} <= {row["id"] for row in rows("sources")}


def test_json_lines_are_the_documents_that_were_signed(source: Source, tmp_path: Path) -> None:
    exported(source, "jsonl", tmp_path)

    held = {one["slug"]: one for one in lines(tmp_path / "people.jsonl")}
    stored = source.edition.document("people/rupert-hentzau")
    assert stored and held["rupert-hentzau"] == json.loads(stored.body)


def test_the_database_can_be_asked(source: Source, tmp_path: Path) -> None:
    written = exported(source, "sqlite", tmp_path)

    with closing(sqlite3.connect(tmp_path / "habeas.sqlite3")) as connection:
        longest = connection.execute(
            "SELECT slug FROM people ORDER BY days_min DESC LIMIT 1"
        ).fetchone()
        total = sum(
            connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in TABLES
        )
    assert longest == ("rupert-hentzau",)
    assert written["habeas.sqlite3"].rows == total


def test_the_package_describes_the_files_beside_it(source: Source, tmp_path: Path) -> None:
    written = exported(source, "datapackage", tmp_path)

    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        file = tmp_path / resource["path"]
        with file.open(encoding="utf-8") as text:
            headings = next(csv.reader(text))
        assert [field["name"] for field in resource["schema"]["fields"]] == headings
        assert resource["hash"] == f"sha256:{written[resource['path']].sha256}"
        assert resource["bytes"] == file.stat().st_size


def test_entities_refer_only_to_entities_that_are_there(source: Source, tmp_path: Path) -> None:
    exported(source, "ftm", tmp_path)

    found = {one["id"]: one for one in lines(tmp_path / "entities.ftm.json")}
    referred = {
        other
        for one in found.values()
        for name in ("involved", "member", "organization", "proof")
        for other in one["properties"].get(name, [])
    }
    assert referred <= set(found)
    assert {one["schema"] for one in found.values()} == {
        "Person", "Organization", "Membership", "Event", "Article",
    }  # fmt: skip


def test_a_date_that_is_not_certain_is_no_date_of_an_entity(source: Source, tmp_path: Path) -> None:
    exported(source, "ftm", tmp_path)

    dated = [one["properties"].get("startDate") for one in lines(tmp_path / "entities.ftm.json")]
    assert ["2024-11"] in dated
    assert ["2020-08-12"] in dated


def test_entities_are_what_followthemoney_knows(source: Source, tmp_path: Path) -> None:
    """With the library itself, where it is installed: no property is dropped by its rules."""
    library = pytest.importorskip("followthemoney")
    exported(source, "ftm", tmp_path)

    for one in lines(tmp_path / "entities.ftm.json"):
        proxy = library.EntityProxy.from_dict(one, cleaned=False)
        proxy.schema.validate(proxy.to_dict())
        for name, values in one["properties"].items():
            assert sorted(proxy.get(name)) == sorted(set(values)), (one["schema"], name)


def test_a_cell_is_never_taken_for_a_formula(source: Source) -> None:
    from habeas.public.edition.export.files import csv_lines

    text = "".join(csv_lines(["a"], [{"a": "=1+1"}, {"a": -1}]))

    assert text.splitlines() == ["a", "'=1+1", "-1"]
