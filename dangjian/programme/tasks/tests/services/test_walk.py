from datetime import date

import pytest

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import appoint
from dangjian.programme.tasks import services
from dangjian.programme.tasks.models import Assignment, Progress, Standing, Step, Task, TaskState
from dangjian.programme.tasks.targets import Targets
from dangjian.programme.tasks.tests import make
from dangjian.rulebook.breach import RuleBreach

pytestmark = pytest.mark.django_db


def steps(assignment: Assignment) -> list[tuple[str, str]]:
    return list(Step.objects.filter(assignment=assignment).order_by("id").values_list("kind", "person_name"))


def test_a_clerk_prepares_the_secretary_agrees_the_officer_accepts_and_writes_off() -> None:
    scene = make.make_scene()
    row = make.make_assignment(scene)
    by = scene.acting(scene.clerk, Permission.ASSIGNMENT_REPORT)
    services.report(assignment=row, progress=Progress.DONE, words="台账已建", on=make.TODAY, by=by)
    make.submit(scene, row)
    make.accept(scene, row)
    by = scene.acting(scene.officer, Permission.ASSIGNMENT_WRITE_OFF)
    services.write_off(assignments=[row], on=make.TODAY, by=by)
    row.refresh_from_db()
    assert (row.state, row.closed_on, row.reported_by, row.submitted_by) == (
        Standing.WRITTEN_OFF, make.TODAY, scene.clerk.pk, scene.secretary.pk,
    )  # fmt: skip
    assert steps(row) == [
        ("reported", "孙志强"), ("submitted", "王建军"), ("accepted", "周明远"), ("written_off", "周明远"),
    ]  # fmt: skip
    assert Task.objects.get().state == TaskState.WRITTEN_OFF


def test_falling_behind_needs_its_reason() -> None:
    scene = make.make_scene()
    row = make.make_assignment(scene)
    by = scene.acting(scene.clerk, Permission.ASSIGNMENT_REPORT)
    with pytest.raises(RuleBreach, match="原因"):
        services.report(assignment=row, progress=Progress.BEHIND, words="", on=make.TODAY, by=by)
    assert steps(row) == []


def test_a_return_goes_back_to_the_body_with_its_reason() -> None:
    scene = make.make_scene()
    row = make.submit(scene, make.make_assignment(scene))
    by = scene.acting(scene.officer, Permission.ASSIGNMENT_ACCEPT)
    with pytest.raises(RuleBreach, match="理由"):
        services.send_back(assignments=[row], words="", on=make.TODAY, by=by)
    services.send_back(assignments=[row], words="缺两个村", on=make.TODAY, by=by)
    row.refresh_from_db()
    assert (row.state, row.returns, row.submitted_on) == (Standing.ASSIGNED, 1, None)


def test_only_accepted_work_is_written_off_and_only_by_the_issuer() -> None:
    scene = make.make_scene()
    row = make.submit(scene, make.make_assignment(scene))
    officer = scene.acting(scene.officer, Permission.ASSIGNMENT_WRITE_OFF)
    with pytest.raises(RuleBreach, match="不能销号"):
        services.write_off(assignments=[row], on=make.TODAY, by=officer)
    make.accept(scene, row)
    organizer = scene.acting(scene.organizer, Permission.ASSIGNMENT_WRITE_OFF)
    with pytest.raises(RuleBreach, match="没有这项职责"):
        services.write_off(assignments=[row], on=make.TODAY, by=organizer)
    row.refresh_from_db()
    assert row.state == Standing.ACCEPTED


def test_nobody_judges_their_own_hand_or_their_own_body() -> None:
    scene = make.make_scene()
    row = make.make_assignment(scene)
    appoint(scene.officer.person, scene.village, Role.BRANCH_CLERK)
    by = scene.acting(scene.officer, Permission.ASSIGNMENT_REPORT)
    services.report(assignment=row, progress=Progress.DONE, words="代填", on=make.TODAY, by=by)
    make.submit(scene, row)
    with pytest.raises(RuleBreach, match="由您填报"):
        make.accept(scene, row)
    other = make.issue(scene, make.make_task(scene, make.make_list(scene)), scene.village)[0]
    make.submit(scene, other)
    with pytest.raises(RuleBreach, match="任职"):
        make.accept(scene, other)
    assert set(Assignment.objects.values_list("state", flat=True)) == {Standing.SUBMITTED}


