"""A county's own term of yellow holds on its home pages and lists, and in no other county."""

from datetime import timedelta

import pytest

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import actor_of, make_county, make_holder
from dangjian.procedures.agenda.queries import answered
from dangjian.procedures.agenda.rules import Level
from dangjian.procedures.provisions.tests.make import make_rule
from dangjian.programme.tasks.agenda import items
from dangjian.programme.tasks.tests.make import TODAY, Scene, issue, make_list, make_scene, make_task
from dangjian.programme.tasks.tests.views.visitors import Visitor, stand_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A village with a task due in ten days."""
    made = make_scene()
    task = make_task(made, make_list(made), due_on=TODAY + timedelta(days=10))
    issue(made, task, made.village, on=TODAY - timedelta(days=30))
    return made


def level(scene: Scene) -> Level:
    (item,) = answered(items(actor_of(scene.secretary), TODAY))
    return item.level


def test_the_home_page_turns_yellow_by_it(scene: Scene) -> None:
    assert level(scene) is Level.OK
    make_rule(scene.officer, 10)
    assert level(scene) is Level.SOON


def test_another_county_s_term_changes_nothing(scene: Scene) -> None:
    make_rule(make_holder(make_county("中共临川县委员会"), Role.COUNTY_OFFICER), 30)
    assert level(scene) is Level.OK


def test_the_list_of_tasks_gives_it_as_the_reason(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_on(monkeypatch)
    make_rule(scene.officer, 10)
    page = Visitor(scene.secretary).client.get("/assignments/").content.decode()
    assert "到期前10天起提醒" in page
