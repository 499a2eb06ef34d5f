"""The page of local rules: who sees it, what is refused with the words kept, what is shown after."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import TODAY, make_county, make_holder
from dangjian.procedures.provisions.models import LocalRule
from dangjian.procedures.provisions.tests.make import YELLOW, hold_for_later, make_rule

pytestmark = pytest.mark.django_db
PAGE = f"/provisions/{YELLOW}/"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.procedures.provisions.views.today", lambda: TODAY)


@pytest.fixture
def county() -> Organization:
    return make_county()


@pytest.fixture
def officer(county: Organization) -> Account:
    return make_holder(county, Role.COUNTY_OFFICER)


def client(account: Account) -> Client:
    made = Client()
    made.force_login(account)
    return made


def send(account: Account, address: str = PAGE, **typed: str) -> tuple[int, str]:
    data = {"once": once.mint(account.epoch), "value": "15", "from_day": "2026-11-21", "basis": "部务会"} | typed
    response = client(account).post(address, data)
    return response.status_code, response.content.decode()


def see(account: Account, address: str) -> str:
    response = client(account).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_default_bounds_source_and_what_the_county_set(officer: Account) -> None:
    before = see(officer, "/provisions/")
    assert "7 天" in before
    assert "1—30" in before
    assert "平台约定“交办与提醒”" in before
    assert "未另定" in before
    make_rule(officer, 15)
    make_rule(officer, 20, from_day=TODAY + timedelta(days=30))
    after = see(officer, "/provisions/")
    assert "15 天" in after
    assert "部务会纪要，自2026年11月21日起" in after
    assert "自2026年12月21日起为 20 天" in after


def test_an_officer_sets_it_and_sees_it_in_force(officer: Account) -> None:
    assert send(officer)[0] == 302
    page = see(officer, PAGE)
    assert "15 天" in page
    assert "自2026年11月21日起 <b>15 天</b>" in page


def test_a_choice_is_made_in_its_words(officer: Account) -> None:
    address = "/provisions/appraisals.probationary_cast/"
    assert send(officer, address, value="看情况")[0] == 422
    assert send(officer, address, value="不投")[0] == 302
    assert "自2026年11月21日起 <b>不投" in see(officer, address)


def test_the_first_of_several_to_come_is_announced_as_last_decided(officer: Account) -> None:
    for value, days in ((20, 30), (21, 10), (22, 10)):
        make_rule(officer, value, from_day=TODAY + timedelta(days=days))
    assert "自2026年12月1日起为 22 天" in see(officer, PAGE)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"value": "31"}, "可设范围为1—30"),
        ({"value": "七"}, "请写整数"),
        ({"value": "9" * 30}, "10000"),
        ({"from_day": "2026-11-01"}, "起始日不能早于今天"),
        ({"from_day": "下周"}, "认不出这个日期"),
        ({"basis": ""}, "请填写这一项"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(officer: Account, typed: dict[str, str], words: str) -> None:
    status, page = send(officer, **typed)
    assert status == 422
    assert words in page
    assert f'value="{next(iter(typed.values()))}"' in page
    assert not LocalRule.objects.exists()


def test_a_leader_reads_and_does_not_set(officer: Account, county: Organization) -> None:
    make_rule(officer, 15)
    leader = make_holder(county, Role.COUNTY_LEADER)
    page = see(leader, PAGE)
    assert "15 天" in page
    assert '<form method="post" action="/provisions/' not in page
    assert send(leader)[0] == 404


def test_others_and_other_counties_find_nothing(officer: Account, county: Organization) -> None:
    make_rule(officer, 15, basis="本县部务会")
    assert client(make_holder(county, Role.SECRETARY)).get("/provisions/").status_code == 404
    foreign = make_holder(make_county("中共临川县委员会"), Role.COUNTY_OFFICER)
    assert "本县部务会" not in see(foreign, PAGE)
    assert "本县部务会" not in see(foreign, "/provisions/")


@pytest.mark.parametrize("rule_id", ["no.such_rule", "notices.digest_time"])
def test_a_rule_that_a_county_may_not_set_has_no_page(officer: Account, rule_id: str) -> None:
    assert client(officer).get(f"/provisions/{rule_id}/").status_code == 404


def test_what_is_held_for_later_says_so_and_is_not_taken(officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_for_later(monkeypatch)
    assert "平台还不按这一条计算" in see(officer, PAGE)
    status, page = send(officer)
    assert status == 422
    assert "仅备查，平台还不按它计算" in page


def test_a_value_ruled_out_since_is_said_to_be(officer: Account) -> None:
    make_rule(officer, 15)
    LocalRule.objects.update(value=45)
    assert "已超出可设范围" in see(officer, "/provisions/")
    assert "县里定的 45 天不在现行可设范围内" in see(officer, PAGE)


def test_the_list_takes_few_queries(
    officer: Account, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    make_rule(officer, 15)
    signed_in = client(officer)
    with django_assert_max_num_queries(12):
        signed_in.get("/provisions/")
