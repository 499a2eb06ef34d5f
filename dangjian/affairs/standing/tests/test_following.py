"""A matter goes with the member into another branch; leaving waits for it."""

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Leaving
from dangjian.affairs.members.services import leave
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.people.models import Source
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.standing import services
from dangjian.affairs.standing.models import Matter, Way
from dangjian.affairs.standing.tests.make import TODAY, Scene, editor, make_scene, open_lost, take
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_leaving_waits_for_an_open_matter_and_a_matter_follows_the_branch(scene: Scene) -> None:
    matter = open_lost(scene)
    officer = posts.actor_of(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远"))
    by = officer.narrowed(Permission.MEMBER_EDIT)
    with pytest.raises(RuleBreach, match="有党籍事项在办理"):
        leave(by=by, member=scene.member, reason=Leaving.DIED, on=TODAY, source=Source.TYPED)
    other = posts.make_body("石桥镇柳溪村第二党支部", parent=scene.township)
    settle(by=by, member=scene.member, organization=other, on=TODAY, source=Source.DECISION)
    row = Matter.objects.get(pk=matter.pk)
    assert (row.organization, row.case.org_path) == (other, other.path)
    assert not Matter.objects.visible_to(scene.by).exists()
    heir = editor(posts.make_holder(other, Role.SECRETARY, "吴敏"))
    services.note_search(by=heir, matter=row, way=Way.CALL, day=TODAY, on=TODAY)
    take(row, heir)
