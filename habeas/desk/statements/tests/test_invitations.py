"""Signing by invitation: links made, what came back by them, and what becomes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from habeas.core.receipts import read_code
from habeas.desk.casefiles.models import Organisation
from habeas.desk.casefiles.tests.makers import editor as make_editor
from habeas.desk.statements import services
from habeas.desk.statements.models import Invitation, Joining, Signatory, Statement
from habeas.desk.statements.tests.test_statements import CANARY, drafted, publish
from habeas.desk.tests.makers import Home

pytestmark = pytest.mark.django_db
DAY = date(2022, 1, 8)
SAID: dict[str, Any] = {
    "name": "Choir of Zenda", "country": "DE", "signs_as": "own", "members": "", "office": "chair",
    "person": CANARY, "contact": "", "is_named": True, "withdraws": False, "sha256": "",
}  # fmt: skip


def invited(statement: Statement, name: str = "Choir of Zenda") -> Invitation:
    (made,) = services.invite(statement, [name], "en", by=make_editor(), on=DAY)
    return made


def came(invitation: Invitation, message: str = "m1", **said: Any) -> Joining:
    fields = SAID | {"code": invitation.code} | said
    return services.keep_joining(fields, message, on=DAY, by=make_editor())


def test_each_organisation_has_one_link_and_none_twice() -> None:
    made = drafted()

    first = services.invite(
        made, ["Choir", " Clinic ", "", "Choir"], "be", by=make_editor(), on=DAY
    )
    again = services.invite(made, ["Clinic", "Zoo"], "be", by=make_editor(), on=DAY)

    assert [one.name for one in (*first, *again)] == ["Choir", "Clinic", "Zoo"]
    assert all(read_code(one.code) == one.code for one in first)


def test_nobody_stands_in_the_list_before_somebody_has_looked() -> None:
    made = drafted()
    joining = came(invited(made))
    assert not made.signatories.exists()

    signatory = services.take_over(joining, by=make_editor())

    assert (signatory.name, signatory.country, signatory.signed_on) == ("Choir of Zenda", "DE", DAY)
    assert signatory.authorised_by == f"{CANARY}, chair"
    assert signatory.channel == Signatory.Channel.LINK
    with pytest.raises(services.NotPossible, match="decided on this already"):
        services.take_over(joining, by=make_editor())


def test_handed_over_again_it_is_there_once() -> None:
    invitation = invited(drafted())

    assert came(invitation) == came(invitation)


def test_what_has_no_invitation_of_ours_is_not_kept() -> None:
    invitation = invited(drafted())
    services.close_invitation(invitation, by=make_editor())

    for code in (invitation.code, "0" * 20):
        with pytest.raises(services.NotPossible, match="no invitation"):
            services.keep_joining(SAID | {"code": code}, "m2", on=DAY, by=make_editor())


def test_a_house_brings_its_members() -> None:
    made = drafted()
    joining = came(invited(made), signs_as="house", members="- Altos\n\nBasses")

    services.take_over(joining, by=make_editor())

    house = made.signatories.get(parent=None)
    assert [(one.name, one.parent) for one in made.signatories.exclude(pk=house.pk)] == [
        ("Altos", house),
        ("Basses", house),
    ]


def test_who_signs_the_words_of_before_stands_by_them() -> None:
    made = drafted()
    services.take_over(came(invited(made, "Zoo"), "m0", name="Zoo"), by=make_editor())
    first = made.wordings.get()
    services.write_words(made, "en", title="Let him go", text="Now.", by=make_editor())
    joining = came(invited(made), sha256=first.sha256)

    assert services.take_over(joining, by=make_editor()).version == 1


def test_another_name_of_who_stands_there_already_adds_nobody() -> None:
    made = drafted()
    services.add_signatory(made, {"name": "The Choir", "signs_as": "own"}, by=make_editor())
    same = Organisation.objects.get(name="The Choir")

    signatory = services.take_over(came(invited(made)), same, by=make_editor())

    assert signatory == made.signatories.get()
    assert signatory.channel == Signatory.Channel.LINK


def test_the_same_link_takes_the_name_off_and_signs_again() -> None:
    made = drafted()
    invitation = invited(made)
    with pytest.raises(services.NotPossible, match="has not signed by this invitation"):
        services.take_over(came(invitation, "m0", withdraws=True, name=""), by=make_editor())
    services.take_over(came(invitation, "m1"), by=make_editor())

    off = services.take_over(came(invitation, "m2", withdraws=True, name=""), by=make_editor())
    assert off.withdrawn_on == DAY

    back = services.take_over(came(invitation, "m3"), by=make_editor())
    assert (back.pk, back.withdrawn_on) == (off.pk, None)


def test_late_is_told_by_the_day_it_came() -> None:
    made = drafted(deadline=datetime(2022, 1, 5, 22, tzinfo=UTC))

    assert services.take_over(came(invited(made)), by=make_editor()).is_late


def test_who_spoke_for_it_never_passes(stores: Home) -> None:
    made = drafted()
    services.take_over(came(invited(made)), by=make_editor())
    services.let_through(made, "issued", by=make_editor(), on=DAY)
    publish()

    held = stores.edition.read_bytes()
    assert b"Choir of Zenda" in held
    assert CANARY.encode() not in held
    assert Invitation.objects.get().code.encode() not in held


def test_inviting_and_taking_over_on_the_screen(editor: Client) -> None:
    made = drafted()
    Organisation.objects.create(name="Choir of Zendaa")
    screen = reverse("statement", args=[made.public_id])

    editor.post(screen, {"do": "invite", "invite-names": "Choir\nZoo", "invite-language": "ru"})
    choir, zoo = Invitation.objects.all()
    seen = editor.get(screen).content.decode()
    assert f"/ru/act/joint-call/join/{choir.code}/" in seen

    first, second = came(choir, "m1"), came(zoo, "m2", name="Zoo")
    assert "the same as Choir of Zendaa" in editor.get(screen).content.decode()
    editor.post(screen, {"do": "take_over", "one": first.public_id, "same": "on"})
    editor.post(screen, {"do": "set_aside", "one": second.public_id})
    editor.post(screen, {"do": "close", "one": zoo.pk})

    assert str(made.signatories.get().organisation) == "Choir of Zendaa"
    second.refresh_from_db()
    zoo.refresh_from_db()
    assert (second.state, zoo.is_open) == (Joining.State.SET_ASIDE, False)
    assert "Nothing has come by an invitation" in editor.get(screen).content.decode()
