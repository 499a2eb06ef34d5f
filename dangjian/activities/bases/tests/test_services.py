from datetime import timedelta

import pytest

from dangjian.access.models import AuditRow
from dangjian.activities.bases import services
from dangjian.activities.bases.models import Base, Booking, State
from dangjian.activities.bases.services import TakenError
from dangjian.activities.bases.tests import make
from dangjian.activities.meetings import services as meetings
from dangjian.activities.meetings.models import Meeting
from dangjian.activities.meetings.models import State as MeetingState
from dangjian.activities.meetings.queries import prefilled
from dangjian.activities.meetings.services import Planned
from dangjian.activities.meetings.tests.make import EVENING, Scene, make_scene
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.doors import Merged, on_merge
from dangjian.affairs.posts.tests import make as posts
from dangjian.channels.inbox.models import Notice
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_a_confirmed_visit_stands_among_the_meetings_with_everything_known(scene: Scene) -> None:
    base = make.make_base(scene)
    booking = make.booked(scene, base)
    assert not Meeting.objects.exists()
    services.confirm(by=scene.organizer, booking=booking, at=EVENING)
    meeting = Meeting.objects.get()
    assert (meeting.organization, meeting.origin, meeting.kinds) == (scene.branch, booking.origin, ["theme_day"])
    assert (meeting.title, meeting.planned_for) == ("重走红军路", booking.during.lower)
    entry = prefilled(scene.branch, meeting.kinds, booking.during.upper, meeting)
    assert (entry.title, entry.place) == ("重走红军路", "清源红军纪念馆（石桥镇东街 1 号）")
    assert entry.held_at == booking.during.lower
    with pytest.raises(RuleBreach, match="已确认，没有重复办理"):
        services.confirm(by=scene.organizer, booking=booking, at=EVENING)
    assert Meeting.objects.count() == 1
    told = Notice.objects.filter(subject_key=booking.origin, recalled_at=None)
    assert [notice.organization_id for notice in told] == [scene.branch.pk]
    said = AuditRow.objects.filter(action__startswith="booking.").order_by("pk")
    assert [row.action for row in said] == ["booking.ask", "booking.confirm"]


def test_one_time_is_one_branchs(scene: Scene) -> None:
    base = make.make_base(scene)
    booking = make.booked(scene, base)
    other = posts.actor_of(posts.make_holder(scene.other, Role.SECRETARY, "钱书记"))
    with pytest.raises(TakenError, match="已经被别的党组织约了"):
        services.book(by=other, base=base, organization=scene.other, wanted=make.wanted(base), at=EVENING)
    services.decline(by=scene.organizer, booking=booking, reason="当天检修", at=EVENING)
    again = services.book(by=other, base=base, organization=scene.other, wanted=make.wanted(base), at=EVENING)
    assert again.state == State.ASKED


def test_what_the_base_does_not_take_is_refused_with_the_reason(scene: Scene) -> None:
    base = make.make_base(scene)
    good = make.moments(base)
    sunday = next(day for day in (good[0] + timedelta(days=n) for n in range(7)) if day.isoweekday() == 7)
    far = good[0] + timedelta(days=63)
    cases = [
        (make.wanted(base, people=31), "一次最多接待 30 人"),
        (make.wanted(base, sunday), "这个时间不开放"),
        (make.wanted(base, good[0] + timedelta(minutes=30)), "这个时间不开放"),
        (make.wanted(base, good[0] - timedelta(days=7)), "只能约现在以后"),
        (make.wanted(base, far), "只能约现在以后"),
    ]
    for wanted, words in cases:
        with pytest.raises(RuleBreach, match=words):
            services.book(by=scene.secretary, base=base, organization=scene.branch, wanted=wanted, at=EVENING)
    with pytest.raises(RuleBreach, match="您的职务不办理"):
        services.book(by=scene.secretary, base=base, organization=scene.other, wanted=make.wanted(base), at=EVENING)
    wanted = make.wanted(base)
    services.withdraw(by=scene.organizer, base=base, activity=wanted.activity, on=as_day(EVENING))
    wanted.activity.refresh_from_db()
    with pytest.raises(RuleBreach, match="已不提供"):
        services.book(by=scene.secretary, base=base, organization=scene.branch, wanted=wanted, at=EVENING)
    services.keep(by=scene.organizer, organization=scene.township, kept=make.kept(is_open=False), base=base)
    with pytest.raises(RuleBreach, match="现在不接受预约"):
        services.book(by=scene.secretary, base=base, organization=scene.branch, wanted=wanted, at=EVENING)
    assert not Booking.objects.exists()


