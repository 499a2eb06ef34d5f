"""The two lists under way: the county's key tasks, and problems put right by a department with the county's consent."""

from datetime import timedelta
from typing import Final

from dangjian.foundation.time import at
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import (
    Assignment,
    Authority,
    ListKind,
    Selection,
    StepKind,
    Task,
    TaskList,
    TaskState,
)
from dangjian.site.demo import words
from dangjian.site.demo.county import County
from dangjian.site.demo.programme import steps, targets
from dangjian.site.demo.programme.assigning import Assigning
from dangjian.site.demo.programme.desks import Desks, Hand
from dangjian.site.demo.programme.lines import Line, filled

OFFICE: Final = "县委组织部"
SOCIAL_OFFICE: Final = "县委社会工作部"
_ENDS: Final = {"done": TaskState.WRITTEN_OFF, "withdrawn": TaskState.WITHDRAWN, "draft": TaskState.DRAFT}
_SPAN: Final = 120  # Days from the loading day to the end of a list, at least.


def write(county: County, desks: Desks, placed: dict[str, Goal]) -> list[Assignment]:
    """Make both lists with their tasks and everything that happened to them; returns what was passed on."""
    passed: list[Assignment] = []
    _keep_selections(county)
    year = (county.today - timedelta(days=120)).year
    key = _open(county, desks, OFFICE, f"{year}年度基层党建重点任务清单", ListKind.TASKS, placed["01"])
    key.authority, key.basis = Authority.COMMITTEE, f"中共清源县委关于做好{year}年度基层党建工作的意见"
    remedies = _open(county, desks, SOCIAL_OFFICE, "“两新”组织党建问题整改清单", ListKind.REMEDIES, placed["010303"])
    held = county.today - timedelta(days=160)
    remedies.authority, remedies.basis = Authority.CONSENT, "县委“两新”组织党建专项调研反馈问题"
    remedies.consent = f"县委常委会会议{held.year}年{held.month}月{held.day}日研究同意"
    for task_list, file in ((key, "tasks_key"), (remedies, "tasks_remedies")):
        for number, line in enumerate(words.lines(file), start=1):
            passed += _task(county, desks, task_list, number, Line(*line))
    return passed


def _keep_selections(county: County) -> None:
    """The rules that the officers saved for the next time."""
    for name, word in (("全县党支部", "branches"), ("镇乡和县直", "upper"), ("联合党支部", "joint_branches")):
        county.rows.add(
            Selection(
                public_id=county.chance.public_id(),
                organization_id=county.root.pk,
                county_id=1,
                org_path=county.root.path,
                name=name,
                rule=targets.resolve(county, word)[0].to_json(),
            )
        )


def _open(county: County, desks: Desks, office: str, title: str, kind: ListKind, goal: Goal) -> TaskList:
    made = county.today - timedelta(days=250)
    return county.rows.add(
        TaskList(
            public_id=county.chance.public_id(),
            organization_id=county.root.pk,
            county_id=1,
            org_path=county.root.path,
            office=office,
            goal_id=goal.pk,
            kind=kind,
            title=title,
            from_day=made,
            to_day=county.today + timedelta(days=_SPAN),
            made_at=at(made, 9),
            made_by=officer(county, desks, office).account_id,
        )
    )


def officer(county: County, desks: Desks, office: str) -> Hand:
    """The county's officer of an office."""
    hand = desks.judges(county.root, county.root, office)
    if hand is None:
        raise LookupError(office)
    return hand


def _task(county: County, desks: Desks, task_list: TaskList, number: int, line: Line) -> list[Assignment]:
    rule, bodies = targets.resolve(county, line.target)
    issued = at(county.today - timedelta(days=int(line.issued)), 10)
    task = county.rows.add(filled(county, task_list, number, line))
    if line.mood == "draft":
        return []
    task.state, task.issued_at, task.targets = _ENDS.get(line.mood, TaskState.ISSUED), issued, rule.to_json()
    hand = officer(county, desks, task_list.office)
    steps.of_task(county, task, StepKind.ISSUED, hand, f"下达 {len(bodies)} 个单位", issued)
    assigning = Assigning(county, desks, task, county.root, task_list.office)
    if task.cadence:
        assigning.recurring(bodies, issued)
    else:
        assigning.once(bodies, line.mood, issued)
    _end(county, task, hand)
    return assigning.passed


def _end(county: County, task: Task, hand: Hand) -> None:
    eve = at(county.today - timedelta(days=1), 17, 30)
    if task.state == TaskState.WRITTEN_OFF:
        steps.of_task(county, task, StepKind.WRITTEN_OFF, hand, "各单位均已销号", eve)
    if task.state == TaskState.WITHDRAWN:
        steps.of_task(county, task, StepKind.WITHDRAWN, hand, "与年度综合考核合并进行，不再单独报送", eve)
