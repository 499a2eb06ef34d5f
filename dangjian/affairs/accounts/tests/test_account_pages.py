"""The system administrator's pages, and who does not see them."""

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account, Card
from dangjian.affairs.accounts.tests.make import County, client_of, form, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> County:
    return make_people()


def address(account: Account, action: str = "") -> str:
    return f"/accounts/{account.public_id}/{action}"


def test_the_administrator_finds_an_account_and_sees_what_can_be_done(people: County) -> None:
    client = client_of(people.system_administrator)
    assert "王建军" in client.get("/accounts/?words=王建").content.decode()
    assert "王建军" not in client.get("/accounts/?state=inactive").content.decode()
    page = client.get(address(people.secretary)).content.decode()
    assert "重置并发登录卡" in page
    assert "不能由自己停用" in client.get(address(people.system_administrator)).content.decode()


@pytest.mark.parametrize("role", ["audit_administrator", "officer", "secretary"])
def test_nobody_else_sees_or_does(people: County, role: str) -> None:
    account = getattr(people, role)
    client = client_of(account)
    assert client.get("/accounts/").status_code == 404
    assert client.get(address(people.stranger)).status_code == 404
    for action in ("deactivation/", "reset/", "unlocking/", "session-end/", "activation/"):
        assert client.post(address(people.stranger, action), form(account, reason="x")).status_code == 404
    assert Account.objects.filter(is_active=False).count() == 0


def test_switching_off_asks_why(people: County) -> None:
    client, own = client_of(people.system_administrator), people.system_administrator
    assert client.post(address(people.officer, "deactivation/"), form(own, reason="")).status_code == 422
    assert client.post(address(people.officer, "deactivation/"), form(own, reason="调离")).status_code == 302
    assert not Account.objects.get(pk=people.officer.pk).is_active
    assert client.post(address(people.officer, "activation/"), form(own, reason="")).status_code == 422
    assert client.post(address(people.officer, "activation/"), form(own, reason="调回")).status_code == 302
    assert Account.objects.get(pk=people.officer.pk).is_active


def test_a_reset_leads_to_a_card_that_only_the_administrator_sees(people: County) -> None:
    client, own = client_of(people.system_administrator), people.system_administrator
    answer = client.post(address(people.officer, "reset/"), form(own, reason="忘记密码"))
    card = Card.objects.get()
    assert answer.headers["Location"] == f"/cards/{card.public_id}/"
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client_of(people.secretary).get(answer.headers["Location"]).status_code == 404


def test_a_refused_reset_says_why_and_keeps_the_reason(people: County) -> None:
    client, own = client_of(people.system_administrator), people.system_administrator
    answer = client.post(address(people.audit_administrator, "reset/"), form(own, reason="忘记密码"))
    assert answer.status_code == 422
    assert "分设" in answer.content.decode()
    assert "忘记密码" in answer.content.decode()


def test_sessions_end_and_locks_open_by_post(people: County) -> None:
    client, own = client_of(people.system_administrator), people.system_administrator
    for action in ("session-end/", "unlocking/"):
        assert client.get(address(people.officer, action)).status_code == 405
        assert client.post(address(people.officer, action), form(own)).status_code == 302
    assert AuditRow.objects.filter(action__in=("account.end_sessions", "account.unlock")).count() == 2


def test_a_list_takes_few_queries(people: County, django_assert_max_num_queries: object) -> None:
    client = client_of(people.system_administrator)
    client.get("/accounts/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get("/accounts/")
