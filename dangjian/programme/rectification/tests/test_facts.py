"""What the platform holds proposes; what it does not hold says nothing."""

from datetime import date, timedelta

import pytest

from dangjian.activities.duties.models import DutyResult
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.tests import make as posts
from dangjian.programme.rectification.queries import bodies, cases, facts
from dangjian.programme.rectification.tests import make
from dangjian.programme.rectification.tests.make import TODAY, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    found = make.make_scene()
    Member.objects.update(joined_on=TODAY - timedelta(days=200))
    return found


def keys(body: Organization) -> list[str]:
    return [one.key for one in facts.facts([body], TODAY).get(body.pk, [])]


def test_a_vacancy_counts_after_three_months(scene: Scene) -> None:
    assert keys(scene.village) == []
    Appointment.objects.filter(post__organization=scene.village).update(during="[2024-01-01,2026-08-21)")
    assert keys(scene.village) == ["vacancy"]
    Appointment.objects.filter(post__organization=scene.village).update(during="[2024-01-01,2026-08-22)")
    assert keys(scene.village) == []


def test_a_post_never_filled_says_nothing(scene: Scene) -> None:
    Appointment.objects.filter(post__organization=scene.village).delete()
    assert keys(scene.village) == []


def missed(scene: Scene, number: int, **changes: object) -> None:
    for index in range(number):
        start = date(2026, 1 + index, 1)
        DutyResult.objects.create(
            **{
                "county_id": scene.county.pk, "organization_id": scene.village.pk, "org_path": scene.village.path,
                "duty": "meetings.theme_day", "kind": "theme_day", "period_start": start,
                "period_end": start + timedelta(days=30), "due_on": start + timedelta(days=29), "needed": 1, "got": 0,
            } | changes
        )  # fmt: skip


def test_organization_life_is_named_from_the_third_time_on_and_explained_ones_are_not(scene: Scene) -> None:
    missed(scene, 2)
    assert keys(scene.village) == []
    DutyResult.objects.all().delete()
    missed(scene, 3)
    found = facts.facts([scene.village, scene.sibling], TODAY)
    assert [one.words for one in found[scene.village.pk]] == ["近一年到期没有开展：主题党日 3 次"]
    assert scene.sibling.pk not in found
    DutyResult.objects.update(explained="汛期转移群众")
    assert keys(scene.village) == []


def test_nobody_admitted_for_two_years_and_no_development_object(scene: Scene) -> None:
    Member.objects.update(joined_on=date(2001, 7, 1))
    assert keys(scene.village) == ["development"]
    assert keys(scene.sibling) == []  # Without members it says nothing.
    branch = Organization.objects.get(parent=scene.village)
    posts.make_member(branch, "新人", Category.OBJECT)
    assert keys(scene.village) == []


def test_leads_are_of_the_own_committee_in_the_countys_order_without_those_under_way(scene: Scene) -> None:
    Member.objects.update(joined_on=date(2001, 7, 1))
    posts.make_member(scene.sibling, "老李")
    assert [lead.body for lead in cases.leads(scene.edits, TODAY)] == [scene.village, scene.sibling]
    make.proposed(scene)
    assert [lead.body for lead in cases.leads(scene.edits, TODAY)] == [scene.sibling]
    assert list(bodies.may_be_named(scene.edits)) == [scene.village, scene.sibling]
