"""Our screens under a strict Content-Security-Policy: nothing inline, nothing from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from habeas.desk.sources.models import Capture
from tests.browser.test_desk_journey import capture, log_in, state_of

__all__ = ["capture"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'"  # noqa: E501


def strictly(route: Route) -> None:
    answer = route.fetch(max_redirects=0)
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})


def test_review_by_keyboard_needs_nothing_that_a_strict_policy_forbids(
    page: Page, live_server: Any, capture: Capture
) -> None:
    log_in(page, live_server.url)
    broken: list[str] = []
    page.on("console", lambda m: broken.append(m.text) if m.type == "error" else None)
    page.route("**/desk/review/**", strictly)

    first = capture.claims.order_by("start")[0]
    shown = page.goto(
        f"{live_server.url}/desk/review/{capture.source.public_id}/{first.public_id}/"
    )
    assert shown is not None
    assert shown.headers["content-security-policy"] == POLICY
    page.keyboard.press("a")

    expect(page.locator("#claim-title")).to_have_text("Charge")
    assert state_of(capture)[0] == "accepted"
    assert broken == []
