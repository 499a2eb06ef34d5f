"""What is registered of a member follows the formal relation, in the same transaction."""

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Leaving
from dangjian.affairs.members.services import leave
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.mobility import services
from dangjian.affairs.mobility.following import follow_merger, obstacles
from dangjian.affairs.mobility.models import Class, Contact, Ending, Objection, Reason, Stage, Stay, Talent
from dangjian.affairs.mobility.services.stays import Elsewhere
from dangjian.affairs.mobility.tests.make import SINCE, TODAY, Scene, depart, keeper, make_scene, park
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Source
from dangjian.affairs.posts.tests import make as posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def move(scene: Scene, to: Organization, source: Source) -> None:
    officer = posts.actor_of(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远"))
    by = officer.narrowed(Permission.MEMBER_EDIT)
    settle(by=by, member=scene.away, organization=to, on=TODAY, source=source)


def test_a_transfer_ends_the_stay_and_its_history_goes_along(scene: Scene) -> None:
    stay = depart(scene)
    services.record_contact(by=scene.by, stay=stay, day=TODAY, on=TODAY)
    member = keeper(posts.make_account(scene.away.person))
    services.object_to(by=member, to_class=Class.MOBILE, words="有异议", on=TODAY)
    move(scene, scene.host, Source.TRANSFER)
    row = Stay.objects.get()
    assert (row.ending, row.ended_on, row.organization) == (Ending.TRANSFERRED, TODAY, scene.host)
    assert Contact.objects.get().org_path == scene.host.path
    assert Objection.objects.get().answered_on == TODAY
    assert not Stay.objects.visible_to(scene.by).exists()


def test_into_a_branch_by_decision_the_stay_goes_on_there(scene: Scene) -> None:
    other = posts.make_body("石桥镇柳溪村第二党支部", parent=scene.township)
    depart(scene)
    move(scene, other, Source.DECISION)
    row = Stay.objects.get()
    assert (row.ended_on, row.organization, row.home, row.contact) == (None, other, other.name, None)


def test_a_parked_relation_that_is_transferred_is_decided(scene: Scene) -> None:
    park(scene)
    move(scene, scene.host, Source.TRANSFER)
    assert Talent.objects.get().stage == Stage.MOVES


def test_who_leaves_the_roll_is_away_no_longer(scene: Scene) -> None:
    depart(scene)
    officer = posts.actor_of(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远"))
    by = officer.narrowed(Permission.MEMBER_EDIT)
    leave(by=by, member=scene.away, reason=Leaving.DIED, on=TODAY, source=Source.TYPED)
    assert Stay.objects.get().ending == Ending.OFF_ROLL


def test_a_body_that_takes_another_up_hosts_its_guests(scene: Scene) -> None:
    stay = depart(scene)
    services.register_arrival(
        by=scene.by_host, organization=scene.host, name="何芳", home="外地党支部", elsewhere=Elsewhere(),
        reason=Reason.WORK, since=SINCE, contact=None, on=TODAY,
    )  # fmt: skip
    assert obstacles(scene.host, TODAY) == ["还有 2 名流入党员，先结束登记或改流入地"]
    into = posts.make_body("石桥镇驻江城第二流动党员党支部", parent=scene.township)
    follow_merger(scene.by, Merged(scene.host, into, TODAY, "决定"))
    assert (Stay.objects.get(pk=stay.pk).host_path, obstacles(scene.host, TODAY)) == (into.path, [])
    assert Stay.objects.get(name="何芳").organization == into
