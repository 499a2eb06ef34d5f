"""A village that became part of another keeps its page with what it published, and gets nothing new."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations import services as organizations
from dangjian.affairs.organizations.models import Area
from dangjian.affairs.organizations.services import Decree
from dangjian.affairs.posts.tests import make as posts
from dangjian.community.villages import services
from dangjian.community.villages.models import Village
from dangjian.community.villages.queries.lists import own_villages, unopened
from dangjian.community.villages.tests.make import CODE, ON, Scene, make_scene, started, walked
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
OTHER = "510824103202"
TODAY = ON + timedelta(days=30)


@pytest.fixture
def scene() -> Scene:
    scene = make_scene()
    scene.other.area = Area.objects.create(code=OTHER, name="西河村", parent=Area.objects.get(code=CODE[:9]))
    scene.other.save(update_fields=["area"])
    return scene


def _party(scene: Scene) -> None:
    officer = posts.actor_of(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "县里人"))
    organizations.merge(by=officer, body=scene.body, into=scene.other, decree=Decree(TODAY, "批复", TODAY))


def _ground(scene: Scene) -> None:
    officer = posts.actor_of(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "县里人二"))
    scene.other.refresh_from_db()
    organizations.merge_area(
        by=officer, body=scene.other, gone=Area.objects.get(code=CODE), decree=Decree(TODAY, "批复", TODAY)
    )


def test_after_the_party_line_alone_the_body_opens_its_own_village_too(scene: Scene) -> None:
    _party(scene)
    holder = posts.actor_of(posts.make_holder(scene.other, Role.SECRETARY, "钱文"))
    assert unopened(holder, TODAY) == scene.other
    made = services.open_village(by=holder, organization=scene.other, on=TODAY)
    assert made.code == OTHER
    assert [village.code for village in own_villages(holder)] == [CODE, OTHER]


def test_on_the_ground_the_page_stays_and_leads_on(scene: Scene) -> None:
    quiet = walked(scene, "publish_decision")
    walked(scene, "publish_result", title="四组饮水管更换")
    _party(scene)
    _ground(scene)
    page = Client().get(f"/village/{CODE}/").content.decode()
    assert "东河村已于" in page
    assert f"/village/{OTHER}/" in page
    assert "四组饮水管更换" in page
    assert "我要提问" not in page
    assert Client().get(f"/village/{OTHER}/").status_code == 200
    holder = posts.actor_of(posts.make_holder(scene.other, Role.SECRETARY, "钱文"))
    assert [village.code for village in own_villages(holder)] == [OTHER]
    services.publish_decision(by=holder, matter=quiet, words="同意。", ways=[], on=TODAY)  # What is open goes on.
    old = Village.objects.get(code=CODE)
    scene.village = old
    with pytest.raises(RuleBreach, match="东河村已并入西河村"):
        services.start(by=holder, village=old, title="路", plan="修", is_one_head=False, on=TODAY)
    with pytest.raises(RuleBreach, match="东河村已并入西河村"):
        services.ask(village=old, words="路？", is_about_cadres=False, may_publish=False, ticket=uuid4(), on=TODAY)
    with pytest.raises(RuleBreach):
        started(scene)
