"""The inbox: what waits, many at once, and back again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from habeas.desk.accounts.models import LogEntry
from habeas.desk.casefiles import inbox
from habeas.desk.casefiles.models import Case, Claim
from habeas.desk.casefiles.services import open_case
from habeas.desk.casefiles.tests.makers import editor as make_editor
from habeas.desk.casefiles.tests.makers import make_capture, make_claim
from habeas.desk.sources.models import Sensitivity, Source

pytestmark = pytest.mark.django_db
INBOX = "/desk/inbox/"


def do(client: Client, what: str, *sources: Source, **more: str) -> Any:
    keys = [source.public_id for source in sources]
    return client.post(INBOX, {"do": what, "source": keys} | more, follow=True)


def sources(count: int, **fields: Any) -> list[Source]:
    return [make_capture(title=f"Leaflet {n}", **fields).source for n in range(count)]


def test_what_nobody_has_dealt_with_waits_newest_first(editor: Client) -> None:
    first, second = sources(2)

    page = editor.get(INBOX).content.decode()

    assert page.index(second.title) < page.index(first.title)


def test_what_is_decided_to_the_last_claim_waits_no_more(editor: Client) -> None:
    claim = make_claim()
    claim.capture.read_at = claim.capture.captured_at
    claim.capture.save()
    assert list(inbox.waiting_for(make_editor())) == [claim.capture.source]

    Claim.objects.filter(pk=claim.pk).update(state="rejected", decided_by=make_editor())

    assert not inbox.waiting_for(make_editor()).exists()


def test_many_are_put_away_at_once_and_come_back(editor: Client) -> None:
    one, two, three = sources(3)

    away = do(editor, "away", one, two)
    assert [source.title for source in inbox.waiting_for(make_editor())] == [three.title]
    assert "2 sources were changed" in away.content.decode()
    assert one.title in editor.get(f"{INBOX}?show=away").content.decode()

    editor.post(reverse("inbox_undo"))
    assert inbox.waiting_for(make_editor()).count() == 3
    actions = LogEntry.objects.filter(action__startswith="source.").values_list("action", flat=True)
    assert sorted(actions) == ["source.put_away"] * 2 + ["source.put_back"] * 2


def test_undoing_gives_each_its_own_sensitivity_back(editor: Client) -> None:
    public, internal = sources(1), sources(1, sensitivity=Sensitivity.INTERNAL)

    do(editor, "sensitivity", *public, *internal, sensitivity="restricted")
    assert set(Source.objects.values_list("sensitivity", flat=True)) == {"restricted"}

    # A restricted source is open to whoever collected it, here the same editor.
    editor.post(reverse("inbox_undo"))
    assert list(Source.objects.order_by("pk").values_list("sensitivity", flat=True)) == [
        "public",
        "internal",
    ]


def test_many_go_into_a_case_and_out_again(editor: Client) -> None:
    one, two = sources(2)
    case = open_case("The leaflet trial", [], by=make_editor())
    case.sources.add(one)

    do(editor, "file", one, two, case=case.slug)
    assert set(case.sources.all()) == {one, two}

    editor.post(reverse("inbox_undo"))
    assert set(Case.objects.get().sources.all()) == {one}


def test_reading_many_goes_on_piece_by_piece(editor: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(inbox, "SECONDS", 0.0)
    monkeypatch.setattr(inbox.Work.go_on, "__kwdefaults__", {"seconds": 0.0})
    waiting = sources(3)

    page = do(editor, "read", *waiting).content.decode()
    assert '<progress id="far" value="1" max="3">' in page
    assert Claim.objects.values("capture").distinct().count() == 1

    editor.post(reverse("inbox_going"))
    ended = editor.post(reverse("inbox_going"), follow=True).content.decode()
    assert "Read; 3 claims were found" in ended
    assert Claim.objects.values("capture").distinct().count() == 3


def test_sure_claims_of_many_are_accepted_and_reopened(editor: Client) -> None:
    one, two = make_claim("arrest", date="2021-05-04"), make_claim("release", date="2021-08-01")

    page = do(editor, "accept", one.capture.source, two.capture.source).content.decode()
    assert "2 sure claims were accepted" in page
    assert not Claim.objects.filter(state="proposed").exists()

    editor.post(reverse("inbox_undo"))
    assert Claim.objects.filter(state="proposed").count() == 2


@pytest.mark.parametrize("what", ["away", "read", "accept", "file", "sensitivity", "burn"])
def test_a_reader_changes_nothing(reader: Client, what: str) -> None:
    source = sources(1)[0]

    assert do(reader, what, source, sensitivity="public").status_code == 404
    assert Source.objects.get().put_away_at is None


def test_what_one_may_not_see_is_neither_listed_nor_changed(editor: Client) -> None:
    secret = make_capture(title="A witness", sensitivity=Sensitivity.RESTRICTED)
    other = type(make_editor()).objects.create(username="vera", is_superuser=True)
    secret.captured_by = other
    secret.save()

    assert "A witness" not in editor.get(INBOX).content.decode()
    do(editor, "away", secret.source)
    secret.source.refresh_from_db()
    assert secret.source.put_away_at is None


def test_choosing_nothing_says_what_to_do(editor: Client) -> None:
    assert "tick the sources first" in do(editor, "away").content.decode()


def test_the_inbox_is_taken_away_as_it_is_shown(editor: Client) -> None:
    (source,) = sources(1, publisher="=The Gazette")

    lines = editor.get(f"{INBOX}?export=csv").content.decode().splitlines()

    assert lines[0].startswith("What came,Publisher,When")
    assert lines[1].startswith("Leaflet 0,'=The Gazette,")
    assert lines[1].endswith(f"http://testserver/desk/review/{source.public_id}/")
