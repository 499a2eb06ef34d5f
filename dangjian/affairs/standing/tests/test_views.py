"""The pages: by name for the branch and for whose turn it is, counts for everyone else above, nothing for strangers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member, Standing
from dangjian.affairs.mobility.models import Direction, Reason, Stay
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.standing.models import Kind, Matter, Result, Search
from dangjian.affairs.standing.tests.make import LOST, TODAY, Scene, make_scene, open_lost, propose, suspend, take
from dangjian.procedures.agenda.queries import items
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.affairs.standing.views.days.today", lambda: TODAY)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_a_branch_walks_from_lost_to_the_superior_and_it_decides(scene: Scene) -> None:
    home, above = Visitor(scene.secretary), Visitor(scene.organizer)
    person = str(scene.member.person.public_id)
    typed = {"person": person, "kind": "lost", "since": "2026-03-01"}
    assert home.send("/standing/new/", typed).status_code == 302
    address = f"/standing/{Matter.objects.get().public_id}/"
    page = home.see(address)
    for words in ("可以提出停止党籍", "2026年9月1日起", "第二十四条", "不会自动办理"):
        assert words in page
    assert above.status(address) == 404
    assert home.send(f"{address}searches/", {"way": "family", "day": "2026-03-20"}).status_code == 302
    assert "2026年3月20日" in home.see(address)
    passed = {"step": "search", "outcome": "pass", "day": "2026-11-21"}
    assert home.send(f"{address}proposals/", passed).status_code == 302
    short = home.send(f"{address}proposals/", passed | {"step": "propose"})
    assert short.status_code == 422
    assert "还缺材料" in short.content.decode()
    papers = ["支部党员大会决议", "查找情况说明"]
    assert home.send(f"{address}proposals/", passed | {"step": "propose", "papers": papers}).status_code == 302
    assert "王建军" in above.see("/standing/")
    assert "王建军" in above.see(address)
    assert home.send(f"{address}decisions/", passed | {"step": "approve"}).status_code == 404
    assert above.send(f"{address}decisions/", passed | {"step": "approve", "outcome": "return"}).status_code == 422
    done = above.send(f"{address}decisions/", passed | {"step": "approve"})
    assert (done.status_code, done.headers["Location"]) == (302, "/standing/")
    assert Member.objects.get(pk=scene.member.pk).standing == Standing.SUSPENDED
    assert "王建军" not in above.see("/standing/")
    assert "最早2028年11月21日" in home.see(address)
    assert AuditRow.objects.filter(action="person.view", subject=person).exists()


def test_strangers_siblings_clerks_and_those_above_find_nothing(scene: Scene) -> None:
    matter = open_lost(scene)
    address = f"/standing/{matter.public_id}/"
    sibling = posts.make_body("石桥镇桃源村党支部", parent=scene.township)
    officer = posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远")
    for one in (posts.make_holder(sibling, Role.SECRETARY, "赵强"), scene.organizer, officer):
        visitor = Visitor(one)
        assert visitor.status(address) == 404
        assert "王建军" not in visitor.see("/standing/")
        for act in ("searches", "proposals", "withdrawal"):
            assert visitor.send(f"{address}{act}/", {"way": "call", "day": "2026-11-20"}).status_code == 404
    for role, body in ((Role.BRANCH_CLERK, scene.home), (Role.TOWNSHIP_CLERK, scene.township)):
        assert Visitor(posts.make_holder(body, role, "何芳")).status("/standing/") == 404
    member = Visitor(posts.make_account(scene.member.person))
    assert member.status(address) == 404
    assert not Search.objects.exists()


def test_above_the_branch_it_is_counts_in_county_order(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    open_lost(scene)
    for number in range(8):
        posts.make_body(f"石桥镇第{number}党支部", parent=scene.township)
    township = Visitor(scene.organizer)
    with django_assert_max_num_queries(15):
        page = township.see("/standing/")
    assert "石桥镇柳溪村第一党支部 1 0 1" in page
    assert "合计 1 0 1" in page
    officer = Visitor(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远"))
    assert "中共石桥镇委员会 1 0 1" in officer.see("/standing/")
    assert "合计 1 0 1" in officer.see("/standing/", body=str(scene.township.public_id))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"since": "2027-01-01"}, "不能晚于今天"),
        ({"since": "三月"}, "认不出这个日期"),
        ({"person": ""}, "请填写这一项"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(scene: Scene, typed: dict[str, str], words: str) -> None:
    data = {"person": str(scene.member.person.public_id), "kind": "lost", "since": "2026-03-01"} | typed
    answer = Visitor(scene.secretary).send("/standing/new/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert data["since"] in page
    assert not Matter.objects.exists()


def test_another_branchs_member_cannot_be_named(scene: Scene) -> None:
    sibling = posts.make_body("石桥镇桃源村党支部", parent=scene.township)
    other = posts.make_member(sibling, "赵强")
    home = Visitor(scene.secretary)
    data = {"person": str(other.person.public_id), "kind": "lost", "since": "2026-03-01"}
    assert home.send("/standing/new/", data).status_code == 422
    Member.objects.filter(pk=other.pk).update(standing=Standing.SUSPENDED)
    follow = {"person": data["person"], "kind": "restoration"}
    assert home.send("/standing/follow-ups/", follow).status_code == 404
    assert not Matter.objects.exists()


def test_a_suspended_member_may_be_restored_and_removed_only_after_two_years(scene: Scene) -> None:
    suspend(scene, date(2025, 1, 1))
    home = Visitor(scene.secretary)
    page = home.see("/standing/")
    assert "2027年1月1日起" in page
    assert "申请恢复党籍 提出除名" not in page
    person = str(scene.member.person.public_id)
    assert home.send("/standing/follow-ups/", {"person": person, "kind": "removal"}).status_code == 302
    assert not Matter.objects.exists()
    assert "最早2027年1月1日" in home.see("/standing/")
    assert home.send("/standing/follow-ups/", {"person": person, "kind": "restoration"}).status_code == 302
    assert Matter.objects.get().kind == Kind.RESTORATION


def test_many_suspended_members_take_no_more_queries_than_one(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    suspend(scene, date(2025, 1, 1))
    for number in range(6):
        suspend(replace(scene, member=posts.make_member(scene.home, f"停止{number}")), date(2024, 2, 1 + number))
    home = Visitor(scene.secretary)
    with django_assert_max_num_queries(15):
        page = home.see("/standing/")
    assert "停止党籍（7）" in page
    assert ("2027年1月1日起" in page, "2026年2月6日起" in page) == (True, True)
    other = replace(scene, member=posts.make_member(scene.home, "李四"))
    take(propose(other, open_lost(other)), scene.decider)
    assert "2028年11月21日起" in home.see("/standing/")


def test_found_again(scene: Scene) -> None:
    matter = propose(scene, open_lost(scene))
    home = Visitor(scene.secretary)
    address = f"/standing/{matter.public_id}/withdrawal/"
    assert home.send(address, {"why": "mistake"}).status_code == 422
    assert home.send(address, {"why": "found"}).status_code == 302
    assert Matter.objects.get().result == Result.FOUND
    assert "已取得联系" in home.see("/standing/")
    assert home.send(f"/standing/{matter.public_id}/searches/", {"way": "call", "day": "2026-11-20"}).status_code == 422


def test_each_has_their_own_due_items(scene: Scene) -> None:
    def titles(account: Account) -> list[str]:
        return [
            one.title for one in items(posts.actor_of(account), TODAY) if one.key.startswith(("standing:", "case:"))
        ]

    Member.objects.filter(pk=scene.member.pk).update(lost_since=LOST)
    assert titles(scene.secretary) == ["给 1 名失去联系的党员立项查找"]
    matter = open_lost(scene)
    assert titles(scene.secretary) == ["王建军：失去联系"]
    assert titles(scene.organizer) == []
    propose(scene, matter)
    assert titles(scene.secretary) == []
    assert titles(scene.organizer) == ["王建军：失去联系"]


def test_long_studies_abroad_are_offered(scene: Scene) -> None:
    Stay.objects.create(
        direction=Direction.OUT, person=scene.member.person, name="王建军", sort_key="wangjianjun",
        organization=scene.home, county_id=scene.home.county_id, org_path=scene.home.path, place="国外",
        reason=Reason.ABROAD, since=date(2021, 11, 21), contact_due_on=TODAY,
    )  # fmt: skip
    page = Visitor(scene.secretary).see("/standing/")
    assert "出国（境）学习研究超过5年（1）" in page
    Stay.objects.update(since=date(2021, 11, 22))
    assert "出国（境）学习研究超过5年" not in Visitor(scene.secretary).see("/standing/")


def test_a_record_shows_a_matter_to_the_branch_and_nobody_else(scene: Scene) -> None:
    open_lost(scene)
    address = f"/members/{scene.member.person.public_id}/"
    assert "党籍事项" in Visitor(scene.secretary).see(address)
    clerk = posts.make_holder(scene.township, Role.TOWNSHIP_CLERK, "何芳")
    officer = posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远")
    for one in (clerk, officer):
        page = Visitor(one).see(address)
        assert "王建军" in page
        assert "党籍事项" not in page
        assert "失去联系" not in page
