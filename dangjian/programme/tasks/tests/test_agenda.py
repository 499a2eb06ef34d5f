"""What the home page of each role gets from the tasks."""

from datetime import timedelta

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import actor_of, make_holder
from dangjian.procedures.agenda.items import Item
from dangjian.procedures.agenda.queries import answered
from dangjian.procedures.agenda.rules import Level
from dangjian.procedures.provisions.services import set_rule
from dangjian.programme.tasks import services
from dangjian.programme.tasks.agenda import items
from dangjian.programme.tasks.models import Progress
from dangjian.programme.tasks.tests.make import (
    DUE,
    TODAY,
    accept,
    issue,
    make_assignment,
    make_list,
    make_scene,
    make_task,
    submit,
)

pytestmark = pytest.mark.django_db


def _of(account: Account) -> list[Item]:
    return answered(items(actor_of(account), TODAY))


def test_a_secretary_sees_what_their_branch_must_answer_and_no_other() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    (item,) = _of(scene.secretary)
    assert item.title == assignment.task.title
    assert [action.caption for action in item.actions] == ["报进展"]
    assert _of(scene.stranger) == []


def test_what_a_clerk_prepared_is_agreed_from_the_card() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    by = scene.acting(scene.clerk, Permission.ASSIGNMENT_REPORT)
    services.report(assignment=assignment, progress=Progress.DONE, words="台账已建", on=TODAY, by=by)
    (item,) = _of(scene.secretary)
    main = next(action for action in item.actions if action.is_main)
    assert (main.caption, main.method) == ("同意并提交", "POST")
    assert "台账已建" in item.sub
    (waiting,) = _of(scene.clerk)
    assert "等书记同意并提交" in waiting.sub


def test_the_officer_accepts_writes_off_answers_and_issues() -> None:
    scene = make_scene()
    task_list = make_list(scene)
    make_task(scene, task_list, title="还是草稿")
    task = make_task(scene, task_list, title="逐村排查")
    village, other = issue(scene, task, scene.village, scene.other_village)
    submit(scene, village)
    accept(scene, village)
    secretary = make_holder(scene.other_village, Role.SECRETARY, "刘桂花")
    services.ask_extension(
        assignment=other, to_day=DUE + timedelta(days=9), reason="选址未批", on=TODAY,
        by=actor_of(secretary).narrowed(Permission.ASSIGNMENT_SUBMIT),
    )  # fmt: skip
    kinds = [item.kind for item in _of(scene.officer)]
    assert sorted(kinds) == sorted(["延期", "销号", "下达"])
    submit(scene, issue(scene, make_task(scene, task_list, title="另一项"), scene.village)[0])
    heap = next(item for item in _of(scene.officer) if item.kind == "验收")
    assert heap.title == "验收 1 个单位的“另一项”"
    assert heap.actions[-1].address.endswith("?whole=1")


def test_a_late_task_is_red_and_one_due_next_week_yellow() -> None:
    scene = make_scene()
    task_list = make_list(scene)
    late = make_task(scene, task_list, title="已过的", due_on=TODAY - timedelta(days=6))
    issue(scene, late, scene.village, on=TODAY - timedelta(days=30))
    issue(scene, make_task(scene, task_list, title="快到的", due_on=TODAY + timedelta(days=7)), scene.village)
    assert {item.title: item.level for item in _of(scene.secretary)} == {"已过的": Level.LATE, "快到的": Level.SOON}


def test_a_member_and_a_leader_have_nothing_to_do_here() -> None:
    scene = make_scene()
    make_assignment(scene)
    assert _of(make_holder(scene.village, Role.MEMBER, "赵玉兰")) == []
    assert _of(make_holder(scene.county, Role.COUNTY_LEADER, "梁守正")) == []


def test_it_takes_few_queries(django_assert_max_num_queries: object) -> None:
    scene = make_scene()
    task_list = make_list(scene)
    for number in range(5):
        submit(scene, issue(scene, make_task(scene, task_list, title=f"第{number}项"), scene.village)[0])
    actor = actor_of(scene.officer)
    with django_assert_max_num_queries(2):  # type: ignore[operator]  # a fixture of pytest-django
        (pile,) = answered(items(actor, TODAY))
    assert pile.title == f"验收《{task_list.title}》的 5 项任务，共 5 个单位次"


def test_yellow_begins_when_the_county_has_set_it_to() -> None:
    scene = make_scene()
    make_assignment(scene, due_on=TODAY + timedelta(days=12))
    assert _of(scene.secretary)[0].level is Level.OK
    set_rule(
        rule_id="tasks.yellow_days", value=15, basis="组通〔2026〕1号", from_day=TODAY, on=TODAY,
        by=actor_of(scene.officer).narrowed(Permission.COUNTY_RULE_EDIT),
    )  # fmt: skip
    assert _of(scene.secretary)[0].level is Level.SOON
