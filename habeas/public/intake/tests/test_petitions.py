"""Signing: sealed, once, counted exactly, taken back, forgotten in time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from habeas.core.documents import PetitionDelivery
from habeas.core.sealing import unseal
from habeas.public.intake.database import Target, transaction
from habeas.public.intake.petitions import counting, invalidating, links, retaining, services
from habeas.public.intake.petitions.addresses import cleaned, mailbox
from habeas.public.intake.petitions.invalidating import Criteria
from habeas.public.intake.petitions.rates import Rates
from habeas.public.intake.petitions.retaining import Clocks
from habeas.public.intake.tests.petitioning import (
    HOUSE,
    NOW,
    PARTNER,
    SLUG,
    column,
    desk_of,
    ids,
    petition,
    sign,
    signing,
    states,
)
from habeas.public.intake.together import Together

MAILS = "SELECT count(*) FROM outbox"


def confirmed(target: Target, number: int, **fields: Any) -> None:
    desk = desk_of(target)
    for one in range(number):
        sign(desk, email=f"person{one}@strelsau.example", **fields)
    for id in column(target, "SELECT id FROM signatures WHERE state = 'pending'"):
        services.confirm(id, together=desk.together, at=NOW)


def test_a_signature_is_sealed_to_those_who_may_read_it(intake: Target, tmp_path: Path) -> None:
    sign(desk_of(intake), consents=frozenset({"house", "zenda-league"}))

    bodies = column(intake, "SELECT body FROM sealed ORDER BY recipient")
    opened = [
        unseal(body, key.file(tmp_path)) for body, key in zip(bodies, (HOUSE, PARTNER), strict=True)
    ]
    assert all(
        b"Flavia Elphberg" in one and petition().versions[0].texts[0].sha256.encode() in one
        for one in opened
    )
    with pytest.raises(ValueError, match="cannot be opened"):
        unseal(bodies[0], PARTNER.file(tmp_path))


def test_without_a_partners_consent_nothing_is_sealed_to_it(intake: Target) -> None:
    sign(desk_of(intake))

    assert column(intake, "SELECT recipient FROM sealed") == ["house"]


def test_one_mailbox_signs_once_however_it_is_written(intake: Target) -> None:
    desk = desk_of(intake)

    for email in ("fla.via@gmail.com", "flavia+x@googlemail.com", "Flavia@Gmail.com"):
        sign(desk, email=email)

    assert states(intake) == ["pending"]
    assert column(intake, MAILS) == [3]


def test_no_mailbox_is_written_to_more_than_five_times(intake: Target) -> None:
    desk = desk_of(intake)

    for _ in range(9):
        sign(desk)

    assert column(intake, MAILS) == [5]


def test_confirming_and_withdrawing_again_change_nothing(intake: Target) -> None:
    desk = desk_of(intake)
    sign(desk)
    (id,) = ids(intake)

    assert [services.confirm(id, together=desk.together, at=NOW) for _ in range(3)] == [True] * 3
    for _ in range(2):
        services.withdraw(id, together=desk.together)
    assert not services.confirm(id, together=desk.together, at=NOW)

    assert states(intake) == ["withdrawn"]
    assert column(intake, "SELECT count(*) FROM sealed") == [0]


def test_who_withdrew_may_sign_again_and_who_never_signed_is_left_alone(intake: Target) -> None:
    desk = desk_of(intake)
    sign(desk)
    services.withdraw(ids(intake)[0], together=desk.together)

    sign(desk)
    (again,) = column(intake, "SELECT id FROM signatures WHERE state = 'pending'")
    services.deny(again, together=desk.together)
    sign(desk)

    assert sorted(states(intake)) == ["withdrawn", "withdrawn"]
    assert column(intake, MAILS) == [2]


def test_the_counter_is_exact_after_every_change(intake: Target) -> None:
    confirmed(intake, 7)
    desk = desk_of(intake)
    sign(desk, suspect=True, email="bot@strelsau.example")
    (suspect,) = column(intake, "SELECT id FROM signatures WHERE suspect = 1")
    services.confirm(suspect, together=desk.together, at=NOW)

    assert counting.count(intake, window=3) == {SLUG: 7}
    assert counting.count(intake) == {}

    services.withdraw(
        column(intake, "SELECT id FROM signatures WHERE counted = 1")[0], together=desk.together
    )
    assert counting.count(intake) == {SLUG: -1}
    totals = counting.totals(intake, SLUG)
    assert (totals.total, totals.countries, totals.languages) == (6, {"AT": 6}, {"en": 6})
    assert counting.recount(intake) == {}


def test_counting_at_the_same_time_counts_once(intake: Target) -> None:
    confirmed(intake, 60)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: counting.count(intake, window=7), range(8)))
        list(pool.map(lambda _: counting.recount(intake), range(2)))

    assert counting.totals(intake, SLUG).total == 60


def test_a_recount_says_where_the_counter_erred(intake: Target) -> None:
    confirmed(intake, 2)
    counting.count(intake)
    with transaction(intake) as held:
        held.run("UPDATE counts SET number = 9")

    assert counting.recount(intake) == {SLUG: (9, 2)}


def test_goals_are_reached_and_unreached(intake: Target) -> None:
    confirmed(intake, 3)
    counting.count(intake)

    assert counting.note_goals(intake, {SLUG: (3, 100)}, at=1) == [(SLUG, 3)]
    assert counting.note_goals(intake, {SLUG: (3, 100)}, at=2) == []

    services.withdraw(ids(intake)[0], together=Together(intake))
    counting.count(intake)
    counting.note_goals(intake, {SLUG: (3, 100)}, at=3)
    assert column(intake, "SELECT goal FROM reached") == []


def test_a_saved_query_is_counted_first_done_in_batches_and_undone(intake: Target) -> None:
    confirmed(intake, 250)
    counting.count(intake)
    sign(desk_of(intake), email="one@hentzau.example")

    query = invalidating.save(intake, "invalidate", Criteria(SLUG, domain="strelsau.example"), at=1)
    assert (query.matched, query.changed, query.state) == (250, 0, "saved")
    assert "invalidated" not in states(intake)

    done = invalidating.run(intake, query.id)
    counting.count(intake)
    assert (done.state, done.changed) == ("done", 250)
    assert counting.totals(intake, SLUG).total == 0
    assert states(intake).count("pending") == 1

    invalidating.undo(intake, query.id)
    counting.count(intake)
    assert counting.totals(intake, SLUG).total == 250


def test_a_query_that_is_cancelled_stops_before_its_next_batch(
    intake: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed(intake, 30)
    monkeypatch.setattr(invalidating, "BATCH", 10)
    query = invalidating.save(intake, "invalidate", Criteria(SLUG), at=1)
    batch = invalidating._batch

    def cancelled_after_one(target: Target, id: str) -> bool:
        going_on = batch(target, id)
        invalidating.cancel(target, id)
        return going_on

    monkeypatch.setattr(invalidating, "_batch", cancelled_after_one)
    stopped = invalidating.run(intake, query.id)

    assert (stopped.state, stopped.changed) == ("cancelled", 10)


def test_suspects_that_were_looked_at_are_cleared_and_counted(intake: Target) -> None:
    confirmed(intake, 4, suspect=True)
    assert counting.count(intake) == {}

    query = invalidating.save(intake, "clear", Criteria(SLUG, country="AT"), at=1)
    invalidating.run(intake, query.id)

    assert counting.count(intake) == {SLUG: 4}


def test_what_nobody_confirms_is_gone_after_seven_days(intake: Target) -> None:
    sign(desk_of(intake))
    later = NOW + timedelta(days=7, minutes=1)

    assert retaining.retain(intake, [petition()], Clocks(), at=NOW + timedelta(days=6)) == []
    (receipt,) = retaining.retain(intake, [petition()], Clocks(), at=later)

    assert (receipt.what, receipt.number) == ("expired", 1)
    assert ids(intake) == []
    assert column(intake, "SELECT count(*) FROM sealed") == [0]


def test_a_closed_petition_loses_the_key_of_its_fingerprints(intake: Target) -> None:
    confirmed(intake, 3)
    counting.count(intake)

    made = retaining.retain(intake, [petition(state="closed")], Clocks(), at=NOW)

    assert [(one.what, one.number) for one in made] == [("key_destroyed", 3)]
    assert column(intake, "SELECT key FROM petitions") == [None]
    assert set(column(intake, "SELECT fingerprint FROM signatures")) == {None}
    with pytest.raises(services.Closed):
        sign(desk_of(intake), email="late@strelsau.example")
    assert retaining.retain(intake, [petition(state="closed")], Clocks(), at=NOW) == []


@pytest.mark.parametrize("by", ["delivery", "start"])
def test_signatures_are_anonymised_by_the_clock_and_still_counted(intake: Target, by: str) -> None:
    confirmed(intake, 3)
    counting.count(intake)
    delivery = PetitionDelivery(to="The Governor", on="2026-03-02", number=3)
    one = petition(state="delivered", deliveries=(delivery,)) if by == "delivery" else petition()
    at = NOW + timedelta(days=31 if by == "delivery" else 639)

    retaining.retain(
        intake, [one], Clocks(), at=NOW + timedelta(days=29 if by == "delivery" else 638)
    )
    assert states(intake) == ["confirmed"] * 3
    retaining.retain(intake, [one], Clocks(), at=at)
    counting.count(intake)

    assert states(intake) == ["anonymised"] * 3
    assert column(intake, "SELECT count(*) FROM sealed") == [0]
    assert counting.totals(intake, SLUG).total == 3
    assert "anonymised" in {one.what for one in retaining.receipts(intake)}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": " "}, "name"),
        ({"name": "Buy at www.spam.example"}, "name_is_link"),
        ({"email": "flavia@localhost"}, "email"),
        ({"email": "a@b.example\nBcc: x@y.example"}, "email"),
        ({"country": ""}, "country"),
        ({"comment": "see https://spam.example"}, "comment"),
        ({"consents": frozenset({"zenda-league"})}, "consent"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    intake: Target, fields: dict[str, Any], problem: str
) -> None:
    assert signing(**fields).problems(petition()) == [problem]
    with pytest.raises(ValueError, match=problem):
        sign(desk_of(intake), **fields)
    assert ids(intake) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("f.l.a@gmail.com", "fla@googlemail.com", True),
        ("fla+a@proton.me", "f-l_a@pm.me", True),
        ("fla-via@ya.ru", "fla.via@yandex.by", True),
        ("fla@hotmail.com", "fla@outlook.com", False),
        ("fla+a@outlook.com", "fla@outlook.com", True),
        ("f.la@strelsau.example", "fla@strelsau.example", False),
        ("fla+a@strelsau.example", "fla@strelsau.example", False),
        ("fla@STRELSAU.example", "fla@strelsau.example", True),
    ],
)
def test_mailboxes_are_told_as_their_providers_do(one: str, other: str, same: bool) -> None:
    assert (mailbox(cleaned(one)) == mailbox(cleaned(other))) is same


def test_a_domain_may_be_written_in_any_script() -> None:
    assert cleaned(" fla@пошта.example ") == "fla@xn--80a1acn3a.example"


def test_links_and_stamps_of_others_are_refused() -> None:
    key, other = b"k" * 32, b"o" * 32
    id, token = links.new_token(key)

    assert links.id_of(token, key) == id
    assert links.id_of(token, other) is None
    assert links.id_of(token[:-1] + ("a" if token[-1] != "a" else "b"), key) is None
    assert links.id_of("", key) is None
    assert links.minute_of(links.stamp(SLUG, 5, key), SLUG, key) == 5
    assert links.minute_of(links.stamp("another", 5, key), SLUG, key) is None
    assert links.minute_of("x", SLUG, key) is None


def test_two_windows_of_rates() -> None:
    clock = [0.0]
    rates = Rates(((60, 1), (300, 5)), now=lambda: clock[0])

    assert not rates.is_too_often(SLUG, "198.51.100.7")
    assert rates.is_too_often(SLUG, "198.51.100.7")
    assert not rates.is_too_often(SLUG, "198.51.100.8")
    assert not rates.is_too_often(SLUG, "2001:db8:0:1::1")
    assert rates.is_too_often(SLUG, "2001:db8:0:1::2")
    for clock[0] in (61.0, 122.0, 183.0, 244.0):
        last = rates.is_too_often(SLUG, "198.51.100.8")
    assert not last
    clock[0] = 299.0
    assert rates.is_too_often(SLUG, "198.51.100.8")
    clock[0] = 299.0 + 3700
    assert not rates.is_too_often(SLUG, "198.51.100.8")


def test_one_who_fails_does_not_fail_the_others(intake: Target) -> None:
    together, ready = Together(intake), threading.Barrier(6)

    def write(number: int) -> str:
        ready.wait()
        try:
            together.do(
                lambda held: held.run(
                    "INSERT INTO messages VALUES (?, 'x', 'x', NULL, NULL)", [str(number // 2)]
                )
            )
        except Exception as problem:
            return type(problem).__name__
        return "kept"

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(write, range(6)))

    assert outcomes.count("kept") == 3
    assert column(intake, "SELECT count(*) FROM messages") == [3]
