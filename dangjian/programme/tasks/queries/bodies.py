"""How the bodies of one task stand, in the county's order: who is stuck, and on what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.foundation.ui.paging import Page, keyset
from dangjian.foundation.ui.parts import Standing
from dangjian.programme.tasks import rules
from dangjian.programme.tasks.models import Assignment, Progress, Task
from dangjian.programme.tasks.models import Standing as State
from dangjian.programme.tasks.models.assignments import AssignmentQuerySet
from dangjian.programme.tasks.queries.tallies import Day, altogether
from dangjian.programme.tasks.rules import Tally

PAGE = 50
FILTERS = {
    "": "全部",
    "late": "已到期未办结",
    "soon": "7 天内到期",
    "submitted": "待验收",
    "accepted": "待销号",
    "behind": "滞后",
    "written_off": "已销号",
}


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body's assignment and how it stands."""

    assignment: Assignment
    standing: Standing

    @property
    def period(self) -> str:
        """期次 in words, for what comes round; empty for what is done once."""
        return period_words(self.assignment)


def period_words(assignment: Assignment) -> str:
    """Return the first and last day of an assignment's period: 7月1日至9月30日."""
    span = assignment.period
    if span is None or span.lower is None or span.upper is None:
        return ""
    last = span.upper - timedelta(days=1)
    return f"{span.lower.month}月{span.lower.day}日至{last.month}月{last.day}日"


def standing_of(assignment: Assignment, day: Day) -> Standing:
    """Judge one assignment on a day."""
    return rules.of_assignment(
        state=assignment.state,
        due_on=assignment.due_on,
        submitted_on=assignment.submitted_on,
        closed_on=assignment.closed_on,
        on=day.on,
        yellow=day.yellow,
    )


def rows_of(assignments: Sequence[Assignment], day: Day) -> list[BodyRow]:
    """Judge each of a page of assignments."""
    return [BodyRow(assignment, standing_of(assignment, day)) for assignment in assignments]


def of_task(actor: Actor, task: Task) -> AssignmentQuerySet:
    """Return the assignments of a task within the actor's scope, with their bodies."""
    return Assignment.objects.visible_to(actor).filter(task=task).select_related("organization")


def filtered(rows: AssignmentQuerySet, day: Day, name: str, words: str = "") -> AssignmentQuerySet:
    """Narrow assignments to what a chip stands for, and to bodies or words."""
    if words:
        rows = rows.filter(
            Q(organization__name__icontains=words)
            | Q(organization__initials__startswith=words.lower())
            | Q(words__icontains=words)
        )
    return rows.filter(condition(day, name))


def condition(day: Day, name: str) -> Q:
    """Return what a chip stands for; everything not withdrawn where its name is unknown."""
    assigned = Q(state=State.ASSIGNED)
    known = {
        "todo": assigned,
        "late": assigned & Q(due_on__lt=day.on),
        "soon": assigned & Q(due_on__gte=day.on, due_on__lte=day.on + timedelta(days=day.yellow)),
        "submitted": Q(state=State.SUBMITTED),
        "accepted": Q(state=State.ACCEPTED),
        "behind": assigned & Q(progress=Progress.BEHIND),
        "written_off": Q(state=State.WRITTEN_OFF),
    }
    return known.get(name, ~Q(state=State.WITHDRAWN))


def county_page(rows: AssignmentQuerySet, query: QueryDict) -> Page[Assignment]:
    """Return one page in the county's order."""
    return keyset(rows, by=("organization__order_no", "id"), query=query, size=PAGE)


def counted(rows: AssignmentQuerySet, day: Day) -> Tally:
    """Return the tally of a set of assignments; one query."""
    return altogether(rows, day)
