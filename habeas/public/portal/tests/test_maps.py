"""Maps are drawn here, from outlines that come with the program."""

import re

from django.test import Client

from habeas.public.portal import maps
from habeas.public.portal.maps import Pin
from habeas.public.portal.tests.test_pages import page

MINSK, HRODNA = Pin(53.90, 27.56, "Minsk", 3), Pin(53.68, 23.83, "Hrodna")


def test_a_map_without_places_is_no_map() -> None:
    assert maps.draw([], title="nothing") == ""


def test_a_map_shows_borders_and_every_place_by_name() -> None:
    drawn = maps.draw([MINSK, HRODNA], title="Two places")

    assert 'class="border" d="M' in drawn
    assert "Minsk 3</text>" in drawn
    assert "Hrodna</text>" in drawn
    assert len(drawn) < 20_000


def test_west_is_left_and_north_is_up() -> None:
    north = Pin(55.5, 28.8, "Polatsk", 1)
    drawn = maps.draw([MINSK, HRODNA, north], title="Three places")
    spots = {
        words: (float(x), float(y))
        for words, x, y in re.findall(
            r'<title>(\w+)[^<]*</title><circle class="[^"]+" cx="([\d.]+)" cy="([\d.]+)"', drawn
        )
    }

    assert spots["Hrodna"][0] < spots["Minsk"][0]
    assert spots["Polatsk"][1] < spots["Minsk"][1]


def test_where_no_coast_is_near_degrees_are_drawn() -> None:
    drawn = maps.draw([Pin(35.0, -40.0, "Strelsau")], title="In the open sea")

    assert "35°N</text>" in drawn
    assert "40°W</text>" in drawn


def test_names_never_cover_each_other() -> None:
    crowd = [Pin(53.9 + n / 1000, 27.5, f"Prison number {n}", n) for n in range(12)]

    drawn = maps.draw(crowd, title="Twelve places")

    assert drawn.count("<circle") == 12
    assert drawn.count("<text") < 12


def test_a_name_cannot_become_markup() -> None:
    drawn = maps.draw([Pin(53.9, 27.5, "<script>", 1)], title='"><script>')

    assert "<script" not in drawn


def test_the_way_of_somebody_who_was_moved_is_drawn() -> None:
    assert 'class="way"' in maps.draw([MINSK, HRODNA], title="Moved", in_order=True)
    assert 'class="way"' not in maps.draw([MINSK, HRODNA], title="Both")


def test_places_are_on_a_map_with_the_table_beneath(portal: Client) -> None:
    html = page(portal, "/en/places/")

    assert html.index('<svg class="map"') < html.index("<table>")
    assert 'href="/en/places/tarlenheim/"><g>' in html
    assert "places whose coordinates are not known stand in the table alone" in html


def test_a_case_shows_where_the_person_is_held(portal: Client) -> None:
    assert '<svg class="map"' in page(portal, "/be/people/rupert-hentzau/")
    assert '<svg class="map"' not in page(portal, "/be/people/antonia-mauban/")
