from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from dangjian.activities.appraisals import services
from dangjian.activities.appraisals.models import Appraisal, Decider, Elector, Grading, SealedUrn, State, Turn, Way
from dangjian.activities.appraisals.rules import Grade
from dangjian.activities.appraisals.services import Decision
from dangjian.activities.appraisals.tests import make
from dangjian.activities.appraisals.tests.make import Voters
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import DutyResult
from dangjian.activities.meetings.tests.make import EVENING, ON
from dangjian.channels.inbox.models import Notice
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def voters() -> Voters:
    return make.make_voters()


def refuses(words: str, act: object, **more: object) -> None:
    with pytest.raises(RuleBreach, match=words):
        act(**more)  # type: ignore[operator]  # a service


def decide(*, voters: Voters, appraisal: Appraisal, said: Mapping[int, Decision]) -> None:
    services.decide(
        by=voters.scene.secretary, appraisal=appraisal, decided_by=Decider.CONGRESS, decisions=said, on=ON, at=EVENING
    )


def test_full_members_are_graded_the_probationary_one_takes_part(voters: Voters) -> None:
    appraisal = make.opened(voters)
    assert (appraisal.work_year, appraisal.state) == (2026, State.VOTING)
    seats = Elector.objects.filter(appraisal=appraisal)
    assert (seats.count(), seats.filter(is_graded=True).count(), seats.filter(may_cast=True).count()) == (6, 5, 6)
    assert Grading.objects.filter(appraisal=appraisal).count() == 5


def test_one_appraisal_a_work_year_and_only_a_branch_holds_one(voters: Voters) -> None:
    make.opened(voters)
    refuses("没有重复建立.*第十八条", make.opened, voters=voters)
    scene = voters.scene
    refuses("职务不办理", services.open_appraisal, by=scene.organizer, organization=scene.township, held_on=ON,
            way=Way.PAPER, on=ON, at=EVENING)  # fmt: skip
    refuses("职务不办理", services.open_appraisal, by=scene.clerk, organization=scene.branch, held_on=ON,
            way=Way.PAPER, on=ON, at=EVENING)  # fmt: skip


def test_fewer_than_five_voters_take_paper(voters: Voters) -> None:
    for member in voters.scene.members[:2]:
        member.spells.all().delete()
    refuses("参加测评的只有 4 人.*纸质票", make.opened, voters=voters)
    appraisal = make.opened(voters, way=Way.PAPER)
    assert appraisal.state == State.COUNTED
    assert not SealedUrn.objects.exists()


def test_a_member_votes_once_and_nobody_for_them(voters: Voters) -> None:
    appraisal = make.opened(voters)
    said = make.choices(voters, "李秀英")
    services.cast(by=voters.actor("李秀英"), appraisal=appraisal, choices=said)
    refuses("已经投过票", services.cast, by=voters.actor("李秀英"), appraisal=appraisal, choices=said)
    delegate = replace(voters.actor("王建军"), acting_for=1)
    refuses("代办不能代投票", services.cast, by=delegate, appraisal=appraisal, choices={})
    refuses("名单里没有您", services.cast, by=voters.scene.secretary, appraisal=appraisal, choices={})
    self_graded = {voters.member_id("王建军"): Grade.EXCELLENT}
    refuses("不给自己评", services.cast, by=voters.actor("王建军"), appraisal=appraisal, choices=self_graded)
    refuses("不评定等次", services.cast, by=voters.actor("王建军"), appraisal=appraisal,
            choices={voters.member_id("吴小燕"): Grade.BASIC})  # fmt: skip
    assert Turn.objects.count() == 1


