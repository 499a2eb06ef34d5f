"""Lists and drafts: what is typed is kept, what is refused says why."""

from datetime import date

import pytest
from django.urls import reverse

from dangjian.affairs.posts.tests.make import actor_of
from dangjian.programme.directives.models import Directive, Proposal, Verdict
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.hanging import lists_on
from dangjian.programme.tasks.models import Task, TaskList
from dangjian.programme.tasks.tests.make import TODAY, Scene, issue, make_list, make_scene, make_task
from dangjian.programme.tasks.tests.views.visitors import Visitor, text

pytestmark = pytest.mark.django_db


def _head(scene: Scene, **changes: object) -> dict[str, object]:
    return {
        "issuer": f"{scene.county.pk}:县委组织部",
        "title": "整改清单",
        "kind": "remedies",
        "authority": "consent",
        "consent": "11月20日县委常委会会议",
        "from_day": "2026-11-21",
        "to_day": "2026年12月31日",
    } | changes


def test_a_list_is_opened_with_its_authority() -> None:
    scene = make_scene()
    response = Visitor(scene.officer).send(reverse("tasks:list-new"), _head(scene))
    assert response.status_code == 302
    made = TaskList.objects.get()
    assert (made.office, made.kind, made.to_day) == ("县委组织部", "remedies", date(2026, 12, 31))
    assert made.authority_line == "县委组织部，经县委同意（11月20日县委常委会会议）"


def test_the_form_of_a_list_shows_the_article_before_anything_is_sent() -> None:
    page = Visitor(make_scene().officer).see(reverse("tasks:list-new"))
    assert "《党政机关公文处理工作条例》第十六条" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"consent": ""}, "请写明同意的文号或会议日期"),
        ({"to_day": "2026-01-01"}, "止日早于起日"),
        ({"to_day": "明天"}, "认不出这个日期"),
        ({"title": ""}, "清单名称"),
    ],
)
def test_a_refused_list_keeps_what_was_typed(changes: dict[str, object], words: str) -> None:
    scene = make_scene()
    response = Visitor(scene.officer).send(reverse("tasks:list-new"), _head(scene, **changes))
    assert response.status_code == 422
    assert words in text(response)
    assert "11月20日" in response.content.decode() or not changes.get("consent", "x")
    assert not TaskList.objects.exists()


def test_nobody_issues_in_the_name_of_another_body() -> None:
    scene = make_scene()
    head = _head(scene, issuer=f"{scene.county.pk}:县委组织部")
    assert Visitor(scene.organizer).send(reverse("tasks:list-new"), head).status_code == 422


def test_a_task_is_drafted_changed_and_removed() -> None:
    scene = make_scene()
    task_list, visitor = make_list(scene), Visitor(scene.officer)
    fields: dict[str, object] = {"title": "逐村排查", "when": "day", "due_on": "2026-12-20", "minutes": "45"}
    address = reverse("tasks:task-new", args=[task_list.public_id])
    assert visitor.send(address, fields | {"lead_body": "县委组织部"}).status_code == 302
    task = Task.objects.get()
    assert (task.due_on, task.minutes, task.state) == (date(2026, 12, 20), 45, "draft")
    again = visitor.see(address)
    assert "来自上一项任务" in again
    edit = reverse("tasks:task-edit", args=[task.public_id])
    assert visitor.send(edit, fields | {"when": "cadence", "cadence": "month"}).status_code == 302
    task.refresh_from_db()
    assert (task.due_on, task.cadence) == (None, "month")
    visitor.send(reverse("tasks:task-removal", args=[task.public_id]))
    assert not Task.objects.exists()


def test_an_issued_task_is_not_changed_under_those_who_work_on_it() -> None:
    scene = make_scene()
    task = make_task(scene, make_list(scene))
    issue(scene, task, scene.village)
    fields = {"title": "改了的题目", "when": "day", "due_on": "2026-12-20", "minutes": "45"}
    response = Visitor(scene.officer).send(reverse("tasks:task-edit", args=[task.public_id]), fields)
    assert response.status_code == 422
    assert "已下达，不能直接改" in text(response)
    assert "改了的题目" in response.content.decode()


def _directive(scene: Scene) -> Directive:
    county = scene.county
    directive = Directive.objects.create(
        organization=county, county_id=county.pk, org_path=county.path, title="推进会讲话", text="逐村排查。每月调度。",
        read_by=scene.officer.pk, issued_on=TODAY,
    )  # fmt: skip
    for start, title in ((0, "逐村排查"), (5, "每月调度")):
        Proposal.objects.create(
            directive=directive, county_id=county.pk, org_path=county.path, start=start, end=start + 5, title=title,
            verdict=Verdict.CONFIRMED, cadence_unit="month" if start else "", due_on=None if start else TODAY,
        )  # fmt: skip
    return directive


