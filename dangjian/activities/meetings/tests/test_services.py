from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access.models import AuditRow
from dangjian.activities.duties.models import Theme
from dangjian.activities.meetings import services
from dangjian.activities.meetings.attending import roll
from dangjian.activities.meetings.models import Meeting, SignIn, State
from dangjian.activities.meetings.reading import entry_of
from dangjian.activities.meetings.rules import Agreed
from dangjian.activities.meetings.services.agreeing import Ballot
from dangjian.activities.meetings.services.planning import Planned
from dangjian.activities.meetings.tests import make
from dangjian.activities.meetings.tests.make import EVENING, MORNING, ON, Scene
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Spell
from dangjian.affairs.mobility.models import Direction, Stay
from dangjian.affairs.mobility.models import Reason as AwayReason
from dangjian.affairs.organizations import doors
from dangjian.affairs.posts.tests import make as posts
from dangjian.channels.inbox.models import Notice
from dangjian.foundation.time import at
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.models import Evidence
from dangjian.procedures.votes.rules import Motion as MotionKind
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def names(scene: Scene, day: date = ON, kinds: tuple[str, ...] = (Kind.THEME_DAY,)) -> list[str]:
    return [line.name for line in roll(scene.branch, kinds, day)]


def test_a_meeting_from_plan_to_seal(scene: Scene) -> None:
    meeting = services.notify(by=scene.clerk, meeting=make.planned(scene), at=at(ON - timedelta(days=3), 10))
    assert meeting.state == State.NOTICED
    assert Notice.objects.filter(subject_key=meeting.source, organization_id=scene.branch.pk).count() == 1
    first = scene.members[0]
    written = services.record(
        by=scene.clerk,
        meeting=meeting,
        base=None,
        entry=make.entry(absent={first.pk: "ill"}, items=(Agreed("清东河沟", "王建军", ON + timedelta(days=15)),)),
        at=EVENING,
    )
    assert written.state == State.RECORDED
    done = services.seal(by=scene.secretary, meeting=written, agreed=services.Seal(), at=EVENING)
    assert (done.state, len(done.expected), len(done.attended)) == (State.SEALED, 6, 5)
    assert done.sealed_name == "赵大勇"
    assert done.items.get().who == scene.members[2].person
    fact = Evidence.objects.standing().get()
    assert (fact.kind, fact.organization_id, fact.held_on) == (Kind.THEME_DAY, scene.branch.pk, ON)
    assert fact.address == f"/meetings/{meeting.public_id}/"


def test_sealing_twice_does_nothing_twice(scene: Scene) -> None:
    meeting = make.sealed(scene)
    services.seal(by=scene.secretary, meeting=meeting, agreed=services.Seal(), at=EVENING)
    assert AuditRow.objects.filter(action="meeting.seal").count() == 1
    assert Evidence.objects.count() == 1


def test_a_clerk_records_and_does_not_agree(scene: Scene) -> None:
    meeting = make.recorded(scene)
    with pytest.raises(RuleBreach):
        services.seal(by=scene.clerk, meeting=meeting, agreed=services.Seal(), at=EVENING)
    with pytest.raises(RuleBreach, match="不办理"):
        services.start(by=scene.clerk, organization=scene.other, entry=make.entry(), at=EVENING)


def test_entered_from_above_by_a_paper_it_says_who_for_whom(scene: Scene) -> None:
    above = posts.actor_of(posts.make_holder(scene.township, Role.TOWNSHIP_CLERK, "唐晓雯"))
    meeting = services.start(by=above, organization=scene.branch, entry=make.entry(), at=EVENING)
    assert meeting.recorded_name == f"{scene.township.short_name} 唐晓雯（照手写记录代录）"
    with pytest.raises(RuleBreach, match="不办理"):
        services.seal(by=above, meeting=meeting, agreed=services.Seal(), at=EVENING)
    services.seal(by=scene.secretary, meeting=meeting, agreed=services.Seal(), at=EVENING)
    assert Meeting.objects.get().sealed_name == "赵大勇"
    assert make.recorded(scene, kinds=("congress",)).recorded_name == "何文书"


