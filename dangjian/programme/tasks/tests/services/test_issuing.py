from datetime import date

import pytest

from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Level
from dangjian.channels.inbox.models import Notice
from dangjian.programme.tasks import services
from dangjian.programme.tasks.models import Assignment, Authority, Standing, Step, Task, TaskState
from dangjian.programme.tasks.targets import Targets
from dangjian.programme.tasks.tests import make
from dangjian.rulebook.breach import RuleBreach

pytestmark = pytest.mark.django_db


def issue(scene: make.Scene, task: Task, targets: Targets, on: date = make.TODAY) -> services.Issued:
    by = scene.acting(scene.officer, Permission.TASK_ISSUE)
    return services.issue(tasks=[task], targets=targets, on=on, by=by)


def test_every_body_of_a_level_receives_it_once_with_notice_and_one_audit_row() -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene), minutes=180)
    before = AuditRow.objects.filter(action="task.issue").count()
    done = issue(scene, task, Targets(levels=(Level.TOWNSHIP,)))
    assert (done.bodies, done.assignments, done.minutes) == (2, 2, 360)
    received = list(Assignment.objects.filter(task=task).in_order().values_list("organization__name", flat=True))
    assert received == ["中共石桥镇委员会", "中共柳河乡委员会"]
    task.refresh_from_db()
    assert task.state == TaskState.ISSUED
    assert Notice.objects.count() == 2
    row = AuditRow.objects.get(action="task.issue")
    assert (row.count, before, len(row.digest)) == (2, 0, 64)


def test_a_precheck_makes_the_direct_superior_the_acceptor() -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene), has_precheck=True)
    issue(scene, task, Targets(levels=(Level.BASE,)))
    assert set(Assignment.objects.values_list("acceptor__name", flat=True)) == {"中共石桥镇委员会"}


@pytest.mark.parametrize(
    ("targets", "words"),
    [(Targets(), "没有一个单位"), (Targets(levels=("department",)), "没有一个单位")],
)
def test_nobody_meant_is_refused_and_nothing_is_made(targets: Targets, words: str) -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene))
    with pytest.raises(RuleBreach, match=words):
        issue(scene, task, targets)
    assert not Assignment.objects.exists()
    assert Task.objects.get().state == TaskState.DRAFT


def test_a_closed_body_is_named_and_refused() -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene))
    scene.village.closed_on = date(2026, 6, 1)
    scene.village.save()
    with pytest.raises(RuleBreach, match="上湾村党支部已撤销"):
        issue(scene, task, Targets(named=(scene.village.pk, scene.other_village.pk)))
    assert not Assignment.objects.exists()


def test_a_due_date_in_the_past_or_none_is_refused() -> None:
    scene = make.make_scene()
    task_list = make.make_list(scene)
    late = make.make_task(scene, task_list, due_on=date(2026, 11, 20))
    with pytest.raises(RuleBreach, match="2026年11月20日已过"):
        issue(scene, late, Targets(levels=(Level.TOWNSHIP,)))
    undated = make.make_task(scene, task_list, due_on=None)
    with pytest.raises(RuleBreach, match="还没有完成时限"):
        issue(scene, undated, Targets(levels=(Level.TOWNSHIP,)))


def test_a_department_in_its_own_name_does_not_order_a_committee() -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene, authority=Authority.OWN))
    with pytest.raises(RuleBreach) as refused:
        issue(scene, task, Targets(levels=(Level.TOWNSHIP,)))
    assert "经县委同意" in refused.value.message
    assert "党政机关公文处理工作条例" in refused.value.citation
    issue(scene, task, Targets(named=(scene.village.pk,)))
    assert Assignment.objects.count() == 1


def test_issuing_twice_is_refused() -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene))
    issue(scene, task, Targets(levels=(Level.TOWNSHIP,)))
    with pytest.raises(RuleBreach, match="没有重复下达"):
        issue(scene, task, Targets(levels=(Level.TOWNSHIP,)))
    assert Assignment.objects.count() == 2


def test_a_recurring_task_has_one_assignment_a_period_made_when_it_begins() -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene), due_on=None, cadence="quarter")
    issue(scene, task, Targets(levels=(Level.TOWNSHIP,)))
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {date(2026, 12, 31)}
    assert services.open_periods(on=date(2026, 12, 31)) == 0
    assert services.open_periods(on=date(2027, 1, 1)) == 0, "the list ends with its year"
    task.task_list.to_day = date(2027, 12, 31)
    task.task_list.save()
    assert services.open_periods(on=date(2027, 1, 1)) == 2
    assert services.open_periods(on=date(2027, 1, 2)) == 0
    assert Assignment.objects.filter(due_on=date(2027, 3, 31)).count() == 2


def test_withdrawal_ends_what_is_open_and_what_was_passed_on() -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene))
    above = make.issue(scene, task, scene.township)[0]
    services.pass_on(
        assignment=above,
        targets=Targets(named=(scene.village.pk,)),
        fields=services.TaskFields(title=task.title, due_on=task.due_on),
        on=make.TODAY,
        by=scene.acting(scene.organizer, Permission.ASSIGNMENT_PASS_ON),
    )
    by = scene.acting(scene.officer, Permission.TASK_ISSUE)
    with pytest.raises(RuleBreach, match="撤回的理由"):
        services.withdraw(task=task, reason=" ", on=make.TODAY, by=by)
    assert services.withdraw(task=task, reason="与上级清单重复", on=make.TODAY, by=by) == 1
    assert set(Assignment.objects.values_list("state", flat=True)) == {Standing.WITHDRAWN}
    assert Step.objects.filter(kind="withdrawn").count() == 2
