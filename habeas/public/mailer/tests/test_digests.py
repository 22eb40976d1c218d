"""Those who follow are told of an edition once, whatever happens to the mailer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from habeas.core.documents import Document, MovedDocument, PersonDocument
from habeas.public.edition.store import Edition
from habeas.public.edition.writer import make_store, write_edition
from habeas.public.intake import subscriptions
from habeas.public.intake.database import Target
from habeas.public.intake.petitions import links
from habeas.public.intake.subscriptions import EVERYBODY, Mailing
from habeas.public.intake.tests.petitioning import HOUSE, MAILER, NOW, column
from habeas.public.mailer.digests import Telling, queue_digests
from habeas.public.mailer.sending import send_due
from habeas.public.mailer.smtp import Server, Smtp
from habeas.public.mailer.tests.smtp_server import serving
from habeas.public.mailer.tests.test_sending import SENDER
from habeas.public.portal import catalogues
from habeas.public.portal.tests import ruritania

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module", autouse=True)
def _texts() -> None:
    catalogues.compile_all()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "edition.sqlite3"
    make_store(made)
    publish(made, ruritania.documents())
    return made


def publish(file: Path, documents: list[Document]) -> None:
    write_edition(file, documents, message="", by="editor", at=NOW, sign=lambda _: "s")


def with_change(slug: str, **fields: Any) -> list[Document]:
    """The four people, one of them changed."""
    return [
        one.model_copy(update=fields or {"letters": "no"})
        if isinstance(one, PersonDocument) and one.slug == slug
        else one
        for one in ruritania.documents()
    ]


def telling(file: Path, folder: Path) -> Telling:
    return Telling(Edition(file), MAILER.file(folder), MAILER.public, "https://portal.example")


def follows(
    target: Target, email: str, what: str, *, edition: int = 1, language: str = "en"
) -> None:
    mailing = Mailing(
        MAILER.public, links.secret(target), lambda token: f"https://p.example/{token}/"
    )
    subscriptions.subscribe(
        target, email, what, language, name=what, mailing=mailing, edition=edition, at=NOW
    )
    for id in column(target, "SELECT id FROM subscribers WHERE state = 'pending'"):
        subscriptions.confirm(target, id, edition=edition, at=NOW)
    clear(target)


def clear(target: Target) -> None:
    from habeas.public.intake.database import transaction

    with transaction(target) as held:
        held.run("DELETE FROM outbox")


def sent(target: Target, folder: Path) -> list[Any]:
    with serving() as (held, port):
        smtp = Smtp(Server("127.0.0.1", port, "none"))
        send_due(
            target, MAILER.file(folder), smtp.post, sender=SENDER, per_minute=60_000,
            now=lambda: time.time() + 60,
        )  # fmt: skip
        smtp.close()
    return held.mails


def test_a_change_is_told_to_those_who_follow_it_and_to_nobody_else(
    file: Path, intake: Target, tmp_path: Path
) -> None:
    follows(intake, "one@strelsau.example", "rupert-hentzau")
    follows(intake, "all@strelsau.example", EVERYBODY, language="be")
    follows(intake, "other@strelsau.example", "antonia-mauban")
    publish(file, with_change("rupert-hentzau"))

    told = queue_digests(intake, telling(file, tmp_path), at=NOW)
    mails = {str(one["To"]): one for one in sent(intake, tmp_path)}

    assert told == Counter(queued=2, unchanged=1)
    assert set(mails) == {"one@strelsau.example", "all@strelsau.example"}
    mail = mails["one@strelsau.example"]
    text = mail.get_content().replace("\r\n", "\n")
    assert "Hentzau" not in mail["Subject"]
    assert "Rupert Hentzau\n" in text
    assert "https://portal.example/en/people/rupert-hentzau/" in text
    assert "As of 1 March 2026." in text
    assert "Mauban" not in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    off = mail["List-Unsubscribe"].strip("<>")
    assert off.startswith("https://portal.example/en/follow/s/")
    assert off.endswith("/off/")
    assert off.removesuffix("off/") in text
    assert "Рупэрт Хенцаў" in mails["all@strelsau.example"].get_content()


def test_an_edition_is_told_once_and_several_at_once(
    file: Path, intake: Target, tmp_path: Path
) -> None:
    follows(intake, "one@strelsau.example", EVERYBODY)
    publish(file, with_change("rupert-hentzau"))
    publish(file, with_change("antonia-mauban"))

    first = queue_digests(intake, telling(file, tmp_path), at=NOW)
    again = queue_digests(intake, telling(file, tmp_path), at=NOW)

    (mail,) = sent(intake, tmp_path)
    assert (first, again) == (Counter(queued=1), Counter())
    assert "Rupert Hentzau" in mail.get_content()
    assert "Antonia Mauban" in mail.get_content()
    assert queue_digests(intake, telling(file, tmp_path), at=NOW) == Counter()
    assert sent(intake, tmp_path) == []


def test_a_person_who_was_withdrawn_is_not_named(
    file: Path, intake: Target, tmp_path: Path
) -> None:
    follows(intake, "all@strelsau.example", EVERYBODY)
    publish(file, with_change("rupert-hentzau"))
    gone = [one for one in ruritania.documents() if getattr(one, "slug", "") != "rupert-hentzau"]
    publish(file, gone)

    queue_digests(intake, telling(file, tmp_path), at=NOW)

    assert all("Hentzau" not in one.get_content() for one in sent(intake, tmp_path))


def test_who_follows_a_page_that_moved_is_told_of_where_it_is_now(
    file: Path, intake: Target, tmp_path: Path
) -> None:
    follows(intake, "one@strelsau.example", "the-count", edition=2)
    publish(file, [*ruritania.documents(), MovedDocument(slug="the-count", to="rupert-hentzau")])
    publish(file, [*with_change("rupert-hentzau"),
                   MovedDocument(slug="the-count", to="rupert-hentzau")])  # fmt: skip

    queue_digests(intake, telling(file, tmp_path), at=NOW)

    (mail,) = sent(intake, tmp_path)
    assert "/en/people/rupert-hentzau/" in mail.get_content()


def test_an_address_for_another_key_is_left_and_stops_nobody(
    file: Path, intake: Target, tmp_path: Path
) -> None:
    follows(intake, "one@strelsau.example", EVERYBODY)
    follows(intake, "two@strelsau.example", EVERYBODY)
    publish(file, with_change("rupert-hentzau"))
    wrong = replace(telling(file, tmp_path), secret=HOUSE.file(tmp_path))

    assert queue_digests(intake, wrong, at=NOW) == Counter(unopened=2)
    assert queue_digests(intake, telling(file, tmp_path), at=NOW) == Counter(queued=2)


def test_who_ended_it_gets_nothing_not_even_what_waited(
    file: Path, intake: Target, tmp_path: Path
) -> None:
    follows(intake, "one@strelsau.example", EVERYBODY)
    publish(file, with_change("rupert-hentzau"))
    queue_digests(intake, telling(file, tmp_path), at=NOW)
    (id,) = column(intake, "SELECT id FROM subscribers")

    subscriptions.end(intake, id)

    assert sent(intake, tmp_path) == []
    assert column(intake, "SELECT count(*) FROM subscribers") == [0]


def test_killed_and_run_again_each_is_told_exactly_once(
    file: Path, intake: Target, tmp_path: Path
) -> None:
    wanted = {f"n{number}@strelsau.example" for number in range(120)}
    for address in sorted(wanted):
        follows(intake, address, EVERYBODY)
    publish(file, with_change("rupert-hentzau"))

    killed = 0
    for at_least in (10, 40, 80):
        run = _digest(file, intake, tmp_path)
        while run.poll() is None:
            if column(intake, "SELECT count(*) FROM outbox")[0] >= at_least:
                run.kill()
                killed += 1
                break
        run.wait()
    last = _digest(file, intake, tmp_path)

    assert last.wait() == 0
    assert killed >= 1
    got = Counter(str(one["To"]) for one in sent(intake, tmp_path))
    assert set(got) == wanted
    assert set(got.values()) == {1}


def _digest(file: Path, target: Target, folder: Path) -> subprocess.Popen[bytes]:
    settings = {
        "HABEAS_INTAKE": str(target),
        "HABEAS_EDITION": str(file),
        "HABEAS_HOME": str(folder / "home"),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "habeas.project.cli", "mail", "digest",
         "--key", str(MAILER.file(folder))],
        env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
