"""Signing in by password: rotation, rest, the way back, and the same answer to every refusal."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import cast

import pytest
from django.contrib.auth.hashers import check_password
from django.http import HttpResponse
from django.test import Client

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts import middleware
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import administration, passwords
from dangjian.affairs.accounts.tests.make import (
    PASSWORD,
    County,
    client_of,
    give_password,
    make_people,
    manager,
)
from dangjian.affairs.posts.tests.make import make_account, make_person
from dangjian.foundation import time

pytestmark = pytest.mark.django_db
INSIDE = "/phones/"


@pytest.fixture
def people() -> County:
    made = make_people()
    give_password(made.officer)
    return made


def post(login: str, password: str = PASSWORD, client: Client | None = None, **more: str) -> HttpResponse:
    fields = {"login": login, "password": password, **more}
    return cast("HttpResponse", (client or Client()).post("/sign-in/", fields))


def is_inside(client: Client) -> bool:
    return client.get(INSIDE).status_code == 200


def test_the_right_password_opens_a_fresh_session(people: County) -> None:
    client = Client()
    client.get("/sign-in/")
    answer = post(people.officer.login, client=client)
    first = client.cookies["sessionid"].value
    assert answer.status_code == 302
    assert is_inside(client)
    post(people.officer.login, client=client)
    assert client.cookies["sessionid"].value != first
    assert AuditRow.objects.filter(action="session.open", account_id=people.officer.pk).count() == 2


def test_signing_out_ends_the_session_on_the_server(people: County) -> None:
    client = Client()
    post(people.officer.login, client=client)
    stolen = client.cookies["sessionid"].value
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    client.cookies["sessionid"] = stolen
    assert not is_inside(client)


@pytest.mark.parametrize(
    ("wanted", "got"),
    [("/due/", "/due/"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("javascript:alert(1)", "/")],
)
def test_the_way_back_stays_on_this_site(people: County, wanted: str, got: str) -> None:
    assert post(people.officer.login, next=wanted).headers["Location"] == got


def refusals(people: County) -> Iterator[HttpResponse]:
    """Answers to an absent, a passwordless, an inactive, a wrong and a locked sign-in, all of one length of name."""
    person = make_person(people.county, "吴敏")
    inactive = make_account(person, "nobody2")
    give_password(inactive)
    Account.objects.filter(pk=inactive.pk).update(is_active=False)
    Account.objects.filter(pk=people.secretary.pk).update(login="nobody3")
    Account.objects.filter(pk=people.officer.pk).update(login="nobody4")
    yield post("nobody1")
    yield post("nobody2")
    yield post("nobody3")
    yield post("nobody4", "wrong")
    for _ in range(5):
        post("nobody4", "wrong")
    yield post("nobody4")


def bare(answer: HttpResponse) -> bytes:
    """Return the body without what differs by design: the name typed, the random tokens."""
    text = answer.content
    for name in (b"nobody1", b"nobody2", b"nobody3", b"nobody4"):
        text = text.replace(name, b"")
    for mark in (b'name="csrfmiddlewaretoken" value="', b'nonce="'):
        while mark in text:
            before, _, after = text.partition(mark)
            text = before + after.partition(b'"')[2]
    return text


def test_every_refusal_is_the_same_bytes(people: County) -> None:
    answers = list(refusals(people))
    assert {answer.status_code for answer in answers} == {422}
    assert len({bare(answer) for answer in answers}) == 1
    assert len({len(answer.content) for answer in answers}) == 1
    assert "还没有登录".encode() in bare(answers[0])


def test_every_refusal_takes_one_comparison(people: County, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    real = check_password

    def counted(password: str, encoded: str) -> bool:
        calls.append(encoded.split("$", maxsplit=1)[0])
        return real(password, encoded)

    monkeypatch.setattr(passwords, "check_password", counted)
    assert len(list(refusals(people))) == 5
    assert calls == ["argon2"] * 10


def test_what_was_typed_stays_but_the_password(people: County) -> None:
    page = post(people.officer.login, "wrong").content.decode()
    assert people.officer.login in page
    assert "wrong" not in page


def at(monkeypatch: pytest.MonkeyPatch, later: timedelta) -> None:
    moment: datetime = time.now() + later
    monkeypatch.setattr(middleware, "now", lambda: moment)


def test_a_session_that_rested_an_hour_is_over(people: County, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    post(people.officer.login, client=client)
    at(monkeypatch, timedelta(minutes=59))
    assert is_inside(client)
    at(monkeypatch, timedelta(minutes=59 + 61))
    assert not is_inside(client)


def test_a_busy_session_is_over_after_twelve_hours(people: County, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    post(people.officer.login, client=client)
    for half_hours in range(1, 24):
        at(monkeypatch, timedelta(minutes=30 * half_hours))
        assert is_inside(client)
    at(monkeypatch, timedelta(hours=12, minutes=1))
    assert not is_inside(client)


def test_switching_off_and_ending_sessions_reach_the_next_request(people: County) -> None:
    by = manager(people.system_administrator)
    client = client_of(people.secretary)
    assert is_inside(client)
    administration.end_sessions(by=by, account=people.secretary)
    assert not is_inside(client)
    client = client_of(people.officer)
    administration.deactivate(by=by, account=people.officer, reason="调离")
    assert not is_inside(client)


def test_a_form_without_a_name_says_so() -> None:
    answer = Client().post("/sign-in/", form_fields())
    assert answer.status_code == 422
    assert "还没有登录" in answer.content.decode()


def form_fields() -> dict[str, str]:
    return {"login": "", "password": ""}
