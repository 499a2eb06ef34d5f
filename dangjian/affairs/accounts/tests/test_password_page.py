"""Changing one's own password."""

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.tests.make import PASSWORD, County, client_of, form, give_password, make_people

pytestmark = pytest.mark.django_db
NEW = "another long password"


@pytest.fixture
def people() -> County:
    made = make_people()
    give_password(made.officer)
    return made


def send(client: Client, account: Account, **fields: str) -> int:
    typed = {"current": PASSWORD, "password": NEW, "password_again": NEW} | fields
    return client.post("/password/", form(account, **typed)).status_code


def opens(account: Account, password: str) -> bool:
    return check_password(password, Account.objects.get(pk=account.pk).password)


def test_the_new_password_holds_and_other_sessions_end(people: County) -> None:
    here, elsewhere = client_of(people.officer), client_of(people.officer)
    assert send(here, people.officer) == 302
    assert opens(people.officer, NEW)
    assert here.get("/password/").status_code == 200
    assert elsewhere.get("/password/").status_code == 302
    assert AuditRow.objects.filter(action="account.password", account_id=people.officer.pk).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"password_again": "something else"},
        {"password": "short", "password_again": "short"},
        {"password": "password123", "password_again": "password123"},
    ],
)
def test_what_is_wrong_changes_nothing(people: County, wrong: dict[str, str]) -> None:
    assert send(client_of(people.officer), people.officer, **wrong) == 422
    assert opens(people.officer, PASSWORD)


def test_five_wrong_ones_lock_the_right_one_out(people: County) -> None:
    client = client_of(people.officer)
    for _ in range(5):
        send(client, people.officer, current="wrong")
    assert "现在的密码不正确" in client.get("/password/").content.decode()
    send(client, people.officer)
    assert opens(people.officer, PASSWORD)


def test_who_came_by_card_has_none_to_type(people: County) -> None:
    client = client_of(people.secretary)
    assert 'name="current"' not in client.get("/password/").content.decode()
    assert send(client, people.secretary) == 302
    assert opens(people.secretary, NEW)
