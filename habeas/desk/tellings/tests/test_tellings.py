"""What visitors tell, at the desk: who may see it, who may answer, what becomes of files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from habeas.desk.accounts.models import User
from habeas.desk.accounts.roles import Role
from habeas.desk.casefiles.tests.makers import editor
from habeas.desk.sources.descriptions import Description
from habeas.desk.sources.models import Sensitivity
from habeas.desk.sources.services import collect_text
from habeas.desk.tellings import services
from habeas.desk.tellings.models import Answer, Telling
from habeas.desk.tellings.queries import answers_waiting, tellings_visible_to

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 4)


@pytest.fixture
def member(stores: Any) -> User:
    return editor()


@pytest.fixture
def told(member: User) -> Telling:
    message = services.collect_message("Rudolf was moved\n\n\n", "m1", on=DAY, by=member)
    photo = services.collect_attached(b"\xff\xd8\xff\xe0", "cell.jpg", "m1", on=DAY, by=member)
    own: dict[str, Any] = {"language": "be", "on": DAY, "by": member}
    return services.keep_telling("t" * 64, "age1key", [message, photo], **own)


def other(role: Role) -> User:
    from django.contrib.auth.models import Group

    made = User.objects.create_user(username=f"another-{role}")
    made.groups.add(Group.objects.get(name=role.group))
    return made


def test_a_message_and_its_files_are_restricted_whatever_they_are(told: Telling) -> None:
    message, photo = told.sources.order_by("pk")

    assert {message.sensitivity, photo.sensitivity} == {Sensitivity.RESTRICTED}
    assert photo.title == "cell.jpg"
    assert photo.captures.get().text == ""


def test_a_file_that_the_desk_has_stays_as_open_as_it_is(member: User) -> None:
    text = "The court of Strelsau published this."
    known = collect_text(
        text, by=member, sensitivity=Sensitivity.PUBLIC, described=Description(file="", title="A")
    ).capture.source

    again = services.collect_attached(text.encode(), "x.txt", "m2", on=DAY, by=member)

    assert again == known
    known.refresh_from_db()
    assert known.sensitivity == Sensitivity.PUBLIC


def test_more_under_the_same_code_joins_the_conversation(told: Telling, member: User) -> None:
    more = services.collect_message("He is in Zenda\n", "m2", on=DAY, by=member)

    own: dict[str, Any] = {"language": "en", "on": date(2022, 5, 6), "by": member}
    again = services.keep_telling(told.thread, told.recipient, [more], **own)

    assert again == told
    assert again.sources.count() == 3


def test_only_who_may_answer_answers_and_only_with_words(told: Telling, member: User) -> None:
    with pytest.raises(PermissionDenied):
        services.write_answer(told, "Thank you", by=other(Role.REVIEWER))
    with pytest.raises(ValueError, match="needs words"):
        services.write_answer(told, " \n", by=member)
    made = services.write_answer(told, "Thank you", by=member)

    assert list(answers_waiting()) == [made]
    services.mark_answer(made, was_in_time=True, by=member)
    assert list(answers_waiting()) == []
    assert Answer.objects.get().state == Answer.State.HANDED


def test_who_may_not_see_the_message_sees_no_conversation(told: Telling, member: User) -> None:
    stranger = other(Role.EDITOR)

    assert list(tellings_visible_to(member)) == [told]
    assert list(tellings_visible_to(stranger)) == []
    client = Client()
    client.force_login(stranger)
    assert client.get(f"/desk/told/{told.public_id}/").status_code == 404
    capture = told.sources.get(material="file").captures.get()
    assert client.get(f"/desk/told/file/{capture.public_id}/").status_code == 404


def test_the_conversation_is_read_answered_and_its_files_saved(told: Telling, member: User) -> None:
    client = Client()
    client.force_login(member)
    page = f"/desk/told/{told.public_id}/"

    assert "Rudolf was moved" in client.get(page).content.decode()
    assert client.post(page, {"text": "When was it?"}).status_code == 302
    assert "When was it?" in client.get(page).content.decode()
    assert told.public_id in client.get("/desk/told/").content.decode()

    capture = told.sources.get(material="file").captures.get()
    saved = client.get(f"/desk/told/file/{capture.public_id}/")
    assert saved.content == b"\xff\xd8\xff\xe0"
    assert saved.headers["Content-Disposition"].startswith("attachment")
