import pytest

from habeas.core.coordinates import Coordinates


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("53.9006, 27.5590", "53.9006, 27.559"),
        ("53.9006 27.559", "53.9006, 27.559"),
        ("-33.92; 18.42", "-33.92, 18.42"),
        ("\u221233,92; 18,42", "-33.92, 18.42"),
    ],
)
def test_coordinates_are_read_as_people_write_them(text: str, shown: str) -> None:
    assert str(Coordinates.parse(text)) == shown


@pytest.mark.parametrize("text", ["Minsk", "53.9", "53.9006 N, 27 E", "1, 2, 3"])
def test_what_is_no_pair_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"write latitude and longitude: 53\.9006, 27\.5590"):
        Coordinates.parse(text)


def test_a_place_outside_the_globe_is_nowhere() -> None:
    with pytest.raises(ValueError, match="the latitude comes first"):
        Coordinates.parse("127.5, 53.9")
