"""Search, the programme's nodes, and the cost of a hand-down."""

import pytest

from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.hanging import lists_on
from dangjian.programme.tasks.queries import find
from dangjian.programme.tasks.queries.impact import impact
from dangjian.programme.tasks.tests.make import TODAY, issue, make_list, make_scene, make_task

pytestmark = pytest.mark.django_db


def test_tasks_are_found_by_words_and_number_within_the_readers_scope() -> None:
    scene = make_scene()
    task_list = make_list(scene)
    task = make_task(scene, task_list, title="逐村排查软弱涣散")
    issue(scene, task, scene.village)
    make_task(scene, task_list, title="另一项草稿")
    officer, secretary, stranger = (actor_of(who) for who in (scene.officer, scene.secretary, scene.stranger))
    assert find(officer, "软弱", 10) == [task]
    assert find(officer, "1", 10) == [task]
    assert find(secretary, "软弱", 10) == [task]
    assert find(secretary, "草稿", 10) == []
    assert find(stranger, "软弱", 10) == []
    assert find(officer, " ", 10) == []
    assert find(officer, "²", 10) == []


def test_tasks_are_found_by_the_initials_of_their_titles() -> None:
    scene = make_scene()
    task = make_task(scene, make_list(scene), title="逐村排查软弱涣散")
    make_task(scene, task.task_list, title="每月调度Excel台账")
    officer, stranger = actor_of(scene.officer), actor_of(scene.stranger)
    assert [find(officer, letters, 10) for letters in ("zcpc", "PCRR", "zzz")] == [[task], [task], []]
    assert [found.title for found in find(officer, "excel", 10)] == ["每月调度Excel台账"]
    assert find(stranger, "zcpc", 10) == []


def test_a_short_number_is_the_number_of_a_task_and_not_part_of_a_title() -> None:
    scene = make_scene()
    task_list = make_list(scene)
    first, second = (make_task(scene, task_list, title=title) for title in ("排查", "12月20日前补齐"))
    officer = actor_of(scene.officer)
    assert find(officer, "2", 10) == [second]
    assert find(officer, "20", 10) == []
    assert find(officer, "2026", 10) == [second, first]
    assert find(officer, "\0", 10) == []


def test_lists_are_counted_on_their_node_as_far_as_the_reader_sees() -> None:
    scene = make_scene()
    county = scene.county
    goal = Goal.objects.create(
        organization=county, county_id=county.pk, org_path=county.path, place="001", word="工程", title="清源先锋",
        from_year=2026, to_year=2028,
    )  # fmt: skip
    task_list = make_list(scene)
    task_list.goal = goal
    task_list.save()
    assert lists_on(actor_of(scene.officer), [goal.pk])[goal.pk].words == "1 份清单"
    assert lists_on(actor_of(scene.stranger), [goal.pk]) == {}


def test_the_cost_counts_minutes_of_all_tasks_times_bodies_and_groups_by_who_stands_between() -> None:
    scene = make_scene()
    task_list = make_list(scene)
    tasks = [make_task(scene, task_list, minutes=20), make_task(scene, task_list, minutes=25)]
    chosen = Organization.objects.filter(pk__in=[scene.village.pk, scene.other_village.pk, scene.elsewhere.pk])
    cost = impact(chosen.in_order(), tasks, scene.county, TODAY)
    assert (cost.count, cost.minutes, cost.hours) == (3, 45, 2.2)
    assert [(group.name, len(group.bodies)) for group in cost.groups] == [
        (scene.township.short_name, 2),
        (scene.elsewhere.short_name, 1),
    ]
    assert cost.by_level == [("镇乡（街道）", 1), ("基层", 2)]
