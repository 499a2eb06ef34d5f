"""Paying less by approval; six months open a case; who is told, and that nobody's status changes."""

from datetime import date, timedelta

import pytest

from dangjian.affairs.dues import services
from dangjian.affairs.dues.agenda import items
from dangjian.affairs.dues.models import Arrears, Ease, Ended, Entry, Reduction
from dangjian.affairs.dues.queries import roll
from dangjian.affairs.dues.reminders import open_cases, remind_members
from dangjian.affairs.dues.tests.make import JANUARY, NOVEMBER, TODAY, Scene, assess, balance, make_scene, pay
from dangjian.affairs.members.models import Member, Standing
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.organizations.doors import Merged, obstacles, on_merge
from dangjian.affairs.people.holdings import sections
from dangjian.affairs.people.models import Source
from dangjian.affairs.posts.tests import make as posts
from dangjian.channels.inbox.models import Notice
from dangjian.foundation.time import at
from dangjian.procedures.agenda.queries import answered
from dangjian.procedures.cases.models import Case
from dangjian.rulebook import Outcome, RuleBreach

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    assess(made)
    return made


def ask(scene: Scene, kind: Ease = Ease.NONE, cents: int = 0) -> Reduction:
    return services.ask_reduction(
        by=scene.by, person=scene.members[0].person, kind=kind, cents=cents, since=NOVEMBER, until=DECEMBER,
        words="家中失火", on=TODAY,
    )  # fmt: skip


def take(scene: Scene, row: Reduction | Arrears, outcome: Outcome = Outcome.PASS) -> None:
    step = row.case.steps.select_related("party").get(outcome="")
    actor = scene.by if step.permission == "dues:record" else scene.above
    papers = ["本人申请", "支部讨论记录", "支部党员大会决议", "提醒和谈话情况"]
    services.take_step(by=actor, matter=row, step=step.key, outcome=outcome, on=TODAY, papers=papers, words="不成立")


def test_less_is_paid_once_the_superior_approves(scene: Scene) -> None:
    row = ask(scene)
    take(scene, row)
    assert next(one for one in roll(scene.home, TODAY).rows if one.person == row.person).cents == 100
    take(scene, row)
    row.refresh_from_db()
    assert (row.result, row.ended_on) == (Ended.APPROVED, TODAY)
    assert next(one for one in roll(scene.home, TODAY).rows if one.person == row.person).cents == 0
    with pytest.raises(RuleBreach, match="不用交"):
        pay(scene, scene.members[0], NOVEMBER)


def test_a_refusal_leaves_what_was_set(scene: Scene) -> None:
    row = ask(scene, Ease.LESS, 50)
    take(scene, row)
    take(scene, row, Outcome.REFUSE)
    row.refresh_from_db()
    assert row.result == Ended.REFUSED
    (entry,) = pay(scene, scene.members[0], NOVEMBER)
    assert entry.amount == 100


def test_what_may_be_asked(scene: Scene) -> None:
    for kind, cents, words in ((Ease.LESS, 100, "低于现在核定"), (Ease.LESS, 0, "大于0")):
        with pytest.raises(RuleBreach, match=words):
            ask(scene, kind, cents)
    ask(scene)
    with pytest.raises(RuleBreach, match="没有重复提出"):
        ask(scene)


def test_six_months_open_a_case_and_change_nothing_else(scene: Scene) -> None:
    first, second, third = scene.members
    pay(scene, first, date(2026, 10, 1))
    Member.objects.filter(pk=third.pk).update(lost_since=date(2026, 1, 1))
    (made,) = open_cases(TODAY)
    assert (made.person, made.since) == (second.person, date(2026, 1, 1))
    assert open_cases(TODAY) == []
    assert Member.objects.get(pk=second.pk).standing == Standing.NORMAL
    for _ in range(4):
        take(scene, made)
    made.refresh_from_db()
    member = Member.objects.get(pk=second.pk)
    assert (made.result, member.standing, member.left_on) == (Ended.APPROVED, Standing.NORMAL, None)
    assert open_cases(TODAY + timedelta(days=40)) == []


