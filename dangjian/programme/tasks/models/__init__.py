"""Tables of the tasks: lists, tasks, assignments, and every step that was taken."""

from dangjian.programme.tasks.models.assignments import Assignment, Progress, Standing, Step, StepKind
from dangjian.programme.tasks.models.extensions import Decision, Extension
from dangjian.programme.tasks.models.lists import Authority, ListKind, TaskList
from dangjian.programme.tasks.models.selections import Selection
from dangjian.programme.tasks.models.tasks import Cadence, Task, TaskState

__all__ = [
    "Assignment",
    "Authority",
    "Cadence",
    "Decision",
    "Extension",
    "ListKind",
    "Progress",
    "Selection",
    "Standing",
    "Step",
    "StepKind",
    "Task",
    "TaskList",
    "TaskState",
]
