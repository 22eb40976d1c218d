"""What people can be filtered and sorted by, and that lists stay whole while editions change."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from habeas.core.documents import Attribute, Event, Participant, Period, PersonDocument
from habeas.public.edition.facets import article_code, body_code, facets_of, place_code
from habeas.public.edition.store import Edition, Page
from habeas.public.edition.tests.makers import person
from habeas.public.edition.writer import make_store, write_edition

Publish = Callable[..., Edition]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    file = tmp_path / "edition.sqlite3"
    make_store(file)
    edition = Edition(file)

    def write(*people: PersonDocument) -> Edition:
        at = datetime(2021, 6, 1, tzinfo=UTC)
        write_edition(file, people, message="", by="anna", at=at, sign=lambda _: "signed")
        return edition

    return write


def event(slug: str, type: str, *, role: str = "victim", **fields: Any) -> Event:
    me = Participant(name=slug, slug=slug, role=role)
    return Event(id=f"{type}-{slug}", type=type, participants=(me,), **fields)


def fact(kind: str, value: str = "", **fields: Any) -> Attribute:
    return Attribute(id=f"{kind}1", kind=kind, value=value, language="en", **fields)


def slugs(page: Page) -> list[str]:
    return [one["slug"] for one in page.items]


def test_a_person_has_the_facets_that_the_document_tells() -> None:
    slug = "anna-zenda"
    document = person(
        slug,
        country="XR",
        letters="yes",
        attributes=(
            fact("birth", date="1979-02-14"),
            fact("role", "editor", organisations=("Zenda Herald",)),
            fact("sex", "female"),
        ),
        events=(
            event(slug, "charge", articles=("243(2)", "ст. 342 ч. 1")),
            event(slug, "hospitalisation"),
            event(
                slug,
                "recognition_as_political_prisoner",
                role="concerned",
                details={"status": "prisoner_of_conscience"},
            ),
        ),
        periods=(
            Period(start="2020-08-12", end="2021-02", kind="pretrial", place="Strelsau"),
            Period(start="2021-02", kind="colony", place="Zenda", at="zenda-colony"),
        ),
    )

    codes = {name: set(found) for name, found in facets_of(document).codes.items()}

    assert codes == {
        "status": {"held"},
        "recognition": {"prisoner_of_conscience"},
        "country": {"XR"},
        "place": {"strelsau", "zenda-colony"},
        "held_at": {"zenda-colony"},
        "article": {"243", "342"},
        "work": {"editor"},
        "organisation": {"zenda-herald"},
        "sex": {"female"},
        "born": {"1979"},
        "birthday": {"1979-02-14"},
        "arrested": {"2020-08"},
        "health": {"hospitalisation"},
        "letters": {"yes"},
    }


def test_a_fact_about_somebody_else_in_the_same_event_gives_no_facet() -> None:
    witness = person(
        events=(event("rudolf-rassendyll", "charge", role="named", articles=("342",)),)
    )

    assert "article" not in facets_of(witness).codes


def test_a_recognition_that_was_withdrawn_counts_no_longer() -> None:
    slug = "rudolf-rassendyll"
    withdrawn = event(slug, "recognition_as_political_prisoner", details={"withdrawn": "2022-01"})

    assert "recognition" not in facets_of(person(events=(withdrawn,))).codes


def test_spellings_of_one_body_or_place_are_one_filter() -> None:
    assert place_code("Бобруйске") == place_code("Babruisk") == "babruisk"
    assert body_code("FIDH") == body_code("International Federation for Human Rights")
    assert {article_code(text) for text in ("207.3", "ч. 2 ст. 207.3", "207.3(2)")} >= {"207.3"}


def test_a_month_of_arrest_that_is_not_known_may_be_any_of_its_year(publish: Publish) -> None:
    edition = publish(person(periods=(Period(start="2024", kind="pretrial"),)))

    assert edition.people({"arrested": "2024-03..2024-04"}).total == 1
    assert edition.people({"arrested": "2025.."}).total == 0


def test_filters_combine_and_within_one_any_code_will_do(publish: Publish) -> None:
    edition = publish(
        person("anna-zenda", country="XR"),
        person("boris-hentzau", country="XR", status="released"),
        person("carla-elphberg", country="XG"),
    )

    assert slugs(edition.people({"country": "XR", "status": "held"})) == ["anna-zenda"]
    assert edition.people({"country": "XR,XG", "status": "held"}).total == 2
    assert edition.people({"country": "XX"}).total == 0


def test_a_filter_combines_with_a_name_in_another_script(publish: Publish) -> None:
    edition = publish(person("anna-zenda"), person("anna-hentzau", status="released"))

    assert slugs(edition.people({"status": "held"}, q="Анна")) == ["anna-zenda"]


def test_each_code_is_counted_as_if_it_were_the_only_one_of_its_filter(publish: Publish) -> None:
    index = publish(
        person("anna-zenda", country="XR"),
        person("boris-hentzau", country="XR", status="released"),
        person("carla-elphberg", country="XG"),
    ).index()

    counted = index.counts(
        "status", ["held", "released"], {"status": ["held"], "country": ["XR"]}, among=None
    )

    assert counted == {"held": 1, "released": 1}


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["carla-elphberg", "boris-hentzau", "anna-zenda"]),
        ("arrested", ["carla-elphberg", "anna-zenda", "boris-hentzau"]),
        ("days", ["boris-hentzau", "anna-zenda", "carla-elphberg"]),
    ],
)
def test_a_list_is_sorted_and_paged_in_that_order(
    publish: Publish, sort: str, order: list[str]
) -> None:
    edition = publish(
        person("anna-zenda", periods=(Period(start="2021-05-01", kind="colony"),)),
        person("boris-hentzau", periods=(Period(start="2019", end="2021-05-01", kind="prison"),)),
        person("carla-elphberg", periods=(Period(start="2021-05-20", kind="colony"),)),
    )
    on = date(2021, 6, 1)

    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = edition.people(sort=sort, after=cursor, limit=1, on=on)
        seen += slugs(page)
        cursor = page.after

    assert seen == order


def test_nobody_is_skipped_or_shown_twice_when_an_edition_comes_between_two_pages(
    publish: Publish,
) -> None:
    names = [f"given-family{n:02}" for n in range(10)]
    edition = publish(*(person(name) for name in names))
    first = edition.people(limit=4)

    publish(person("given-family00x"), *(person(name) for name in names if name != names[3]))
    second = edition.people(limit=10, after=first.after or "")

    assert slugs(second) == names[4:]


@pytest.mark.parametrize("cursor", ["nonsense", "[1, 2]", '["a"]', "{}", "[[1], [2]]", "[" * 9000])
def test_a_cursor_that_is_none_begins_anew(publish: Publish, cursor: str) -> None:
    assert publish(person()).people(after=cursor).total == 1


def test_a_long_list_is_walked_as_a_short_one_is_sorted(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = publish(*(person(f"given-family{n:02}", status="held") for n in range(20)))
    short = slugs(edition.people({"status": "held"}, sort="days", limit=20))

    monkeypatch.setattr("habeas.public.edition.people.FEW", 0)

    assert slugs(edition.people({"status": "held"}, sort="days", limit=20)) == short


def test_an_edition_can_be_written_into_a_store_from_before_facets(publish: Publish) -> None:
    edition = publish(person())
    writing = sqlite3.connect(edition.file)
    writing.executescript("DROP TABLE facets; DROP TABLE happened; PRAGMA user_version = 0")
    writing.close()

    publish(person(), person("anna-zenda"))

    assert Edition(edition.file).people({"status": "held"}).total == 2


def test_a_store_from_before_facets_is_brought_up_to_date(publish: Publish) -> None:
    edition = publish(person())
    writing = sqlite3.connect(edition.file)
    writing.executescript("DROP TABLE facets; DROP TABLE happened; PRAGMA user_version = 0")
    writing.close()

    make_store(edition.file)

    assert Edition(edition.file).people({"status": "held"}).total == 1
