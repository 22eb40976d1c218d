"""The machine side: the documents themselves, and lists of them."""

import hashlib
import re
from typing import Any

import pytest
from django.test import Client

from habeas.core.documents import ANY_DOCUMENT, canonical
from habeas.public.portal.tests import ruritania


def asked(portal: Client, address: str, *, status: int = 200) -> dict[str, Any]:
    answer = portal.get(address)
    assert answer.status_code == status, answer.content
    body: dict[str, Any] = answer.json()
    return body


def test_a_person_is_served_as_exactly_the_bytes_that_were_signed(portal: Client) -> None:
    answer = portal.get("/api/v1/people/rupert-hentzau")

    assert answer.content == canonical(ruritania.rupert())
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert ANY_DOCUMENT.validate_json(answer.content) == ruritania.rupert()


def test_who_has_the_document_is_not_sent_it_again(portal: Client) -> None:
    tag = portal.get("/api/v1/people/rupert-hentzau").headers["ETag"]

    answer = portal.get("/api/v1/people/rupert-hentzau", headers={"if-none-match": tag})

    assert answer.status_code == 304
    assert answer.content == b""


@pytest.mark.parametrize(
    "kind", ["people", "sources", "editions", "events", "interventions", "organisations", "places"]
)
def test_lists_have_one_shape_and_their_items_lead_on(portal: Client, kind: str) -> None:
    page = asked(portal, f"/api/v1/{kind}")

    assert set(page) == {"items", "next", "total"}
    assert page["total"] == len(page["items"])
    for item in page["items"]:
        assert item.get("slug") or item.get("id")
        if "url" in item:
            assert portal.get(item["url"]).status_code == 200


def test_a_list_is_walked_through_by_its_cursor_once(portal: Client) -> None:
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = portal.get("/api/v1/people", {"limit": "1", "cursor": cursor}).json()
        seen += [item["slug"] for item in page["items"]]
        cursor = page["next"]

    assert seen == ["flavia-elphberg", "rupert-hentzau", "antonia-mauban", "rudolf-rassendyll"]


@pytest.mark.parametrize("name", ["Хенцаў", "hentzau", "Хенцау"])
def test_people_are_found_across_scripts(portal: Client, name: str) -> None:
    page = portal.get("/api/v1/people", {"q": name}).json()

    assert [item["slug"] for item in page["items"]] == ["rupert-hentzau"]


def test_days_are_a_range_with_the_day_they_were_counted_on(portal: Client) -> None:
    page = asked(portal, "/api/v1/people?q=mauban")

    item = page["items"][0]
    assert (item["days_min"], item["days_max"], item["as_of"]) == (456, 485, "2026-03-01")


@pytest.mark.parametrize("limit", ["0", "many", "-1", "100000"])
def test_a_wrong_limit_is_refused_in_words(portal: Client, limit: str) -> None:
    body = asked(portal, f"/api/v1/people?limit={limit}", status=400)

    assert "limit must be a whole number" in body["error"]


def test_what_is_not_there_is_said_in_json(portal: Client) -> None:
    assert "no such document" in asked(portal, "/api/v1/people/nobody", status=404)["error"]


def test_the_description_names_what_exists_and_nothing_else(portal: Client) -> None:
    description = asked(portal, "/api/v1/openapi.json")

    known = {
        "people": "rupert-hentzau",
        "sources": "courier-2",
        "events": "r-arrest",
        "organisations": "united-nations",
        "places": "tarlenheim",
    }
    for path, operations in description["paths"].items():
        kind = path.split("/")[3]
        if "{" in path and kind not in known:
            continue  # there are no news of Ruritania here; test_news.py has some
        address = path.format(slug=known.get(kind), id=known.get(kind))
        assert portal.get(address).status_code == 200, path
        assert set(operations) == {"get"}


def test_items_have_exactly_the_fields_that_the_description_tells(portal: Client) -> None:
    description = asked(portal, "/api/v1/openapi.json")
    shapes = description["components"]["schemas"]

    for path, operations in description["paths"].items():
        if "{" in path:
            continue
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        shape = schema["properties"]["items"]["items"]["$ref"].rsplit("/", 1)[1]
        for item in asked(portal, path)["items"]:
            assert set(item) == set(shapes[shape]["properties"]), path


def test_every_reference_of_the_description_leads_somewhere(portal: Client) -> None:
    text = portal.get("/api/v1/openapi.json").content.decode()

    shapes = asked(portal, "/api/v1/openapi.json")["components"]["schemas"]
    assert set(re.findall(r"#/components/schemas/(\w+)", text)) <= set(shapes)


def test_people_are_filtered_as_on_the_pages(portal: Client) -> None:
    found = asked(portal, "/api/v1/people?status=held&article=342&arrested_to=2021")

    assert [one["slug"] for one in found["items"]] == ["rupert-hentzau"]
    assert found["items"][0]["article"] == ["342"]
    assert "year or a month" in asked(portal, "/api/v1/people?released_to=x", status=400)["error"]


def test_responses_are_filtered_as_on_the_pages(portal: Client) -> None:
    found = asked(portal, "/api/v1/interventions?body=united-nations")

    assert [one["id"] for one in found["items"]] == ["r-statement"]


def test_a_place_and_an_organisation_name_their_people(portal: Client) -> None:
    place = asked(portal, "/api/v1/places/strelsau")
    castle = asked(portal, "/api/v1/places/tarlenheim")
    herald = asked(portal, "/api/v1/organisations/zenda-herald")

    assert (place["people_now"], place["people_before"]) == ([], ["rupert-hentzau"])
    assert castle["document"]["letters"].startswith("In Ruritanian")
    assert herald["people"] == ["rupert-hentzau"]
    asked(portal, "/api/v1/places/nowhere", status=404)
    asked(portal, "/api/v1/organisations/nobody", status=404)


@pytest.mark.parametrize("kind", ["organisations", "places", "interventions"])
def test_every_list_is_walked_through_by_its_cursor_once(portal: Client, kind: str) -> None:
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        part = portal.get(f"/api/v1/{kind}", {"limit": "1", "cursor": cursor}).json()
        seen += [item.get("slug") or item["id"] for item in part["items"]]
        cursor = part["next"]

    assert len(seen) == len(set(seen)) == asked(portal, f"/api/v1/{kind}")["total"]


def test_the_machine_side_may_be_read_from_any_page_and_pages_may_not(portal: Client) -> None:
    assert portal.get("/api/v1/people").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in portal.get("/en/").headers


@pytest.mark.parametrize("address", ["/api/v1/people", "/api/v1/people/rupert-hentzau", "/en/"])
def test_nothing_can_be_sent(portal: Client, address: str) -> None:
    assert portal.post(address).status_code == 405


def test_health_names_the_edition(portal: Client) -> None:
    assert portal.get("/healthz").content == b"ok, edition 1\n"
