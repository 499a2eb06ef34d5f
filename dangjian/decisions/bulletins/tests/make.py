"""A small county with a work committee, and assignments with histories told step by step at chosen moments."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from dangjian.affairs.organizations.models import Kind, Level, Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.foundation.time import as_day, at
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import (
    Assignment,
    Authority,
    Decision,
    Extension,
    Standing,
    Step,
    StepKind,
    Task,
    TaskList,
    TaskState,
)

TODAY = posts.TODAY
FIRST = date(2026, 10, 1)
TURNS = {
    Standing.ASSIGNED: [(StepKind.SUBMITTED, Standing.SUBMITTED)],
    Standing.SUBMITTED: [(StepKind.ACCEPTED, Standing.ACCEPTED), (StepKind.RETURNED, Standing.ASSIGNED)],
    Standing.ACCEPTED: [(StepKind.WRITTEN_OFF, Standing.WRITTEN_OFF), (StepKind.RETURNED, Standing.ASSIGNED)],
    Standing.WRITTEN_OFF: [(StepKind.REOPENED, Standing.ASSIGNED)],
}


def chance(seed: int) -> Random:
    """Return the same chance for the same seed."""
    return Random(seed)  # noqa: S311  # stories, no secrets


@dataclass(frozen=True, slots=True)
class Place:
    """The bodies of the small county; ``units`` says which unit each body is counted under."""

    county: Organization
    units: dict[int, Organization]


def make_place() -> Place:
    """Make two townships, a work committee with two departments and a branch of its own, and one of schools."""
    county = posts.make_county()
    units: dict[int, Organization] = {}
    for name in ("中共石桥镇委员会", "中共柳河乡委员会"):
        township = posts.make_township(county, name)
        village = posts.make_body(f"{name}上湾村党支部", parent=township)
        units |= {township.pk: township, village.pk: township}
    work = posts.make_body("县直机关工委", parent=county, kind=Kind.WORK_COMMITTEE, level=Level.DEPARTMENT)
    units[work.pk] = work
    for name in ("县财政局机关党委", "县水利局党支部"):
        department = posts.make_body(name, parent=work, kind=Kind.COMMITTEE, level=Level.DEPARTMENT)
        branch = posts.make_body(f"{name}第一党支部", parent=department)
        units |= {department.pk: department, branch.pk: department}
    schools = posts.make_body("县教育工委", parent=county, kind=Kind.WORK_COMMITTEE, level=Level.DEPARTMENT)
    school = posts.make_body("城关中学党支部", parent=schools)
    units |= {schools.pk: schools, school.pk: schools}
    return Place(county, units)


def make_goal(county: Organization, place: str, title: str, parent: Goal | None = None) -> Goal:
    """Make a node of the county's programme."""
    return Goal.objects.create(
        organization=county, county_id=county.county_id, org_path=county.path, parent=parent, place=place,
        word="工程" if parent is None else "行动", title=title, from_year=2026, to_year=2028,
    )  # fmt: skip


def make_list(
    county: Organization, *, goal: Goal | None = None, title: str = "2026年度基层党建重点任务清单"
) -> TaskList:
    """Make a list of the county's organization department by the committee's mandate."""
    return TaskList.objects.create(
        organization=county, county_id=county.county_id, org_path=county.path, office="县委组织部", goal=goal,
        title=title, authority=Authority.COMMITTEE, from_day=FIRST, to_day=date(2026, 12, 31), made_by=1,
    )  # fmt: skip


def make_task(task_list: TaskList, number: int, due_on: date) -> Task:
    """Make an issued task."""
    return Task.objects.create(
        task_list=task_list, organization=task_list.organization, county_id=task_list.county_id,
        org_path=task_list.org_path, order_no=number, title=f"第{number}项任务", due_on=due_on, state=TaskState.ISSUED,
    )  # fmt: skip


