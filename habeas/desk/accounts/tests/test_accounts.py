"""Roles, accounts and the log of what was done."""

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client

from habeas.desk.accounts import audit
from habeas.desk.accounts.models import LogEntry
from habeas.desk.accounts.roles import Role
from habeas.desk.accounts.services import (
    command_line_user,
    disable,
    give_account,
    record,
)
from habeas.desk.tests.makers import reader

pytestmark = pytest.mark.django_db


def write(count: int) -> list[LogEntry]:
    by = command_line_user()
    for number in range(count):
        record(by, f"test.{number}", by)
    return list(LogEntry.objects.order_by("pk"))


def test_every_entry_carries_the_hash_of_the_one_before() -> None:
    first, second, third = write(3)

    assert first.previous == ""
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert audit.first_broken([first, second, third]) is None


@pytest.mark.parametrize("field", ["action", "subject", "at", "by_id"])
def test_an_entry_that_was_changed_is_named(field: str) -> None:
    entries = write(3)
    other = {"action": "x.y", "subject": "user 99", "at": entries[0].at, "by_id": 99}

    setattr(entries[1], field, other[field])

    assert audit.first_broken(entries) is entries[1]


def test_an_entry_that_is_gone_is_missed() -> None:
    first, _, third = write(3)

    assert audit.first_broken([first, third]) is third


@pytest.mark.parametrize("change", ["UPDATE {} SET action = 'none'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_log(change: str) -> None:
    write(1)
    audit.guard(connection)

    with (
        pytest.raises(DatabaseError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(audit.TABLE))

    assert LogEntry.objects.get().action == "test.0"


def test_the_log_is_read_by_administrators_and_by_nobody_else(editor: Client) -> None:
    write(2)
    client = Client()
    client.force_login(give_account("root", Role.ADMINISTRATOR, by=command_line_user())[0])

    page = client.get("/desk/log/", {"action": "test.1"}).content.decode()
    lines = client.get("/desk/log/", {"export": "csv"}).content

    assert "<td>test.1</td>" in page
    assert "<td>test.0</td>" not in page
    assert b"test.0" in lines
    assert editor.get("/desk/log/").status_code == 404


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (Role.READER, "casefiles.view_person", "sources.collect_source"),
        (Role.DOCUMENTER, "sources.collect_source", "casefiles.review_claim"),
        (Role.REVIEWER, "casefiles.review_claim", "casefiles.change_event"),
        (Role.EDITOR, "publishing.publish_edition", "accounts.manage_staff"),
        (Role.ADMINISTRATOR, "accounts.manage_staff", "casefiles.view_person"),
    ],
)
def test_a_role_may_do_what_it_is_for_and_no_more(role: Role, may: str, may_not: str) -> None:
    member, _ = give_account("clara", role, by=command_line_user())

    assert member.has_perm(may)
    assert not member.has_perm(may_not)


def test_a_name_is_given_once_and_only_by_those_who_may() -> None:
    give_account("clara", Role.READER, by=command_line_user())

    with pytest.raises(ValueError, match="already"):
        give_account("clara", Role.EDITOR, by=command_line_user())
    with pytest.raises(PermissionDenied):
        give_account("dora", Role.READER, by=reader())


def test_closing_an_account_ends_all_its_sessions_at_once() -> None:
    member, _ = give_account("clara", Role.READER, by=command_line_user())
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(member)

    ended = disable(member, by=command_line_user())

    assert ended == 2
    assert not Session.objects.exists()
    assert all(client.get("/desk/people/").status_code == 302 for client in clients)