def test_paying_ends_the_case(scene: Scene) -> None:
    made = next(row for row in open_cases(TODAY) if row.person == scene.members[0].person)
    pay(scene, scene.members[0], *(date(2026, number, 1) for number in range(5, 11)))
    made.refresh_from_db()
    assert (made.result, Case.objects.get(pk=made.case_id).state) == (Ended.PAID, "withdrawn")


def test_five_months_open_none() -> None:
    scene = make_scene()
    assess(scene, since=date(2026, 6, 1))
    assert open_cases(TODAY) == []
    assert len(open_cases(date(2026, 12, 1))) == 3


def test_arrears_are_told_to_the_member_alone(scene: Scene) -> None:
    account = posts.make_account(scene.members[0].person)
    moment = at(TODAY, 8)
    assert remind_members(TODAY, moment) == 1
    assert remind_members(TODAY, moment) == 0
    notice = Notice.objects.get(subject_key=f"dues:{scene.members[0].person.public_id}")
    assert notice.roles == [f"account:{account.pk}"]
    titles = {one.title for one in answered(items(posts.actor_of(account), TODAY))}
    assert titles == {"您有 6 个月党费还没有交"}


def test_cards_of_those_who_keep_the_dues_in_one_query(
    scene: Scene, django_assert_num_queries: "pytest.FixtureRequest"
) -> None:
    posts.make_member(scene.home, "新同志")
    pay(scene, scene.members[0], NOVEMBER)
    services.hand_up(by=scene.by, organization=scene.home, cents=100, on=TODAY, source="h:1")
    actor = scene.by
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        titles = [one.title for one in answered(items(actor, TODAY))]
    assert titles == ["核定 1 名党员的党费", "11月党费还有 2 人没登记"]
    assert [one.title for one in answered(items(scene.above, TODAY))] == ["1 笔上缴的党费等您确认"]


def test_ones_own_record_has_a_section(scene: Scene) -> None:
    pay(scene, scene.members[0], date(2026, 10, 1))
    found = next(one for one in sections(scene.members[0].person, TODAY) if one.heading == "党费")
    assert found.is_condition
    assert {fact.caption: fact.value for fact in found.facts} == {
        "每月应交": "1.00 元", "收入情形": "农民", "交到": "2026年10月", "还没有交": "10 个月，10.00 元",
    }  # fmt: skip


def test_matters_and_amounts_go_with_the_member(scene: Scene) -> None:
    member = scene.members[0]
    made = next(row for row in open_cases(TODAY) if row.person == member.person)
    settle(by=scene.by, member=member, organization=scene.other, on=TODAY, source=Source.TRANSFER, reference="t:1")
    made.refresh_from_db()
    assert (made.organization, made.org_path) == (scene.other, scene.other.path)
    assert made.case.parties.get(key="subject_body").organization_id == scene.other.pk


def test_a_merged_branch_carries_its_money_over_and_a_closed_one_hands_it_up_first(scene: Scene) -> None:
    pay(scene, scene.members[0], NOVEMBER)
    assert any("1.00 元" in words for words in obstacles(scene.home, TODAY))
    on_merge.open(scene.above, Merged(scene.home, scene.other, TODAY, "石委〔2026〕9号"))
    assert (balance(scene.home), balance(scene.other)) == (0, 100)
    assert Entry.objects.get(kind="carried").counterpart == scene.other


def test_nobody_handles_their_own(scene: Scene) -> None:
    person = scene.by.person_id
    member = posts.make_member(scene.home, "何文")
    Member.objects.filter(pk=member.pk).update(person=person)
    with pytest.raises(RuleBreach, match="不能办理自己的"):
        services.ask_reduction(
            by=scene.by, person=Member.objects.get(pk=member.pk).person, kind=Ease.NONE, cents=0, since=NOVEMBER,
            until=NOVEMBER, words="困难", on=TODAY,
        )  # fmt: skip
    assert JANUARY < TODAY
