"""Wagtail as frame: what is in it, what is not, and who may open what."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from habeas.desk import catalogues
from habeas.desk.casefiles.models import Case, Event
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor as anna
from habeas.desk.casefiles.tests.makers import make_claim
from habeas.desk.tests.makers import Home

PAGES = [
    "/desk/",
    "/desk/review/",
    "/desk/collect/",
    "/desk/publish/",
    "/desk/people/",
    "/desk/cases/",
    "/desk/events/",
    "/desk/organisations/",
    "/desk/sources/",
    "/desk/person_chooser/",
    "/desk/case_chooser/",
    "/desk/event_chooser/",
    "/desk/organisation_chooser/",
    "/desk/source_chooser/",
]
LISTS = [page for page in PAGES if page.rstrip("/").split("/")[-1] in (
    "people", "cases", "events", "organisations", "sources")]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_the_login(page: str, stranger: Client) -> None:
    answer = stranger.get(page)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/login/?next=")


@pytest.mark.parametrize("page", PAGES[1:])
def test_what_is_forbidden_looks_like_what_is_missing(page: str, reader: Client) -> None:
    forbidden = reader.get(page)
    missing = reader.get("/desk/no-such-page/")

    assert forbidden.status_code == missing.status_code == 404
    assert _text(forbidden.content) == _text(missing.content)


@pytest.mark.parametrize("page", PAGES)
def test_an_editor_opens_every_page(page: str, editor: Client, stores: Home) -> None:
    assert editor.get(page).status_code == 200


def test_one_who_may_do_nothing_is_told_so(reader: Client) -> None:
    assert b"Nothing here is yours to do." in reader.get("/desk/").content


def test_today_tells_what_waits(editor: Client, stores: Home) -> None:
    make_claim(date="2021-05-04")
    accept_claim(make_claim(date="2021-05-04"), by=anna())

    page = editor.get("/desk/").content.decode()

    assert re.search(r'Claims to review</h2>\s*<p class="big">1<', page)
    assert re.search(r'Sources not read</h2>\s*<p class="big">2<', page)
    assert re.search(r"<dt>New</dt><dd>3</dd>", page)


def test_no_page_asks_another_host_for_anything(editor: Client, stores: Home) -> None:
    claim = make_claim()
    address = f"/desk/review/{claim.capture.source.public_id}/{claim.public_id}/"

    for page in [*PAGES[:9], address]:
        html = editor.get(page, follow=True).content.decode()
        loaded = re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"([^\"]+)\"", html)
        assert loaded, page
        assert [one for one in loaded if "//" in one] == []


@pytest.mark.parametrize(
    "page",
    [
        "/desk/",
        "/desk/collect/",
        "/desk/publish/",
        "/desk/review/",
        "/desk/people/rudolf-rassendyll/",
    ],
)
def test_our_screens_carry_no_inline_script_or_style(
    page: str, editor: Client, stores: Home
) -> None:
    accept_claim(make_claim(date="2021-05-04"), by=anna())
    make_claim()

    html = editor.get(page, follow=True).content.decode()
    ours = html[html.index('<div class="desk') :]

    assert "<script>" not in ours
    assert " style=" not in ours
    assert " onclick=" not in ours


def test_records_are_not_deleted_at_the_desk(editor: Client) -> None:
    claim = make_claim()
    source = claim.capture.source

    answers = [
        editor.post(f"/desk/sources/delete/{source.pk}/"),
        editor.post("/desk/sources/new/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    source.refresh_from_db()


@pytest.mark.parametrize("page", LISTS)
def test_a_list_asks_no_more_of_the_store_for_more_rows(
    page: str, editor: Client, django_assert_max_num_queries: object
) -> None:
    def count() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            assert editor.get(page).status_code == 200
        return len(queries)

    editor.get(page)
    accept_claim(make_claim(date="2021-05-04", organisations=["The Court"]), by=anna())
    with_one = count()
    for day in range(5, 12):
        claim = make_claim(
            date=f"2021-05-{day:02}", persons=[f"Hentzau {'abcdefghijkl'[day]}."],
            organisations=[f"Court {day}"],
        )  # fmt: skip
        accept_claim(claim, by=anna())

    assert count() <= with_one
    assert with_one <= 20


def test_an_event_is_filed_under_a_case_through_the_chooser(editor: Client) -> None:
    event = accept_claim(make_claim("count", date="2021-05-04"), by=anna()).finding
    assert event is not None
    case = Case.objects.create(slug="zenda", title="The case of Zenda")

    form = editor.get(f"/desk/events/edit/{event.pk}/").content.decode()
    chooser = editor.get("/desk/case_chooser/results/?q=zenda").content.decode()
    editor.post(f"/desk/events/edit/{event.pk}/", {"case": case.pk, "note": ""})

    assert "/desk/case_chooser/" in form
    assert "The case of Zenda" in chooser
    assert Event.objects.get().case == case


def test_a_chooser_finds_by_what_it_is_asked(editor: Client) -> None:
    Case.objects.create(slug="zenda", title="The case of Zenda")
    Case.objects.create(slug="strelsau", title="The case of Strelsau")

    found = editor.get("/desk/case_chooser/results/?q=strel").content.decode()

    assert "The case of Strelsau" in found
    assert "The case of Zenda" not in found


def test_every_text_of_the_desk_is_written_in_every_language() -> None:
    wanted = {message.id: message.context for message in catalogues.gathered() if message.id}

    for file in catalogues.files():
        held = catalogues.catalogue(file)
        missing = []
        for key, context in wanted.items():
            found = held.get(key[0] if isinstance(key, tuple) else key, context)
            if found is None or not found.string or (
                isinstance(found.string, tuple) and not all(found.string)
            ):  # fmt: skip
                missing.append(key)
        assert missing == [], file.parts[-3]


@pytest.mark.parametrize(("language", "word"), [("be", "Сёння"), ("ru", "Сегодня")])
def test_the_desk_speaks_the_readers_language(
    language: str, word: str, editor: Client, stores: Home
) -> None:
    page = editor.get("/desk/", headers={"accept-language": language}).content.decode()

    assert f"<h1>{word}</h1>" in page
    translation.activate("en")


def _text(html: bytes) -> str:
    """What a page shows, without what differs from one answer to the next."""
    body = html.decode().partition("<main")[2]
    return re.sub(r"csrfmiddlewaretoken.*?>", "", body)