def test_a_theme_day_planned_without_a_title_bears_the_theme_of_its_month(scene: Scene) -> None:
    Theme.objects.create(
        county_id=scene.county.pk, org_path=scene.county.path, month=ON.replace(day=1), title="宪法和法律学习",
        published_at=MORNING, published_by=1, published_name="林晓梅",
    )  # fmt: skip

    def title(kind: Kind, day: date, typed: str = "") -> str:
        planned = Planned([kind], typed, at(day, 9), "村部")
        return services.plan(by=scene.secretary, organization=scene.branch, planned=planned, on=ON).title

    assert title(Kind.THEME_DAY, ON) == "宪法和法律学习"
    assert title(Kind.THEME_DAY, ON, "清河道") == "清河道"
    assert title(Kind.THEME_DAY, ON + timedelta(days=30)) == "12月主题党日"
    assert title(Kind.CONGRESS, ON) == "11月党员大会"


def test_a_sealed_record_takes_notes_only(scene: Scene) -> None:
    meeting = make.sealed(scene, decisions="清河道")
    with pytest.raises(RuleBreach, match="已经归档"):
        services.record(by=scene.clerk, meeting=meeting, base=None, entry=make.entry(decisions="修路"), at=EVENING)
    note = services.correct(by=scene.secretary, meeting=meeting, words="王建军当天到会")
    assert Meeting.objects.get(pk=meeting.pk).decisions == "清河道"
    assert note.person_name == "赵大勇"


def test_a_late_record_says_why(scene: Scene) -> None:
    meeting = make.recorded(scene)
    later = at(ON + timedelta(days=20), 9)
    with pytest.raises(RuleBreach, match="补记原因"):
        services.seal(by=scene.secretary, meeting=meeting, agreed=services.Seal(), at=later)
    done = services.seal(by=scene.secretary, meeting=meeting, agreed=services.Seal(late_reason="停电"), at=later)
    assert done.late_reason == "停电"
    assert Evidence.objects.get().late_reason == "停电"


def test_a_meeting_to_come_is_not_recorded_and_minutes_do_not_matter(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="还没有开"):
        make.recorded(scene, held_at=at(ON + timedelta(days=1), 9))
    assert make.recorded(scene, held_at=EVENING + timedelta(minutes=10)).state == State.RECORDED


def test_one_of_the_kind_and_day_is_not_recorded_twice(scene: Scene) -> None:
    first = make.recorded(scene)
    assert make.recorded(scene, decisions="清河道") == first
    assert make.recorded(scene, kinds=(Kind.COMMITTEE,)) != first
    services.seal(by=scene.secretary, meeting=first, agreed=services.Seal(), at=EVENING)
    with pytest.raises(RuleBreach, match="已经归档，没有重复建"):
        make.recorded(scene)


def test_two_recorders_at_once_lose_nothing(scene: Scene) -> None:
    meeting = make.recorded(scene)
    base = entry_of(meeting)
    one, two = scene.members[0].pk, scene.members[1].pk
    services.record(
        by=scene.clerk,
        meeting=meeting,
        base=base,
        entry=make.entry(absent={one: "ill"}, decisions="清河道"),
        at=EVENING,
    )
    second = make.entry(absent={two: "away"}, decisions="修路")
    both = services.record(by=scene.secretary, meeting=meeting, base=base, entry=second, at=EVENING)
    assert dict(both.absences.values_list("member_id", "reason")) == {one: "ill", two: "away"}
    assert both.decisions == "清河道\n修路"
    again = services.record(by=scene.secretary, meeting=meeting, base=base, entry=second, at=EVENING)
    assert again.decisions == "清河道\n修路"


def test_who_is_expected_is_who_belongs_there_that_day(scene: Scene) -> None:
    moved = scene.members[0]
    Spell.objects.filter(member=moved).update(during=DateRange(date(2001, 7, 1), ON))
    assert "陈国栋" not in names(scene)
    assert "陈国栋" in names(scene, ON - timedelta(days=1))
    probationary = [line for line in roll(scene.branch, (Kind.THEME_DAY,), ON) if not line.may_vote]
    assert [line.name for line in probationary] == ["吴小燕"]


