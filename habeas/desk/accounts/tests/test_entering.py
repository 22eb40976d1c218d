"""One way in: a password, a second factor, and not too many attempts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from habeas.desk.accounts.models import LogEntry, User
from habeas.desk.accounts.roles import Role
from habeas.desk.accounts.services import (
    command_line_user,
    disable,
    give_account,
    reopen,
    reset_factor,
)

pytestmark = pytest.mark.django_db
LOGIN, FACTOR = "/desk/login/", "/desk/second-factor/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def second_factor(settings: Any) -> None:
    settings.HABEAS_SECOND_FACTOR = True
    cache.clear()


@pytest.fixture
def clara() -> tuple[User, str]:
    return give_account("clara", Role.EDITOR, by=command_line_user())


def code_of(secret: str, *, steps: int = 0) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time())) + steps
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def log_in(name: str, password: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(LOGIN, {"login": name, "password": password})


def with_app(user: User) -> None:
    totp.TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)


def test_who_has_no_second_factor_sets_one_up_before_anything_else(
    clara: tuple[User, str], django_capture_on_commit_callbacks: Any
) -> None:
    client, answer = log_in("clara", clara[1])

    assert answer.status_code == 302
    for address in ("/desk/", "/desk/people/", "/desk/publish/", "/desk/account/"):
        assert client.get(address)["Location"] == FACTOR
    page = client.get(f"{FACTOR}totp/activate/").content.decode()
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found
    with django_capture_on_commit_callbacks(execute=True):
        shown = client.post(f"{FACTOR}totp/activate/", {"code": code_of(found[1])}, follow=True)
    assert len(re.findall(r"<code>\d{8}</code>", shown.content.decode())) == 10
    assert client.get("/desk/").status_code == 200
    actions = set(LogEntry.objects.filter(by=clara[0]).values_list("action", flat=True))
    assert actions >= {"account.entered", "account.totp_added"}


def test_a_password_alone_opens_nothing_once_there_is_an_app(clara: tuple[User, str]) -> None:
    with_app(clara[0])

    client, answer = log_in("clara", clara[1])

    assert answer["Location"] == f"{FACTOR}authenticate/"
    assert client.get("/desk/")["Location"].startswith(LOGIN)
    wrong = client.post(f"{FACTOR}authenticate/", {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    assert client.get("/desk/").status_code == 302
    right = client.post(f"{FACTOR}authenticate/", {"code": code_of(SECRET)})
    assert right["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_recovery_code_opens_the_desk_once(clara: tuple[User, str]) -> None:
    with_app(clara[0])
    held = Authenticator.objects.get(user=clara[0], type="recovery_codes")
    code = held.wrap().get_unused_codes()[0]

    first, _ = log_in("clara", clara[1])
    assert first.post(f"{FACTOR}authenticate/", {"code": code}).status_code == 302
    assert first.get("/desk/").status_code == 200
    second, _ = log_in("clara", clara[1])
    assert second.post(f"{FACTOR}authenticate/", {"code": code}).status_code == 200
    assert second.get("/desk/").status_code == 302


def test_after_five_wrong_passwords_the_right_one_waits_too(clara: tuple[User, str]) -> None:
    for _ in range(5):
        _client, answer = log_in("clara", "wrong")
        assert "do not belong together" in answer.content.decode()

    _client, answer = log_in("clara", clara[1])

    assert "Too many attempts" in answer.content.decode()


def test_wrong_names_and_wrong_passwords_read_alike(clara: tuple[User, str]) -> None:
    _client, known = log_in("clara", "wrong")
    _client, unknown = log_in("nobody", "wrong")

    def plain(answer: Any) -> str:
        return re.sub(r'(value=|TOKEN": )"[^"]*"', "", answer.content.decode())

    assert plain(known) == plain(unknown)


@pytest.mark.parametrize(
    "address",
    ["signup/", "password_reset/", "password/reset/", "email/", "login/code/confirm/"],
)
def test_there_is_no_other_way_in(clara: tuple[User, str], address: str) -> None:
    answer = Client().get(f"/desk/{address}")

    assert answer.status_code == 404 or answer["Location"].startswith(LOGIN)


def test_the_last_second_factor_stays(clara: tuple[User, str]) -> None:
    with_app(clara[0])
    client, _ = log_in("clara", clara[1])
    client.post(f"{FACTOR}authenticate/", {"code": code_of(SECRET)})

    answer = client.post(f"{FACTOR}totp/deactivate/")

    assert "add another first" in answer.content.decode()
    assert Authenticator.objects.filter(user=clara[0], type="totp").exists()


def test_after_five_minutes_a_change_asks_again_who_it_is(
    clara: tuple[User, str], settings: Any
) -> None:
    with_app(clara[0])
    client, _ = log_in("clara", clara[1])
    client.post(f"{FACTOR}authenticate/", {"code": code_of(SECRET)})
    assert client.get(f"{FACTOR}recovery-codes/").status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1

    asked = client.get(f"{FACTOR}recovery-codes/")["Location"]

    assert asked.startswith("/desk/confirm/")
    assert "This is not your password" in client.post(asked, {"password": "x"}).content.decode()
    assert client.post(asked, {"password": clara[1]}).status_code == 302


def test_a_lost_telephone_is_forgotten_and_sessions_end(clara: tuple[User, str]) -> None:
    with_app(clara[0])
    client, _ = log_in("clara", clara[1])
    client.post(f"{FACTOR}authenticate/", {"code": code_of(SECRET)})

    reset_factor(clara[0], by=command_line_user())

    assert client.get("/desk/")["Location"].startswith(LOGIN)
    again, answer = log_in("clara", clara[1])
    assert answer["Location"] == "/desk/"
    assert again.get("/desk/")["Location"] == FACTOR


def test_a_closed_account_enters_no_more_until_it_is_opened(clara: tuple[User, str]) -> None:
    disable(clara[0], by=command_line_user())
    client, _ = log_in("clara", clara[1])
    assert client.get("/desk/")["Location"].startswith(LOGIN)

    password = reopen(clara[0], by=command_line_user())

    client, _ = log_in("clara", password)
    assert client.get("/desk/")["Location"] == FACTOR


def administrator() -> Client:
    user, _ = give_account("ada", Role.ADMINISTRATOR, by=command_line_user())
    with_app(user)
    client = Client()
    client.force_login(user)
    return client


def test_an_administrator_gives_an_account_and_sees_its_password_once() -> None:
    ada = administrator()

    given = ada.post("/desk/staff/", {"do": "give", "name": "bert", "role": "reviewer"})

    shown = re.search(r"<code>([^<]+)</code>", given.content.decode())
    assert shown
    bert = User.objects.get(username="bert")
    assert bert.check_password(shown[1])
    assert shown[1] not in ada.get("/desk/staff/").content.decode()
    assert bert.groups.get().name == Role.REVIEWER.group


def test_an_administrator_changes_roles_and_closes_accounts(clara: tuple[User, str]) -> None:
    ada = administrator()
    with_app(clara[0])

    ada.post("/desk/staff/", {"do": "role", "name": "clara", "role": "reader"})
    assert clara[0].groups.get().name == Role.READER.group
    ada.post("/desk/staff/", {"do": "factor", "name": "clara"})
    assert not Authenticator.objects.filter(user=clara[0]).exists()
    ada.post("/desk/staff/", {"do": "close", "name": "clara"})
    assert not User.objects.get(username="clara").is_active
    own = ada.post("/desk/staff/", {"do": "close", "name": "ada"})
    assert "another administrator" in own.content.decode()
    assert User.objects.get(username="ada").is_active


@pytest.mark.parametrize("name", ["clara", "with space", ""])
def test_a_name_that_cannot_be_given_is_refused(clara: tuple[User, str], name: str) -> None:
    ada = administrator()

    answer = ada.post("/desk/staff/", {"do": "give", "name": name, "role": "reader"})

    assert 'class="notice bad"' in answer.content.decode()
    assert User.objects.count() == 3  # the command line, Clara, Ada


def test_an_editor_finds_no_accounts(clara: tuple[User, str]) -> None:
    with_app(clara[0])
    client = Client()
    client.force_login(clara[0])

    assert client.get("/desk/staff/").status_code == 404
