"""News and pages, without JavaScript, as a stranger gets them."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from PIL import Image

from habeas.core import articles
from habeas.core.articles import NewsDocument, Run, TextPageDocument, Version
from habeas.public.edition.writer import make_store, write_edition
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.conftest import _portal
from habeas.public.portal.tests.test_act import appeal
from habeas.public.portal.tests.test_pages import page


def _jpeg(side: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side * 3, side * 2), "#7a2").save(out, "JPEG")
    return out.getvalue()


WHOLE, CARD = _jpeg(320), _jpeg(160)
PICTURE = articles.Picture(
    sha256=hashlib.sha256(WHOLE).hexdigest(),
    card=hashlib.sha256(CARD).hexdigest(),
    width=960,
    height=640,
    alt="A tower over a river",
    credit="Photo: A. Nyquist",
)


def said(*runs: Run) -> articles.Paragraph:
    return articles.Paragraph(runs=runs)


VERDICT = NewsDocument(
    slug="verdict",
    published="2021-05-05",
    versions=(
        Version(
            language="en",
            title="Nine years for an editor",
            summary="A court in Strelsau has decided.",
            tags=("courts", "press"),
            series="Trials",
            blocks=(
                PICTURE,
                said(
                    Run(text="They call it "),
                    Run(text="justice", marks=("strong", "emphasis")),
                    Run(text=" <b>there</b>", href="https://courier.example/"),
                    Run(text=" as before", to="news/arrest"),
                ),
                articles.Quotes(
                    topic="What was said of the court",
                    quotations=(
                        articles.Quotation(text="A long day.", speaker="Sapt", office="Colonel"),
                        articles.Quotation(text="And a short trial.", speaker="Tarlenheim"),
                    ),
                ),
                articles.PersonEmbed(slug="rupert-hentzau"),
                articles.CounterEmbed(slug="rupert-hentzau"),
                articles.CounterEmbed(),
                articles.ActionEmbed(slug="now"),
                articles.SourceEmbed(id="courier-2"),
            ),
        ),
        Version(
            language="be", title="Дзевяць гадоў рэдактару", summary="Суд вырашыў.", behind=True
        ),
    ),
    people=("rupert-hentzau",),
)
ARREST = NewsDocument(
    slug="arrest",
    published="2020-08-13",
    versions=(
        Version(
            language="ru",
            title="Задержан редактор",
            tags=("press",),
            blocks=(articles.Correction(date="2020-08-15", text="Четверо, <не> трое."),),
        ),
    ),
    people=("rupert-hentzau",),
    related=("verdict",),
)
METHOD = TextPageDocument(
    slug="method",
    versions=(Version(language="en", title="How we work", blocks=(said(Run(text="Slowly.")),)),),
)
MANY = [
    NewsDocument(
        slug=f"note-{number}",
        published=f"2019-{1 + number % 12:02}-01",
        versions=(Version(language="en", title=f"Note {number}", tags=("notes",)),),
    )
    for number in range(25)
]


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    file = tmp_path / "edition.sqlite3"
    make_store(file)
    texts: list[NewsDocument | TextPageDocument] = [VERDICT, ARREST, METHOD, *MANY]
    write_edition(
        file,
        [*ruritania.documents(), appeal("now"), *texts],
        message="",
        by="editor",
        at=ruritania.AT,
        sign=lambda _: "s",
        pictures={PICTURE.sha256: WHOLE, PICTURE.card: CARD},
    )
    yield from _portal(file, monkeypatch)


def main_of(html: str) -> str:
    return html.split("<main")[1].split("</main>", maxsplit=1)[0]


def test_a_correction_stands_in_the_article_and_its_day_beside_the_date(
    newsroom: Client,
) -> None:
    html = page(newsroom, "/en/news/arrest/")
    feed = newsroom.get("/feeds/news-en.atom").content.decode()

    assert "corrected on 15 August 2020" in main_of(html)
    assert "Четверо, &lt;не&gt; трое." in main_of(html)
    assert '"dateModified":"2020-08-15"' in html.replace(" ", "")
    assert "<updated>2020-08-15T00:00:00" in feed


def test_an_article_shows_each_kind_of_block(newsroom: Client) -> None:
    html = main_of(page(newsroom, "/en/news/verdict/"))

    assert f'src="/pictures/{PICTURE.sha256}.jpg"' in html
    assert 'alt="A tower over a river"' in html
    assert "Photo: A. Nyquist" in html
    assert "<strong><em>justice</em></strong>" in html
    assert "&lt;b&gt;there&lt;/b&gt;" in html
    assert 'href="/en/news/arrest/"' in html
    assert html.index("What was said of the court") < html.index("A long day.")
    assert "Sapt, Colonel" in html
    assert html.count('href="/en/people/rupert-hentzau/"') == 2
    assert "2,027" in html  # his days in custody on 1 March 2026
    assert 'href="/en/act/now/"' in html
    assert 'href="/en/sources/courier-2/"' in html


def test_what_search_engines_read_is_what_the_page_says(newsroom: Client) -> None:
    html = page(newsroom, "/en/news/verdict/")

    data = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Nine years for an editor"
    assert data["datePublished"] == "2021-05-05"
    assert data["image"] == f"https://portal.example/pictures/{PICTURE.sha256}.jpg"
    assert '<meta property="og:type" content="article">' in html
    assert 'content="https://portal.example/pictures/' in html


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("be", "Дзевяць гадоў рэдактару", "Пасля перакладу арыгінал змяніўся"),
        ("ru", "Nine years for an editor", "Этого текста нет на вашем языке"),
        ("fa", "Nine years for an editor", "این متن به زبان شما نیست"),
    ],
)
def test_a_version_that_is_missing_or_behind_says_so(
    newsroom: Client, language: str, title: str, words: str
) -> None:
    html = page(newsroom, f"/{language}/news/verdict/")

    assert title in html
    assert words in html
    assert ('href="/en/news/verdict/" lang="en"' in main_of(html)) == (language == "be")


def test_the_list_is_paged_and_the_newest_come_first(newsroom: Client) -> None:
    first = main_of(page(newsroom, "/en/news/"))
    second = main_of(page(newsroom, "/en/news/?page=2"))

    assert first.index("Nine years") < first.index("Задержан редактор") < first.index("Note 11")
    assert first.count("<time") == 20
    assert second.count("<time") == 7
    assert 'rel="next" href="/en/news/?page=2"' in first
    assert 'rel="prev" href="/en/news/"' in second
    page(newsroom, "/en/news/?page=9", status=404)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?tag=press", ["Nine years for an editor", "Задержан редактор"]),
        ("?series=Trials", ["Nine years for an editor"]),
        ("?when=2020", ["Задержан редактор"]),
        ("?when=2021-05", ["Nine years for an editor"]),
        ("?tag=press&when=2020", ["Задержан редактор"]),
        ("?tag=%3Cnone", []),
    ],
)
def test_a_list_is_narrowed_by_tag_series_and_month(
    newsroom: Client, query: str, titles: list[str]
) -> None:
    html = main_of(page(newsroom, f"/en/news/{query}")).split('<nav class="archive"')[0]

    assert html.count("<time") == len(titles)
    assert all(title in html for title in titles)


def test_related_articles_are_those_named_and_those_about_the_same_person(
    newsroom: Client,
) -> None:
    assert "Nine years for an editor" in main_of(page(newsroom, "/en/news/arrest/"))
    assert "Задержан редактор" in main_of(page(newsroom, "/en/news/verdict/"))


def test_news_stand_on_the_first_page_and_with_the_person(newsroom: Client) -> None:
    assert 'href="/be/news/verdict/"' in page(newsroom, "/be/")
    assert 'href="/en/news/arrest/"' in page(newsroom, "/en/people/rupert-hentzau/")
    assert "/news/arrest/" not in page(newsroom, "/en/people/flavia-elphberg/")


def test_search_finds_the_words_of_an_article_and_of_a_page(newsroom: Client) -> None:
    assert 'href="/en/news/verdict/"' in page(newsroom, "/en/search/?q=short trial")
    assert 'href="/en/about/method/"' in page(newsroom, "/en/search/?q=slowly")


def test_pages_stand_under_about_and_in_every_foot(newsroom: Client) -> None:
    assert "Slowly." in page(newsroom, "/en/about/method/")
    assert 'href="/en/about/method/"' in page(newsroom, "/en/people/")
    assert "How days are counted" in page(newsroom, "/en/about/")
    page(newsroom, "/en/about/imprint/", status=404)


def test_the_feed_names_the_newest_articles(newsroom: Client) -> None:
    space = {"a": "http://www.w3.org/2005/Atom"}
    for address in ("/feeds/news.atom", "/feeds/news-be.atom", "/feeds/news-en.atom?tag=press"):
        feed = ElementTree.fromstring(newsroom.get(address).content)  # noqa: S314 (our own)
        titles = [one.text for one in feed.findall("a:entry/a:title", space)]
        expected = "Дзевяць гадоў рэдактару" if "-be" in address else "Nine years for an editor"
        assert titles[0] == expected
        assert (len(titles) == 2) == ("tag" in address)


def test_programs_get_news_by_pages_and_one_by_one(newsroom: Client) -> None:
    slugs: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        part = newsroom.get(f"/api/v1/news?limit=10&cursor={cursor}").json()
        slugs += [item["slug"] for item in part["items"]]
        cursor = part["next"]
    one = newsroom.get("/api/v1/news/verdict")

    assert len(slugs) == len(set(slugs)) == part["total"] == 27
    assert slugs[:2] == ["verdict", "arrest"]
    assert NewsDocument.model_validate_json(one.content) == VERDICT
    assert one.headers["ETag"]
    assert newsroom.get("/api/v1/news?tag=press&language=ru").json()["total"] == 2
    described = newsroom.get("/api/v1/openapi.json").json()
    assert {"/api/v1/news", "/api/v1/news/{slug}"} <= described["paths"].keys()


def test_the_sitemap_names_articles_and_pages_in_every_language(newsroom: Client) -> None:
    xml = newsroom.get("/sitemap.xml").content.decode()

    assert "https://portal.example/be/news/verdict/" in xml
    assert "https://portal.example/ru/about/method/" in xml


def test_a_picture_is_served_and_a_stranger_hash_is_not_there(newsroom: Client) -> None:
    answer = newsroom.get(f"/pictures/{PICTURE.sha256}.jpg")

    assert answer.content == WHOLE
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert newsroom.get(f"/pictures/{'0' * 64}.jpg").status_code == 404


def test_an_edition_without_a_picture_that_it_names_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "edition.sqlite3"
    make_store(file)

    with pytest.raises(Exception, match="FOREIGN KEY"):
        write_edition(file, [VERDICT], message="", by="e", at=ruritania.AT, sign=lambda _: "s")


def test_without_news_the_list_says_so(portal: Client) -> None:
    assert "Nothing has been written yet." in page(portal, "/en/news/")
    assert 'href="/en/news/"' not in page(portal, "/en/people/")
