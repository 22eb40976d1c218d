"""A place of detention passes the door only when public events tell of it."""

from datetime import date

import pytest

from habeas.core.documents import PersonDocument, PlaceDocument
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.services.places import (
    call_place,
    describe_place,
    open_place,
    set_address,
)
from habeas.desk.casefiles.services.revising import NotPossible
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.publishing import projection
from habeas.desk.sources.models import Sensitivity

pytestmark = pytest.mark.django_db


def arrested_in(place: str, **fields: object) -> None:
    values = {"date": "2021-05-04", "place": place, "sensitivity": Sensitivity.PUBLIC} | fields
    accept_claim(make_claim("arrest", **values), by=editor())  # type: ignore[arg-type]


def published(path: str) -> PersonDocument | PlaceDocument | None:
    found = projection.project(on=date(2022, 1, 1)).documents.get(path)
    assert found is None or isinstance(found, PersonDocument | PlaceDocument)
    return found


def test_a_place_of_which_nothing_public_tells_stays_private() -> None:
    open_place("Zenda", kind="prison", by=editor())
    arrested_in("Strelsau")
    arrested_in("Zenda", date="2021-06-01", sensitivity=Sensitivity.RESTRICTED)

    assert published("places/zenda") is None


def test_a_place_shows_where_letters_go_and_only_names_that_public_events_use() -> None:
    place = open_place("Zenda", kind="prison", country="XR", by=editor())
    call_place(place, ["The Castle", "The Dungeon"], by=editor())
    describe_place(place, {"letters": "In Ruritanian only", "note": "the cook helps"}, by=editor())
    set_address(place, "Castle Street 1", since="2020", by=editor())
    arrested_in("The Castle")

    document = published("places/zenda")

    assert isinstance(document, PlaceDocument)
    assert document.names == ("The Castle",)
    assert (document.letters, document.addresses[0].text) == (
        "In Ruritanian only",
        "Castle Street 1",
    )
    assert "cook" not in document.model_dump_json()


def test_somebody_held_where_letters_go_can_be_written_to_until_letters_are_denied() -> None:
    set_address(open_place("Zenda", country="XR", by=editor()), "Castle 1", since="", by=editor())
    arrested_in("Zenda")

    person = published("people/rudolf-rassendyll")
    assert isinstance(person, PersonDocument)
    assert (person.letters, person.country, person.periods[0].at) == ("yes", "XR", "zenda")

    denied = make_claim("denial_of_contact", date="2021-07", details={"kind": "letters"})
    accept_claim(denied, by=editor())

    person = published("people/rudolf-rassendyll")
    assert isinstance(person, PersonDocument)
    assert person.letters == "no"


def test_coordinates_entered_at_the_desk_are_published_and_wrong_ones_change_nothing() -> None:
    place = open_place("Zenda", kind="prison", country="XR", by=editor())
    describe_place(place, {"coordinates": "48,21; 16.37"}, by=editor())
    arrested_in("Zenda")

    with pytest.raises(NotPossible, match="the latitude comes first"):
        describe_place(place, {"coordinates": "148.21, 16.37"}, by=editor())

    document = published("places/zenda")
    assert isinstance(document, PlaceDocument)
    assert (document.latitude, document.longitude) == (48.21, 16.37)
