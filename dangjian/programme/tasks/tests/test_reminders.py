"""A due date is reminded of once, in the morning when yellow begins, and nobody is who has submitted."""

from datetime import date, timedelta

import pytest

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import make_county, make_holder
from dangjian.channels.inbox.models import Entry, Kind
from dangjian.channels.inbox.services import make_digests
from dangjian.foundation.time import at
from dangjian.procedures.provisions.tests.make import make_rule
from dangjian.programme.tasks.models import Assignment
from dangjian.programme.tasks.reminders import remind_of_due
from dangjian.programme.tasks.tests.make import DUE, Scene, issue, make_list, make_scene, make_task, submit

pytestmark = pytest.mark.django_db
FIRST = DUE - timedelta(days=7)


@pytest.fixture
def scene() -> Scene:
    """A county with two villages that were given a task in November."""
    made = make_scene()
    issue(made, make_task(made, make_list(made)), made.village, made.other_village)
    Assignment.objects.update(made_at=at(date(2026, 11, 21), 9))
    return made


def remind(day: date) -> int:
    """Remind as the morning of a day does."""
    return remind_of_due(day, at(day, 8, 30))


@pytest.mark.usefixtures("scene")
def test_nobody_is_reminded_before_yellow_begins() -> None:
    assert remind(FIRST - timedelta(days=1)) == 0


@pytest.mark.usefixtures("scene")
def test_each_body_is_reminded_once_even_after_days_off() -> None:
    assert remind(FIRST + timedelta(days=2)) == 2
    assert remind(FIRST + timedelta(days=3)) == 0


def test_who_has_submitted_is_left_in_peace(scene: Scene) -> None:
    submit(scene, Assignment.objects.get(organization=scene.village))
    assert remind(FIRST) == 1


@pytest.mark.usefixtures("scene")
def test_a_moved_date_is_reminded_of_again() -> None:
    remind(FIRST)
    Assignment.objects.update(due_on=DUE + timedelta(days=30))
    assert remind(FIRST + timedelta(days=30)) == 2


@pytest.mark.usefixtures("scene")
def test_what_was_issued_within_the_yellow_days_has_just_named_its_date() -> None:
    Assignment.objects.update(made_at=at(FIRST, 9))
    assert remind(FIRST + timedelta(days=1)) == 0


def test_secretary_and_clerk_find_it_in_the_morning(scene: Scene) -> None:
    remind(FIRST)
    make_digests(on=FIRST, at=at(FIRST, 8, 30))
    reminders = Entry.objects.filter(notice__announcement__kind=Kind.REMINDER)
    assert set(reminders.values_list("account_id", flat=True)) == {scene.secretary.pk, scene.clerk.pk}


@pytest.mark.parametrize(("value", "days_before", "reminded"), [(15, 15, 2), (15, 16, 0), (3, 4, 0), (3, 3, 2)])
def test_a_county_that_set_its_own_term_is_reminded_by_it(
    scene: Scene, value: int, days_before: int, reminded: int
) -> None:
    make_rule(scene.officer, value)
    assert remind(DUE - timedelta(days=days_before)) == reminded


@pytest.mark.usefixtures("scene")
def test_another_county_keeps_the_usual_term() -> None:
    make_rule(make_holder(make_county("中共临川县委员会"), Role.COUNTY_OFFICER), 20)
    assert remind(FIRST - timedelta(days=1)) == 0
    assert remind(FIRST) == 2
