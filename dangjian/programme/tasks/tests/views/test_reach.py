"""Every page of the tasks, tried as all the people: who sees what, and who finds nothing there."""

import pytest
from django.test import Client
from django.urls import reverse

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import make_holder
from dangjian.programme.tasks.models import Assignment, Task, TaskList
from dangjian.programme.tasks.tests.make import Scene, issue, make_list, make_scene, make_task
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db
PEOPLE = ("officer", "leader", "organizer", "clerk", "secretary", "member", "stranger")

SEEN = {
    "lists": ((), "officer leader organizer clerk secretary stranger"),
    "list-new": ((), "officer organizer"),
    "list": (("list",), "officer leader organizer clerk secretary"),
    "list-edit": (("list",), "officer"),
    "export": (("list",), "officer leader organizer clerk secretary"),
    "import": (("list",), "officer"),
    "task-new": (("list",), "officer"),
    "issue": (("list",), "officer"),
    "task": (("task",), "officer leader organizer clerk secretary"),
    "task-edit": (("draft",), "officer"),
    "bodies-export": (("task",), "officer leader organizer clerk secretary"),
    "assignments-export": ((), "officer leader organizer clerk secretary stranger"),
    "assignments": ((), "officer leader organizer clerk secretary stranger"),
    "assignment": (("assignment",), "officer leader organizer clerk secretary"),
    "pass-on": (("assignment",), "secretary"),
    "acceptance": ((), "officer organizer stranger"),
}


def _people(scene: Scene) -> dict[str, Visitor]:
    accounts = {
        "officer": scene.officer,
        "leader": make_holder(scene.county, Role.COUNTY_LEADER, "梁守正"),
        "organizer": scene.organizer,
        "clerk": scene.clerk,
        "secretary": scene.secretary,
        "member": make_holder(scene.village, Role.MEMBER, "赵玉兰"),
        "stranger": scene.stranger,
    }
    return {name: Visitor(account) for name, account in accounts.items()}


@pytest.mark.parametrize("name", SEEN)
def test_a_page_is_there_for_those_in_its_scope_and_absent_for_others(name: str) -> None:
    scene = make_scene()
    task_list = make_list(scene)
    task, draft = make_task(scene, task_list), make_task(scene, task_list, title="草稿一项")
    (assignment,) = issue(scene, task, scene.village)
    things: dict[str, TaskList | Task | Assignment] = {"list": task_list, "task": task, "draft": draft}
    things["assignment"] = assignment
    keys, expected = SEEN[name]
    address = reverse(f"tasks:{name}", args=[things[key].public_id for key in keys])
    seen = [person for person, visitor in _people(scene).items() if visitor.status(address) == 200]
    assert seen == [person for person in PEOPLE if person in expected.split()]


def test_who_is_not_signed_in_is_sent_to_the_door() -> None:
    response = Client().get(reverse("tasks:lists"))
    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_a_list_of_another_township_shows_its_reader_nothing_of_ours() -> None:
    scene = make_scene()
    task_list = make_list(scene)
    issue(scene, make_task(scene, task_list, title="只给石桥镇的任务"), scene.village)
    issue(scene, make_task(scene, task_list, title="给柳河乡的任务"), scene.elsewhere)
    page = Visitor(scene.stranger).see(reverse("tasks:list", args=[task_list.public_id]))
    assert "给柳河乡的任务" in page
    assert "只给石桥镇的任务" not in page
