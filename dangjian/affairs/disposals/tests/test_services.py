"""A disposal: proposed, filed, looked into, voted on, approved; what it changes and what it never does by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.disposals import queries, services
from dangjian.affairs.disposals.models import Disposal, Mode, Result, Statement
from dangjian.affairs.disposals.tests import make
from dangjian.affairs.disposals.tests.make import CARRIED, TODAY, Scene
from dangjian.affairs.members.models import Category, Leaving, Member
from dangjian.affairs.members.services import leave
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.services import moving
from dangjian.affairs.organizations.services.decrees import Decree
from dangjian.affairs.organizations.services.ending import merge
from dangjian.affairs.people.models import Source
from dangjian.affairs.posts.tests import make as posts
from dangjian.channels.inbox.models import Notice
from dangjian.procedures.cases.models import State, Vote
from dangjian.rulebook import Outcome, RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def propose(scene: Scene, **changes: object) -> Disposal:
    words = {
        "by": scene.edits, "person": scene.member.person, "mode": Mode.CORRECTION, "ground": make.LOST, "article": "",
        "months": None, "is_punished": False, "on": TODAY,
    } | changes  # fmt: skip
    return services.propose(**words)  # type: ignore[arg-type]  # the words above


def test_a_correction_runs_six_months_and_people_say_how_it_went(scene: Scene) -> None:
    row = make.approved(scene)
    row.refresh_from_db()
    assert (row.approved_on, row.until, row.ended_on) == (TODAY, date(2027, 5, 21), None)
    vote = Vote.objects.get()
    assert (vote.entitled, vote.present, vote.yes, vote.is_passed) == (9, 8, 6, True)
    with pytest.raises(RuleBreach, match="还没有满"):
        services.conclude(by=scene.edits, row=row, result=Result.UNCORRECTED, on=date(2027, 5, 21))
    services.conclude(by=scene.edits, row=row, result=Result.CORRECTED, on=date(2027, 3, 1))
    row.refresh_from_db()
    assert (row.result, row.ended_on) == (Result.CORRECTED, date(2027, 3, 1))
    member = Member.objects.get(pk=scene.member.pk)
    assert (member.left_on, member.category) == (None, Category.FULL)


def test_what_was_not_corrected_is_proposed_anew_and_nothing_happens_by_itself(scene: Scene) -> None:
    row = make.approved(scene)
    services.conclude(by=scene.edits, row=row, result=Result.UNCORRECTED, on=date(2027, 5, 22))
    assert Member.objects.get(pk=scene.member.pk).left_on is None
    again = propose(scene, mode=Mode.ADVISED_OUT, ground=make.UNMENDED, on=date(2027, 5, 22))
    assert again.case.steps.get(outcome="").key == "propose"


def test_removal_takes_the_member_off_the_roll_and_bars_five_years(scene: Scene) -> None:
    row = make.approved(scene, Mode.REMOVAL)
    row.refresh_from_db()
    member = Member.objects.get(pk=scene.member.pk)
    assert (row.result, member.left_on, member.left_reason) == (Result.REMOVED, TODAY, Leaving.STRUCK_OFF)
    barred = queries.barred(scene.member.person, TODAY)
    assert barred is not None
    assert barred[0] == date(2031, 11, 21)
    assert "《中国共产党不合格党员组织处置办法》" in barred[1].citation
    assert queries.barred(scene.member.person, date(2031, 11, 21)) is None


def test_advice_to_leave_waits_for_the_person(scene: Scene) -> None:
    row = make.approved(scene, Mode.ADVISED_OUT)
    assert Member.objects.get(pk=scene.member.pk).left_on is None
    with pytest.raises(RuleBreach, match="没有这个结果"):
        services.conclude(by=scene.edits, row=row, result=Result.CORRECTED, on=TODAY)
    services.conclude(by=scene.edits, row=row, result=Result.WITHDREW, on=TODAY)
    assert Member.objects.get(pk=scene.member.pk).left_reason == Leaving.ADVISED_OUT


def test_who_does_not_leave_stays_until_a_removal_is_decided(scene: Scene) -> None:
    row = make.approved(scene, Mode.ADVISED_OUT)
    services.conclude(by=scene.edits, row=row, result=Result.STAYED, on=TODAY)
    assert Member.objects.get(pk=scene.member.pk).left_on is None
    assert queries.NEXT[Result.STAYED].startswith("劝而不退")


def test_what_was_punished_is_not_disposed_of(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="已经受过党纪处分") as caught:
        propose(scene, is_punished=True)
    assert "《中国共产党不合格党员组织处置办法》" in str(caught.value)
    assert not Disposal.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"months": 13}, "最长 12 个月"),
        ({"ground": make.SIX_MONTHS}, "不在办法所列之内"),
        ({"ground": make.OTHER}, "第几条第几项"),
        ({"ground": make.OTHER, "article": "110101199001011234"}, "身份证"),
    ],
)
def test_what_the_measures_do_not_say_is_refused(scene: Scene, changes: dict[str, object], words: str) -> None:
    with pytest.raises(RuleBreach, match=words):
        propose(scene, **changes)
    assert not Disposal.objects.exists()


def test_who_may_not_propose_whom(scene: Scene) -> None:
    secretary = scene.secretary.person
    posts_member = Member.objects.get(pk=scene.member.pk)
    with pytest.raises(RuleBreach, match="不能办理自己的"):
        propose(scene, person=secretary)
    with pytest.raises(RuleBreach, match="由党员所在党支部提出"):
        propose(scene, by=posts.actor_of(scene.strangers["sibling secretary"]))
    with pytest.raises(RuleBreach, match="由党员所在党支部提出"):
        propose(scene, by=scene.decides)
    posts_member.category = Category.PROBATIONARY
    posts_member.save()
    with pytest.raises(RuleBreach, match="取消预备党员资格"):
        propose(scene)


def test_one_at_a_time(scene: Scene) -> None:
    propose(scene)
    with pytest.raises(RuleBreach, match="没有重复提出"):
        propose(scene)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (replace(CARRIED, ballots=9), "比实到 8 人还多"),
        (replace(CARRIED, present=4, ballots=4, yes=4, no=0, abstained=0), "至少到会 5 人"),
        (replace(CARRIED, yes=4, no=3), "要有 5 票赞成"),
        (replace(CARRIED, yes=9, no=0, abstained=0), "比收回的 8 票还多"),
        (None, "还没有填票数"),
    ],
)
def test_a_vote_that_cannot_be_or_does_not_carry_changes_nothing(scene: Scene, counts: object, words: str) -> None:
    row = make.proposed(scene)
    for _ in range(3):
        row = make.step(scene, row)
    with pytest.raises(RuleBreach, match=words):
        services.take_step(
            by=scene.edits, row=row, step="congress", outcome=Outcome.PASS, on=TODAY, papers=["支部党员大会决议"],
            counts=counts,
        )  # fmt: skip
    assert row.case.steps.get(outcome="").key == "congress"
    assert not Vote.objects.exists()


def test_written_consent_of_who_is_absent_counts(scene: Scene) -> None:
    row = make.proposed(scene)
    for _ in range(3):
        row = make.step(scene, row)
    counts = replace(CARRIED, present=6, ballots=6, yes=4, no=1, abstained=1, written=1)
    services.take_step(
        by=scene.edits, row=row, step="congress", outcome=Outcome.PASS, on=TODAY, papers=["支部党员大会决议"],
        counts=counts,
    )  # fmt: skip
    assert row.case.steps.get(outcome="").key == "approve"


def test_whoever_proposed_does_not_file_it(scene: Scene) -> None:
    both = posts.make_holder(scene.home, Role.SECRETARY, "兼任")
    posts.appoint(both.person, scene.township, Role.TOWNSHIP_ORGANIZER)
    actor = posts.actor_of(both)
    row = propose(scene, by=actor.narrowed(Permission.DISPOSAL_EDIT))
    services.take_step(by=actor, row=row, step="propose", outcome=Outcome.PASS, on=TODAY, papers=["支部委员会意见"])
    with pytest.raises(RuleBreach, match="提出的人不能自己审核"):
        services.take_step(by=actor, row=row, step="filing", outcome=Outcome.PASS, on=TODAY)


def test_refused_by_the_committee_nothing_has_changed(scene: Scene) -> None:
    row = make.step(scene, make.step(scene, make.proposed(scene)), Outcome.PASS)
    row = make.step(scene, make.step(scene, row))
    row = make.step(scene, row, Outcome.REFUSE)
    row.refresh_from_db()
    assert (row.result, row.case.state) == (Result.REFUSED, State.REFUSED)
    assert Member.objects.get(pk=scene.member.pk).left_on is None


def test_the_person_says_something_and_nobody_for_them(scene: Scene) -> None:
    row = make.step(scene, make.step(scene, make.proposed(scene)))
    own = posts.actor_of(scene.own)
    services.state(by=own, row=row, words="外出务工，已联系支部补交党费", on=TODAY)
    assert Statement.objects.get().said_on == TODAY
    for by in (scene.edits, replace(own, acting_for=scene.own.pk)):
        with pytest.raises(RuleBreach, match="由本人写"):
            services.state(by=by, row=row, words="代写", on=TODAY)


def test_the_log_and_the_inbox_tell_nothing(scene: Scene) -> None:
    make.approved(scene)
    rows = AuditRow.objects.all()
    assert rows.count() > 10
    told = {(row.org_path, row.organization_id, row.words, row.permission) for row in rows}
    assert told == {("", None, "", "")}
    assert not [row for row in rows if "disposal" in row.action]
    assert not Notice.objects.exists()


def test_it_goes_with_the_member_and_never_holds_them_back(scene: Scene) -> None:
    row = make.step(scene, make.proposed(scene))
    other = Organization.objects.get(name="柳溪村第二党支部")
    officer = posts.actor_of(scene.strangers["county officer"]).narrowed(Permission.MEMBER_EDIT)
    settle(by=officer, member=scene.member, organization=other, on=TODAY, source=Source.DECISION)
    row.refresh_from_db()
    assert (row.organization, row.org_path, row.case.org_path) == (other, other.path, other.path)
    heir = posts.actor_of(scene.strangers["sibling secretary"]).narrowed(Permission.DISPOSAL_VIEW)
    assert row in Disposal.objects.visible_to(heir)
    assert row not in Disposal.objects.visible_to(posts.actor_of(scene.secretary).narrowed(Permission.DISPOSAL_VIEW))
    leave(by=officer, member=Member.objects.get(pk=scene.member.pk), reason=Leaving.DIED, on=TODAY, source=Source.TYPED)
    row.refresh_from_db()
    assert (row.result, row.case.state) == (Result.LIFTED, State.WITHDRAWN)


def test_a_running_correction_ends_with_the_membership(scene: Scene) -> None:
    row = make.approved(scene)
    officer = posts.actor_of(scene.strangers["county officer"]).narrowed(Permission.MEMBER_EDIT)
    leave(by=officer, member=scene.member, reason=Leaving.DIED, on=TODAY, source=Source.TYPED)
    row.refresh_from_db()
    assert (row.result, row.case.state) == (Result.LIFTED, State.DONE)


def test_the_committee_is_merged_or_the_branch_moved_while_it_waits(scene: Scene) -> None:
    row = make.step(scene, make.proposed(scene))
    by = posts.actor_of(scene.strangers["county officer"]).narrowed(Permission.ORGANIZATION_EDIT)
    decree = Decree(on=TODAY, basis="清组发〔2026〕9号", today=TODAY)
    other = Organization.objects.get(name="中共青河镇委员会")
    merge(by=by, body=scene.township, into=other, decree=decree)
    row.refresh_from_db()
    assert row.case.parties.get(key="superior").organization_id == other.pk
    heir = posts.actor_of(scene.strangers["other organizer"]).narrowed(Permission.DISPOSAL_DECIDE)
    services.take_step(by=heir, row=row, step="filing", outcome=Outcome.PASS, on=TODAY)
    department = Organization.objects.get(name="中共清源县民政局委员会")
    home = Organization.objects.get(pk=scene.home.pk)
    moving.move(by=by, body=home, parent=department, decree=replace(decree, on=TODAY + timedelta(days=1),
                today=TODAY + timedelta(days=1)))  # fmt: skip
    row.refresh_from_db()
    assert row.case.parties.get(key="superior").organization_id == department.pk
    assert row.org_path == Organization.objects.get(pk=scene.home.pk).path


def test_taken_back(scene: Scene) -> None:
    row = make.step(scene, make.proposed(scene))
    services.withdraw(by=scene.edits, row=row, words="教育后已改正", on=TODAY)
    row.refresh_from_db()
    assert row.result == Result.WITHDRAWN
    with pytest.raises(RuleBreach, match="没有再作改动"):
        services.withdraw(by=scene.edits, row=row, words="再撤", on=TODAY)
