"""An article at the desk: written by a campaigner, agreed to by an editor."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Window
from wagtail.models import Collection, Locale, Page

from habeas.desk.accounts.roles import Role
from habeas.desk.accounts.services import make_groups
from habeas.desk.newsroom.models import NewsPage
from habeas.desk.newsroom.services import make_newsroom
from habeas.desk.newsroom.tests.makers import member
from habeas.project.home import Home

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long walk in Strelsau"


@pytest.fixture
def newsroom(transactional_db: None) -> None:
    """As `habeas init` makes it; a test before may have emptied the whole store."""
    Locale.objects.get_or_create(language_code="en")
    if not Page.get_first_root_node():
        Page.add_root(title="Root")
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    make_groups()
    make_newsroom()


def signed_in(browser: Browser, live_server: Any, role: Role, name: str) -> Window:
    user = member(role, name)
    user.set_password(PASSWORD)
    user.save()
    page = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB").new_page()
    page.goto(f"{live_server.url}/desk/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    return page


def test_it_is_written_and_agreed_to(
    chromium: Browser, live_server: Any, stores: Home, newsroom: None
) -> None:
    writer = signed_in(chromium, live_server, Role.CAMPAIGNER, "flavia")
    writer.goto(f"{live_server.url}/desk/news/")
    writer.get_by_role("link", name="Add article").click()
    writer.locator("#id_title").fill("Nine years for a painter")
    writer.locator("#id_summary").fill("A court in Strelsau has decided.")
    writer.get_by_role("button", name="Insert a block").first.click()
    writer.get_by_role("option", name="Text", exact=True).click()
    writer.locator(".public-DraftEditor-content").click()
    writer.keyboard.type("The judge read for an hour.")
    kept = writer.locator("input[name='body-0-value']")
    expect(kept).to_have_value(re.compile("read for an hour"))
    writer.get_by_role("button", name="More actions").click()
    writer.get_by_role("button", name="Submit to An editor agrees").click()
    expect(writer.get_by_role("row", name="status: in moderation")).to_be_visible()
    assert not NewsPage.objects.get().live

    editor = signed_in(chromium, live_server, Role.EDITOR, "sapt")
    editor.get_by_role("link", name="Nine years for a painter").click()
    expect(editor.get_by_text("The judge read for an hour.").last).to_be_visible()
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Approve and Publish", exact=True).click()
    editor.wait_for_url("**/desk/pages/*/")
    assert NewsPage.objects.get().live
    writer.context.close()
    editor.context.close()
