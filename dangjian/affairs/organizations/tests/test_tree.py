"""The tree a level at a time, today and on a past day, with its counts; in few queries."""

from datetime import date

import pytest
from django.test import Client

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category
from dangjian.affairs.organizations import queries, services
from dangjian.affairs.organizations.models import Kind
from dangjian.affairs.organizations.tests.make import ON, Scene, decree, make_scene
from dangjian.affairs.posts.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    scene = make_scene()
    for category in (Category.FULL, Category.PROBATIONARY, Category.ACTIVIST):
        make.make_member(scene.east, category=category)
    make.make_body("东河村第一党小组", parent=scene.east, kind=Kind.GROUP)
    return scene


def level(account: Account, on: date | None = None) -> queries.Level:
    actor = make.actor_of(account).narrowed(Permission.ORGANIZATION_VIEW)
    return queries.level(actor, None, make.TODAY, on)


def figures(found: queries.Level) -> list[tuple[str, int, int, int, int]]:
    return [(line.name, line.below, line.branches, line.heads.full, line.heads.probationary) for line in found.lines]


def test_each_child_is_counted_with_what_stands_below_it(scene: Scene) -> None:
    found = level(scene.officer)
    assert found.head
    assert (found.head.name, found.head.below, found.head.branches) == ("中共清源县委员会", 5, 2)
    assert figures(found) == [("中共石桥镇委员会", 2, 1, 1, 1), ("中共云岭镇委员会", 1, 1, 0, 0)]


def test_the_tree_of_a_past_day_is_as_it_was(scene: Scene) -> None:
    services.move(by=scene.by, body=scene.east, parent=scene.cloud, decree=decree())
    assert figures(level(scene.officer)) == [("中共石桥镇委员会", 0, 0, 0, 0), ("中共云岭镇委员会", 3, 2, 1, 1)]
    before = figures(level(scene.officer, date(2026, 10, 31)))
    assert before == [("中共石桥镇委员会", 2, 1, 1, 1), ("中共云岭镇委员会", 1, 1, 0, 0)]
    names = [state.name for state in queries.as_at(make.actor_of(scene.stone_organizer), date(2026, 10, 31))]
    assert names == ["中共石桥镇委员会"]  # Whoever reads a body today reads its past: the branch is read elsewhere now.
    assert queries.as_at(make.actor_of(scene.officer), date(1999, 1, 1)).count() == 0


def test_several_tops_keep_the_county_order(scene: Scene) -> None:
    make.appoint(scene.stone_organizer.person, scene.west, Role.SECRETARY)
    found = level(scene.stone_organizer)
    assert found.head is None
    assert [line.name for line in found.lines] == ["中共石桥镇委员会", "西山村党支部"]


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_tree_page_opens_searches_filters_and_goes_back(scene: Scene) -> None:
    client = client_of(scene.officer)
    page = client.get("/organizations/tree/").content.decode()
    assert "下级 2 · 党支部 1 · 党员 2（预备 1）" in page
    assert "东河村" not in page
    opened = client.get(f"/organizations/tree/?under={scene.stone.public_id}").content.decode()
    assert f'id="level-{scene.stone.public_id}"' in opened
    assert "东河村党支部" in opened
    assert "东河村党支部" in client.get("/organizations/tree/?words=dhc").content.decode()
    assert "东河村" not in client.get("/organizations/tree/?kind=committee").content.decode()
    services.rename(by=scene.by, body=scene.stone, name="石桥街道党工委", short_name="石桥街道", decree=decree())
    assert "中共石桥镇委员会" in client.get("/organizations/tree/?on=2026-10-31").content.decode()
    assert client.get("/organizations/tree/?on=xx&under=yy").status_code == 200


def test_a_stranger_opens_nothing(scene: Scene) -> None:
    client = client_of(scene.cloud_organizer)
    assert client.get(f"/organizations/tree/?under={scene.stone.public_id}").status_code == 404
    assert "东河村" not in client.get("/organizations/tree/?words=东河").content.decode()


def test_a_level_takes_as_many_queries_with_many_children_as_with_few(
    scene: Scene, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        make.make_member(make.make_body(f"支部{number}", parent=scene.stone))
    client = client_of(scene.officer)
    address = f"/organizations/tree/?under={scene.stone.public_id}"
    client.get(address)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert client.get(address).content.decode().count("tree-line") >= 31
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get(f"{address}&on=2026-10-31")


def test_the_page_of_a_body_tells_its_past(scene: Scene) -> None:
    services.rename(by=scene.by, body=scene.east, name="东河社区党支部", short_name="东河社区", decree=decree())
    client, address = client_of(scene.officer), f"/organizations/{scene.east.public_id}/"
    page = client.get(address).content.decode()
    assert "东河村党支部更名为东河社区党支部" in page
    assert "清组通〔2026〕12号" in page
    assert "不足 3 名" in page
    then = client.get(f"{address}?on=2026-10-31").content.decode()
    assert "东河村党支部</dd>" in then
    assert "登记变动" not in then
    assert "还没有" in client.get(f"{address}?on=1999-01-01").content.decode()
    assert date(2026, 10, 31) < ON
