"""One assignment on one page: what, why, by when, what was done, and what those below do of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Substr

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ui.parts import Event
from dangjian.foundation.ui.parts import Standing as Color
from dangjian.programme.directives.models import Proposal
from dangjian.programme.tasks.models import Assignment, Extension, Standing, Step, StepKind, Task
from dangjian.programme.tasks.queries.bodies import period_words, standing_of
from dangjian.programme.tasks.queries.tallies import Day, by_task
from dangjian.programme.tasks.rules import Tally

BACK_TO_WORK = (StepKind.RETURNED, StepKind.REOPENED)


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of the directive that a task rests on, with the directive's title."""

    directive: str
    words: str


@dataclass(frozen=True, slots=True)
class Below:
    """A task passed on from this assignment, and how the bodies below stand."""

    task: Task
    tally: Tally


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """Everything the page of an assignment shows."""

    assignment: Assignment
    standing: Color
    clause: Clause | None
    events: Sequence[Event]
    extensions: Sequence[Extension]
    below: Sequence[Below]
    prepared_by: str
    period: str
    returned: Event | None


def whole(actor: Actor, assignment: Assignment, day: Day) -> AssignmentPage:
    """Read the page of an assignment already reached through the doorway; at most five queries."""
    steps = list(Step.objects.filter(assignment=assignment).order_by("at", "id"))
    return AssignmentPage(
        assignment=assignment,
        standing=standing_of(assignment, day),
        clause=clause(assignment.task),
        events=[event(step) for step in steps],
        extensions=list(assignment.extensions.order_by("asked_at", "id")),
        below=below(actor, assignment, day),
        prepared_by=_prepared_by(assignment, steps),
        period=period_words(assignment),
        returned=_returned(assignment, steps),
    )


def has_below(body: Organization) -> bool:
    """Say whether a body has bodies of its own to pass work on to."""
    return Organization.objects.below(body).exists()


def events_of(task: Task) -> list[Event]:
    """Return what happened to a task as a whole, in order."""
    return [event(step) for step in Step.objects.filter(task=task, assignment=None).order_by("at", "id")]


def event(step: Step) -> Event:
    """Show a step as people read it: who, for whom, what, in which words."""
    return Event(step.at, f"{step.body_name} {step.person_name}", step.get_kind_display(), step.words)


def clause(task: Task) -> Clause | None:
    """Return the clause a task rests on, cut from the directive by the database; None where it rests on none."""
    if task.proposal_id is None:
        return None
    length = F("end") - F("start")
    found = (
        Proposal.objects.filter(pk=task.proposal_id)
        .annotate(words=Substr("directive__text", F("start") + 1, length))
        .values_list("directive__title", "words")
        .first()
    )
    return Clause(found[0], found[1].strip()) if found else None


def below(actor: Actor, assignment: Assignment, day: Day) -> list[Below]:
    """Return the tasks passed on from an assignment with the standing of the bodies below."""
    tasks = list(Task.objects.filter(parent_assignment=assignment).in_order())
    if not tasks:
        return []
    tallies = by_task(Assignment.objects.visible_to(actor).filter(task__in=tasks), day)
    return [Below(task, tallies.get(task.pk, Tally())) for task in tasks]


def _returned(assignment: Assignment, steps: Sequence[Step]) -> Event | None:
    """Return the last return or reopening, while nothing has been done about it."""
    if assignment.state != Standing.ASSIGNED or not steps or steps[-1].kind not in BACK_TO_WORK:
        return None
    return event(steps[-1])


def reasons_of_return(assignments: Sequence[Assignment]) -> dict[int, str]:
    """Return, for those that came back, the words of the last return; one query, none where nothing came back."""
    return {step.assignment_id: step.words for step in last_returns(assignments) if step.assignment_id}


def last_returns(assignments: Sequence[Assignment]) -> "QuerySet[Step]":
    """Return the last return of each of those that came back, not yet read."""
    ids = [row.pk for row in assignments if row.returns]
    last = Step.objects.filter(assignment__in=ids, kind__in=BACK_TO_WORK).order_by("assignment_id", "-at", "-id")
    return last.distinct("assignment_id")


def _prepared_by(assignment: Assignment, steps: Sequence[Step]) -> str:
    """Return who filled in last, where the assignment waits for the secretary to agree."""
    reports = [step for step in steps if step.kind == "reported"]
    return reports[-1].person_name if reports and assignment.reported_by else ""
