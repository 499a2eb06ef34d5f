"""Beside the due list: units in county order for those who read bulletins, nothing for a secretary."""

from datetime import date

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.decisions.bulletins.tests import make
from dangjian.foundation.time import at
from dangjian.programme.tasks.models import Assignment, Standing
from dangjian.site.panels import Panel, panels

pytestmark = pytest.mark.django_db
NOW = at(make.TODAY, 9)


@pytest.fixture(autouse=True)
def _nothing_at_hand() -> None:
    cache.clear()


def _shown(body: Organization, role: Role) -> list[Panel]:
    return panels(posts.actor_of(posts.make_holder(body, role)), NOW)


@pytest.fixture
def place() -> make.Place:
    """A county where one task is overdue everywhere but in one township."""
    made = make.make_place()
    task = make.make_task(make.make_list(made.county), 1, date(2026, 10, 20))
    for body in Organization.objects.filter(pk__in=made.units).in_order():
        make.tell(task, body, make.chance(body.order_no))
    Assignment.objects.update(state=Standing.ASSIGNED)
    done = Assignment.objects.filter(organization__name__contains="石桥镇")
    done.update(state=Standing.WRITTEN_OFF, closed_on=date(2026, 10, 19), submitted_on=date(2026, 10, 18))
    return made


def test_an_officer_sees_the_units_in_county_order_and_who_needs_a_hand(place: make.Place) -> None:
    progress, needing = _shown(place.county, Role.COUNTY_OFFICER)
    names = ["中共石桥镇委员会", "中共柳河乡委员会", "县直机关工委", "县教育工委"]
    assert [line.name for line in progress.lines] == names
    assert [line.name for line in needing.lines] == names[1:]
    assert (progress.lines[0].done, progress.lines[0].issued, progress.lines[0].overdue) == (2, 2, 0)
    assert needing.lines[0].stuck_on == "“第1项任务”"


def test_a_township_sees_its_villages_and_where_all_is_done_no_call_for_help(place: make.Place) -> None:
    township = next(body for body in place.units.values() if body.name == "中共石桥镇委员会")
    (progress,) = _shown(township, Role.TOWNSHIP_ORGANIZER)
    assert [line.name for line in progress.lines] == ["中共石桥镇委员会上湾村党支部"]


def test_a_secretary_and_a_member_see_nothing_beside_their_due_list(place: make.Place) -> None:
    village = Organization.objects.get(name="中共石桥镇委员会上湾村党支部")
    assert _shown(village, Role.SECRETARY) == []
    assert _shown(place.county, Role.MEMBER) == []


def test_a_home_page_opened_again_counts_nothing_anew(
    place: make.Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = posts.actor_of(posts.make_holder(place.county, Role.COUNTY_LEADER))
    with django_assert_num_queries(6):
        first = panels(actor, NOW)
    with django_assert_num_queries(1):
        assert panels(actor, NOW) == first
