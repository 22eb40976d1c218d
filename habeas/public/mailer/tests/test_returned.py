"""Mail that comes back, as servers and providers report it."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from habeas.public.intake import subscriptions
from habeas.public.intake.database import Target, transaction
from habeas.public.intake.petitions import links, services
from habeas.public.intake.subscriptions import Mailing
from habeas.public.intake.tests.petitioning import MAILER, NOW, column, desk_of, ids, sign
from habeas.public.mailer.returned import Came, Report, read_report, take_back
from habeas.public.mailer.sending import From, send_due
from habeas.public.mailer.smtp import Answer

SENDER = From("petition@house.example", "The House")


def sent(intake: Target, folder: Path) -> list[EmailMessage]:
    """The mails that are due, as a server got them."""
    mails: list[EmailMessage] = []

    def post(mail: EmailMessage) -> Answer:
        mails.append(mail)
        return Answer.SENT

    send_due(
        intake, MAILER.file(folder), post, sender=SENDER, per_minute=120,
        now=NOW.timestamp, sleep=lambda _: None,
    )  # fmt: skip
    return mails


def delivery(mail: EmailMessage, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    return f"""From: postmaster@strelsau.example
To: {mail["From"]}
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.strelsau.example

Final-Recipient: rfc822; {mail["To"]}
Action: {action}
Status: {status} (no such mailbox)

--b
Content-Type: text/rfc822-headers

Message-ID: {mail["Message-ID"]}
Subject: as it was

--b--
""".encode()


def complaint(mail: EmailMessage, kind: str = "abuse") -> bytes:
    return f"""From: feedback@strelsau.example
To: {mail["From"]}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

Somebody complained.
--b
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Provider/1.0
Version: 1

--b
Content-Type: message/rfc822

Message-ID: {mail["Message-ID"]}
To: {mail["To"]}

The words.

--b--
""".encode()


def follow(intake: Target) -> None:
    mailing = Mailing(MAILER.public, links.secret(intake), "https://portal.example/{}".format)
    subscriptions.subscribe(
        intake, "flavia@strelsau.example", "*", "en", name="all", mailing=mailing, edition=1, at=NOW
    )


def test_whom_nothing_reaches_is_followed_by_no_more_mail(intake: Target, tmp_path: Path) -> None:
    follow(intake)
    (mail,) = sent(intake, tmp_path)
    report = read_report(delivery(mail))

    assert take_back(intake, [report], at=NOW) == {Came.RETURNED: 1}
    assert take_back(intake, [report], at=NOW) == {Came.RETURNED: 1}

    assert column(intake, "SELECT count(*) FROM subscribers") == [0]
    assert column(intake, "SELECT state FROM sendings") == ["returned"]


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("failed", "4.4.7"), ("failed", "5.2.2")]
)
def test_what_may_pass_changes_nothing(
    intake: Target, tmp_path: Path, action: str, status: str
) -> None:
    follow(intake)
    (mail,) = sent(intake, tmp_path)

    told = take_back(intake, [read_report(delivery(mail, action=action, status=status))], at=NOW)

    assert told == {Came.PASSING: 1}
    assert column(intake, "SELECT count(*) FROM subscribers") == [1]


def test_a_complaint_is_a_no_and_is_remembered_where_nothing_was_confirmed(
    intake: Target, tmp_path: Path
) -> None:
    follow(intake)
    sign(desk_of(intake))
    reports = [read_report(complaint(one)) for one in sent(intake, tmp_path)]

    assert take_back(intake, reports, at=NOW) == {Came.COMPLAINT: 2}

    follow(intake)
    sign(desk_of(intake))
    assert column(intake, "SELECT state FROM subscribers") == ["refused"]
    assert column(intake, "SELECT state FROM signatures") == ["withdrawn"]
    assert column(intake, "SELECT count(*) FROM outbox") == [0]


def test_a_confirmed_signature_stays_and_is_written_to_no_more(
    intake: Target, tmp_path: Path
) -> None:
    desk = desk_of(intake)
    sign(desk)
    (mail,) = sent(intake, tmp_path)
    services.confirm(ids(intake)[0], together=desk.together, at=NOW)

    take_back(intake, [read_report(complaint(mail))], at=NOW)
    sign(desk)

    assert column(intake, "SELECT state FROM signatures") == ["confirmed"]
    assert column(intake, "SELECT count(*) FROM outbox") == [0]


def test_nobody_is_ended_by_a_report_about_a_mail_that_was_never_sent(intake: Target) -> None:
    follow(intake)
    forged = Report(Came.RETURNED, f"<{'0' * 32}@house.example>")

    assert take_back(intake, [forged], at=NOW) == {Came.UNKNOWN: 1}
    assert column(intake, "SELECT count(*) FROM subscribers") == [1]


def test_what_providers_take_back_is_no_complaint(intake: Target, tmp_path: Path) -> None:
    follow(intake)
    (mail,) = sent(intake, tmp_path)

    assert read_report(complaint(mail, "not-spam")).came is Came.PASSING


@pytest.mark.parametrize("raw", [b"", b"Subject: Out of office\n\nBack on Monday.", b"\xff\x00"])
def test_what_is_no_report_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="neither a delivery report"):
        read_report(raw)


def test_a_report_without_the_mail_it_is_about_is_refused(intake: Target, tmp_path: Path) -> None:
    follow(intake)
    (mail,) = sent(intake, tmp_path)

    with pytest.raises(ValueError, match="names no mail"):
        read_report(delivery(mail).replace(b"Message-ID: <", b"X-Other: <"))


def test_mail_for_another_key_holds_nothing_up(intake: Target, tmp_path: Path) -> None:
    follow(intake)
    with transaction(intake) as held:
        held.run("INSERT INTO outbox VALUES ('petition:0000:0', ?, 0)", [b"sealed to another"])

    assert len(sent(intake, tmp_path)) == 1
    assert column(intake, "SELECT once FROM outbox") == ["petition:0000:0"]