def test_confirmed_clauses_become_drafts_once() -> None:
    scene = make_scene()
    directive, task_list, visitor = _directive(scene), make_list(scene), Visitor(scene.officer)
    address = reverse("tasks:from-directive", args=[directive.public_id])
    assert "已确认 2 项" in visitor.see(address)
    chosen = {
        "task_list": str(task_list.public_id),
        "proposals": [str(row.public_id) for row in directive.proposals.in_order()],
    }
    visitor.send(address, chosen)
    visitor.send(address, chosen)
    assert list(task_list.tasks.in_order().values_list("title", "cadence")) == [("逐村排查", ""), ("每月调度", "month")]
    assert "已在《2026年度基层党建重点任务清单》第 1 项" in visitor.see(address)


def test_one_day_for_all_clauses_that_say_no_time() -> None:
    scene = make_scene()
    directive, task_list, visitor = _directive(scene), make_list(scene), Visitor(scene.officer)
    directive.proposals.filter(start=0).update(due_on=None)
    address = reverse("tasks:from-directive", args=[directive.public_id])
    ids = [str(row.public_id) for row in directive.proposals.in_order()]
    sent = {"task_list": str(task_list.public_id), "proposals": ids}
    answer = visitor.send(address, sent | {"due_on": "年底"})
    assert "认不出这个日期" in answer.content.decode()
    assert not task_list.tasks.exists()
    visitor.send(address, sent | {"due_on": "2026年12月20日"})
    assert list(task_list.tasks.in_order().values_list("due_on", "cadence")) == [
        (date(2026, 12, 20), ""),
        (None, "month"),
    ]


def test_the_clause_is_quoted_to_those_who_do_it() -> None:
    scene = make_scene()
    directive, task_list, visitor = _directive(scene), make_list(scene), Visitor(scene.officer)
    first = directive.proposals.in_order().first()
    assert first is not None
    chosen = {"task_list": str(task_list.public_id), "proposals": [str(first.public_id)]}
    visitor.send(reverse("tasks:from-directive", args=[directive.public_id]), chosen)
    (assignment,) = issue(scene, task_list.tasks.get(), scene.village)
    page = Visitor(scene.secretary).see(reverse("tasks:assignment", args=[assignment.public_id]))
    assert "逐村排查。" in page
    assert "《推进会讲话》" in page


def test_a_directive_of_another_body_is_not_there() -> None:
    scene = make_scene()
    directive = _directive(scene)
    assert Visitor(scene.organizer).status(reverse("tasks:from-directive", args=[directive.public_id])) == 404


def test_a_list_opened_for_a_directive_leads_back_to_its_clauses() -> None:
    scene = make_scene()
    directive = _directive(scene)
    address = f"{reverse('tasks:list-new')}?directive={directive.public_id}"
    assert f'value="{directive.public_id}" selected' in Visitor(scene.officer).client.get(address).content.decode()
    response = Visitor(scene.officer).send(address, _head(scene, directive=directive.public_id))
    assert response.headers["Location"] == reverse("tasks:from-directive", args=[directive.public_id])


def _goal(scene: Scene) -> Goal:
    county = scene.county
    return Goal.objects.create(
        organization=county, county_id=county.pk, org_path=county.path, place="001", word="工程", title="清源先锋",
        from_year=2026, to_year=2028,
    )  # fmt: skip


def test_a_goal_is_named_by_its_public_id_in_addresses_and_forms() -> None:
    scene = make_scene()
    goal, officer = _goal(scene), Visitor(scene.officer)
    selected = f'value="{goal.public_id}" selected'
    new = officer.client.get(reverse("tasks:list-new"), {"goal": str(goal.public_id)}).content.decode()
    assert selected in new
    officer.send(reverse("tasks:list-new"), _head(scene, goal=goal.public_id, title="挂目标的清单"))
    officer.send(reverse("tasks:list-new"), _head(scene, title="不挂的清单"))
    kept = TaskList.objects.get(goal=goal)
    assert selected in officer.client.get(reverse("tasks:list-edit", args=[kept.public_id])).content.decode()
    filtered = officer.client.get(lists_on(actor_of(scene.officer), [goal.pk])[goal.pk].address).content.decode()
    assert selected in filtered
    assert "挂目标的清单" in filtered
    assert "不挂的清单" not in filtered


@pytest.mark.parametrize("name", ["goal", "directive"])
def test_a_number_names_neither_goal_nor_directive(name: str) -> None:
    scene = make_scene()
    known = {"goal": _goal(scene).pk, "directive": _directive(scene).pk}
    response = Visitor(scene.officer).send(reverse("tasks:list-new"), _head(scene, **{name: known[name]}))
    assert response.status_code == 422
    assert not TaskList.objects.exists()