def test_a_member_who_moved_between_notice_and_meeting_is_not_missed(scene: Scene) -> None:
    meeting = services.notify(by=scene.clerk, meeting=make.planned(scene), at=MORNING - timedelta(days=5))
    moved = scene.members[0]
    Spell.objects.filter(member=moved).update(during=DateRange(date(2001, 7, 1), ON))
    entry = make.entry(absent={moved.pk: "ill"})
    done = services.record(by=scene.clerk, meeting=meeting, base=None, entry=entry, at=EVENING)
    assert moved.pk not in done.expected
    assert not done.absences.exists()


def _away(scene: Scene, number: int, **more: object) -> Stay:
    member = scene.members[number]
    facts = {"organization": scene.branch, "org_path": scene.branch.path, **more}
    return Stay.objects.create(
        direction=Direction.OUT, person=member.person, name=member.person.name, sort_key="a",
        county_id=scene.county.pk, reason=AwayReason.WORK, since=date(2026, 1, 1), **facts,
    )  # fmt: skip


def test_who_lives_elsewhere_is_not_counted_and_who_is_received_is(scene: Scene) -> None:
    _away(scene, 0)
    host = roll(scene.branch, (Kind.THEME_DAY,), ON)
    assert {line.name: line.usual for line in host}["陈国栋"] == "mobile"
    guest = posts.make_member(scene.other, "周玉梅")
    Stay.objects.create(
        direction=Direction.OUT, person=guest.person, name="周玉梅", sort_key="z", organization=scene.other,
        county_id=scene.county.pk, org_path=scene.other.path, host=scene.branch, host_path=scene.branch.path,
        reason=AwayReason.WORK, since=date(2026, 1, 1), reported_on=date(2026, 2, 1),
    )  # fmt: skip
    assert {line.name: line.mark for line in roll(scene.branch, (Kind.THEME_DAY,), ON)}["周玉梅"] == "流入"
    absent = {scene.members[0].pk: "mobile"}
    meeting = make.sealed(scene, absent=absent)
    assert (len(meeting.expected), len(meeting.attended)) == (6, 6)


def test_who_is_frail_is_said_once(scene: Scene) -> None:
    old = scene.members[4]
    meeting = make.sealed(scene, absent={old.pk: "frail"})
    assert len(meeting.expected) == 5
    assert {line.name: line.usual for line in roll(scene.branch, (Kind.THEME_DAY,), ON)}["孙志强"] == "frail"


def test_a_committee_meeting_asks_the_committee(scene: Scene) -> None:
    posts.appoint(scene.members[0].person, scene.branch, Role.SECRETARY)
    assert names(scene, kinds=(Kind.COMMITTEE,)) == ["陈国栋"]


def test_a_lecture_names_who_gave_it(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="授课人"):
        make.recorded(scene, kinds=(Kind.THEME_DAY, Kind.LECTURE))
    meeting = make.sealed(scene, kinds=(Kind.THEME_DAY, Kind.LECTURE), lecturer_name="周明远")
    assert meeting.lecturer == scene.organizer_account.person
    assert Evidence.objects.get(person_id=scene.organizer_account.person_id).kind == Kind.LECTURE


def test_nothing_said_is_kept_of_criticism(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="不记发言内容"):
        make.recorded(scene, kinds=(Kind.LIFE_MEETING,), speeches="某某说")


def test_a_marked_text_is_refused_and_so_is_a_number(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="密级"):
        make.recorded(scene, topics="机密★1年\n传达")
    with pytest.raises(RuleBreach, match="身份证号"):
        make.recorded(scene, decisions="11010519491231002X")
    assert not Meeting.objects.exists()


def test_minutes_of_fifty_thousand_characters_stand_whole(scene: Scene) -> None:
    text = "学" * 50_000
    meeting = make.sealed(scene, topics=text)
    assert Meeting.objects.get(pk=meeting.pk).topics == text
    with pytest.raises(RuleBreach, match="60001 字"):
        make.recorded(scene, topics="学" * 60_001, held_at=MORNING - timedelta(days=1))


