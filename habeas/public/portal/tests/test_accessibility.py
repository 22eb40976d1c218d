"""What axe-core says of every kind of page, in every language: nothing (WCAG 2.2 AA)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from habeas.public.edition.writer import make_store, write_edition
from habeas.public.intake.store import make_store as make_intake
from habeas.public.intake.tests.petitioning import petition
from habeas.public.portal.language import INTERFACE
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.serving import Served
from habeas.public.portal.tests.test_act import GOVERNOR, LETTER, appeal
from habeas.public.portal.tests.test_letters import recipient
from habeas.public.portal.tests.test_news import ARREST, CARD, METHOD, PICTURE, VERDICT, WHOLE
from habeas.public.portal.tests.test_statements import statement

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = [
    "",
    "people/",
    "people/?status=held&view=table",
    "people/?view=names",
    "people/rupert-hentzau/",
    "people/antonia-mauban/",
    "people/rupert-hentzau/print/",
    "print/?status=held",
    "follow/?person=rupert-hentzau",
    "follow/sent/",
    "sources/courier-2/",
    "international/",
    "organisations/",
    "organisations/strelsau-city-court/",
    "places/",
    "places/tarlenheim/",
    "statistics/",
    "news/",
    f"news/{VERDICT.slug}/",
    "act/",
    "act/now/",
    "act/now/written/",
    "act/free-rudolf/",
    "act/listed/",
    "act/letters/",
    "act/letters/rupert-hentzau/",
    "act/letters/antonia-mauban/",
    "changes/",
    "data/",
    "search/?q=hentzau",
    "about/",
    f"about/{METHOD.slug}/",
    "style/",
    "tell/",
    "nothing/",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A portal that shows a page of every kind."""
    folder = tmp_path_factory.mktemp("whole")
    file = folder / "edition.sqlite3"
    make_store(file)
    documents = [
        *ruritania.documents(),
        *(VERDICT, ARREST, METHOD),
        appeal("now", addressees=(GOVERNOR,), letters=(LETTER,), act_before="2099-04-01"),
        petition(slug="free-rudolf", person="rupert-hentzau", closes_on=None),
        statement("listed", claimed=9),
        recipient(),
        recipient(slug="antonia-mauban", hold="moved", address=None, unit=None),
    ]
    write_edition(
        file, documents, message="", by="editor", at=ruritania.AT, sign=lambda _: "s",
        pictures={PICTURE.sha256: WHOLE, PICTURE.card: CARD},
    )  # fmt: skip
    make_intake(folder / "intake.sqlite3")
    with Served(file, folder / "intake.sqlite3") as served:
        yield served.address


@pytest.mark.parametrize("language", INTERFACE)
def test_no_page_keeps_anybody_out(chromium: Browser, site: str, language: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    found = {}
    for address in PAGES:
        answer = page.goto(f"{site}/{language}/{address}")
        assert answer and answer.status == (404 if address == "nothing/" else 200), address
        broken = Axe().run(page, options=RULES).response["violations"]
        if broken:
            found[address] = [
                f"{one['id']}: {node['html']} {node['failureSummary']}"
                for one in broken
                for node in one["nodes"][:2]
            ]
    context.close()

    assert not found, "\n".join(f"{at}: {one}" for at, all_ in found.items() for one in all_)
