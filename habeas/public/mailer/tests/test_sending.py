"""Mail to a real server of our own: once, paced, tried again, and ended by one click."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from habeas.public.intake.database import Target, transaction
from habeas.public.intake.outbox import late
from habeas.public.intake.petitions import services
from habeas.public.intake.tests.petitioning import HOUSE, MAILER, NOW, column, desk_of, ids, sign
from habeas.public.mailer.sending import DELAYS, LOST, From, send_due
from habeas.public.mailer.smtp import Answer, Server, Smtp
from habeas.public.mailer.tests.smtp_server import Inbox, serving

SENDER = From("petition@house.example", "The House")


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, Smtp]]:
    with serving() as (held, port):
        smtp = Smtp(Server("127.0.0.1", port, "none"))
        yield held, smtp
        smtp.close()


def send(target: Target, smtp: Smtp, folder: Path, *, later: int = 0) -> dict[Answer, int]:
    slept: list[float] = []
    clock = NOW.timestamp() + later
    told = send_due(
        target, MAILER.file(folder), smtp.post, sender=SENDER, per_minute=120,
        now=lambda: clock, sleep=slept.append,
    )  # fmt: skip
    assert set(slept) <= {0.5}
    return dict(told)


def test_a_mail_is_sent_once_in_the_signers_language_and_forgotten(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    held, smtp = inbox
    sign(desk_of(intake))

    assert send(intake, smtp, tmp_path) == {Answer.SENT: 1}
    assert send(intake, smtp, tmp_path) == {}

    (mail,) = held.mails
    (id,) = ids(intake)
    assert mail["To"] == "flavia@strelsau.example"
    assert mail["From"] == "The House <petition@house.example>"
    assert mail["Subject"] == "Confirm your signature: Free Rupert Hentzau"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"https://portal.example/{id}" in mail["List-Unsubscribe"]
    text = mail.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert f"https://portal.example/{id}".encode() in text
    assert text.startswith(b"Dear Flavia Elphberg,")
    assert column(intake, "SELECT count(*) FROM outbox") == [0]
    assert column(intake, "SELECT state FROM sendings") == ["sent"]


def test_who_has_signed_is_told_so_by_mail(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    held, smtp = inbox
    desk = desk_of(intake)
    sign(desk)
    services.confirm(ids(intake)[0], together=desk.together, at=NOW)
    sign(desk)

    assert send(intake, smtp, tmp_path) == {Answer.SENT: 2}

    assert [one["Subject"].split(":")[0] for one in held.mails] == [
        "Confirm your signature",
        "You have signed already",
    ]


def test_what_is_not_taken_now_is_tried_again_and_given_up_in_the_end(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    held, smtp = inbox
    held.says = "451 later"
    sign(desk_of(intake))
    later = 0

    for delay in DELAYS:
        assert send(intake, smtp, tmp_path, later=later) == {Answer.LATER: 1}
        assert send(intake, smtp, tmp_path, later=later + delay - 1) == {}
        later += delay
    assert send(intake, smtp, tmp_path, later=later) == {Answer.LATER: 1}

    assert column(intake, "SELECT state FROM sendings") == ["refused"]
    assert column(intake, "SELECT count(*) FROM outbox") == [0]


def test_what_is_refused_is_not_tried_again(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    held, smtp = inbox
    held.says = "554 no such mailbox"
    sign(desk_of(intake))

    assert send(intake, smtp, tmp_path) == {Answer.REFUSED: 1}
    held.says = "250 OK"
    assert send(intake, smtp, tmp_path, later=10**6) == {}
    assert held.mails == []


def test_what_the_server_may_have_taken_is_not_sent_again(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    held, smtp = inbox
    held.says = "hang up"
    sign(desk_of(intake))

    assert send(intake, smtp, tmp_path) == {Answer.UNCERTAIN: 1}
    held.says = "250 OK"
    assert send(intake, smtp, tmp_path, later=10**6) == {}
    assert len(held.mails) == 1


def test_a_mailer_that_was_killed_sends_nothing_twice(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    held, smtp = inbox
    desk = desk_of(intake)
    sign(desk)
    (once,) = column(intake, "SELECT once FROM outbox")
    with transaction(intake) as connection:
        connection.run(
            "INSERT INTO sendings VALUES (?, 'sending', 1, ?)", [once, int(NOW.timestamp())]
        )
    sign(desk, email="rudolf@strelsau.example")

    assert send(intake, smtp, tmp_path) == {Answer.SENT: 1}
    assert send(intake, smtp, tmp_path, later=LOST) == {Answer.UNCERTAIN: 1}
    assert [one["To"] for one in held.mails] == ["rudolf@strelsau.example"]


def test_without_a_server_everything_waits(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    _, smtp = inbox
    desk = desk_of(intake)
    for number in range(3):
        sign(desk, email=f"{number}@strelsau.example")
    away = Smtp(Server("127.0.0.1", 1, "none"))

    assert send(intake, away, tmp_path) == {Answer.AWAY: 1}
    assert send(intake, smtp, tmp_path) == {Answer.SENT: 3}


def test_a_key_that_opens_nothing_loses_nothing(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    _, smtp = inbox
    sign(desk_of(intake))

    told = send_due(intake, HOUSE.file(tmp_path), smtp.post, sender=SENDER, per_minute=60,
                    now=NOW.timestamp)  # fmt: skip

    assert told == {Answer.UNOPENED: 1}
    assert send(intake, smtp, tmp_path) == {Answer.SENT: 1}


def test_mail_that_nobody_sends_is_late_after_two_hours(intake: Target) -> None:
    sign(desk_of(intake))

    assert late(intake, at=NOW + timedelta(hours=1)) == 0
    assert late(intake, at=NOW + timedelta(hours=3)) == 1


def test_what_is_not_due_waits(intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]) -> None:
    _, smtp = inbox
    sign(desk_of(intake), at=datetime(2030, 1, 1, tzinfo=UTC))

    assert send(intake, smtp, tmp_path) == {}


def test_an_idle_connection_that_the_server_ended_loses_nothing(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    held, smtp = inbox
    desk = desk_of(intake)
    sign(desk)
    assert send(intake, smtp, tmp_path) == {Answer.SENT: 1}
    held.breaks = 1
    sign(desk, email="rudolf@strelsau.example")

    assert send(intake, smtp, tmp_path) == {Answer.SENT: 1}
    assert len(held.mails) == 2


def test_what_broke_before_its_words_went_out_is_tried_again(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    held, smtp = inbox
    held.breaks = 1
    sign(desk_of(intake))

    assert send(intake, smtp, tmp_path) == {Answer.LATER: 1}
    assert send(intake, smtp, tmp_path, later=DELAYS[0]) == {Answer.SENT: 1}
    assert len(held.mails) == 1


def test_a_server_that_ends_with_421_loses_nothing(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp]
) -> None:
    held, smtp = inbox
    held.says = "421 too many"
    desk = desk_of(intake)
    for number in range(3):
        sign(desk, email=f"{number}@strelsau.example")

    assert send(intake, smtp, tmp_path) == {Answer.LATER: 3}
    held.says = "250 OK"
    assert send(intake, smtp, tmp_path, later=DELAYS[0]) == {Answer.SENT: 3}


@pytest.mark.parametrize("refusal", ["530 log in first", "550 not for you", "451 slow down"])
def test_where_the_server_takes_nothing_of_ours_everything_waits(
    intake: Target, tmp_path: Path, inbox: tuple[Inbox, Smtp], refusal: str
) -> None:
    held, smtp = inbox
    held.says_first = refusal
    desk = desk_of(intake)
    for number in range(3):
        sign(desk, email=f"{number}@strelsau.example")

    assert send(intake, smtp, tmp_path) == {Answer.AWAY: 1}
    held.says_first = "250 OK"
    assert send(intake, smtp, tmp_path) == {Answer.SENT: 3}


def test_mailers_killed_beside_each_other_send_nothing_twice_and_lose_nothing(
    intake: Target, tmp_path: Path
) -> None:
    desk = desk_of(intake)
    wanted = {f"{number}@strelsau.example" for number in range(24)}
    for address in sorted(wanted):
        sign(desk, email=address)
    key = MAILER.file(tmp_path)
    with serving() as (held, port):
        for kills in range(3):
            pair = [_mailer(intake, key, port) for _ in range(2)]
            _wait_for(held, (kills + 1) * 5)
            for one in pair:
                one.kill()
                one.wait()
        smtp = Smtp(Server("127.0.0.1", port, "none"))
        told = send_due(intake, key, smtp.post, sender=SENDER, per_minute=6000,
                        now=lambda: time.time() + LOST + 1)  # fmt: skip
        smtp.close()

    got = Counter(str(one["To"]) for one in held.mails)
    states = Counter(column(intake, "SELECT state FROM sendings"))
    assert max(got.values()) == 1
    assert states["sent"] + states["uncertain"] == len(wanted)
    assert len(wanted - set(got)) <= states["uncertain"] == told[Answer.UNCERTAIN] <= 6
    assert column(intake, "SELECT count(*) FROM outbox") == [0]


def _mailer(intake: Target, key: Path, port: int) -> subprocess.Popen[bytes]:
    settings = {
        "HABEAS_INTAKE": str(intake), "HABEAS_HOME": str(key.parent / "home"),
        "HABEAS_MAIL_HOST": "127.0.0.1", "HABEAS_MAIL_PORT": str(port),
        "HABEAS_MAIL_PER_MINUTE": "600",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "habeas.project.cli", "mail", "send", "--key", str(key)],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
    )


def _wait_for(held: Inbox, number: int) -> None:
    end = time.monotonic() + 60
    while len(held.mails) < number:
        assert time.monotonic() < end, f"only {len(held.mails)} mails of {number} came"
        time.sleep(0.01)
