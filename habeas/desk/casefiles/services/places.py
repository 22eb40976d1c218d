"""Places of detention: what sources call them, where they stand, what letters need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from habeas.core.coordinates import Coordinates
from habeas.core.ids import new_id
from habeas.core.names import slugify
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.casefiles.models import Event, Place, PlaceAddress, PlaceName
from habeas.desk.casefiles.rules import place_key
from habeas.desk.casefiles.services.revising import NotPossible

_FIELDS = ("name", "kind", "country", "coordinates", "letters", "note")


@transaction.atomic
def open_place(name: str, *, kind: str = "", country: str = "", by: User) -> Place:
    """Open a place of detention; events that name it are found and lead to it."""
    require(by, "casefiles.change_place")
    wanted = slugify(name)[:100] or new_id()
    slug = f"{wanted}-{new_id()}" if Place.objects.filter(slug=wanted).exists() else wanted
    place = Place.objects.create(name=name, slug=slug, kind=kind, country=country)
    call_place(place, [name], by=by)
    return place


@transaction.atomic
def call_place(place: Place, names: Iterable[str], *, by: User) -> Place:
    """Remember under which names sources speak of a place.

    Raises NotPossible when another place goes by one of them.
    """
    require(by, "casefiles.change_place")
    for name in names:
        key = place_key(name)
        held, _ = PlaceName.objects.get_or_create(key=key, defaults={"place": place, "text": name})
        if held.place_id != place.pk:
            raise NotPossible(f"{name} is a name of {held.place} already")
    keys = set(place.names.values_list("key", flat=True))
    found = Event.objects.exclude(place="").filter(detained_at=None).only("pk", "place")
    Event.objects.filter(pk__in=[e.pk for e in found if place_key(e.place) in keys]).update(
        detained_at=place
    )
    record(by, "place.named", place)
    return place


@transaction.atomic
def describe_place(place: Place, changes: Mapping[str, str], *, by: User) -> Place:
    """Change what is known of a place.

    Raises KeyError for a field that it has not, NotPossible for coordinates that are none.
    """
    require(by, "casefiles.change_place")
    for field, value in changes.items():
        if field not in _FIELDS:
            raise KeyError(field)
        is_where = field == "coordinates" and value.strip()
        setattr(place, field, _coordinates(value) if is_where else value)
    place.save(update_fields=list(changes))
    record(by, "place.described", place)
    return place


def _coordinates(text: str) -> str:
    try:
        return str(Coordinates.parse(text))
    except ValueError as problem:
        raise NotPossible(str(problem)) from None


@transaction.atomic
def set_address(place: Place, text: str, *, since: str, by: User) -> PlaceAddress:
    """A new address from a day on (EDTF, or empty when nobody knows); the last one ends there."""
    require(by, "casefiles.change_place")
    place.addresses.filter(until="").update(until=since)
    address = PlaceAddress.objects.create(place=place, text=text, since=since)
    record(by, "place.address_set", place)
    return address
