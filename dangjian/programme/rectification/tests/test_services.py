"""A weak village: proposed, listed by eight steps, helped, accepted, delisted, watched, out of sight."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dangjian.access.models import AuditRow
from dangjian.affairs.organizations.models import Field, Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.channels.inbox.models import Notice
from dangjian.procedures.cases.models import State
from dangjian.programme.rectification import services
from dangjian.programme.rectification.models import Acceptance, Help, Helper, Pace, Progress, Rectification, Result
from dangjian.programme.rectification.tests import make
from dangjian.programme.rectification.tests.make import GOOD, TODAY, Scene
from dangjian.rulebook import Outcome, RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def test_a_village_goes_the_whole_way(scene: Scene) -> None:
    row = make.delisted(scene)
    row.refresh_from_db()
    assert (row.result, row.listed_on, row.delisted_on) == (Result.DELISTED, TODAY, TODAY)
    assert row.seen_until == date(2027, 11, 21)
    assert row.case.state == State.DONE
    assert row.trouble_words == "软、散"
    assert row.is_watched_on(date(2027, 11, 21))
    assert not row.is_watched_on(date(2027, 11, 22))


def test_neither_log_nor_inbox_names_the_body_or_what_was_done(scene: Scene) -> None:
    make.delisted(scene)
    rows = AuditRow.objects.all()
    assert rows.count() > 20
    assert {row.org_path for row in rows} == {""}
    assert {row.organization_id for row in rows} == {None}
    assert {row.permission for row in rows} == {""}
    assert {row.words for row in rows} == {""}
    assert not [row for row in rows if "rectification" in row.action]
    assert not Notice.objects.exists()


def test_the_steps_are_bodies_days_and_results_only(scene: Scene) -> None:
    row = make.listed(scene)
    consult = row.case.steps.get(key="consult")
    assert set(consult.papers) == set(make.CONSULTED)
    assert (consult.words, consult.taken_on) == ("", TODAY)


def test_a_consultation_without_all_bodies_does_not_pass(scene: Scene) -> None:
    row = make.proposed(scene)
    for _ in range(3):
        row = make.step(scene, row)
    with pytest.raises(RuleBreach, match="信访部门参加"):
        services.take_step(
            by=scene.decides, row=row, step="consult", outcome=Outcome.PASS, on=TODAY, papers=make.CONSULTED[:4]
        )


def test_who_does_not_answer_for_a_body_does_not_propose_it(scene: Scene) -> None:
    elsewhere = posts.actor_of(scene.strangers["other organizer"])
    with pytest.raises(RuleBreach, match="由中共石桥镇委员会提出"):
        services.propose(by=elsewhere, body=scene.village, keys=(), signs=("书记不胜任",), on=TODAY)


@pytest.mark.parametrize(
    ("keys", "signs", "words"),
    [((), (), "没有选任何情形"), (("vacancy",), (), "已经不存在"), ((), ("打麻将",), "不在排查标准里")],
)
def test_without_a_standing_ground_nothing_is_proposed(
    scene: Scene, keys: tuple[str, ...], signs: tuple[str, ...], words: str
) -> None:
    with pytest.raises(RuleBreach, match=words):
        services.propose(by=scene.edits, body=scene.village, keys=keys, signs=signs, on=TODAY)
    assert not Rectification.objects.exists()


def test_a_school_is_not_meant(scene: Scene) -> None:
    Organization.objects.filter(pk=scene.village.pk).update(field=Field.SCHOOL)
    with pytest.raises(RuleBreach, match="只用于村、社区和两新"):
        make.proposed(scene)


def test_a_body_has_one_case_at_a_time(scene: Scene) -> None:
    make.proposed(scene)
    with pytest.raises(RuleBreach, match="没有重复提出"):
        make.proposed(scene)


def test_the_fact_that_proposed_it_is_kept_as_it_stood(scene: Scene) -> None:
    since = make.vacate(scene)
    row = services.propose(by=scene.edits, body=scene.village, keys=("vacancy",), signs=(), on=TODAY)
    assert f"{since.year}年{since.month}月{since.day}日起空缺" in row.grounds[0]["words"]
    assert "待核实" in row.grounds[0]["citation"]


def test_not_listed_is_out_of_sight_the_next_day(scene: Scene) -> None:
    row = make.proposed(scene)
    make.step(scene, row, Outcome.REFUSE)
    row.refresh_from_db()
    assert (row.result, row.seen_until, row.listed_on) == (Result.NOT_LISTED, TODAY, None)


def test_the_plan_needs_its_remedy_and_all_four_helpers(scene: Scene) -> None:
    row = make.listed(scene)
    with pytest.raises(RuleBreach, match=r"一村一策.*联系的县级领导.*结对帮扶单位"):
        make.step(scene, row)
    make.helped(scene, row)
    Helper.objects.filter(help=Help.UNIT).delete()
    with pytest.raises(RuleBreach, match="还缺：结对帮扶单位"):
        make.step(scene, row)


def test_nothing_is_written_before_it_is_listed(scene: Scene) -> None:
    row = make.proposed(scene)
    with pytest.raises(RuleBreach, match="还没有列为整顿对象"):
        make.helped(scene, row)
    with pytest.raises(RuleBreach, match="还没有列为整顿对象"):
        services.note_progress(by=scene.edits, row=row, pace=Pace.ON_PACE, words="补选", on=TODAY)


def test_a_helper_is_followed_by_another(scene: Scene) -> None:
    row = make.listed(scene)
    make.helped(scene, row)
    later = TODAY + timedelta(days=30)
    services.set_helper(by=scene.edits, row=row, help=Help.FIRST_SECRETARY, name="李四", title="科员", since=later)
    both = list(row.helpers.filter(help=Help.FIRST_SECRETARY).order_by("id"))
    assert [(one.since, one.until) for one in both] == [(TODAY, later), (later, None)]
    with pytest.raises(RuleBreach, match="早于"):
        services.set_helper(by=scene.edits, row=row, help=Help.FIRST_SECRETARY, name="王五", title="科员", since=TODAY)
    with pytest.raises(RuleBreach, match="职务都要写"):
        services.set_helper(by=scene.edits, row=row, help=Help.COUNTY_LEADER, name="王五", title="", since=later)


def test_a_month_has_one_line(scene: Scene) -> None:
    row = make.listed(scene)
    for words in ("班子补选已启动", "班子已补齐"):
        services.note_progress(by=scene.edits, row=row, pace=Pace.ON_PACE, words=words, on=TODAY)
    assert [(one.month, one.words) for one in Progress.objects.all()] == [(date(2026, 11, 1), "班子已补齐")]


def at_acceptance(scene: Scene) -> Rectification:
    row = make.listed(scene)
    make.helped(scene, row)
    return make.step(scene, make.step(scene, row))


def test_more_sheets_than_were_handed_out_change_nothing(scene: Scene) -> None:
    row = at_acceptance(scene)
    wrong = replace(GOOD, returned=21, satisfied=15)
    with pytest.raises(RuleBreach, match="收回的多于发出的"):
        services.accept(by=scene.decides, row=row, test=wrong, is_passed=True, on=TODAY)
    assert not Acceptance.objects.exists()
    assert row.case.steps.get(outcome="").key == "acceptance"


def test_what_the_scheme_rules_out_is_not_passed_and_people_may_still_refuse(scene: Scene) -> None:
    row = at_acceptance(scene)
    bad = replace(GOOD, satisfied=4, fairly=3, dissatisfied=11, unsure=0)
    with pytest.raises(RuleBreach, match=r"不能通过.*待核实") as caught:
        services.accept(by=scene.decides, row=row, test=bad, is_passed=True, on=TODAY)
    assert "61.1%" in str(caught.value)
    services.accept(by=scene.decides, row=row, test=bad, is_passed=False, on=TODAY)
    assert row.case.steps.get(outcome="").key == "plan"
    assert not Acceptance.objects.get().is_passed


def test_good_figures_never_pass_by_themselves(scene: Scene) -> None:
    row = at_acceptance(scene)
    services.accept(by=scene.decides, row=row, test=GOOD, is_passed=False, on=TODAY)
    row.refresh_from_db()
    assert row.delisted_on is None


def test_an_acceptance_is_not_passed_without_its_test(scene: Scene) -> None:
    row = at_acceptance(scene)
    with pytest.raises(RuleBreach, match="民主测评票数"):
        make.step(scene, row)


def test_the_township_does_not_decide_nor_the_county_check_first(scene: Scene) -> None:
    row = make.proposed(scene)
    with pytest.raises(RuleBreach, match="您的职务不在其范围"):
        services.take_step(by=scene.decides, row=row, step="self_check", outcome=Outcome.PASS, on=TODAY)
    row = at_acceptance_of(scene, row)
    with pytest.raises(RuleBreach, match="您的职务不在其范围"):
        services.accept(by=scene.edits, row=row, test=GOOD, is_passed=True, on=TODAY)


def at_acceptance_of(scene: Scene, row: Rectification) -> Rectification:
    for _ in range(8):
        row = make.step(scene, row)
    make.helped(scene, row)
    return make.step(scene, make.step(scene, row))


def test_relisted_while_watched_the_old_case_is_gone(scene: Scene) -> None:
    old = make.delisted(scene)
    again = TODAY + timedelta(days=100)
    new = make.proposed(scene, again)
    old.refresh_from_db()
    assert (old.result, old.seen_until) == (Result.RELISTED, again)
    assert new.ended_on is None


def test_a_proposal_is_taken_back(scene: Scene) -> None:
    row = make.proposed(scene)
    services.withdraw(by=scene.edits, row=row, words="看错了村", on=TODAY)
    row.refresh_from_db()
    assert (row.result, row.case.state) == (Result.NOT_LISTED, State.WITHDRAWN)
    with pytest.raises(RuleBreach, match="没有再作改动"):
        services.withdraw(by=scene.edits, row=row, words="再撤", on=TODAY)
