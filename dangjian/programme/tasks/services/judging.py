"""Acceptance (验收), return (退回), write-off (销号), reopening: one by one or in bulk, all or nothing."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.programme.tasks.models import Assignment, Progress, Standing, Step, StepKind, Task, TaskState
from dangjian.programme.tasks.notices import tell_the_body
from dangjian.programme.tasks.services import steps
from dangjian.rulebook.breach import RuleBreach


@transaction.atomic
def accept(*, assignments: Sequence[Assignment], words: str = "", on: date, by: Actor) -> list[Assignment]:
    """Accept submitted work. Refused to whoever had a hand in it or holds a post in the body."""
    rows = _lock(assignments)
    _check_state(rows, (Standing.SUBMITTED,), "验收")
    _check_place(rows, by, "acceptor_path", "验收")
    _check_hands(rows, by)
    _update(rows, state=Standing.ACCEPTED, accepted_by=by.account_id, accepted_on=on)
    _record(rows, StepKind.ACCEPTED, words, by)
    return rows


@transaction.atomic
def send_back(*, assignments: Sequence[Assignment], words: str, on: date, by: Actor) -> list[Assignment]:
    """Return work to its body with the reason; it is assigned again."""
    rows = _lock(assignments)
    if not words.strip():
        raise RuleBreach("退回要写明理由和怎么补，未退回。")
    _check_state(rows, (Standing.SUBMITTED, Standing.ACCEPTED), "退回")
    for row in rows:
        _check_place([row], by, "acceptor_path" if row.state == Standing.SUBMITTED else "issuer_path", "退回")
    _back_to_work(rows)
    Assignment.objects.filter(pk__in=[row.pk for row in rows]).update(returns=F("returns") + 1)
    _record(rows, StepKind.RETURNED, words, by)
    tell_the_body(assignments=rows, title="退回", on=on, by=by)
    return rows


@transaction.atomic
def write_off(*, assignments: Sequence[Assignment], words: str = "", on: date, by: Actor) -> list[Assignment]:
    """Write off accepted work; only the issuing body does. A task all of whose work is written off is done."""
    rows = _lock(assignments)
    _check_state(rows, (Standing.ACCEPTED,), "销号")
    _check_place(rows, by, "issuer_path", "销号")
    _check_hands(rows, by)
    _update(rows, state=Standing.WRITTEN_OFF, closed_on=on)
    _record(rows, StepKind.WRITTEN_OFF, words, by)
    _finish_tasks(rows, by)
    return rows


@transaction.atomic
def reopen(*, assignment: Assignment, words: str, on: date, by: Actor) -> Assignment:
    """Open accepted or written-off work again; only the issuing body does, with its reason."""
    rows = _lock([assignment])
    if not words.strip():
        raise RuleBreach("重新办理要写明理由，未改动。")
    _check_state(rows, (Standing.ACCEPTED, Standing.WRITTEN_OFF), "重新办理")
    _check_place(rows, by, "issuer_path", "重新办理")
    if rows[0].task.state == TaskState.WITHDRAWN:
        raise RuleBreach("这项任务已整体撤回，不能再重新办理，未改动。确需再办请另行下达。")
    _back_to_work(rows)
    Task.objects.filter(pk=rows[0].task_id, state=TaskState.WRITTEN_OFF).update(state=TaskState.ISSUED)
    _record(rows, StepKind.REOPENED, words, by)
    tell_the_body(assignments=rows, title="重新办理", on=on, by=by)
    return rows[0]


@transaction.atomic
def write_off_task(*, task: Task, words: str, on: date, by: Actor) -> Task:
    """Write off a recurring or standing task as a whole, once nothing of it is open."""
    row = Task.objects.select_for_update(of=("self",)).select_related("organization").get(pk=task.pk)
    if row.state != TaskState.ISSUED:
        raise RuleBreach(f"这项任务{row.get_state_display()}，没有重复销号。")
    still = row.assignments.open().count()
    if still:
        raise RuleBreach(f"还有 {still} 个单位没有销号，任务不能整体销号。请先验收、销号，或撤回。")
    row.state = TaskState.WRITTEN_OFF
    row.save(update_fields=["state"])
    steps.take(task=row, kind=StepKind.WRITTEN_OFF, by=by, words=words)
    audit.record(by=by, action="task.write-off", subject=row.public_id, organization_id=row.organization_id,
                 path=row.org_path, words=f"{on.isoformat()} {words}")  # fmt: skip
    return row


def _lock(assignments: Sequence[Assignment]) -> list[Assignment]:
    """Lock the rows in one order, so that two bulk acts never wait for each other in a circle."""
    if not assignments:
        raise RuleBreach("没有选中任务，未作改动。")
    ids = {assignment.pk for assignment in assignments}
    return list(
        Assignment.objects.select_for_update(of=("self",))
        .filter(pk__in=ids)
        .select_related("task__organization", "organization", "acceptor")
        .order_by("pk")
    )


def _check_state(rows: Sequence[Assignment], allowed: tuple[Standing, ...], verb: str) -> None:
    for row in rows:
        if row.state not in allowed:
            name, state = row.organization.short_name, row.get_state_display()
            raise RuleBreach(f"{name}的“{row.task.title}”{state}，不能{verb}；所选的都未改动。请刷新看最新情况。")


def _check_place(rows: Sequence[Assignment], by: Actor, column: str, verb: str) -> None:
    for row in rows:
        place: str = getattr(row, column)
        if not any(grant.covers(place) for grant in by.grants):
            name = row.acceptor.short_name if column == "acceptor_path" else row.task.organization.short_name
            raise RuleBreach(f"“{row.task.title}”由{name}{verb}，您没有这项职责；所选的都未改动。")


def _check_hands(rows: Sequence[Assignment], by: Actor) -> None:
    """Nobody judges what passed through their own hands or what their own body submitted."""
    ids = [row.pk for row in rows]
    touched = Step.objects.filter(assignment__in=ids, account_id=by.account_id, kind__in=StepKind.of_own_hand())
    own_hand = set(touched.values_list("assignment_id", flat=True))
    for row in rows:
        name = row.organization.short_name
        if row.pk in own_hand:
            raise RuleBreach(f"{name}的“{row.task.title}”由您填报、提交或分解过，须由他人验收销号；所选的都未改动。")
        if row.organization_id in by.post_bodies:
            raise RuleBreach(f"您在{name}任职，它提交的任务须由他人验收销号；所选的都未改动。")


def _update(rows: Sequence[Assignment], **values: object) -> None:
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
    Assignment.objects.filter(pk__in=[row.pk for row in rows]).update(**values)


def _back_to_work(rows: Sequence[Assignment]) -> None:
    _update(
        rows,
        state=Standing.ASSIGNED,
        progress=Progress.ON_SCHEDULE,
        submitted_on=None,
        submitted_by=None,
        accepted_on=None,
        accepted_by=None,
        closed_on=None,
    )


def _finish_tasks(rows: Sequence[Assignment], by: Actor) -> None:
    """Write off each dated task of which nothing is open any more."""
    for task in (
        Task.objects.select_for_update(of=("self",))
        .filter(pk__in={row.task_id for row in rows}, state=TaskState.ISSUED, due_on__isnull=False)
        .select_related("organization")
        .order_by("pk")
    ):
        if not task.assignments.open().exists():
            task.state = TaskState.WRITTEN_OFF
            task.save(update_fields=["state"])
            steps.take(task=task, kind=StepKind.WRITTEN_OFF, by=by, words="各单位均已销号")


def _record(rows: Sequence[Assignment], kind: StepKind, words: str, by: Actor) -> None:
    own = by.posts[0].organization_name if by.posts else ""
    held = {grant.organization_id for grant in by.grants}
    body = next((post.organization_name for post in by.posts if post.organization_id in held), own)
    steps.take_each(assignments=rows, kind=kind, by=by, body=body, words=words.strip())
    first = rows[0]
    audit.record(by=by, action=f"assignment.{kind}", subject=first.public_id, organization_id=first.organization_id,
                 path=first.org_path, words=words, among=[row.public_id for row in rows])  # fmt: skip
