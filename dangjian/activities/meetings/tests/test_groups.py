"""党小组会: which group met, who was to come, and that it counts for that group, not for the branch."""

import pytest
from django.test import Client

from dangjian.access import once
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import DutyResult, Reckoning
from dangjian.activities.meetings import services
from dangjian.activities.meetings.models import Meeting, State
from dangjian.activities.meetings.tests import make
from dangjian.activities.meetings.tests.make import EVENING, ON, Scene
from dangjian.affairs.organizations.models import Kind as BodyKind
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.models import Evidence
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def group_of(scene: Scene, name: str) -> Organization:
    return posts.make_body(name, parent=scene.branch, kind=BodyKind.GROUP)


def met(scene: Scene, group: Organization | None, **more: object) -> Meeting:
    kinds = more.pop("kinds", (Kind.GROUP,))
    return make.recorded(scene, kinds=kinds, group_id=group.pk if group else None, **more)


def sealed(scene: Scene, meeting: Meeting) -> Meeting:
    return services.seal(by=scene.secretary, meeting=meeting, agreed=services.Seal(), at=EVENING)


def test_a_group_meeting_counts_for_the_group_alone(scene: Scene) -> None:
    first, second = group_of(scene, "第一党小组"), group_of(scene, "第二党小组")
    for body in (first, second):
        Reckoning.objects.get_or_create(county_id=body.county_id, year=ON.year)
    reckon(scene.county.pk, ON.year)
    sealed(scene, met(scene, first))
    reckon(scene.county.pk, ON.year)
    fact = Evidence.objects.standing().get()
    assert (fact.organization_id, fact.org_path, fact.kind) == (first.pk, first.path, Kind.GROUP)
    month = DutyResult.objects.filter(kind=Kind.GROUP, period_start=ON.replace(day=1))
    assert dict(month.values_list("organization_id", "got")) == {first.pk: 1, second.pk: 0}


def test_a_record_of_two_kinds_counts_for_both_bodies(scene: Scene) -> None:
    group = group_of(scene, "第一党小组")
    sealed(scene, met(scene, group, kinds=(Kind.THEME_DAY, Kind.GROUP)))
    facts = Evidence.objects.standing().values_list("kind", "organization_id")
    assert set(facts) == {(Kind.THEME_DAY, scene.branch.pk), (Kind.GROUP, group.pk)}


def test_where_there_are_groups_one_of_them_is_named(scene: Scene) -> None:
    group_of(scene, "第一党小组")
    elsewhere = posts.make_body("别处党小组", parent=scene.other, kind=BodyKind.GROUP)
    for group in (None, elsewhere, scene.branch):
        with pytest.raises(RuleBreach, match="哪个党小组"):
            met(scene, group)
    assert not Meeting.objects.exists()


def test_a_branch_without_groups_names_none(scene: Scene) -> None:
    assert met(scene, None).group is None


def test_two_groups_on_one_day_are_two_meetings_and_one_group_is_one(scene: Scene) -> None:
    first, second = group_of(scene, "第一党小组"), group_of(scene, "第二党小组")
    one, two, again = met(scene, first), met(scene, second), met(scene, first)
    assert one.pk == again.pk != two.pk


def test_those_of_the_group_are_to_come_and_without_a_roll_those_of_the_branch(scene: Scene) -> None:
    first, second = group_of(scene, "第一党小组"), group_of(scene, "第二党小组")
    own = posts.make_member(first, "周玉梅")
    assert met(scene, first).expected == [own.pk]
    assert sorted(met(scene, second).expected) == sorted(member.pk for member in scene.members)


def test_the_form_asks_which_group_and_keeps_it(scene: Scene) -> None:
    group_of(scene, "第一党小组")
    second = group_of(scene, "第二党小组")
    client = Client()
    client.force_login(scene.secretary_account)
    address = f"/meetings/new/?body={scene.branch.public_id}&kinds=group&group={second.public_id}"
    page = client.get(address).content.decode()
    assert f'value="{second.public_id}" selected' in page
    said = {"held_at": f"{ON} 09:30", "place": "村委会", "kinds": ["group"], "step": "keep"}
    key = {"once": once.mint(scene.secretary_account.epoch)}
    answer = client.post(address, {**key, **said, "group": ""})
    assert answer.status_code == 422
    assert "哪个党小组" in answer.content.decode()
    answer = client.post(address, {"once": once.mint(scene.secretary_account.epoch), **said, "group": second.public_id})
    assert answer.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.organization, meeting.group, meeting.state) == (scene.branch, second, State.RECORDED)
    assert "第二党小组" in client.get(f"/meetings/{meeting.public_id}/").content.decode()


def test_a_secretary_finds_what_each_group_owes_with_the_way_to_its_record(scene: Scene) -> None:
    group = group_of(scene, "第一党小组")
    Reckoning.objects.get_or_create(county_id=group.county_id, year=ON.year)
    reckon(scene.county.pk, ON.year)
    client = Client()
    client.force_login(scene.secretary_account)
    page = client.get("/duties/").content.decode().replace("&amp;", "&")
    assert "第一党小组" in page
    assert f"body={scene.branch.public_id}&kinds=group&group={group.public_id}" in page


def test_the_plan_asks_which_group_and_the_notice_goes_with_it(scene: Scene) -> None:
    first, second = group_of(scene, "第一党小组"), group_of(scene, "第二党小组")
    client = Client()
    client.force_login(scene.secretary_account)
    address = f"/meetings/plan/?body={scene.branch.public_id}&kinds=group&group={second.public_id}"
    page = client.get(address).content.decode()
    assert f'value="{second.public_id}" selected' in page
    assert 'value="leaders_life"' not in page  # A branch holds none.
    said = {"kinds": ["group"], "planned_for": "2026-11-28T19:00", "place": "文书家"}
    key = {"once": once.mint(scene.secretary_account.epoch)}
    refused = client.post(address, {**key, **said})
    assert refused.status_code == 422
    assert "哪个党小组" in refused.content.decode()
    key = {"once": once.mint(scene.secretary_account.epoch)}
    assert client.post(address, {**key, **said, "group": str(first.public_id)}).status_code == 302
    assert Meeting.objects.get().group == first


def test_a_branch_secretary_says_why_a_group_did_not_meet(scene: Scene) -> None:
    group = group_of(scene, "第一党小组")
    Reckoning.objects.get_or_create(county_id=group.county_id, year=ON.year)
    reckon(scene.county.pk, ON.year)
    missed = DutyResult.objects.filter(organization_id=group.pk, kind=Kind.GROUP, due_on__lt=ON).latest("due_on")
    client = Client()
    client.force_login(scene.secretary_account)
    address = f"/duties/bodies/{group.public_id}/explanation/?duty={missed.duty}&start={missed.period_start}"
    key = {"once": once.mint(scene.secretary_account.epoch)}
    assert client.post(address, {**key, "words": "农忙，小组成员都在外抢收"}).status_code == 302
    missed.refresh_from_db()
    assert missed.explained
