"""30 tasks to every branch: assignments, notices, steps and audit, beside COPY of the same rows."""

from collections.abc import Sequence

from django.db import connection

from bench import copying
from bench.county import TODAY
from bench.measures import Measure, middle, seconds
from bench.walk import people
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import BRANCHES
from dangjian.programme.tasks import services
from dangjian.programme.tasks.models import Authority, Task
from dangjian.programme.tasks.targets import Targets

TASKS = 30
ROUNDS = 3
PROMISE = 2.0
DUE = TODAY.replace(month=12)
WRITTEN = ("tasks_assignment", "tasks_step", "inbox_announcement", "inbox_notice", "access_auditrow")
TARGETS = Targets(kinds=tuple(BRANCHES))


def measure() -> Measure:
    """Hand down ``ROUNDS`` times; the medians of both sides."""
    by = people.actor(Role.COUNTY_OFFICER).narrowed(Permission.TASK_ISSUE)
    number = TARGETS.bodies(people.county_body(), TODAY).count()
    issued, copied = [], []
    for _ in range(ROUNDS):
        tasks = _drafts()
        before = {table: _last(table) for table in WRITTEN}
        issued.append(seconds(lambda t=tasks: services.issue(tasks=t, targets=TARGETS, on=TODAY, by=by)))  # type: ignore[misc]
        rows = {table: copying.encoded(table, "id > %s", [last]) for table, last in before.items()}
        copied.append(copying.copy_seconds(rows))
    return Measure(f"{TASKS} 项任务下达 {number} 个支部", middle(issued), middle(copied), "秒", PROMISE)


def _drafts() -> Sequence[Task]:
    by = people.actor(Role.COUNTY_OFFICER).narrowed(Permission.LIST_EDIT)
    task_list = services.open_list(
        organization=people.county_body(), office="县委组织部", title="下达基准", authority=Authority.COMMITTEE,
        from_day=TODAY, to_day=DUE, by=by,
    )  # fmt: skip
    fields = [services.TaskFields(title=f"基准任务{number + 1}", due_on=DUE) for number in range(TASKS)]
    return [services.draft_task(task_list=task_list, fields=one, by=by) for one in fields]


def _last(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"')  # noqa: S608  # tables named above
        return int(cursor.fetchone()[0])
