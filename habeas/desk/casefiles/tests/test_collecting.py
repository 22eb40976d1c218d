from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from habeas.desk.casefiles.models import Claim
from habeas.desk.sources import blobs
from habeas.desk.sources.models import Capture, Source
from habeas.desk.tests.makers import Home

pytestmark = pytest.mark.django_db

ARREST = "Rudolf Rassendyll was arrested on 4 May 2021 in Strelsau."


def give(client: Client, **entered: Any) -> Any:
    return client.post("/desk/collect/", {"sensitivity": "internal"} | entered)


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


def test_pasted_text_is_kept_read_and_leads_to_review(editor: Client, own_home: Home) -> None:
    answer = give(
        editor,
        text=ARREST,
        title="Arrest in Strelsau",
        publisher="Strelsau Courier",
        url="https://courier.example/1",
        published="2021-05-05",
    )

    source = Source.objects.get()
    capture = Capture.objects.get()
    assert (source.title, source.publisher) == ("Arrest in Strelsau", "Strelsau Courier")
    assert (source.url, source.published) == ("https://courier.example/1", "2021-05-05")
    assert source.sensitivity == "internal"
    assert blobs.load(own_home.blobs, settings.VAULT, capture.sha256) == ARREST.encode()
    assert Claim.objects.filter(type="arrest").exists()
    assert f"/desk/review/{source.public_id}/" in answer.content.decode()


def test_of_several_files_the_refused_keep_no_other_out(editor: Client) -> None:
    answer = give(
        editor,
        uploads=[
            file("good.txt", ARREST.encode()),
            file("empty.txt", b""),
            file("image.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ],
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert [source.title for source in Source.objects.all()] == [ARREST]
    assert "empty.txt</strong> refused: the file is empty" in page
    assert "image.png</strong> refused: this is not text" in page


def test_where_all_are_refused_what_was_entered_stays(editor: Client) -> None:
    answer = give(editor, uploads=[file("empty.txt", b"")], publisher="Strelsau Courier")

    assert answer.status_code == 422
    assert 'value="Strelsau Courier"' in answer.content.decode()


def test_two_files_of_one_name_are_two_sources(editor: Client) -> None:
    give(editor, uploads=[file("page.txt", ARREST.encode())])
    give(editor, uploads=[file("page.txt", b"Flavia was released on 5 May 2021.")])

    assert Source.objects.count() == 2


def test_the_same_bytes_again_are_told_apart(editor: Client) -> None:
    give(editor, text=ARREST)

    page = give(editor, text=ARREST).content.decode()

    assert Capture.objects.count() == 1
    assert "known already, nothing changed" in page


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({}, "Choose a file or paste a text."),
        ({"text": ARREST, "published": "yesterday"}, "is not a date"),
        ({"text": ARREST, "sensitivity": "everyone"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    entered: dict[str, str], words: str, editor: Client
) -> None:
    answer = give(editor, **entered)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Source.objects.exists()


def test_one_who_may_not_collect_finds_no_such_page(reader: Client) -> None:
    assert give(reader, text=ARREST).status_code == 404
    assert not Source.objects.exists()


def test_an_unread_source_is_read_from_today(editor: Client) -> None:
    give(editor, text=ARREST)
    Claim.objects.all().delete()
    Capture.objects.update(read_at=None)
    source = Source.objects.get()

    answer = editor.post(f"/desk/collect/{source.public_id}/read/")

    assert answer["Location"] == f"/desk/review/{source.public_id}/"
    assert Claim.objects.exists()
