import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from habeas.core.documents import Document, Name, PersonDocument
from habeas.public.edition.store import Edition, EditionInfo
from habeas.public.edition.tests.makers import person, source
from habeas.public.edition.writer import make_store, point_to, write_edition

NOON = datetime(2021, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "edition.sqlite3"
    make_store(file)
    return file


def publish(file: Path, *documents: Document, **changes: Any) -> EditionInfo:
    values: dict[str, Any] = {"message": "", "by": "anna", "at": NOON, "sign": lambda _: "signed"}
    return write_edition(file, documents, **(values | changes))


def called(text: str, language: str, slug: str) -> PersonDocument:
    script = "Latn" if text.isascii() else "Cyrl"
    return person(slug, names=(Name(text=text, language=language, script=script),))


def test_before_the_first_edition_there_is_nothing_and_no_error(tmp_path: Path) -> None:
    edition = Edition(tmp_path / "missing.sqlite3")

    assert edition.current() is None
    assert edition.number() == 0
    assert edition.document("people/rudolf-rassendyll") is None
    assert edition.people().items == []
    assert edition.search("Rudolf") == []


def test_an_edition_holds_its_documents_to_the_byte(file: Path) -> None:
    info = publish(file, person(), source())

    stored = Edition(file).document("people/rudolf-rassendyll")
    assert (info.number, info.documents) == (1, 2)
    assert stored is not None
    assert PersonDocument.model_validate_json(stored.body) == person()


def test_the_same_documents_make_no_new_edition(file: Path) -> None:
    first = publish(file, person(), source())

    assert publish(file, source(), person(), message="again") == first


def test_an_edition_stores_only_what_it_changes(file: Path) -> None:
    publish(file, person(), source())

    publish(file, person(status="released"), source())

    edition = Edition(file)
    counted = edition._rows("SELECT count(*) FROM documents")
    assert counted == [(3,)]
    assert edition.people().items[0]["status"] == "released"


def test_rolling_back_shows_the_older_edition_everywhere(file: Path) -> None:
    publish(file, person(), source())
    publish(file, person("michael-strelsau"), source())

    info = point_to(file, 1)

    edition = Edition(file)
    assert info.number == edition.number() == 1
    assert edition.document("people/rudolf-rassendyll") is not None
    assert edition.document("people/michael-strelsau") is None
    assert [one["slug"] for one in edition.people().items] == ["rudolf-rassendyll"]
    assert edition.people(q="Michael").items == []
    assert [one.number for one in edition.editions()] == [2, 1]


def test_an_edition_after_a_roll_back_is_numbered_on(file: Path) -> None:
    publish(file, person(), source())
    publish(file, person("michael-strelsau"))
    point_to(file, 1)

    third = publish(file, person(), source(), person("flavia-elphberg"))

    assert third.number == 3
    found = [one["slug"] for one in Edition(file).people().items]
    assert found == ["flavia-elphberg", "rudolf-rassendyll"]


def test_pointing_to_no_edition_is_refused(file: Path) -> None:
    with pytest.raises(LookupError):
        point_to(file, 7)


def test_a_failed_signature_leaves_the_former_edition(file: Path) -> None:
    def broken(message: bytes) -> str:
        raise OSError("no key")

    publish(file, person())

    with pytest.raises(OSError, match="no key"):
        publish(file, person("michael-strelsau"), sign=broken)

    assert Edition(file).number() == 1
    assert Edition(file).document("people/michael-strelsau") is None


@pytest.mark.parametrize("at", ["_replace_contents", "_index", "_enter_person"])
def test_a_crash_in_the_middle_leaves_the_former_edition(
    file: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("the power failed")

    publish(file, person())
    monkeypatch.setattr(f"habeas.public.edition.writer.{at}", crash)

    with pytest.raises(RuntimeError, match="power"):
        publish(file, person("michael-strelsau"), source())

    assert [one.number for one in Edition(file).editions()] == [1]
    assert Edition(file)._rows("SELECT count(*) FROM contents") == [(1,)]


@pytest.mark.parametrize(
    "asked", ["Karavai", "Каравай", "Караваю", "karavaj", "ivan karav", "Каравая"]
)
def test_names_are_found_across_scripts_and_cases(file: Path, asked: str) -> None:
    publish(file, called("Ivan Karavai", "en", "ivan-karavai"), person())

    assert [one["slug"] for one in Edition(file).people(q=asked).items] == ["ivan-karavai"]


def test_texts_are_found_as_written_first_and_the_newest_first(file: Path) -> None:
    older, newer = (source(id, title=f"The garden, {id}") for id in ("older", "newer"))
    publish(file, person(), older, source("begun", title="A gardener"))
    publish(file, person(), older, source("begun", title="A gardener"), newer)

    def found(asked: str) -> list[str]:
        return [hit.path for hit in Edition(file).search(asked)]

    assert found("garden") == ["sources/newer", "sources/older", "sources/begun"]
    assert found("garden older") == ["sources/older"]
    assert found("Rudolf zebra") == []


def test_a_store_that_kept_texts_among_people_gets_them_apart(file: Path) -> None:
    publish(file, person(), source())
    with sqlite3.connect(file) as writing:
        writing.executescript(
            "INSERT INTO search (rowid, names, name_keys, body) SELECT rowid, '', '', body"
            " FROM texts; DROP TABLE texts; PRAGMA user_version = 3"
        )

    make_store(file)

    edition = Edition(file)
    assert [hit.path for hit in edition.search("arrested men")] == ["sources/note1"]
    assert len(edition.found("Rassendyll") or ()) == 1
    assert edition.search("arrested in")[0].parts[1].startswith("arrested")


@pytest.mark.parametrize("asked", ['"', "a OR b", "NEAR(", "*", "col:umn", "'; DROP", "(((", "-"])
def test_a_search_takes_anything_for_words(file: Path, asked: str) -> None:
    publish(file, person())

    assert Edition(file).search(asked) == []
    assert Edition(file).people(q=asked).total in (0, 1)


def test_paging_goes_through_everybody_once(file: Path) -> None:
    people = [person(f"given{n % 3}-family{n:02}") for n in range(25)]
    publish(file, *people)
    edition = Edition(file)

    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = edition.people(after=cursor, limit=10)
        seen += [one["slug"] for one in page.items]
        cursor = page.after

    assert seen == [one.slug for one in people]
    assert page.total == 25


def test_filters_and_counts_agree(file: Path) -> None:
    publish(file, person(), person("flavia-elphberg", status="released"))

    edition = Edition(file)

    assert edition.statuses() == {"held": 1, "released": 1}
    assert edition.people({"status": "released"}).total == 1


def test_the_store_cannot_be_written_through_its_reader(file: Path) -> None:
    publish(file, person())
    connection = Edition(file)._connection()
    assert connection is not None

    with pytest.raises(Exception, match="readonly"):
        connection.execute("DELETE FROM editions")


def test_the_signature_is_over_number_moment_root_and_count(file: Path) -> None:
    signed: list[bytes] = []
    keep: Callable[[bytes], str] = lambda message: signed.append(message) or "x"  # type: ignore[func-returns-value]  # noqa: E731

    info = publish(file, person(), sign=keep)

    assert signed == [info.statement()]
    assert info.root.encode() in signed[0]


def test_an_edition_says_what_it_added_and_changed_but_only_counts_what_it_withdrew(
    file: Path,
) -> None:
    publish(file, person("anna-zenda"), person("boris-hentzau"))
    publish(file, person("anna-zenda", status="released"), person("carla-elphberg"))

    edition = Edition(file)

    assert edition.changed(1) == (["people/anna-zenda", "people/boris-hentzau"], [], 0)
    assert edition.changed(2) == (["people/carla-elphberg"], ["people/anna-zenda"], 1)


def test_people_are_fetched_by_name_only_while_they_are_published(file: Path) -> None:
    publish(file, person("anna-zenda"), person("boris-hentzau"))
    publish(file, person("anna-zenda"))

    found = Edition(file).people_named(["boris-hentzau", "anna-zenda", "nobody"])

    assert [one["slug"] for one in found] == ["anna-zenda"]


def test_several_statuses_are_asked_for_with_commas(file: Path) -> None:
    publish(
        file,
        person("anna-zenda", status="held"),
        person("boris-hentzau", status="released"),
        person("carla-elphberg", status="house_arrest"),
    )

    found = Edition(file).people({"status": "held,house_arrest"})

    assert [one["slug"] for one in found.items] == ["carla-elphberg", "anna-zenda"]
    assert found.total == 2


def test_who_reads_everything_slowly_gets_one_edition_and_holds_up_nobody(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("habeas.public.edition.store.AT_ONCE", 2)
    names = [f"given-family{n}" for n in range(5)]
    publish(file, *(person(name) for name in names))
    reading = Edition(file).bodies("people/")
    first = next(reading)

    publish(file, person("anna-zenda"))

    assert [path for path, _ in (first, *reading)] == [f"people/{name}" for name in names]
    assert [path for path, _ in Edition(file).bodies()] == ["people/anna-zenda"]
