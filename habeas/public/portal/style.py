"""The style page: every part that pages are made of, drawn by the code that draws them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from habeas.core import articles, invented
from habeas.core.articles import Run
from habeas.core.documents import Attribute, Citation, Event, Name, Period, PersonDocument, Quantity
from habeas.public.portal import charts, memory, present
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render

FIRST = date(2020, 1, 1)
COURIER = Citation(
    source="courier", quote="taken from his workshop on 12 August", start=10, end=46,
    language="en", publisher="Strelsau Courier", published="2020-08-13",
)  # fmt: skip
HERALD = COURIER.model_copy(
    update={
        "publisher": "Zenda Herald",
        "quote": "held since 14 August",
        "says": {"date": "2020-08-14"},
    }
)
EVENTS = (
    Event(id="a", type="arrest", date="2020-08-12", place="Strelsau", citations=(COURIER, HERALD)),
    Event(
        id="b", type="verdict_sentence", date="2021-05-04", citations=(COURIER,),
        quantity=Quantity(metric="term", value="P9Y"),
    ),
    Event(id="c", type="transfer", date="2023-01", place="Tarlenheim", citations=(COURIER,)),
)  # fmt: skip
PERSON = PersonDocument(
    slug="style",
    names=(
        Name(text="Osric Tarlenheim", language="en", script="Latn"),
        Name(text="Осрык Тарленхайм", language="be", script="Cyrl"),
    ),
    language="be",
    country=invented.COUNTRY,
    status="held",
    periods=(
        Period(start="2020-08-12", end="2021-05-04", kind="pretrial", because=("a",)),
        Period(start="2021-05-04", end="2023-01", kind="colony", because=("b",)),
        Period(start="2023-01", kind="prison", because=("c",)),
    ),
    attributes=(
        Attribute(id="d", kind="role", value="engraver", language="en", citations=(COURIER,)),
    ),
    events=EVENTS,
)
BLOCKS = (
    articles.Heading(text="A heading of an article"),
    articles.Paragraph(
        runs=(
            Run(text="A paragraph with "),
            Run(text="weight", marks=("strong",)),
            Run(text=", with "),
            Run(text="stress", marks=("emphasis",)),
            Run(text=" and "),
            Run(text="an address", href="https://courier.example/"),
            Run(text="."),
        )
    ),
    articles.Items(items=((Run(text="An item"),), (Run(text="Another"),))),
    articles.Quotes(
        topic="What was said of the court",
        quotations=(articles.Quotation(text="A long day.", speaker="Sapt", office="Colonel"),),
    ),
    articles.Correction(date="2026-03-02", text="He was sentenced to nine years, not to ten."),
)


@remembered
def style(request: HttpRequest, language: str) -> HttpResponse:
    """Linked from nowhere and kept from search engines; nothing on it is of a real person."""
    on = memory.today()
    titles = {"wall": "{days}", "timeline": "{name}", "mark": "{when}: {what}"}
    page = present.person_page(PERSON, known_language(language), on=on, titles=titles)
    answer = render(
        "style.html",
        language,
        request,
        page=page,
        people=[_row(status, language, on) for status in ("held", "released", "unknown")],
        first=FIRST,
        blocks=[{"is": block.block, "block": block} for block in BLOCKS],
        headcount=charts.headcount(
            [(date(2020, 8, 1), 0, 0), (date(2021, 5, 1), 3, 5), (date(2023, 1, 1), 8, 8)],
            title="Headcount",
        ),
        bars=charts.bars([("Strelsau", 12), ("Zenda", 7), ("Tarlenheim", 2)], title="Places"),
    )
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _row(status: str, language: str, on: date) -> dict[str, Any]:
    document = PERSON.model_dump(mode="json") | {"status": status}
    return present.listed(document, language, on=on, first=FIRST)
