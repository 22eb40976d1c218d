"""Joint statements as a stranger meets them: the page, the list, and the letter to take away."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
import segno
from django.test import Client

from habeas.core.statements import (
    Signatory,
    StatementDocument,
    StatementText,
    StatementUpdate,
    numbers_of,
    statement_sha256,
)
from habeas.public.edition.writer import make_store, write_edition
from habeas.public.portal import setting
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.conftest import _portal
from habeas.public.portal.tests.test_pages import page

TEXT = StatementText(
    version=1, language="en", title="Let him go", text="We ask.\nNow.\n\nAll of us.",
    sha256=statement_sha256("Let him go", "We ask.\nNow.\n\nAll of us."),
)  # fmt: skip


def signed(name: str, **fields: Any) -> Signatory:
    return Signatory(**({"key": name.lower(), "name": name, "signs_as": "own"} | fields))


LIST = (
    signed("House Zenda", signs_as="house", country="DE"),
    signed("Zenda School", under="house zenda"),
    signed("Ärzte", country="AT", signed_on="2026-02-01"),
    signed("Choir", country="AT", signed_on="2026-01-01", late=True),
    signed("Left", withdrawn_on="2026-02-03"),
    signed("Zoo", names={"be": "Заапарк"}),
    Signatory(key="x1", name=None, signs_as="own", country="PL"),
    signed("Flavia Elphberg", signs_as="personal", role="painter"),
)


def statement(slug: str, **fields: Any) -> StatementDocument:
    values = {"state": "issued", "texts": (TEXT,), "signatories": LIST, "issued_on": "2026-02-10"}
    values |= {"slug": slug, "people": ("rupert-hentzau",), "addressees": ("The Governor",)}
    values |= fields
    return StatementDocument.model_validate(
        values | {"numbers": numbers_of(values["signatories"])}  # type: ignore[arg-type]
    )


@pytest.fixture
def acting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    file = tmp_path / "edition.sqlite3"
    make_store(file)
    gone = StatementUpdate(date="2026-02-20", text="A house had not agreed.")
    many = tuple(signed(f"Organisation {number}", country="PL") for number in range(400))
    documents = [
        *ruritania.documents(),
        statement("listed", claimed=9),
        statement("named", order="name"),
        statement("countries", order="country"),
        statement("days", order="signed"),
        statement("many", signatories=many),
        statement("gone", state="withdrawn", signatories=(), updates=(gone,)),
        statement("open", state="open", issued_on=None, deadline="2026-03-05T18:00:00+02:00"),
    ]
    write_edition(file, documents, message="", by="editor", at=ruritania.AT, sign=lambda _: "s")
    yield from _portal(file, monkeypatch)


def order(html: str, *names: str) -> list[str]:
    listed = html.split('id="signed"')[1]
    return sorted(names, key=listed.index)


def test_the_page_tells_three_numbers_beside_the_text_s_own(acting: Client) -> None:
    html = page(acting, "/en/act/listed/")

    told = (
        "Different organisations: 6; signed directly: 5; represented by a house: 1; persons: 1;"
        " withdrew: 1; the text itself says 9."
    )
    assert told in html
    assert "<s>Left</s>" in html
    assert "not named" in html
    assert "signed late" in html
    assert "/en/people/rupert-hentzau/" in html


def test_members_stand_inside_their_house(acting: Client) -> None:
    inside = page(acting, "/en/act/listed/").split("House Zenda")[1].split("</ul>")[0]

    assert "Zenda School" in inside


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("listed", ["House Zenda", "Ärzte", "Choir", "Zoo"]),
        ("named", ["Ärzte", "Choir", "House Zenda", "Zoo"]),
        ("countries", ["Ärzte", "Choir", "House Zenda", "Zoo"]),
        ("days", ["Choir", "Ärzte", "House Zenda", "Zoo"]),
    ],
)
def test_the_list_keeps_the_order_that_was_chosen(
    acting: Client, slug: str, names: list[str]
) -> None:
    assert order(page(acting, f"/en/act/{slug}/"), *names) == names


def test_countries_are_headings_in_the_reader_s_language(acting: Client) -> None:
    html = page(acting, "/be/act/countries/")

    assert "<h3>Аўстрыя</h3>" in html
    assert "Заапарк" in html


def test_the_letter_comes_as_pdf_docx_and_text(acting: Client) -> None:
    pdf = acting.get("/en/act/listed/letter.pdf").content
    written = acting.get("/en/act/listed/letter.docx").content
    text = acting.get("/en/act/listed/letter.txt").content.decode()

    assert pdf.startswith(b"%PDF")
    paragraphs = [one.text for one in docx.Document(io.BytesIO(written)).paragraphs]
    assert "We ask.\nNow." in paragraphs
    assert "- House Zenda (Germany)\n  - Zenda School\n" in text
    assert "Flavia Elphberg (painter, in a personal capacity)" in text


def test_four_hundred_names_keep_to_a_few_sheets(acting: Client) -> None:
    assert setting.pages(acting.get("/en/act/many/letter.pdf").content) <= 8


def test_a_withdrawn_statement_names_nobody(acting: Client) -> None:
    html = page(acting, "/en/act/gone/")

    assert "This statement has been withdrawn." in html
    assert "A house had not agreed." in html
    assert "House Zenda" not in html


def test_an_open_statement_says_until_when_in_its_own_zone(acting: Client) -> None:
    assert "18:00 UTC+0200" in page(acting, "/en/act/open/")


def test_the_list_of_actions_names_statements(acting: Client) -> None:
    html = page(acting, "/en/act/")

    assert "/en/act/listed/" in html
    assert "/en/act/open/" in html


def test_a_statement_is_shared_by_a_code_and_with_a_word_of_warning(acting: Client) -> None:
    html = page(acting, "/en/act/listed/")
    code = acting.get("/en/act/listed/qr.svg")

    assert "is punished" in html
    assert "https://portal.example/en/act/listed/" in html
    assert code.headers["Content-Type"] == "image/svg+xml"
    drawn = io.BytesIO()
    segno.make_qr("https://portal.example/en/act/listed/", error="m").save(
        drawn, kind="svg", scale=8, border=4, light="#fff"
    )
    assert code.content == drawn.getvalue()
    assert 'id="share"' not in page(acting, "/en/act/gone/")


def test_a_statement_stands_on_other_sites_with_its_number(acting: Client) -> None:
    frame = acting.get("/embed/en/act/listed/")
    data = acting.get("/embed/en/act/listed.json").json()
    gone = acting.get("/embed/en/act/gone/").content.decode()

    html = frame.content.decode()
    assert "<b>6</b> organisations sign" in html
    assert 'href="https://portal.example/en/act/listed/"' in html
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert (data["number"], data["numbers"]["direct"], data["state"]) == (6, 5, "issued")
    assert "6<tspan" in page(acting, "/embed/be/act/listed.svg")
    assert "<b>0</b>" in gone and "This action has ended." in gone
    assert acting.get("/embed/en/act/nowhere.json").status_code == 404


def test_oembed_answers_for_actions(acting: Client) -> None:
    asked = {"url": "https://portal.example/en/act/listed/"}

    assert "/embed/en/act/listed/" in acting.get("/oembed", asked).json()["html"]
    missing = {"url": "https://portal.example/en/act/nowhere/"}
    assert acting.get("/oembed", missing).status_code == 404


def test_actions_are_followed_by_a_feed(acting: Client) -> None:
    feed = page(acting, "/feeds/actions-en.atom")

    assert 'href="/feeds/actions-en.atom"' in page(acting, "/en/act/")
    assert "<id>https://portal.example/en/act/open/</id>" in feed
    assert feed.count("<summary>This action has ended.</summary>") == 1


@pytest.mark.parametrize("where", ["qr.svg", "now", "letter.pdf", "../listed/letter.exe"])
def test_what_is_not_there_is_404(acting: Client, where: str) -> None:
    assert acting.get(f"/en/act/nowhere/{where}").status_code == 404
