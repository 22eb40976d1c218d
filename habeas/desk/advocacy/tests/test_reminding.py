from __future__ import annotations

from datetime import date, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from habeas.desk.advocacy import queries, reminding, services
from habeas.desk.advocacy.models import Proceeding
from habeas.desk.advocacy.queries import Due
from habeas.desk.casefiles.models import Case
from habeas.desk.casefiles.services import accept_claim, set_team
from habeas.desk.casefiles.tests.makers import editor, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> list[Due]:
    """A reply that is due in ten days."""
    anna = editor()
    anna.email = "anna@example.org"
    anna.save()
    accept_claim(make_claim("arrest", date="2026-05-04"), by=anna)
    proceeding = services.open_proceeding(Case.objects.get(), "wgad_regular", by=anna)
    day = timezone.now().date() - timedelta(days=50)
    services.take_step(proceeding, "transmitted", day.isoformat(), by=anna)
    return queries.board(Proceeding.objects.all(), now=timezone.now())


def today() -> date:
    return timezone.now().date()


def test_what_is_far_off_is_left_out(found: list[Due]) -> None:
    assert len(reminding.near(found, on=today(), within=14)) == 1
    assert reminding.near(found, on=today(), within=9) == []


def test_a_mail_has_days_and_an_address_and_no_name(found: list[Due]) -> None:
    assert reminding.send(found, on=today()) == []

    (sent,) = mail.outbox
    assert sent.to == ["anna@example.org"]
    assert "in 10 days" in sent.body
    assert found[0].proceeding.public_id in sent.body
    assert "Rassendyll" not in f"{sent.subject} {sent.body}"


def test_a_case_with_a_team_is_for_its_team(found: list[Due]) -> None:
    vera = type(editor()).objects.create(username="vera", email="v@example.org", is_superuser=True)
    set_team(Case.objects.get(), [vera], restricted=False, by=editor())

    reminding.send(found, on=today())

    assert [one.to for one in mail.outbox] == [["v@example.org"]]


def test_who_could_not_be_reached_is_named(found: list[Due], monkeypatch: Any) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise SMTPException("no")

    monkeypatch.setattr(reminding, "send_mail", refuse)

    assert reminding.send(found, on=today()) == ["anna"]
