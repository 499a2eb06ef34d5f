"""A remembered phone opens with its PIN, and five wrong ones end the memory."""

from datetime import timedelta

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account, Phone
from dangjian.affairs.accounts.services import cards, phones
from dangjian.affairs.accounts.tests.make import AT, PIN, County, issuer, make_card, make_people, secret_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> County:
    return make_people()


@pytest.fixture
def token(people: County) -> str:
    return cards.redeem(key=secret_of(make_card(people)), pin=PIN, agent="", at=AT).token


def attempt(token: str, pin: str, days: int = 1) -> Account | None:
    return phones.open_by_pin(token=token, pin=pin, source="10.0.0.1", at=AT + timedelta(days=days))


def test_the_pin_opens_for_ninety_days(people: County, token: str) -> None:
    assert attempt(token, PIN, 89) == people.secretary
    assert attempt(token, PIN, 90) is None


def test_five_wrong_pins_end_the_memory(people: County, token: str) -> None:
    assert [attempt(token, "000000") for _ in range(5)] == [None] * 5
    assert attempt(token, PIN) is None
    assert Phone.objects.get().revoked_at
    assert AuditRow.objects.filter(action="phone.forget", account_id=people.secretary.pk).count() == 1


def test_a_right_pin_forgives_the_wrong_ones(people: County, token: str) -> None:
    for _ in range(3):
        assert [attempt(token, "000000") for _ in range(4)] == [None] * 4
        assert attempt(token, PIN) == people.secretary


def test_a_phone_of_an_inactive_account_does_not_open(people: County, token: str) -> None:
    Account.objects.filter(pk=people.secretary.pk).update(is_active=False)
    assert attempt(token, PIN) is None


def test_a_revoked_phone_does_not_open_and_is_revoked_once(people: County, token: str) -> None:
    phone = Phone.objects.get()
    assert phones.revoke(by=issuer(people.organizer), phone=phone, at=AT)
    assert not phones.revoke(by=issuer(people.organizer), phone=phone, at=AT)
    assert attempt(token, PIN) is None
    assert AuditRow.objects.filter(action="phone.revoke").count() == 1


@pytest.mark.usefixtures("token")
def test_phones_are_seen_by_their_holder_and_by_who_issues(people: County) -> None:
    for account, number in ((people.organizer, 1), (people.officer, 1), (people.stranger, 0)):
        assert Phone.objects.visible_to(issuer(account)).count() == number