@dataclass(slots=True)
class Told:
    """An assignment and the truth about it, kept apart from the database: what changed when."""

    row: Assignment
    turns: list[tuple[datetime, StepKind, str]] = field(default_factory=list)
    moved: list[tuple[datetime, date, date]] = field(default_factory=list)
    withdrawn_at: datetime | None = None

    def state(self, moment: datetime) -> str:
        """Say in which state it stood."""
        state: str = Standing.ASSIGNED
        for when, _, state_then in self.turns:
            if when <= moment:
                state = state_then
        gone = self.withdrawn_at is not None and self.withdrawn_at <= moment
        return Standing.WITHDRAWN if gone and state != Standing.WRITTEN_OFF else state

    def due(self, moment: datetime) -> date:
        """Say which day was its due day."""
        for when, before, _ in self.moved:
            if when > moment:
                return before
        return self.row.due_on

    def submitted(self, moment: datetime) -> date | None:
        """Say on which day it was last submitted."""
        days = [as_day(when) for when, kind, _ in self.turns if kind == StepKind.SUBMITTED and when <= moment]
        return days[-1] if days else None

    def returned(self, moment: datetime) -> bool:
        """Say whether it had been returned."""
        return any(kind == StepKind.RETURNED and when <= moment for when, kind, _ in self.turns)


def tell(task: Task, body: Organization, by: Random, withdrawn_at: datetime | None = None) -> Told:
    """Make an assignment with a history by chance, written as the services write it."""
    made_at = at(FIRST + timedelta(days=by.randrange(10)), 9)
    told = Told(_row(task, body, made_at), withdrawn_at=withdrawn_at)
    moment, state = made_at, Standing.ASSIGNED
    for _ in range(by.randrange(6)):
        moment += timedelta(hours=by.randrange(1, 24 * 12))
        if moment > at(TODAY, 12) or (withdrawn_at is not None and moment > withdrawn_at):
            break
        if by.random() < 0.25 and state == Standing.ASSIGNED:
            later = told.row.due_on + timedelta(days=by.randrange(1, 9))
            told.moved.append((moment, told.row.due_on, later))
            told.row.due_on = later
            continue
        kind, state = by.choice(TURNS[state])
        told.turns.append((moment, kind, state))
    _write(told, by)
    return told


def _row(task: Task, body: Organization, made_at: datetime) -> Assignment:
    return Assignment(
        task=task, organization=body, county_id=body.county_id, org_path=body.path, issuer_path=task.org_path,
        acceptor=task.organization, acceptor_path=task.org_path, due_on=task.due_on or FIRST, made_at=made_at,
    )  # fmt: skip


def _write(told: Told, by: Random) -> None:
    row, end = told.row, at(TODAY, 23)
    row.state = told.state(end)
    row.submitted_on = None if row.state == Standing.ASSIGNED else told.submitted(end)
    row.closed_on = as_day(told.turns[-1][0]) if row.state == Standing.WRITTEN_OFF else None
    row.returns = sum(kind == StepKind.RETURNED for _, kind, _ in told.turns)
    row.words = by.choice(["", "材料还在汇总", "负责同志外出"])
    row.save()
    common = {"county_id": row.county_id, "org_path": row.org_path}
    who = {"account_id": 1, "person_name": "周明远", "body_name": "县委组织部"}
    for when, kind, _ in told.turns:
        Step.objects.create(task=row.task, assignment=row, kind=kind, at=when, **common, **who)
    for when, before, after in told.moved:
        Extension.objects.create(
            assignment=row, acceptor_path=row.acceptor_path, from_day=before, to_day=after, reason="学校合并未批",
            asked_by=1, decision=Decision.GRANTED, decided_at=when, **common,
        )  # fmt: skip


def withdraw(task: Task, moment: datetime) -> None:
    """Write that a task was withdrawn as a whole."""
    Task.objects.filter(pk=task.pk).update(state=TaskState.WITHDRAWN)
    Step.objects.create(
        task=task, county_id=task.county_id, org_path=task.org_path, kind=StepKind.WITHDRAWN, at=moment,
        account_id=1, person_name="周明远", body_name="县委组织部",
    )  # fmt: skip
