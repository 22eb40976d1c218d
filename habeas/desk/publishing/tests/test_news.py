"""What of a text passes the door, read from the bytes of the edition's file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from habeas.core import articles, documents
from habeas.core.documents import ANY_DOCUMENT
from habeas.desk.casefiles.models import Case, Name, Person
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.newsroom import services
from habeas.desk.newsroom.models import NewsPage, TextPage
from habeas.desk.newsroom.tests.conftest import newsroom
from habeas.desk.newsroom.tests.makers import GPS, article, live_article, picture
from habeas.desk.publishing.services import draft_edition, publish_edition
from habeas.desk.tests.makers import Home
from habeas.public.edition.store import Edition

__all__ = ["newsroom"]
CANARY = "the locksmith of Tarlenheim"


def called(name: str) -> Person:
    """Somebody whom nothing public is about."""
    person = Person.objects.create(slug="michael-strelsau")
    Name.objects.create(person=person, text=name, language="en", script="Latn", decided_by=editor())
    return person


def published(stores: Home) -> bytes:
    publish_edition(draft_edition(), by=editor())
    return stores.edition.read_bytes()


def news(stores: Home, slug: str = "verdict") -> articles.NewsDocument:
    stored = Edition(stores.edition).document(f"news/{slug}")
    assert stored
    found = ANY_DOCUMENT.validate_json(stored.body)
    assert isinstance(found, documents.NewsDocument)
    return found


def test_a_draft_does_not_pass(stores: Home) -> None:
    article(title=CANARY, body=[("text", f"<p>{CANARY}</p>")])

    assert CANARY.encode() not in published(stores)


def test_words_drafted_over_a_live_text_do_not_pass(stores: Home) -> None:
    page = live_article(body=[("text", "<p>Nine years in a colony.</p>")])
    services.revise_text(page, {"title": CANARY, "summary": CANARY}, by=editor())

    held = published(stores)

    assert b"Nine years in a colony." in held
    assert CANARY.encode() not in held


def test_who_wrote_it_does_not_pass(stores: Home) -> None:
    live_article(by=editor())

    document = documents.canonical(draft_edition().documents["news/verdict"])

    assert editor().username.encode() not in document


def test_a_comment_does_not_pass(stores: Home) -> None:
    page = live_article()
    page.wagtail_admin_comments.create(user=editor(), text=CANARY, contentpath="title")
    services.publish_text(page, by=editor())

    assert CANARY.encode() not in published(stores)


def test_a_text_whose_time_is_over_does_not_pass(stores: Home) -> None:
    page = live_article()
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    assert "news/verdict" not in draft_edition().documents


def test_a_text_for_later_passes_once_its_moment_has_come(
    stores: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = article()
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(user=editor()).publish(user=editor())
    assert "news/verdict" not in draft_edition().documents

    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    done = services.keep_schedule(by=editor())

    assert [(text.slug, is_live) for text, is_live in done] == [("verdict", True)]

    assert "news/verdict" in draft_edition().documents


def test_what_stands_beside_the_pixels_stays_at_the_desk(stores: Home) -> None:
    live_article(
        body=[("picture", {"picture": picture(), "alt": "A castle", "caption": ""})],
    )

    held = published(stores)

    (shown,) = articles.pictures_of(news(stores))
    media_type, body = Edition(stores.edition).picture(shown.sha256) or ("", b"")
    assert media_type == "image/jpeg"
    assert (shown.width, shown.height) == (960, 720)
    assert GPS.encode() not in held
    assert b"Exif" not in body
    assert b"GPS" not in body
    assert shown.credit == "Photo: A. Nyquist"
    assert Edition(stores.edition).picture(shown.card)


def test_a_picture_is_gone_with_the_text_that_showed_it(stores: Home) -> None:
    page = live_article(body=[("picture", {"picture": picture(), "alt": "A castle"})])
    published(stores)
    (shown,) = articles.pictures_of(news(stores))

    services.take_back(page, by=editor())
    published(stores)

    assert Edition(stores.edition).picture(shown.sha256) is None


def test_a_picture_lies_sealed_at_the_desk(stores: Home) -> None:
    made = picture()

    files = [file for file in (stores.folder / "media").rglob("*") if file.is_file()]

    assert files
    assert all(b"JFIF" not in file.read_bytes() for file in files)
    assert all(GPS not in file.name for file in files)
    assert made.file.open("rb").read()[:3] == b"\xff\xd8\xff"


def test_a_person_who_is_public_is_embedded(stores: Home) -> None:
    accept_claim(make_claim(), by=editor())
    person = Person.objects.get()
    live_article(body=[("person", person), ("counter", {"person": person})])

    published(stores)

    assert news(stores).people == (person.slug,)
    assert [block.block for block in news(stores).versions[0].blocks] == ["person", "counter"]


def test_a_person_who_is_not_public_is_withheld_and_named(stores: Home) -> None:
    person = called(CANARY)
    live_article(body=[("person", person), ("text", "<p>The trial goes on.</p>")])

    draft = draft_edition()

    assert [block.block for block in _blocks(draft.documents["news/verdict"])] == ["paragraph"]
    (why,) = [one for one in draft.withheld if one.item.startswith("text")]
    assert why.item == "text verdict (en)"
    assert why.reason == f"its embedded person {person.public_id} is not public"
    held = published(stores)
    assert CANARY.encode() not in held
    assert b"michael-strelsau" not in held


@pytest.mark.parametrize("place", ["title", "summary", "quote", "alt"])
def test_a_restricted_name_keeps_the_whole_text_back(stores: Home, place: str) -> None:
    person = called("Michael Elphberg")
    case = Case.objects.create(title="A closed case", restricted=True)
    case.persons.add(person)
    said = "what michael  Elphberg told us"
    fields: dict[str, Any] = {place: said} if place in ("title", "summary") else {}
    if place == "quote":
        one = {"text": said, "speaker": "A. Nyquist", "office": ""}
        fields["body"] = [("quotes", {"topic": "Trial", "quotations": [one]})]
    if place == "alt":
        fields["body"] = [("picture", {"picture": picture(), "alt": said})]
    live_article(**fields)

    draft = draft_edition()

    assert "news/verdict" not in draft.documents
    assert ("text verdict (en)", "a restricted name stands in it") in [
        (one.item, one.reason) for one in draft.withheld
    ]


def test_rich_text_comes_out_as_blocks_without_markup(stores: Home) -> None:
    live_article("other")
    html = (
        "<h2>What was said</h2><p>He is <b>free <i>again</i></b>, "
        '<a href="https://zenda.example/">they say</a>'
        '<script>alert(1)</script><a href="javascript:alert(2)">!</a></p>'
        '<ul><li>one</li><li>two</li></ul><p><img src="https://evil.example/x.gif"/></p>'
    )
    live_article(body=[("text", html)])

    heading, paragraph, items = _blocks(draft_edition().documents["news/verdict"])

    assert heading == articles.Heading(level=2, text="What was said")
    assert isinstance(paragraph, articles.Paragraph)
    assert [(run.text, run.marks, run.href) for run in paragraph.runs] == [
        ("He is ", (), None),
        ("free ", ("strong",), None),
        ("again", ("strong", "emphasis"), None),
        (", ", (), None),
        ("they say", (), "https://zenda.example/"),
        ("!", (), None),
    ]
    assert isinstance(items, articles.Items)
    assert len(items.items) == 2


def test_a_link_to_a_text_that_is_not_public_is_only_words(stores: Home) -> None:
    there, draft = live_article("there"), article("draft")
    html = "".join(f'<p><a linktype="page" id="{page.pk}">see</a></p>' for page in (there, draft))
    live_article(body=[("text", html)])

    runs = [
        run
        for block in _blocks(draft_edition().documents["news/verdict"])
        if isinstance(block, articles.Paragraph)
        for run in block.runs
    ]

    assert [run.to for run in runs] == ["news/there", None]


def test_versions_share_an_address_and_say_when_they_are_behind(stores: Home) -> None:
    page = live_article()
    translated = services.translate_text(
        page, "be", {"title": "Дзевяць гадоў", "summary": "Суд вырашыў."}, by=editor()
    )
    services.publish_text(translated, by=editor())
    published(stores)
    assert [(v.language, v.behind) for v in news(stores).versions] == [("en", False), ("be", False)]

    services.revise_text(page, {"title": "Ten years"}, by=editor())
    services.publish_text(page, by=editor())
    published(stores)

    assert [(v.language, v.behind) for v in news(stores).versions] == [("en", False), ("be", True)]


def test_a_page_stands_under_its_kind(stores: Home) -> None:
    page = services.write_text(
        TextPage,
        "en",
        {"title": "How we work", "kind": "method", "body": [("text", "<p>Slowly.</p>")]},
        by=editor(),
    )
    services.publish_text(page, by=editor())

    assert "pages/method" in draft_edition().documents


def test_an_edition_that_changes_no_text_is_not_written_again(stores: Home) -> None:
    live_article(body=[("picture", {"picture": picture(), "alt": "A castle"})])
    first = publish_edition(draft_edition(), by=editor(), now=datetime(2031, 1, 1, tzinfo=UTC))

    again = publish_edition(draft_edition(), by=editor(), now=datetime(2031, 1, 2, tzinfo=UTC))

    assert again == first


def _blocks(document: documents.Document) -> tuple[articles.Block, ...]:
    assert isinstance(document, documents.NewsDocument)
    return document.versions[0].blocks


def test_a_correction_passes_with_its_day(stores: Home) -> None:
    said = {"date": date(2026, 3, 2), "text": "He got nine years, not ten."}
    live_article(body=[("text", "<p>Nine years.</p>"), ("correction", said)])
    published(stores)

    (version,) = news(stores).versions

    assert articles.corrected_on(version) == "2026-03-02"
    assert "He got nine years, not ten." in list(articles.words_of(version))


def test_an_address_that_was_given_out_stays() -> None:
    page = live_article()

    with pytest.raises(ValidationError, match="was public as “verdict”"):
        services.revise_text(page, {"slug": "sentence"}, by=editor())

    draft = article("draft")
    assert services.revise_text(draft, {"slug": "sketch"}, by=editor()).slug == "sketch"
