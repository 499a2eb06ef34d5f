"""Hand-down: who and how many hours before sending; nobody, the past and a department's reach are refused."""

from datetime import date

import pytest
from django.urls import reverse

from dangjian.access import once
from dangjian.affairs.posts.tests.make import make_body
from dangjian.programme.tasks.models import Assignment, Authority, Selection, TaskList
from dangjian.programme.tasks.tests.make import TODAY, Scene, make_list, make_scene, make_task
from dangjian.programme.tasks.tests.views.visitors import Visitor, text

pytestmark = pytest.mark.django_db


def _scene(**fields: object) -> tuple[Scene, TaskList, str]:
    scene = make_scene()
    task_list = make_list(scene)
    make_task(scene, task_list, minutes=30, **fields)
    return scene, task_list, reverse("tasks:issue", args=[task_list.public_id])


def test_the_preview_names_who_and_counts_the_hours_before_anything_is_sent() -> None:
    scene, _, address = _scene()
    page = Visitor(scene.officer).see(address, look="1", kinds="branch")
    assert "2 个单位" in page
    assert "1.0 小时" in page
    assert "上湾村党支部" in page
    assert not Assignment.objects.exists()


def test_sending_hands_it_to_those_previewed() -> None:
    scene, task_list, address = _scene()
    response = Visitor(scene.officer).send(address, {"kinds": ["branch"]})
    assert response.status_code == 302
    assert set(Assignment.objects.values_list("organization_id", flat=True)) == {
        scene.village.pk,
        scene.other_village.pk,
    }
    assert "2 个单位" in Visitor(scene.officer).see(reverse("tasks:list", args=[task_list.public_id]))


@pytest.mark.parametrize(
    ("fields", "choice", "words"),
    [
        ({}, {"levels": ["department"]}, ""),
        ({}, {}, "按所选范围没有一个单位"),
        ({"due_on": date(2026, 11, 20)}, {"kinds": ["branch"]}, "完成时限2026年11月20日已过"),
        ({"due_on": None}, {"kinds": ["branch"]}, "还没有完成时限"),
        ({}, {"named": "没有这个支部"}, "没有找到：没有这个支部"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_the_choice_kept(
    fields: dict[str, object], choice: dict[str, object], words: str
) -> None:
    scene, _, address = _scene(**fields)
    response = Visitor(scene.officer).send(address, choice)
    assert response.status_code == 422
    assert words in text(response)
    assert not Assignment.objects.exists()
    assert str(choice.get("named", "")) in response.content.decode()


def test_named_bodies_are_added_and_left_out_ones_taken_away() -> None:
    scene, _, address = _scene()
    choice = {"kinds": ["branch"], "excluded": "青峰村党支部", "named": "中共柳河乡委员会"}
    Visitor(scene.officer).send(address, choice)
    assert set(Assignment.objects.values_list("organization_id", flat=True)) == {scene.village.pk, scene.elsewhere.pk}


def test_a_named_body_that_is_closed_refuses_all() -> None:
    scene, _, address = _scene()
    make_body("已撤党支部", parent=scene.township, closed_on=date(2026, 6, 1))
    response = Visitor(scene.officer).send(address, {"named": "已撤党支部\n上湾村党支部"})
    assert response.status_code == 422
    assert "已撤党支部已撤销" in text(response)
    assert not Assignment.objects.exists()


def test_a_department_in_its_own_name_is_told_before_sending_and_offered_consent() -> None:
    scene = make_scene()
    task_list = make_list(scene, authority=Authority.OWN)
    make_task(scene, task_list)
    address = reverse("tasks:issue", args=[task_list.public_id])
    page = Visitor(scene.officer).see(address, look="1", levels="township")
    assert "第十六条" in page
    assert "改为“经县委同意”" in page
    response = Visitor(scene.officer).send(address, {"levels": ["township"]})
    assert response.status_code == 422
    assert "第十六条" in text(response)


def test_a_range_is_saved_and_used_again() -> None:
    scene, task_list, address = _scene()
    visitor = Visitor(scene.officer)
    save = reverse("tasks:selections", args=[task_list.public_id])
    visitor.send(save, {"kinds": ["branch"], "name": "全体村党支部"})
    kept = Selection.objects.get()
    assert kept.rule == {"kinds": ["branch"]}
    assert "2 个单位" in visitor.see(address, look="1", selection=str(kept.public_id))


def test_sending_twice_sends_once() -> None:
    scene, _, address = _scene()
    visitor = Visitor(scene.officer)
    form = {"once": once.mint(scene.officer.epoch), "kinds": ["branch"]}
    first, second = visitor.client.post(address, form), visitor.client.post(address, form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Assignment.objects.count() == 2


def test_the_day_of_the_story_is_the_day_of_the_page() -> None:
    scene, _, address = _scene(due_on=TODAY)
    assert Visitor(scene.officer).send(address, {"kinds": ["branch"]}).status_code == 302
