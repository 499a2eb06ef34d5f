"""Acceptance, return, write-off, reopening: one by one, in bulk, by sample; by whom it is for."""

import pytest
from django.urls import reverse

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import appoint, make_holder
from dangjian.programme.tasks.models import Assignment, Standing, Task, TaskState
from dangjian.programme.tasks.tests.make import (
    Scene,
    accept,
    issue,
    make_assignment,
    make_list,
    make_scene,
    make_task,
    submit,
)
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db


def _to(name: str, thing: Assignment | Task) -> str:
    return reverse(f"tasks:{name}", args=[thing.public_id])


def _submitted(count_bodies: int = 2, **fields: object) -> tuple[Scene, Task, list[Assignment]]:
    scene = make_scene()
    task = make_task(scene, make_list(scene), **fields)
    rows = issue(scene, task, *[scene.village, scene.other_village][:count_bodies])
    Assignment.objects.filter(task=task).update(state=Standing.SUBMITTED, words="已办", submitted_on=task.due_on)
    return scene, task, rows


def _states(task: Task) -> list[str]:
    return list(task.assignments.in_order().values_list("state", flat=True))


def test_ticked_ones_are_accepted_and_the_rest_wait() -> None:
    scene, task, rows = _submitted()
    officer = Visitor(scene.officer)
    page = officer.client.get(f"{_to('task', task)}?state=submitted").content.decode()
    assert str(rows[0].public_id) in page
    officer.send(_to("acceptances", task), {"chosen": [str(rows[0].public_id)]})
    assert _states(task) == ["accepted", "submitted"]


def test_all_that_wait_are_accepted_then_written_off_and_the_task_is_done() -> None:
    scene, task, _ = _submitted()
    officer = Visitor(scene.officer)
    officer.send(_to("acceptances", task), {"whole": "2"})
    officer.send(_to("write-offs", task), {"whole": "2"})
    task.refresh_from_db()
    assert _states(task) == ["written_off", "written_off"]
    assert task.state == TaskState.WRITTEN_OFF


def test_a_card_of_the_home_page_does_it_by_its_address() -> None:
    scene, task, _ = _submitted()
    Visitor(scene.officer).send(f"{_to('acceptances', task)}?whole=2")
    assert _states(task) == ["accepted", "accepted"]


def test_all_means_as_many_as_were_seen() -> None:
    scene, task, _ = _submitted()
    officer = Visitor(scene.officer)
    officer.send(_to("acceptances", task), {"whole": "1"})
    assert _states(task) == ["submitted", "submitted"]
    assert "现在等着的是 2 个单位" in officer.see(reverse("tasks:acceptance"))


def test_a_bulk_return_needs_its_reason_and_touches_nobody_without() -> None:
    scene, task, rows = _submitted()
    officer = Visitor(scene.officer)
    chosen = {"chosen": [str(row.public_id) for row in rows]}
    officer.send(_to("returns", task), chosen | {"words": ""})
    assert _states(task) == ["submitted", "submitted"]
    officer.send(_to("returns", task), chosen | {"words": "补台账"})
    assert _states(task) == ["assigned", "assigned"]
    assert "补台账" in Visitor(scene.secretary).see(_to("assignment", rows[0]))


@pytest.mark.parametrize("wrong", ["not-an-id", "01890000-0000-7000-8000-000000000000"])
def test_one_unknown_among_the_ticked_refuses_them_all(wrong: str) -> None:
    scene, task, rows = _submitted()
    response = Visitor(scene.officer).send(_to("acceptances", task), {"chosen": [str(rows[0].public_id), wrong]})
    assert response.status_code == 404
    assert _states(task) == ["submitted", "submitted"]


def test_one_of_another_task_among_the_ticked_refuses_them_all() -> None:
    scene, task, rows = _submitted()
    other = make_task(scene, task.task_list, title="另一项")
    (foreign,) = issue(scene, other, scene.village)
    chosen = [str(rows[0].public_id), str(foreign.public_id)]
    assert Visitor(scene.officer).send(_to("acceptances", task), {"chosen": chosen}).status_code == 404
    assert _states(task) == ["submitted", "submitted"]


@pytest.mark.parametrize("who", ["organizer", "secretary", "clerk", "stranger"])
@pytest.mark.parametrize("name", ["acceptances", "returns", "write-offs"])
def test_nobody_else_judges_in_bulk(name: str, who: str) -> None:
    scene, task, rows = _submitted()
    data = {"chosen": [str(rows[0].public_id)], "words": "x"}
    assert Visitor(getattr(scene, who)).send(_to(name, task), data).status_code == 404
    assert _states(task) == ["submitted", "submitted"]


@pytest.mark.parametrize("name", ["accept", "return", "issuer-return", "write-off", "reopening"])
@pytest.mark.parametrize("who", ["organizer", "secretary", "stranger"])
def test_nobody_else_judges_one(name: str, who: str) -> None:
    scene, task, rows = _submitted()
    assert Visitor(getattr(scene, who)).send(_to(name, rows[0]), {"words": "x"}).status_code == 404
    assert _states(task) == ["submitted", "submitted"]


