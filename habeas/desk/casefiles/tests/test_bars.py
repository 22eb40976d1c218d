from datetime import date

from habeas.core.custody import CustodyEvent, fold
from habeas.core.dates import PartialDate
from habeas.desk.casefiles import bars

ON = date(2022, 6, 1)


def draw(*events: tuple[str, str]) -> bars.Drawing | None:
    told = [CustodyEvent(kind, PartialDate.parse(day), id=kind) for kind, day in events]
    return bars.draw(fold(told, on=ON).periods, on=ON)


def test_two_years_fill_the_width_from_new_year_to_new_year() -> None:
    drawing = draw(("arrest", "2020-01-01"), ("release", "2020-12-31"))

    assert drawing is not None
    assert [tick.year for tick in drawing.ticks] == [2020, 2021]
    assert (drawing.bars[0].x, drawing.bars[0].width) == (0, round(365 * bars.WIDTH / 366))


def test_a_partial_date_leaves_room_for_doubt() -> None:
    drawing = draw(("arrest", "2020-03"), ("release", "2020-12-31"))

    assert drawing is not None
    assert drawing.bars[0].x < drawing.bars[0].surely_x
    assert drawing.bars[0].width > drawing.bars[0].surely_width


def test_custody_that_lasts_is_drawn_to_today() -> None:
    drawing = draw(("arrest", "2022-01-01"))

    assert drawing is not None
    assert drawing.bars[0].is_open
    assert drawing.bars[0].width == round((ON - date(2022, 1, 1)).days * bars.WIDTH / 365)


def test_no_custody_no_drawing() -> None:
    assert draw() is None