def test_a_month_takes_as_many_visits_as_the_base_says(scene: Scene) -> None:
    base = make.make_base(scene, most_a_month=1)
    times = make.moments(base, days=30)
    first = make.booked(scene, base, times[0])
    with pytest.raises(RuleBreach, match="每月最多接待 1 次，11月已经约满"):
        make.booked(scene, base, times[1])
    assert make.booked(scene, base, next(time for time in times if time.month == 12)).on.month == 12
    services.cancel(by=scene.secretary, booking=first, reason="农忙", at=EVENING)
    assert make.booked(scene, base, times[1]).on.month == 11


def test_moved_the_old_time_is_free_and_its_meeting_called_off(scene: Scene) -> None:
    base = make.make_base(scene)
    times = make.moments(base)
    booking = services.confirm(by=scene.organizer, booking=make.booked(scene, base), at=EVENING)
    moved = services.rebook(by=scene.secretary, booking=booking, wanted=make.wanted(base, times[3]), at=EVENING)
    booking.refresh_from_db()
    assert (booking.state, moved.state) == (State.CANCELLED, State.ASKED)
    assert Meeting.objects.get().state == MeetingState.CANCELLED
    # Where the other time is not to be had, nothing is given back.
    taken = make.booked(scene, base, times[4])
    with pytest.raises(TakenError):
        services.rebook(by=scene.secretary, booking=moved, wanted=make.wanted(base, times[4]), at=EVENING)
    moved.refresh_from_db()
    assert (moved.state, taken.state) == (State.ASKED, State.ASKED)


def test_called_off_by_either_side_and_on_the_meetings_own_page(scene: Scene) -> None:
    base = make.make_base(scene)
    times = make.moments(base)
    by_host = services.confirm(by=scene.organizer, booking=make.booked(scene, base, times[0]), at=EVENING)
    services.cancel(by=scene.organizer, booking=by_host, reason="展厅检修", at=EVENING)
    assert Meeting.objects.get(origin=by_host.origin).cancelled_for == "基地预约取消：展厅检修"
    there = services.confirm(by=scene.organizer, booking=make.booked(scene, base, times[1]), at=EVENING)
    meeting = Meeting.objects.get(origin=there.origin)
    later = Planned(meeting.kinds, meeting.title, times[2], meeting.place)
    with pytest.raises(RuleBreach, match="在基地预约里改约"):
        meetings.change(by=scene.secretary, meeting=meeting, planned=later, at=EVENING)
    meetings.cancel(by=scene.secretary, meeting=meeting, reason="防汛", at=EVENING)
    there.refresh_from_db()
    assert (there.state, there.words) == (State.CANCELLED, "防汛")
    with pytest.raises(RuleBreach, match="已取消，没有再作改动"):
        services.cancel(by=scene.secretary, booking=there, reason="再取消", at=EVENING)
    begun = services.confirm(by=scene.organizer, booking=make.booked(scene, base, times[3]), at=EVENING)
    with pytest.raises(RuleBreach, match="已经开始"):
        services.cancel(by=scene.secretary, booking=begun, reason="没去", at=times[3])


def test_only_the_base_answers(scene: Scene) -> None:
    booking = make.booked(scene, make.make_base(scene))
    for by in (scene.secretary, scene.clerk):
        with pytest.raises(RuleBreach, match="您的职务不办理"):
            services.confirm(by=by, booking=booking, at=EVENING)
    with pytest.raises(RuleBreach, match="写明不能接待的原因"):
        services.decline(by=scene.organizer, booking=booking, reason=" ", at=EVENING)


def test_hours_that_are_none_and_a_name_twice_are_refused(scene: Scene) -> None:
    make.make_base(scene)
    with pytest.raises(RuleBreach, match="开放时段认不出来"):
        services.keep(by=scene.organizer, organization=scene.township, kept=make.kept(name="二", hours="上午"))
    with pytest.raises(RuleBreach, match="已有名为"):
        services.keep(by=scene.organizer, organization=scene.township, kept=make.kept())
    with pytest.raises(RuleBreach, match="您的职务不办理"):
        services.keep(by=scene.secretary, organization=scene.township, kept=make.kept(name="三"))


def test_a_merger_takes_bases_and_bookings_along(scene: Scene) -> None:
    own = services.keep(by=scene.secretary, organization=scene.branch, kept=make.kept(name="村史馆"))
    booking = make.booked(scene, make.make_base(scene))
    on_merge.open(scene.organizer, Merged(scene.branch, scene.other, as_day(EVENING), "镇党委决定"))
    own.refresh_from_db()
    booking.refresh_from_db()
    assert (own.organization, own.org_path) == (scene.other, scene.other.path)
    assert (booking.organization, booking.org_path) == (scene.other, scene.other.path)
    assert Base.objects.count() == 2
