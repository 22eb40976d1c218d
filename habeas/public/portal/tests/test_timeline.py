import re
from datetime import date
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.core.custody import Period
from habeas.core.dates import PartialDate
from habeas.public.portal.timeline import WIDTH, Mark, timeline

TODAY = date(2026, 3, 1)


def mark(number: int, on: str, label: str = "Arrest") -> Mark:
    return Mark(PartialDate.parse(on), "Arrest", label, f"event-{number}")


def drawn(*marks: Mark, periods: tuple[Period, ...] = ()) -> ElementTree.Element:
    text = timeline(marks, periods, on=TODAY, title="What happened")
    return ElementTree.fromstring(text)  # noqa: S314 (our own drawing)


def centres(picture: ElementTree.Element) -> list[tuple[float, float]]:
    return [(float(one.get("cx", 0)), float(one.get("cy", 0))) for one in picture.iter("circle")]


def test_every_event_is_a_link_to_its_line_in_the_list() -> None:
    picture = drawn(mark(1, "2020-08-12"), mark(2, "2021-05-04", "Verdict"))

    links = [(link.get("href"), link.get("aria-label")) for link in picture.iter("a")]
    assert links == [("#event-1", "Arrest"), ("#event-2", "Verdict")]


def test_time_runs_one_way() -> None:
    places = centres(drawn(mark(1, "2020-08-12"), mark(2, "2021-05-04"), mark(3, "2025-01-01")))

    assert [x for x, _ in places] == sorted(x for x, _ in places)


def test_events_on_one_day_do_not_hide_each_other() -> None:
    places = centres(drawn(*(mark(n, "2021-05-04") for n in range(1, 6))))

    assert len(set(places)) == 5


def test_labels_do_not_run_into_each_other() -> None:
    picture = drawn(*(mark(n, f"2021-05-{n:02}") for n in range(1, 5)), mark(5, "2026-02-27"))

    lines = [text.get("y") for text in picture.iter("text") if "label" in text.get("class", "")]
    assert len(set(lines[:4])) == 4
    assert lines[4] == lines[0]


def test_the_last_label_stays_inside_the_drawing() -> None:
    picture = drawn(mark(1, "2020-08-12"), mark(2, "2026-02-27"))

    classes = [text.get("class") for text in picture.iter("text")]
    assert classes[-2:] == ["label", "label before"]


def test_a_year_is_drawn_as_long_as_it_is_uncertain() -> None:
    picture = drawn(mark(1, "2020-08-12"), mark(2, "2023"), mark(3, "2025-01-01"))

    spans = [path.get("d", "") for path in picture.iter("path") if path.get("class") == "unsure"]
    assert len(spans) == 1
    start, end = map(float, re.findall(r"M([\d.]+) .*H([\d.]+)", spans[0])[0])
    assert end - start > 50


def test_custody_that_began_in_some_month_is_drawn_as_uncertain_for_that_month() -> None:
    period = Period(PartialDate.parse("2024-11"), None, "pretrial")

    rectangles = drawn(periods=(period,)).iter("rect")

    widths = {one.get("class"): float(one.get("width", 0)) for one in rectangles}
    assert set(widths) == {"custody", "perhaps"}
    assert widths["perhaps"] < widths["custody"] / 10


def test_a_restriction_without_an_end_does_not_draw_out_the_picture() -> None:
    held = Period(PartialDate.parse("2011-08-04"), PartialDate.parse("2014-06-21"), "pretrial")
    restricted = Period(PartialDate.parse("2014-06-23"), None, "restriction")

    picture = drawn(mark(1, "2011-08-04"), periods=(held, restricted))

    rectangles = {one.get("class"): one for one in picture.iter("rect")}
    assert float(rectangles["custody"].get("width", 0)) > WIDTH / 2
    assert float(rectangles["restriction"].get("width", 0)) > 10


def test_a_label_cannot_break_out_of_the_drawing() -> None:
    picture = drawn(mark(1, "2020-08-12", '"><script>'))

    assert [title.text for title in picture.iter("title")] == ['"><script>']


def test_nothing_to_draw_draws_nothing() -> None:
    assert timeline([], [], on=TODAY, title="") == ""


dates = st.dates(date(1990, 1, 1), date(2030, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}/..", f"../{day:%Y-%m}"]
    )
)


@settings(max_examples=80, deadline=None)
@given(st.lists(dates, min_size=1, max_size=30))
def test_everything_stays_inside_the_drawing(known: list[str]) -> None:
    picture = drawn(*(mark(n, on) for n, on in enumerate(known, start=1)))

    across = [
        *(float(text.get("x", 0)) for text in picture.iter("text")),
        *(
            float(x)
            for path in picture.iter("path")
            for x in re.findall(r"[MH](-?[\d.]+)", path.get("d", ""))
        ),
    ]
    assert all(0 <= x <= WIDTH for x in [*across, *(x for x, _ in centres(picture))])
    assert len(set(centres(picture))) == len(known)