def test_a_merged_body_takes_the_meeting_along(scene: Scene) -> None:
    meeting = services.notify(by=scene.clerk, meeting=make.planned(scene), at=MORNING - timedelta(days=5))
    old = make.sealed(scene, kinds=(Kind.COMMITTEE,))
    doors.on_merge.open(scene.organizer, doors.Merged(gone=scene.branch, into=scene.other, on=ON, basis="并"))
    meeting.refresh_from_db()
    old.refresh_from_db()
    assert meeting.organization == scene.other
    assert meeting.org_path == scene.other.path
    assert old.organization == scene.branch


def test_a_cancelled_meeting_says_why(scene: Scene) -> None:
    meeting = make.planned(scene)
    with pytest.raises(RuleBreach, match="原因"):
        services.cancel(by=scene.clerk, meeting=meeting, reason=" ", at=EVENING)
    assert services.cancel(by=scene.clerk, meeting=meeting, reason="防汛", at=EVENING).state == State.CANCELLED
    assert make.recorded(scene).state == State.RECORDED


def test_a_changed_plan_is_told_again(scene: Scene) -> None:
    meeting = services.notify(by=scene.clerk, meeting=make.planned(scene), at=MORNING - timedelta(days=5))
    later = Planned([Kind.THEME_DAY], "学习", MORNING + timedelta(days=1), "村部")
    services.change(by=scene.clerk, meeting=meeting, planned=later, at=MORNING - timedelta(days=4))
    rows = Notice.objects.filter(subject_key=meeting.source)
    assert (rows.count(), rows.waiting().count()) == (2, 1)


def _ballot(**more: object) -> Ballot:
    return Ballot(MotionKind.DECISION, "清理河道", **{"entitled": 5, "present": 4, "yes": 3, **more})  # type: ignore[arg-type]


def test_votes_pass_by_the_table(scene: Scene) -> None:
    meeting = make.recorded(scene)
    passed = services.vote(by=scene.clerk, meeting=meeting, ballot=_ballot())
    assert (passed.is_passed, passed.words) == (True, "通过：需 3 票，得 3 票")
    failed = services.vote(by=scene.clerk, meeting=meeting, ballot=_ballot(yes=2, no=2))
    assert not failed.is_passed
    assert "第十一条" in failed.law
    with pytest.raises(RuleBreach, match="至少到 3 人"):
        services.vote(by=scene.clerk, meeting=meeting, ballot=_ballot(present=2, yes=2))
    with pytest.raises(RuleBreach, match="合不上"):
        services.vote(by=scene.clerk, meeting=meeting, ballot=_ballot(yes=5))
    with pytest.raises(RuleBreach, match="不计书面意见"):
        services.vote(by=scene.clerk, meeting=meeting, ballot=_ballot(written=1))
    admission = Ballot(MotionKind.ADMISSION, "接收吴小燕", entitled=5, present=3, yes=2, written=1)
    assert services.vote(by=scene.clerk, meeting=meeting, ballot=admission).is_passed
    services.drop_motion(by=scene.clerk, meeting=meeting, motion=failed)
    assert meeting.motions.count() == 2


def test_what_was_agreed_is_done_once(scene: Scene) -> None:
    meeting = make.sealed(scene, items=(Agreed("清东河沟", "王建军", ON),))
    item = meeting.items.get()
    services.finish(by=scene.clerk, item=item, outcome="已清", on=ON)
    again = services.finish(by=scene.clerk, item=item, outcome="又清", on=ON + timedelta(days=1))
    assert (again.done_on, again.outcome) == (ON, "已清")


def test_who_signed_in_is_present_and_how_is_not_kept(scene: Scene) -> None:
    member = scene.members[0]
    meeting = make.recorded(scene, absent={member.pk: "other"})
    SignIn.objects.create(
        county_id=meeting.county_id, meeting_id=meeting.pk, member_id=member.pk, org_path=meeting.org_path
    )
    done = services.seal(by=scene.secretary, meeting=meeting, agreed=services.Seal(), at=EVENING)
    assert member.pk in done.attended
    assert not SignIn.objects.exists()
