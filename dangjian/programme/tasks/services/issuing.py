"""Hand-down (下达): a list's tasks become assignments at every body meant, in one act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import COMMITTEES, Organization
from dangjian.foundation.ids import public_id
from dangjian.programme.tasks.models import Assignment, Authority, Progress, Standing, StepKind, Task, TaskState
from dangjian.programme.tasks.notices import tell_of_issue, tell_of_withdrawal
from dangjian.programme.tasks.periods import last_day, period
from dangjian.programme.tasks.services import steps
from dangjian.programme.tasks.targets import Targets
from dangjian.rulebook import rule
from dangjian.rulebook.breach import RuleBreach

_COLUMNS = (
    "public_id", "task_id", "organization_id", "county_id", "org_path", "issuer_path", "acceptor_id",
    "acceptor_path", "period", "due_on", "state", "progress", "words", "returns",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issued:
    """What was handed down: how many bodies, how many assignments, how many minutes in all."""

    bodies: int
    assignments: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Place:
    """A body as the hand-down needs it."""

    id: int
    name: str
    path: str
    kind: str
    parent_id: int | None
    parent_path: str


@transaction.atomic
def issue(*, tasks: Sequence[Task], targets: Targets, on: date, by: Actor) -> Issued:
    """Issue draft tasks of one list to the bodies meant by ``targets`` on the day ``on``.

    All or nothing. Refused: nobody meant, a named body that is closed, a task without a due or with one in
    the past, a department's own list to a committee (P2), a task issued before.
    """
    locked = _lock(tasks)
    issuer = locked[0].organization
    places = _places(targets, issuer, on)
    _check(locked, places, on)
    ids = _copy(locked, places, issuer, on)
    for task in locked:
        steps.take(task=task, kind=StepKind.ISSUED, by=by, words=f"下达 {len(places)} 个单位")
    Task.objects.filter(pk__in=[task.pk for task in locked]).update(
        state=TaskState.ISSUED, issued_at=Now(), targets=targets.to_json()
    )
    audit.record(by=by, action="task.issue", subject=locked[0].task_list.public_id, organization_id=issuer.pk,
                 path=issuer.path, words=locked[0].task_list.title, among=ids.values())  # fmt: skip
    tell_of_issue(tasks=locked, ids=ids, places=[place.id for place in places], on=on, by=by)
    minutes = sum(task.minutes for task in locked) * len(places)
    return Issued(bodies=len(places), assignments=len(ids), minutes=minutes)


def _lock(tasks: Sequence[Task]) -> list[Task]:
    if not tasks:
        raise RuleBreach("没有选中任务，未下达。")
    ids = [task.pk for task in tasks]
    locked = list(
        Task.objects.select_for_update(of=("self",))
        .filter(pk__in=ids)
        .select_related("organization", "task_list__organization")
        .in_order()
    )
    done = [task.title for task in locked if task.state != TaskState.DRAFT]
    if done or len(locked) != len(ids):
        raise RuleBreach(f"“{done[0] if done else '所选任务'}”已下达或已撤回，没有重复下达。请刷新清单。")
    return locked


def _places(targets: Targets, issuer: Organization, on: date) -> list[Place]:
    closed = targets.closed_names(issuer, on)
    if closed:
        raise RuleBreach(f"{'、'.join(closed[:3])}已撤销，不能下达，全部未下达。请从范围中去掉后再下达。")
    rows = targets.bodies(issuer, on).values_list("id", "name", "path", "kind", "parent_id", "parent__path")
    places = [Place(*row) for row in rows]
    if not places:
        raise RuleBreach("按所选范围没有一个单位，未下达。所选范围已保留，请改范围后再看。")
    return places


def _check(tasks: Sequence[Task], places: Iterable[Place], on: date) -> None:
    for task in tasks:
        if task.due_on is None and not task.cadence and not task.is_standing:
            raise RuleBreach(f"“{task.title}”还没有完成时限，全部未下达。请补上时限，或选周期、长期坚持。")
        if task.due_on is not None and task.due_on < on:
            day = f"{task.due_on.year}年{task.due_on.month}月{task.due_on.day}日"
            raise RuleBreach(f"“{task.title}”的完成时限{day}已过，全部未下达。请改时限后再下达。")
    task_list = tasks[0].task_list
    if any(task.task_list_id != task_list.pk for task in tasks):
        raise RuleBreach("一次只能下达同一份清单的任务，未下达。")
    ordered = next((place.name for place in places if place.kind in COMMITTEES), "")
    if ordered and task_list.authority == Authority.OWN and task_list.office:
        citation = rule("authority.departments_and_committees", on=on).citation
        message = f"{task_list.office}不能以本部门名义向{ordered}等党委下达任务，未下达。"
        raise RuleBreach(f"{message}请把清单的授权改为“经县委同意”并写明依据，或只下达到支部。", citation=citation)


def _due(task: Task, on: date) -> tuple[DateRange | None, date]:
    """Return the period and the due day of what is made of ``task`` on ``on``."""
    if task.due_on is not None:
        return None, task.due_on
    cadence = task.cadence or "year"
    return DateRange(*period(cadence, on)), last_day(cadence, on)


def _copy(
    tasks: Sequence[Task], places: Sequence[Place], issuer: Organization, on: date
) -> dict[tuple[int, int], UUID]:
    """Write one assignment a task and body by COPY; return their public ids by task and body.

    Rows are written as lines, what a task's rows share once: escaping and typing cell by cell costs more than
    the tables do. Nothing in a line is anyone's words: numbers, ids, places of the tree, days and states.
    """
    ids: dict[tuple[int, int], UUID] = {}
    # Only column names of our own stand in the statement.
    statement = f"COPY tasks_assignment ({', '.join(_COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for task in tasks:
            span, due_on = _due(task, on)
            period_text = f"[{span.lower},{span.upper})" if span else "\\N"
            rest = f"{period_text}\t{due_on}\t{Standing.ASSIGNED.value}\t{Progress.NOT_STARTED.value}\t\t0\n"
            own = f"{issuer.pk}\t{issuer.path}"
            lines = []
            for place in places:
                key = ids[task.pk, place.id] = public_id()
                is_checked_above = task.has_precheck and place.parent_id is not None
                acceptor = f"{place.parent_id}\t{place.parent_path}" if is_checked_above else own
                lines.append(
                    f"{key}\t{task.pk}\t{place.id}\t{issuer.county_id}\t{place.path}\t{issuer.path}\t{acceptor}\t{rest}"
                )
            copy.write("".join(lines))
    return ids


@transaction.atomic
def open_periods(*, on: date) -> int:
    """Make the assignments of the periods that begin: one a recurring task, body and period, each once.

    Returns how many were made. Bodies are those meant today, so that one founded since is not forgotten.
    """
    made = 0
    recurring = Task.objects.issued().exclude(cadence="", is_standing=False).filter(task_list__to_day__gte=on)
    # What was passed on ends with what it was passed on from.
    recurring = recurring.exclude(parent_assignment__state__in=(Standing.WRITTEN_OFF, Standing.WITHDRAWN))
    for task in recurring.select_related("organization", "task_list__organization", "parent_assignment"):
        above = task.parent_assignment
        if above is not None and _due(task, on)[1] > above.due_on:
            continue
        locked = Task.objects.select_for_update(of=("self",)).select_related("organization").get(pk=task.pk)
        span, _ = _due(locked, on)
        has = set(locked.assignments.filter(period=span).values_list("organization_id", flat=True))
        rows = Targets.of(locked.targets).bodies(locked.organization, on)
        rest = [
            Place(*row)
            for row in rows.values_list("id", "name", "path", "kind", "parent_id", "parent__path")
            if row[0] not in has
        ]
        if not rest:
            continue
        ids = _copy([locked], rest, locked.organization, on)
        tell_of_issue(tasks=[task], ids=ids, places=[place.id for place in rest], on=on, by=None)
        audit.record(by=None, action="task.open-period", subject=task.public_id, county_id=task.county_id,
                     organization_id=task.organization_id, path=task.org_path, words=task.title,
                     among=ids.values())  # fmt: skip
        made += len(ids)
    return made


@transaction.atomic
def withdraw(*, task: Task, reason: str, on: date, by: Actor) -> int:
    """Withdraw an issued task: open assignments end, and with them what was passed on of them.

    Returns how many assignments ended.
    """
    if not reason.strip():
        raise RuleBreach("请写明撤回的理由，未撤回。")
    locked = Task.objects.select_for_update(of=("self",)).select_related("organization").get(pk=task.pk)
    if locked.state != TaskState.ISSUED:
        raise RuleBreach(f"这项任务{locked.get_state_display()}，不能撤回。")
    open_ones = list(locked.assignments.open().select_for_update().order_by("pk"))
    for child in Task.objects.issued().filter(parent_assignment__in=open_ones):
        withdraw(task=child, reason=f"上级撤回：{reason}", on=on, by=by)
    Assignment.objects.filter(pk__in=[a.pk for a in open_ones]).update(state=Standing.WITHDRAWN)
    Task.objects.filter(pk=locked.pk).update(state=TaskState.WITHDRAWN)
    steps.take(task=locked, kind=StepKind.WITHDRAWN, by=by, words=reason)
    audit.record(by=by, action="task.withdraw", subject=locked.public_id, organization_id=locked.organization_id,
                 path=locked.org_path, words=reason, among=[a.public_id for a in open_ones])  # fmt: skip
    tell_of_withdrawal(task=locked, assignments=open_ones, on=on, by=by)
    return len(open_ones)
