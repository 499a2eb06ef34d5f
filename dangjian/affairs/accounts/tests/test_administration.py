"""What a system administrator may do to accounts, and what not."""

import pytest
from django.contrib.auth.hashers import is_password_usable

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account, Phone
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.accounts.services import administration, cards, passwords
from dangjian.affairs.accounts.tests.make import (
    AT,
    PASSWORD,
    PIN,
    County,
    give_password,
    make_card,
    make_people,
    manager,
    secret_of,
)
from dangjian.affairs.posts.tests.make import make_holder
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> County:
    return make_people()


def sign_in(account: Account) -> Account | None:
    return passwords.sign_in(login=account.login, password=PASSWORD, source="10.0.0.1", at=AT)


def test_off_and_on_again(people: County) -> None:
    give_password(people.officer)
    by = manager(people.system_administrator)
    administration.deactivate(by=by, account=people.officer, reason="调离")
    assert sign_in(people.officer) is None
    with pytest.raises(RuleBreach, match="已经是停用"):
        administration.deactivate(by=by, account=people.officer, reason="调离")
    administration.activate(by=by, account=people.officer, reason="调回")
    assert sign_in(people.officer) == people.officer
    words = AuditRow.objects.filter(action__startswith="account.").values_list("action", "words")
    assert list(words.order_by("id")) == [("account.deactivate", "调离"), ("account.activate", "调回")]


def test_nobody_switches_themselves_off_or_resets_themselves(people: County) -> None:
    own = people.system_administrator
    with pytest.raises(RuleBreach, match="自己"):
        administration.deactivate(by=manager(own), account=own, reason="x")
    with pytest.raises(RuleBreach, match="自己"):
        administration.reset(by=manager(own), account=own, reason="x", at=AT)
    assert Account.objects.get(pk=own.pk).is_active


def test_two_administrators_cannot_switch_each_other_off(people: County) -> None:
    first, second = people.system_administrator, make_holder(people.county, Role.SYSTEM_ADMINISTRATOR, "吴敏")
    by_first, by_second = manager(first), manager(second)
    administration.deactivate(by=by_first, account=second, reason="x")
    with pytest.raises(RuleBreach, match="刚被停用"):
        administration.deactivate(by=by_second, account=first, reason="x")
    assert Account.objects.get(pk=first.pk).is_active


def test_a_reset_takes_everything_and_gives_a_card(people: County) -> None:
    give_password(people.secretary)
    cards.redeem(key=secret_of(make_card(people)), pin=PIN, agent="", at=AT)
    by = manager(people.system_administrator)
    card = administration.reset(by=by, account=people.secretary, reason="手机丢失", at=AT)
    assert not is_password_usable(Account.objects.get(pk=people.secretary.pk).password)
    assert Phone.objects.get().revoked_by == people.system_administrator.pk
    assert cards.find_open(key=secret_of(card), at=AT) == card


def test_the_audit_administrator_is_not_reset_by_the_system_administrator(people: County) -> None:
    give_password(people.audit_administrator)
    with pytest.raises(RuleBreach, match="分设"):
        administration.reset(
            by=manager(people.system_administrator), account=people.audit_administrator, reason="x", at=AT
        )
    assert sign_in(people.audit_administrator) == people.audit_administrator


def test_unlocking_lets_the_next_password_through(people: County) -> None:
    give_password(people.officer)
    for _ in range(5):
        passwords.sign_in(login=people.officer.login, password="wrong", source="10.0.0.1", at=AT)  # noqa: S106
    assert sign_in(people.officer) is None
    assert administration.unlock(by=manager(people.system_administrator), account=people.officer) == 1
    assert sign_in(people.officer) == people.officer