def test_one_is_accepted_returned_by_the_issuer_done_again_written_off_and_reopened() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    officer = Visitor(scene.officer)
    submit(scene, assignment)
    officer.send(_to("accept", assignment))
    officer.send(_to("issuer-return", assignment), {"words": "缺一个村"})
    submit(scene, assignment)
    accept(scene, assignment)
    officer.send(_to("write-off", assignment))
    assert "重新办理" in officer.see(_to("assignment", assignment))
    officer.send(_to("reopening", assignment), {"words": "没有办实"})
    assignment.refresh_from_db()
    assert (assignment.state, assignment.returns) == (Standing.ASSIGNED, 1)


def test_with_a_precheck_the_direct_superior_accepts_and_the_issuer_writes_off() -> None:
    scene, task, rows = _submitted(has_precheck=True)
    organizer, officer = Visitor(scene.organizer), Visitor(scene.officer)
    assert officer.send(_to("accept", rows[0])).status_code == 404
    assert "验收 2 个" in organizer.see(reverse("tasks:acceptance"))
    organizer.send(_to("acceptances", task), {"whole": "2"})
    assert _states(task) == ["accepted", "accepted"]
    assert organizer.send(_to("write-offs", task), {"whole": "2"}).status_code == 404
    officer.send(_to("write-offs", task), {"whole": "2"})
    assert _states(task) == ["written_off", "written_off"]


def test_the_sample_names_the_drawn_ones_with_its_seed() -> None:
    scene, task, _ = _submitted()
    page = Visitor(scene.officer).see(_to("task", task), state="submitted", sample="1", seed="甲")
    assert "抽中 1 个（共 2 个待验收，种子 甲）" in page
    assert page == Visitor(scene.officer).see(_to("task", task), state="submitted", sample="1", seed="甲")


@pytest.mark.parametrize("asked", ["0", "99999", "9" * 5_000])
def test_a_sample_of_an_absurd_size_is_not_asked_for(asked: str) -> None:
    scene, task, _ = _submitted()
    assert "抽中" not in Visitor(scene.officer).see(_to("task", task), state="submitted", sample=asked)


def test_a_withdrawn_task_ends_for_its_bodies_and_needs_a_reason() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    officer = Visitor(scene.officer)
    officer.send(_to("withdrawal", assignment.task), {"words": ""})
    assignment.refresh_from_db()
    assert assignment.state == Standing.ASSIGNED
    officer.send(_to("withdrawal", assignment.task), {"words": "文件改了"})
    assignment.refresh_from_db()
    assert assignment.state == Standing.WITHDRAWN
    assert "已撤回" in Visitor(scene.secretary).see(_to("assignment", assignment))


def test_a_recurring_task_is_written_off_as_a_whole_only_when_nothing_is_open() -> None:
    scene = make_scene()
    assignment = make_assignment(scene, due_on=None, cadence="month")
    officer = Visitor(scene.officer)
    officer.send(_to("closure", assignment.task))
    assert "还有 1 个单位没有销号" in officer.see(_to("task", assignment.task))
    Assignment.objects.update(state=Standing.WRITTEN_OFF, closed_on=assignment.due_on)
    officer.send(_to("closure", assignment.task))
    assert Task.objects.get().state == TaskState.WRITTEN_OFF


def test_nobody_accepts_what_a_body_they_hold_a_post_in_submitted() -> None:
    scene, task, rows = _submitted(count_bodies=1)
    both = make_holder(scene.county, Role.COUNTY_OFFICER, "两头任职", "县委组织部")
    appoint(both.person, scene.village, Role.SECRETARY)
    visitor = Visitor(both)
    page = visitor.see(_to("assignment", rows[0]))
    assert "退回" not in page
    visitor.send(_to("acceptances", task), {"whole": "1"})
    assert _states(task) == ["submitted"]


def test_the_queue_and_the_task_stay_within_fifteen_queries(django_assert_max_num_queries: object) -> None:
    scene, task, _ = _submitted()
    officer = Visitor(scene.officer)
    for address in (reverse("tasks:acceptance"), f"{_to('task', task)}?state=submitted&sample=1"):
        with django_assert_max_num_queries(15):  # type: ignore[operator]  # a fixture of pytest-django
            officer.client.get(address)


def test_what_a_person_may_not_judge_is_left_to_others_and_said() -> None:
    scene, task, _ = _submitted()
    both = make_holder(scene.county, Role.COUNTY_OFFICER, "两头任职", "县委组织部")
    appoint(both.person, scene.village, Role.SECRETARY)
    officer = Visitor(both)
    page = officer.see(reverse("tasks:acceptance"))
    assert "验收 1 个" in page
    assert "另有 1 个单位次由您任职的单位提交或经您的手办理，由他人验收" in page
    officer.send(_to("acceptances", task), {"whole": "1"})
    states = dict(task.assignments.values_list("organization", "state"))
    assert states == {scene.village.pk: "submitted", scene.other_village.pk: "accepted"}