def test_the_urn_opens_once_and_only_with_enough_ballots(voters: Voters) -> None:
    appraisal = make.opened(voters)
    for name in list(voters.accounts)[:4]:
        services.cast(by=voters.actor(name), appraisal=appraisal, choices=make.choices(voters, name))
    refuses("只收到 4 票", services.count, by=voters.scene.secretary, appraisal=appraisal, on=ON, at=EVENING)
    services.cast(by=voters.actor("吴小燕"), appraisal=appraisal, choices=make.choices(voters, "吴小燕"))
    refuses("职务不办理", services.count, by=voters.scene.clerk, appraisal=appraisal, on=ON, at=EVENING)
    services.count(by=voters.scene.secretary, appraisal=appraisal, on=ON, at=EVENING)
    assert not SealedUrn.objects.exists()
    assert not Turn.objects.exists()
    refuses("测评已经结束", services.count, by=voters.scene.secretary, appraisal=appraisal, on=ON, at=EVENING)
    refuses("测评已经结束", services.cast, by=voters.actor("孙志强"), appraisal=appraisal, choices={})


def test_the_counts_are_those_of_the_ballots(voters: Voters) -> None:
    appraisal = make.counted(voters)
    assert appraisal.cast == 6
    counts = {row.member.person.name: row.counts for row in Grading.objects.select_related("member__person")}
    assert counts["陈国栋"] == (5, 0, 0, 0)
    assert {counts[name] for name in counts if name != "陈国栋"} == {(0, 5, 0, 0)}


def test_given_up_for_paper_the_ballots_are_gone_unopened(voters: Voters) -> None:
    appraisal = make.opened(voters)
    services.cast(by=voters.actor("李秀英"), appraisal=appraisal, choices=make.choices(voters, "李秀英"))
    services.move_to_paper(by=voters.scene.secretary, appraisal=appraisal, at=EVENING)
    appraisal.refresh_from_db()
    assert (appraisal.way, appraisal.state, appraisal.cast) == (Way.PAPER, State.COUNTED, 0)
    assert not SealedUrn.objects.exists()
    assert set(Grading.objects.values_list("excellent", flat=True)) == {None}


def test_called_off_nothing_is_left_and_it_can_be_opened_anew(voters: Voters) -> None:
    by, appraisal = voters.scene.secretary, make.opened(voters)
    services.cast(by=voters.actor("李秀英"), appraisal=appraisal, choices=make.choices(voters, "李秀英"))
    refuses("写一句撤回的原因", services.call_off, by=by, appraisal=appraisal, reason=" ", at=EVENING)
    refuses("职务不办理", services.call_off, by=voters.scene.clerk, appraisal=appraisal, reason="建错", at=EVENING)
    services.call_off(by=by, appraisal=appraisal, reason="日期填错了", at=EVENING)
    for model in (Appraisal, Elector, Grading, SealedUrn, Turn):
        assert not model._default_manager.exists()
    told = Notice.objects.filter(subject_key=appraisal.source).order_by("pk")
    assert [row.recalled_at is None for row in told] == [False, True]
    assert "日期填错了" in told[1].announcement.line
    decided = make.decided(voters)
    refuses("不能撤回.*改正等次", services.call_off, by=by, appraisal=decided, reason="重来", at=EVENING)


def test_called_off_on_paper_nobody_is_told_of_what_they_never_heard(voters: Voters) -> None:
    appraisal = make.opened(voters, way=Way.PAPER)
    services.call_off(by=voters.scene.secretary, appraisal=appraisal, reason="建错了", at=EVENING)
    assert not Notice.objects.filter(subject_key=appraisal.source).exists()