def test_bulk_acceptance_is_all_or_nothing() -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene))
    rows = make.issue(scene, task, scene.village, scene.other_village)
    make.submit(scene, rows[0])
    by = scene.acting(scene.officer, Permission.ASSIGNMENT_ACCEPT)
    with pytest.raises(RuleBreach, match="所选的都未改动"):
        services.accept(assignments=rows, on=make.TODAY, by=by)
    rows[0].refresh_from_db()
    assert rows[0].state == Standing.SUBMITTED


def test_reopening_takes_a_written_off_task_back_to_work() -> None:
    scene = make.make_scene()
    row = make.accept(scene, make.submit(scene, make.make_assignment(scene)))
    by = scene.acting(scene.officer, Permission.ASSIGNMENT_WRITE_OFF)
    services.write_off(assignments=[row], on=make.TODAY, by=by)
    services.reopen(assignment=row, words="复查发现一处不实", on=make.TODAY, by=by)
    row.refresh_from_db()
    assert (row.state, row.closed_on) == (Standing.ASSIGNED, None)
    assert Task.objects.get().state == TaskState.ISSUED


def test_submitting_twice_says_so() -> None:
    scene = make.make_scene()
    row = make.submit(scene, make.make_assignment(scene))
    with pytest.raises(RuleBreach, match="待验收"):
        make.submit(scene, row)
    assert [kind for kind, _ in steps(row)] == ["submitted"]


def test_a_closed_body_cannot_submit() -> None:
    scene = make.make_scene()
    row = make.make_assignment(scene)
    scene.village.closed_on = make.TODAY
    scene.village.save()
    with pytest.raises(RuleBreach, match="已撤销"):
        make.submit(scene, row)


def test_an_extension_moves_the_date_and_stays_visible() -> None:
    scene = make.make_scene()
    row = make.make_assignment(scene)
    secretary = scene.acting(scene.secretary, Permission.ASSIGNMENT_SUBMIT)
    asked = services.ask_extension(
        assignment=row, to_day=date(2026, 12, 25), reason="选址未批", on=make.TODAY, by=secretary
    )
    with pytest.raises(RuleBreach, match="等答复"):
        services.ask_extension(
            assignment=row, to_day=date(2026, 12, 28), reason="选址未批", on=make.TODAY, by=secretary
        )
    officer = scene.acting(scene.officer, Permission.ASSIGNMENT_ACCEPT)
    services.decide_extension(extension=asked, granted=True, words="", on=make.TODAY, by=officer)
    row.refresh_from_db()
    asked.refresh_from_db()
    assert (row.due_on, asked.from_day, asked.decision) == (date(2026, 12, 25), make.DUE, "granted")
    with pytest.raises(RuleBreach, match="已答复"):
        services.decide_extension(extension=asked, granted=False, words="不", on=make.TODAY, by=officer)


def test_a_refused_extension_needs_its_reason_and_leaves_the_date() -> None:
    scene = make.make_scene()
    row = make.make_assignment(scene)
    by = scene.acting(scene.secretary, Permission.ASSIGNMENT_SUBMIT)
    asked = services.ask_extension(assignment=row, to_day=date(2026, 12, 25), reason="选址未批", on=make.TODAY, by=by)
    officer = scene.acting(scene.officer, Permission.ASSIGNMENT_ACCEPT)
    with pytest.raises(RuleBreach, match="理由"):
        services.decide_extension(extension=asked, granted=False, words="", on=make.TODAY, by=officer)
    services.decide_extension(extension=asked, granted=False, words="换届在即", on=make.TODAY, by=officer)
    row.refresh_from_db()
    assert row.due_on == make.DUE


def pass_on(scene: make.Scene, row: Assignment, *, reason: str = "", **fields: object) -> Task:
    known = {"title": row.task.title, "due_on": row.due_on} | fields
    return services.pass_on(
        assignment=row,
        targets=Targets(named=(scene.village.pk,)),
        fields=services.TaskFields(**known),  # type: ignore[arg-type]  # tests name the fields
        added_reason=reason,
        on=make.TODAY,
        by=scene.acting(scene.organizer, Permission.ASSIGNMENT_PASS_ON),
    )


