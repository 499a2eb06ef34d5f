"""What townships and the work committee handed on: as it came, or with an addition and its reason (P3)."""

from datetime import datetime, timedelta
from typing import Final

from dangjian.affairs.organizations.models import Level, Organization
from dangjian.foundation.time import as_day, at
from dangjian.programme.tasks.models import Assignment, Authority, Progress, StepKind, Task, TaskList, TaskState
from dangjian.programme.tasks.targets import Targets
from dangjian.site.demo.county import County
from dangjian.site.demo.programme import steps, targets
from dangjian.site.demo.programme.assigning import Assigning
from dangjian.site.demo.programme.desks import Desks, Hand

_ADDING: Final = "石桥镇党委"  # Asks for more than it was asked, and says why.
_REASON: Final = "换届前需先摸清情况，各村本月有党员大会，可一并研究"
_EARLIER: Final = timedelta(days=5)
_PAPER: Final = "情况说明"


def write(county: County, desks: Desks, passed: list[Assignment]) -> None:
    """Make the child tasks of the assignments that were passed on."""
    lists: dict[tuple[int, int], TaskList] = {}
    for row in passed:
        body, parent = county.bodies[row.organization_id - 1], county.rows.of(Task)[row.task_id - 1]
        if below := _below(county, body):
            key = (body.pk, parent.task_list_id)
            if key not in lists:
                lists[key] = _list(county, parent, body, desks.answers(body), row.made_at)
            _pass(county, desks, row, _child(county, lists[key], parent, row), below)


def _below(county: County, body: Organization) -> list[Organization]:
    if body.level != Level.TOWNSHIP:
        return county.children_of(body)
    return [village for village in targets.resolve(county, "villages")[1] if village.parent_id == body.pk]


def _pass(county: County, desks: Desks, row: Assignment, child: Task, below: list[Organization]) -> None:
    body, hand = county.bodies[row.organization_id - 1], desks.answers(county.bodies[row.organization_id - 1])
    eve = county.today - timedelta(days=1)
    issued = at(min(as_day(row.made_at) + timedelta(days=3), eve), 11)
    child.issued_at, child.targets = issued, Targets(named=tuple(b.pk for b in below)).to_json()
    said = f"分解下达 {len(below)} 个单位；" + (f"本级增加：{child.added_reason}" if child.added_reason else "原样下达")
    steps.of_task(county, child, StepKind.ISSUED, hand, f"下达 {len(below)} 个单位", issued)
    steps.of_assignment(county, row, StepKind.PASSED_ON, hand, said, issued)
    row.progress, row.words, row.reported_by = Progress.ON_SCHEDULE, "已分解到各单位，正在推进", hand.account_id
    steps.of_assignment(
        county, row, StepKind.REPORTED, hand, f"{Progress.ON_SCHEDULE.label}。{row.words}", issued + timedelta(hours=2)
    )
    Assigning(county, desks, child, body, "").once(below, "busy", issued)


def _list(county: County, parent: Task, body: Organization, hand: Hand, moment: datetime) -> TaskList:
    above = county.rows.of(TaskList)[parent.task_list_id - 1]
    return county.rows.add(
        TaskList(
            public_id=county.chance.public_id(),
            organization_id=body.pk,
            county_id=1,
            org_path=body.path,
            goal_id=above.goal_id,
            title=f"{body.short_name}：{above.title}",
            authority=Authority.OWN,
            basis=f"承接{above.issuer_name}《{above.title}》",
            from_day=above.from_day,
            to_day=above.to_day,
            made_at=moment,
            made_by=hand.account_id,
        )
    )


def _child(county: County, task_list: TaskList, parent: Task, row: Assignment) -> Task:
    body = county.bodies[row.organization_id - 1]
    is_adding = body.short_name == _ADDING
    number = sum(task.task_list_id == task_list.pk for task in county.rows.of(Task)) + 1
    return county.rows.add(
        Task(
            public_id=county.chance.public_id(),
            task_list_id=task_list.pk,
            organization_id=body.pk,
            county_id=1,
            org_path=body.path,
            order_no=number,
            title=parent.title,
            measures=parent.measures,
            deliverable=_PAPER if is_adding else parent.deliverable,
            lead_body=body.short_name,
            responsible="各村党组织" if body.level == Level.TOWNSHIP else "各部门党组织",
            due_on=row.due_on - _EARLIER if is_adding else row.due_on,
            minutes=parent.minutes,
            state=TaskState.ISSUED,
            parent_assignment_id=row.pk,
            added_reason=_REASON if is_adding else "",
            made_at=row.made_at,
        )
    )