def test_an_opened_urn_is_never_voted_on_again(voters: Voters) -> None:
    by, appraisal = voters.scene.secretary, make.counted(voters)
    refuses("不能撤回重投.*作废", services.call_off, by=by, appraisal=appraisal, reason="不满意", at=EVENING)
    assert Appraisal.objects.get().state == State.COUNTED
    void = partial(services.void, by=by, appraisal=appraisal, on=ON)
    refuses("写一句作废的原因", void, reason=" ", held_on=ON)
    refuses("今天以后", void, reason="名单有误", held_on=ON + timedelta(days=1))
    refuses("职务不办理", partial(void, by=voters.scene.clerk), reason="名单有误", held_on=ON)
    voided = void(reason="名单有误", held_on=ON)
    assert (voided.way, voided.state, voided.cast, voided.counted_on) == (Way.PAPER, State.COUNTED, 0, None)
    assert set(Grading.objects.values_list("excellent", flat=True)) == {None}
    assert Elector.objects.count() == 6
    refuses("不能撤回重投", services.call_off, by=by, appraisal=appraisal, reason="再投一次", at=EVENING)
    refuses("可以作废", void, reason="再来", held_on=ON)
    refuses("测评已经结束", services.cast, by=voters.actor("李秀英"), appraisal=appraisal, choices={})
    decide(voters=voters, appraisal=appraisal, said=make.decisions(voided))
    assert Appraisal.objects.get().voided_for == "名单有误"


def test_voided_with_the_right_day_it_counts_for_its_work_year(voters: Voters) -> None:
    by, wrong = voters.scene.secretary, make.counted(voters)
    void = partial(services.void, by=by, appraisal=wrong, reason="年度写错", on=ON)
    assert void(held_on=date(2026, 2, 8)).work_year == 2025
    again = make.counted(voters)
    refuses("2025年度的民主评议已经建立", partial(void, appraisal=again), held_on=date(2026, 2, 9))


def test_the_branch_decides_and_may_decide_otherwise_with_a_reason(voters: Voters) -> None:
    appraisal = make.counted(voters)
    other = make.decisions(appraisal, 陈国栋=Decision(Grade.QUALIFIED))
    refuses("陈国栋同志评定为合格，测评票最多的是优秀", decide, voters=voters, appraisal=appraisal, said=other)
    refuses("还没有评定.*第十八条", decide, voters=voters, appraisal=appraisal, said={})
    none = make.decisions(appraisal, 李秀英=Decision(""))
    refuses("不评定等次，请写一句原因", decide, voters=voters, appraisal=appraisal, said=none)
    said = make.decisions(appraisal, 陈国栋=Decision(Grade.QUALIFIED, "本人请求让给年轻同志"))
    decide(voters=voters, appraisal=appraisal, said=said)
    grading = Grading.objects.get(member=voters.member_id("陈国栋"))
    assert (grading.grade, grading.reason) == (Grade.QUALIFIED, "本人请求让给年轻同志")


def test_more_than_a_third_is_no_breach(voters: Voters) -> None:
    appraisal = make.opened(voters, way=Way.PAPER)
    all_excellent = {one.pk: Decision(Grade.EXCELLENT) for one in voters.scene.members[:5]}
    decide(voters=voters, appraisal=appraisal, said=all_excellent)
    assert Grading.objects.filter(grade=Grade.EXCELLENT).count() == 5


def test_each_is_told_alone_and_told_again_only_where_corrected(voters: Voters) -> None:
    appraisal = make.decided(voters)
    told = Notice.objects.filter(subject_key=appraisal.source, address="/appraisals/mine/")
    assert told.count() == 5
    corrected = make.decisions(appraisal, 李秀英=Decision(Grade.BASIC, "核对会议记录后改正"))
    decide(voters=voters, appraisal=appraisal, said=corrected)
    assert told.count() == 6


def test_decided_it_fulfils_the_duty_of_the_work_year(voters: Voters) -> None:
    reckon(voters.scene.county.pk, 2026)
    mine = DutyResult.objects.filter(organization_id=voters.scene.branch.pk, duty="appraisals.members")
    assert mine.get(period_start=date(2026, 10, 1)).met_on is None
    make.decided(voters)
    assert mine.get(period_start=date(2026, 10, 1)).met_on == ON


def test_held_in_spring_it_counts_for_the_year_before(voters: Voters) -> None:
    appraisal = make.opened(voters, way=Way.PAPER, held_on=date(2026, 2, 8))
    assert (appraisal.work_year, appraisal.is_in_window) == (2025, True)
    assert Appraisal.objects.get().held_on == date(2026, 2, 8)