def test_passing_on_keeps_the_parent_and_marks_what_is_added() -> None:
    scene = make.make_scene()
    row = make.issue(scene, make.make_task(scene, make.make_list(scene)), scene.township)[0]
    child = pass_on(scene, row)
    assert (child.parent_assignment_id, child.added_reason) == (row.pk, "")
    assert Step.objects.get(assignment=row).words == "分解下达 1 个单位；原样下达"
    with pytest.raises(RuleBreach, match="本级增加"):
        pass_on(scene, row, due_on=date(2026, 12, 1))
    added = pass_on(scene, row, due_on=date(2026, 12, 1), reason="镇里要汇总")
    assert added.added_reason == "镇里要汇总"
    with pytest.raises(RuleBreach, match="不能晚于"):
        pass_on(scene, row, due_on=date(2027, 1, 1))
    assert Task.objects.filter(parent_assignment=row).count() == 2


def test_who_passed_a_task_on_does_not_accept_it() -> None:
    scene = make.make_scene()
    row = make.issue(scene, make.make_task(scene, make.make_list(scene)), scene.township)[0]
    pass_on(scene, row)
    services.submit(
        assignment=row, words="各村已报", on=make.TODAY, by=scene.acting(scene.organizer, Permission.ASSIGNMENT_SUBMIT)
    )
    appoint(scene.organizer.person, scene.county, Role.COUNTY_OFFICER, office="县委组织部")
    by = scene.acting(scene.organizer, Permission.ASSIGNMENT_ACCEPT)
    with pytest.raises(RuleBreach, match="须由他人验收"):
        services.accept(assignments=[row], on=make.TODAY, by=by)


def test_passing_on_in_other_words_says_so_and_a_longer_period_is_refused() -> None:
    scene = make.make_scene()
    row = make.issue(scene, make.make_task(scene, make.make_list(scene)), scene.township)[0]
    pass_on(scene, row, measures="各村先自查")
    assert Step.objects.get(assignment=row).words == "分解下达 1 个单位；结合本地调整"
    for later in ({"cadence": "quarter"}, {"is_standing": True}):
        with pytest.raises(RuleBreach, match="不能晚于"):
            pass_on(scene, row, due_on=None, **later)
    with pytest.raises(RuleBreach, match="改为按周期"):
        pass_on(scene, row, due_on=None, cadence="month")


def test_an_extension_is_not_granted_on_work_that_is_no_longer_open() -> None:
    scene = make.make_scene()
    row = make.make_assignment(scene)
    by = scene.acting(scene.secretary, Permission.ASSIGNMENT_SUBMIT)
    asked = services.ask_extension(assignment=row, to_day=date(2026, 12, 25), reason="选址未批", on=make.TODAY, by=by)
    make.submit(scene, row)
    officer = scene.acting(scene.officer, Permission.ASSIGNMENT_ACCEPT)
    with pytest.raises(RuleBreach, match="待验收"):
        services.decide_extension(extension=asked, granted=True, words="", on=make.TODAY, by=officer)
    services.decide_extension(extension=asked, granted=False, words="已提交，不用延期", on=make.TODAY, by=officer)
    row.refresh_from_db()
    assert row.due_on == make.DUE


def test_nothing_of_a_withdrawn_task_is_reopened() -> None:
    scene = make.make_scene()
    task = make.make_task(scene, make.make_list(scene))
    row, _ = make.issue(scene, task, scene.village, scene.other_village)
    make.accept(scene, make.submit(scene, row))
    by = scene.acting(scene.officer, Permission.ASSIGNMENT_WRITE_OFF)
    services.write_off(assignments=[row], on=make.TODAY, by=by)
    issuer = scene.acting(scene.officer, Permission.TASK_ISSUE)
    services.withdraw(task=task, reason="与上级清单重复", on=make.TODAY, by=issuer)
    with pytest.raises(RuleBreach, match="已整体撤回"):
        services.reopen(assignment=row, words="复查", on=make.TODAY, by=by)
