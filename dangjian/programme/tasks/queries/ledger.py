"""The ledger (台账) of one list: a row a task, in the columns people know (P7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from dangjian.access.actors import Actor
from dangjian.foundation.ui.parts import Standing
from dangjian.programme.tasks import rules
from dangjian.programme.tasks.models import Assignment, Progress, Task, TaskList, TaskState
from dangjian.programme.tasks.models import Standing as State
from dangjian.programme.tasks.queries.tallies import Day, by_task
from dangjian.programme.tasks.rules import Tally

SEARCHED = ("title", "measures", "lead_leader", "lead_body", "responsible", "responsible_person")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One task with what became of it within the reader's scope."""

    task: Task
    tally: Tally
    standing: Standing
    reason: str = ""

    @property
    def due_words(self) -> str:
        """What stands where there is no single day: 长期坚持, or the cadence."""
        if self.task.is_standing:
            return "长期坚持"
        return self.task.get_cadence_display()

    @property
    def responsible(self) -> str:
        """责任单位 as written, or how many bodies were chosen."""
        return self.task.responsible or (f"{self.tally.total} 个单位" if self.tally.total else "")

    @property
    def progress(self) -> str:
        """进展情况: one of the four words, the reason where it is 滞后."""
        word = rules.progress_word(self.task.state, self.tally)
        return f"{word}（{self.reason}）" if word == "滞后" and self.reason else word

    @property
    def write_off(self) -> str:
        """是否销号: 是, 否, or how many of how many."""
        if self.task.state == TaskState.WITHDRAWN:
            return "已撤回"
        if self.task.state == TaskState.WRITTEN_OFF:
            return "已销号"
        if self.tally.total > 1 and self.tally.written_off:
            return f"{self.tally.written_off}/{self.tally.total}"
        if not self.tally.written_off:
            return "否"
        return self.standing.words if "销号" in self.standing.words else "已销号"


def rows(actor: Actor, task_list: TaskList, day: Day, words: str = "") -> list[LedgerRow]:
    """Return the rows of a list within the actor's scope, filtered by ``words``; three queries."""
    tasks = Task.objects.visible_to(actor).filter(task_list=task_list)
    if words:
        tasks = tasks.filter(_containing(words))
    found = list(tasks.select_related("organization").in_order())
    mine = Assignment.objects.visible_to(actor).filter(task__in=[task.pk for task in found])
    tallies, reasons = by_task(mine, day), _reasons(mine)
    return [_row(task, tallies.get(task.pk, Tally()), reasons.get(task.pk, ""), day) for task in found]


def _containing(words: str) -> Q:
    condition = Q()
    for name in SEARCHED:
        condition |= Q(**{f"{name}__icontains": words})
    return condition


def _reasons(mine: QuerySet[Assignment]) -> Mapping[int, str]:
    """Return, for each task, what the first body behind (in county order) says holds it up."""
    behind = mine.filter(state=State.ASSIGNED, progress=Progress.BEHIND).exclude(words="")
    ordered = behind.order_by("task_id", "organization__order_no").distinct("task_id")
    return dict(ordered.values_list("task_id", "words"))


def _row(task: Task, tally: Tally, reason: str, day: Day) -> LedgerRow:
    if task.cadence:
        tally = replace(tally, unit="件")
    return LedgerRow(task, tally, standing_of(task, tally, day), reason)


def standing_of(task: Task, tally: Tally, day: Day) -> Standing:
    """Judge a task with its tally on a day."""
    return rules.of_task(
        state=task.state,
        due_on=task.due_on,
        tally=tally,
        on=day.on,
        yellow=day.yellow,
        is_standing=task.is_standing,
        is_recurring=bool(task.cadence),
    )


FILTERS = {
    "": "全部",
    "late": "已到期未办结",
    "soon": "7 天内到期",
    "waiting": "待验收",
    "draft": "未下达",
}


def matching(found: Sequence[LedgerRow], name: str) -> list[LedgerRow]:
    """Return the rows that a chip of the ledger stands for; all where the name is unknown."""
    tests = {
        "late": lambda row: row.tally.late > 0,
        "soon": lambda row: row.tally.soon > 0,
        "waiting": lambda row: row.tally.submitted > 0,
        "draft": lambda row: row.task.state == TaskState.DRAFT,
    }
    return [row for row in found if name not in tests or tests[name](row)]
