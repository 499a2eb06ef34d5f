from dataclasses import replace
from datetime import date, timedelta

import pytest

from dangjian.access.models import AuditRow
from dangjian.activities.appraisals import services
from dangjian.activities.appraisals.models import Problem, ProblemState, Talk
from dangjian.activities.appraisals.rules import Relation, asked, done_on
from dangjian.activities.appraisals.tests import make
from dangjian.activities.appraisals.tests.make import Voters
from dangjian.activities.appraisals.tests.test_views import browser, see, send
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import DutyResult
from dangjian.activities.meetings.tests.make import EVENING, ON
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def voters(monkeypatch: pytest.MonkeyPatch) -> Voters:
    for name in ("talking", "own"):
        module = f"dangjian.activities.appraisals.views.{name}"
        monkeypatch.setattr(f"{module}.now", lambda: EVENING, raising=False)
        monkeypatch.setattr(f"{module}.today", lambda: ON, raising=False)
    found = make.make_voters()
    for name in ("陈国栋", "李秀英"):
        member = next(one for one in found.scene.members if one.person.name == name)
        posts.appoint(member.person, found.scene.branch, Role.SECRETARY)
    return found


def talk(voters: Voters, name: str, *others: str, on: date = ON) -> int:
    return services.note_talks(
        by=voters.scene.secretary, organization=voters.scene.branch, member=voters.member_id(name),
        others=[voters.member_id(other) for other in others], held_on=on, on=ON, at=EVENING,
    )  # fmt: skip


def test_a_branch_owes_the_relations_it_has() -> None:
    assert asked(3, 9) == tuple(Relation)
    assert asked(1, 4) == (Relation.LEADING, Relation.MEMBERS)
    held = [("leading", ON), ("members", ON - timedelta(days=9)), ("leading", ON - timedelta(days=30))]
    assert done_on(asked(1, 4), held) == ON - timedelta(days=9)
    assert done_on(asked(3, 9), held) is None
    assert done_on((), held) is None


def test_the_duty_is_done_with_the_last_relation_and_undone_with_it(voters: Voters) -> None:
    reckon(voters.scene.county.pk, 2026)
    duty = DutyResult.objects.filter(organization_id=voters.scene.branch.pk, duty="meetings.heart_talks")
    assert talk(voters, "陈国栋", "李秀英", on=date(2026, 3, 5)) == 1
    assert talk(voters, "陈国栋", "王建军", "赵玉兰", on=date(2026, 4, 5)) == 2
    assert duty.get(period_start=date(2026, 1, 1)).met_on is None
    talk(voters, "王建军", "赵玉兰", on=date(2026, 5, 5))
    assert duty.get(period_start=date(2026, 1, 1)).met_on == date(2026, 5, 5)
    row = Talk.objects.get(relation=Relation.MEMBERS)
    services.drop_talk(by=voters.scene.secretary, talk=row, at=EVENING)
    assert duty.get(period_start=date(2026, 1, 1)).met_on is None


def test_a_pair_stands_once_a_day_and_only_of_the_roll(voters: Voters) -> None:
    assert talk(voters, "陈国栋", "李秀英") == 1
    assert talk(voters, "李秀英", "陈国栋") == 0
    with pytest.raises(RuleBreach, match="今天以后"):
        talk(voters, "陈国栋", "李秀英", on=ON + timedelta(days=1))
    with pytest.raises(RuleBreach, match="两方"):
        talk(voters, "陈国栋", "陈国栋")
    with pytest.raises(RuleBreach, match="职务不办理"):
        services.note_talks(by=voters.scene.clerk, organization=voters.scene.branch, member=1, others=[2],
                            held_on=ON, on=ON, at=EVENING)  # fmt: skip


def test_a_page_notes_talks_and_above_there_are_figures(voters: Voters) -> None:
    secretary, page = voters.scene.secretary_account, f"/appraisals/talks/{voters.scene.branch.public_id}/"
    assert "只记谁和谁、哪一天" in see(secretary, page)
    member, other = voters.member_id("王建军"), voters.member_id("赵玉兰")
    assert send(secretary, page, member=str(member), others=str(other), held_on="2026-11-20") == 302
    assert "王建军、赵玉兰" in see(secretary, page)
    above = see(voters.scene.organizer_account, page)
    assert "党员与党员之间" in above
    assert "王建军" not in above
    row = Talk.objects.get()
    assert send(voters.scene.organizer_account, f"{page}removal/{row.pk}/") == 404
    assert send(secretary, f"{page}removal/{row.pk}/") == 302
    assert send(secretary, f"{page}removal/{row.pk}/") == 302
    assert not Talk.objects.exists()


def listed(voters: Voters, name: str = "") -> Problem:
    member = voters.member_id(name) if name else None
    return services.list_problem(
        by=voters.scene.secretary, organization=voters.scene.branch, member=member, words="入户走访少", on=ON
    )


def test_a_problem_is_kept_when_its_person_accepts_it(voters: Voters) -> None:
    problem, due = listed(voters, "王建军"), ON + timedelta(days=60)
    assert problem.state == ProblemState.PROPOSED
    with pytest.raises(RuleBreach, match="本人认领"):
        services.accept(by=voters.scene.secretary, problem=problem, remedy="每月走访", due_on=due, on=ON)
    delegate = replace(voters.actor("王建军"), acting_for=1)
    with pytest.raises(RuleBreach, match="本人认领"):
        services.decline(by=delegate, problem=problem)
    mine = voters.actor("王建军")
    services.accept(by=mine, problem=problem, remedy="每月走访", due_on=due, on=ON)
    services.put_right(by=mine, problem=problem, remedy="", on=ON)
    services.check(by=voters.scene.secretary, problem=problem, sent_back="还差两户", on=ON)
    services.put_right(by=mine, problem=problem, remedy="走访 12 户", on=ON)
    row = services.check(by=voters.scene.secretary, problem=problem, sent_back="", on=ON)
    assert (row.state, row.remedy, row.closed_on, row.sent_back) == (ProblemState.CLOSED, "走访 12 户", ON, "")
    assert "入户走访少" not in "".join(AuditRow.objects.values_list("words", flat=True))


def test_what_is_not_accepted_is_not_kept(voters: Voters) -> None:
    problem = listed(voters, "王建军")
    page = see(voters.accounts["王建军"], "/appraisals/mine/")
    assert "入户走访少" in page
    address = f"/appraisals/mine/problems/{problem.public_id}/"
    assert send(voters.accounts["李秀英"], address, step="decline") == 404
    assert send(voters.accounts["王建军"], address, step="accept", remedy="", due_on="2026-12-30") == 422
    assert send(voters.accounts["王建军"], address, step="decline") == 302
    assert not Problem.objects.exists()


def test_the_bodys_own_problems_by_page_and_figures_above(voters: Voters) -> None:
    secretary, page = voters.scene.secretary_account, f"/appraisals/problems/{voters.scene.branch.public_id}/"
    assert send(secretary, page, words="学习抓得不紧", member="") == 302
    problem = Problem.objects.get()
    assert (problem.state, problem.member_id) == (ProblemState.ACCEPTED, None)
    checking = f"/appraisals/problems/checking/{problem.public_id}/"
    assert send(secretary, checking, remedy="每月两次") == 302
    assert send(secretary, checking, sent_back="") == 302
    assert "销号" in see(secretary, page)
    above = see(voters.scene.organizer_account, page)
    assert "学习抓得不紧" not in above
    assert "已销号" in above
    assert browser(voters.scene.clerk_account).get(page).status_code == 404
