"""Announced to bodies, delivered to whoever holds the post, once a workday."""

from datetime import date, timedelta

import pytest

from dangjian.access.models import AuditRow
from dangjian.channels.inbox.models import Announcement, Digest, Entry, Kind, Notice
from dangjian.channels.inbox.services import announce, make_digests, recall, remind
from dangjian.channels.inbox.tests.conftest import Posts
from dangjian.channels.inbox.tests.make import COUNTY, EVENING, FRIDAY, MORNING, make_actor, make_receiver
from dangjian.foundation.time import at
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def tell(*bodies: int, subject: str = "assignment:a", roles: tuple[str, ...] = ("secretary",)) -> Announcement:
    """Announce a task to bodies on Thursday evening."""
    receivers = [make_receiver(body, subject, roles) for body in bodies]
    return announce(by=make_actor(), county_id=COUNTY, receivers=receivers, title="排查", at=EVENING)


def test_what_was_said_in_the_evening_comes_in_the_morning_as_one_digest(posts: Posts) -> None:
    posts[10, "secretary"] = [1]
    tell(10, subject="assignment:a")
    tell(10, subject="assignment:b")
    assert not Digest.objects.exists()
    run = make_digests(on=FRIDAY, at=MORNING)
    assert run is not None
    assert (run.notices, run.people) == (2, 1)
    assert [(one.account_id, one.delivered_at) for one in Digest.objects.all()] == [(1, MORNING)]
    assert Entry.objects.count() == 2


def test_a_day_has_one_digest(posts: Posts) -> None:
    posts[10, "secretary"] = [1]
    make_digests(on=FRIDAY, at=MORNING)
    tell(10)
    assert make_digests(on=FRIDAY, at=MORNING) is None
    assert not Digest.objects.exists()


def test_what_is_said_after_the_morning_waits(posts: Posts) -> None:
    posts[10, "secretary"] = [1]
    later = MORNING + timedelta(minutes=1)
    announce(by=None, county_id=COUNTY, receivers=[make_receiver()], title="排查", at=later)
    make_digests(on=FRIDAY, at=MORNING)
    assert not Entry.objects.exists()
    make_digests(on=MONDAY, at=at(MONDAY, 8, 30))
    assert Entry.objects.count() == 1


def test_every_holder_of_a_role_receives_and_a_person_once(posts: Posts) -> None:
    posts[10, "secretary"] = [1]
    posts[10, "branch_clerk"] = [1, 2]
    posts[10, "member"] = [3]
    tell(10, roles=("secretary", "branch_clerk"))
    make_digests(on=FRIDAY, at=MORNING)
    assert sorted(Entry.objects.values_list("account_id", flat=True)) == [1, 2]


def test_a_vacant_post_keeps_its_notices_for_the_successor(posts: Posts) -> None:
    tell(10)
    make_digests(on=FRIDAY, at=MORNING)
    posts[10, "secretary"] = [7]
    make_digests(on=MONDAY, at=at(MONDAY, 8, 30))
    assert list(Entry.objects.values_list("account_id", flat=True)) == [7]


def test_what_is_recalled_before_the_morning_does_not_come(posts: Posts) -> None:
    posts[10, "secretary"] = [1]
    tell(10)
    assert recall(by=make_actor(), subject_keys=["assignment:a"], at=EVENING) == 1
    make_digests(on=FRIDAY, at=MORNING)
    assert not Entry.objects.exists()
    assert recall(by=make_actor(), subject_keys=["assignment:a"], at=EVENING) == 0


def test_a_due_date_is_reminded_of_once() -> None:
    def again(due: date, *bodies: int) -> int:
        receivers = [make_receiver(body) for body in bodies]
        return remind(by=None, county_id=COUNTY, receivers=receivers, title="排查", due_on=due, at=EVENING)

    assert again(FRIDAY, 10) == 1
    assert again(FRIDAY, 10, 11) == 1
    assert again(FRIDAY, 10, 11) == 0
    assert again(MONDAY, 10) == 1
    assert Notice.objects.count() == 3
    assert Announcement.objects.count() == 3


def test_an_urgent_one_passes_quiet_hours_and_is_accounted_for(posts: Posts) -> None:
    posts[10, "secretary"] = [1]
    posts[11, "secretary"] = [2, 3]
    said = announce(
        by=make_actor(9), county_id=COUNTY, receivers=[make_receiver(10), make_receiver(11)], title="转移群众",
        kind=Kind.URGENT, urgent_reason="山洪预警", at=EVENING,
    )  # fmt: skip
    assert (said.created_by, said.urgent_reason, said.bodies, said.receivers) == (9, "山洪预警", 2, 3)
    assert set(Digest.objects.values_list("delivered_at", "is_urgent")) == {(EVENING, True)}
    make_digests(on=FRIDAY, at=MORNING)
    assert Entry.objects.count() == 3


def test_an_urgent_one_needs_its_reason() -> None:
    with pytest.raises(RuleBreach, match="事由"):
        announce(
            by=make_actor(), county_id=COUNTY, receivers=[make_receiver()], title="转移群众", kind=Kind.URGENT,
            urgent_reason=" ", at=EVENING,
        )  # fmt: skip
    assert not Announcement.objects.exists()


def test_each_leaves_one_audit_row(posts: Posts) -> None:
    posts[10, "secretary"] = [1]
    tell(10, 11)
    recall(by=make_actor(), subject_keys=["assignment:a"], at=EVENING)
    make_digests(on=FRIDAY, at=MORNING)
    assert list(AuditRow.objects.order_by("id").values_list("action", "count")) == [
        ("notice.task", 2),
        ("notice.recall", 1),
        ("digest.make", 1),
    ]
