"""One assignment on one page: reported, prepared and agreed, passed on, put off; by those whose it is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import actor_of, make_holder
from dangjian.procedures.agenda.queries import answered
from dangjian.programme.tasks import agenda
from dangjian.programme.tasks.models import Assignment, Extension, Progress, Standing, Step, Task
from dangjian.programme.tasks.tests.make import DUE, TODAY, issue, make_assignment, make_list, make_scene, make_task
from dangjian.programme.tasks.tests.views.visitors import Visitor, text

pytestmark = pytest.mark.django_db


def _to(name: str, assignment: Assignment) -> str:
    return reverse(f"tasks:{name}", args=[assignment.public_id])


def test_a_clerk_prepares_and_the_secretary_agrees_and_both_names_stand() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    clerk, secretary = Visitor(scene.clerk), Visitor(scene.secretary)
    assert "同意并提交" not in clerk.see(_to("assignment", assignment)).split("选“已完成待验收”")[0]
    clerk.send(_to("report", assignment), {"progress": "done", "words": "台账已建"})
    page = secretary.see(_to("assignment", assignment))
    assert "孙志强已填好，请您看一看" in page
    secretary.send(_to("submission", assignment), {"words": "台账已建"})
    assignment.refresh_from_db()
    assert assignment.state == Standing.SUBMITTED
    assert (assignment.reported_by, assignment.submitted_by) == (scene.clerk.pk, scene.secretary.pk)
    assert list(Step.objects.order_by("id").values_list("person_name", flat=True))[-2:] == ["孙志强", "王建军"]


def test_the_page_says_what_why_by_when_in_at_most_fifteen_queries(django_assert_max_num_queries: object) -> None:
    scene = make_scene()
    assignment = make_assignment(scene, measures="一村一策", deliverable="排查台账")
    secretary = Visitor(scene.secretary)
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # a fixture of pytest-django
        page = secretary.see(_to("assignment", assignment))
    for words in ("一村一策", "交付：排查台账", "2026年12月15日", "授权：中共清源县委员会", "照片、附件都不用传"):
        assert words in page


def test_behind_needs_its_reason_and_what_was_typed_stays() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    response = Visitor(scene.secretary).send(_to("report", assignment), {"progress": "behind", "words": " "})
    assert response.status_code == 422
    assert "滞后的请用一句话写明原因" in text(response)
    assert 'value="behind"' in response.content.decode()
    assignment.refresh_from_db()
    assert assignment.progress == Progress.NOT_STARTED


def test_submitting_without_a_word_is_refused_on_the_page() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    response = Visitor(scene.secretary).send(_to("submission", assignment), {"words": ""})
    assert response.status_code == 422
    assert "请用一句话写明办理结果" in text(response)


def test_what_came_too_late_is_told_with_the_words_kept() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    secretary = Visitor(scene.secretary)
    secretary.send(_to("submission", assignment), {"words": "已建台账"})
    response = secretary.send(_to("report", assignment), {"progress": "behind", "words": "另有说明"})
    assert response.status_code == 422
    assert "待验收" in text(response)


@pytest.mark.parametrize("name", ["report", "submission", "extension", "pass-on"])
@pytest.mark.parametrize("who", ["officer", "organizer", "stranger"])
def test_nobody_answers_for_a_body_that_is_not_theirs(name: str, who: str) -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    response = Visitor(getattr(scene, who)).send(_to(name, assignment), {"progress": "done", "words": "代办"})
    assert response.status_code == 404
    assignment.refresh_from_db()
    assert assignment.state == Standing.ASSIGNED
    assert assignment.progress == Progress.NOT_STARTED


def test_a_clerk_may_not_submit() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    assert Visitor(scene.clerk).send(_to("submission", assignment), {"words": "代"}).status_code == 404


def test_an_extension_is_asked_granted_and_the_old_date_stays_visible() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    asked = {"to_day": (DUE + timedelta(days=10)).isoformat(), "reason": "选址未批"}
    assert Visitor(scene.secretary).send(_to("extension", assignment), asked).status_code == 302
    officer = Visitor(scene.officer)
    assert "理由：选址未批" in officer.see(reverse("tasks:acceptance"))
    officer.send(_to("extension-grant", assignment))
    assignment.refresh_from_db()
    assert assignment.due_on == DUE + timedelta(days=10)
    page = Visitor(scene.secretary).see(_to("assignment", assignment))
    assert "2026年12月15日 → 2026年12月25日" in page


def test_a_refused_extension_needs_its_reason() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    asked = {"to_day": (DUE + timedelta(days=10)).isoformat(), "reason": "选址未批"}
    Visitor(scene.secretary).send(_to("extension", assignment), asked)
    officer = Visitor(scene.officer)
    officer.send(_to("extension-refusal", assignment), {"words": ""})
    assert Extension.objects.get().decision == "pending"
    officer.send(_to("extension-refusal", assignment), {"words": "请按期"})
    assert Extension.objects.get().decision == "refused"


def test_an_earlier_date_for_an_extension_is_refused_with_the_form_open() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    response = Visitor(scene.secretary).send(
        _to("extension", assignment), {"to_day": TODAY.isoformat(), "reason": "忙不过来"}
    )
    assert response.status_code == 422
    assert "要晚于原时限" in text(response)
    assert "忙不过来" in response.content.decode()


def _pass_on(**changes: object) -> dict[str, object]:
    known = {"title": "逐村排查", "when": "day", "due_on": DUE.isoformat(), "minutes": "30", "kinds": ["branch"]}
    return known | changes


def test_a_township_passes_on_and_sees_its_branches_under_its_own_task() -> None:
    scene = make_scene()
    (assignment,) = issue(scene, make_task(scene, make_list(scene), title="逐村排查"), scene.township)
    organizer = Visitor(scene.organizer)
    assert "来自上级任务" in organizer.see(_to("pass-on", assignment))
    look = organizer.send(_to("pass-on", assignment), _pass_on(look="1"))
    assert "2 个单位" in text(look)
    assert Task.objects.count() == 1
    assert organizer.send(_to("pass-on", assignment), _pass_on()).status_code == 302
    child = Task.objects.get(parent_assignment=assignment)
    assert child.assignments.count() == 2
    page = organizer.see(_to("assignment", assignment))
    assert "原样下达" in page
    assert "2 个单位：未启动 2" in page
    assert "原样下达" in Visitor(scene.secretary).see(_to("assignment", child.assignments.in_order()[0]))


def test_what_a_township_adds_needs_a_reason_and_is_marked_below() -> None:
    scene = make_scene()
    (assignment,) = issue(scene, make_task(scene, make_list(scene), title="逐村排查"), scene.township)
    organizer = Visitor(scene.organizer)
    earlier = _pass_on(due_on=(DUE - timedelta(days=5)).isoformat())
    refused = organizer.send(_to("pass-on", assignment), earlier)
    assert refused.status_code == 422
    assert "属“本级增加”，请写明理由" in text(refused)
    organizer.send(_to("pass-on", assignment), earlier | {"added_reason": "镇里要汇总"})
    child = Task.objects.get(parent_assignment=assignment)
    assert "本级增加：镇里要汇总" in Visitor(scene.secretary).see(_to("assignment", child.assignments.in_order()[0]))
    assert "本级增加" in Visitor(scene.officer).see(_to("assignment", assignment))


def test_the_list_of_ones_own_work_is_by_due_date_and_below_only_on_request() -> None:
    scene = make_scene()
    task_list = make_list(scene)
    issue(scene, make_task(scene, task_list, title="后到期的"), scene.village)
    issue(scene, make_task(scene, task_list, title="先到期的", due_on=TODAY), scene.village, scene.township)
    organizer, secretary = Visitor(scene.organizer), Visitor(scene.secretary)
    page = secretary.see(reverse("tasks:assignments"))
    assert page.index("先到期的") < page.index("后到期的")
    assert "后到期的" not in organizer.see(reverse("tasks:assignments"))
    assert "后到期的" in organizer.see(reverse("tasks:assignments"), scope="below")
    assert "先到期的" not in secretary.see(reverse("tasks:assignments"), state="written_off")


def test_a_group_notice_leads_each_reader_to_their_own_form() -> None:
    scene = make_scene()
    task = make_task(scene, make_list(scene))
    issue(scene, task, scene.village, scene.elsewhere)
    address = reverse("tasks:own", args=[task.public_id])
    own = task.assignments.get(organization=scene.village)
    assert Visitor(scene.secretary).client.get(address)["Location"] == _to("assignment", own)
    assert Visitor(scene.officer).client.get(address)["Location"] == reverse("tasks:task", args=[task.public_id])


def test_the_text_for_the_chat_group_is_short_and_names_nobody() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    page = Visitor(scene.secretary).client.get(_to("assignment", assignment)).content.decode()
    notice = page.split('id="copy-group"')[1].split(">")[1].split("<")[0]
    assert len(notice) <= 120
    assert _to("assignment", assignment) in notice
    assert "王建军" not in notice


def test_a_member_finds_nothing() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    member = Visitor(make_holder(scene.village, Role.MEMBER, "赵玉兰"))
    assert member.status(_to("assignment", assignment)) == 404
    assert member.send(_to("report", assignment), {"progress": "done", "words": "x"}).status_code == 404


def test_what_came_back_says_why_on_top_and_on_the_card_until_it_is_answered() -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    secretary, officer = Visitor(scene.secretary), Visitor(scene.officer)
    secretary.send(_to("submission", assignment), {"words": "已建台账"})
    officer.send(_to("return", assignment), {"words": "缺两个组"})
    assert "退回：县委组织部 周明远 缺两个组" in secretary.see(_to("assignment", assignment))
    (item,) = answered(agenda.items(actor_of(scene.secretary), TODAY))
    assert "退回 1 次：缺两个组" in item.sub
    secretary.send(_to("report", assignment), {"progress": "on_schedule", "words": "正在补"})
    assert "退回：县委组织部" not in secretary.see(_to("assignment", assignment))
