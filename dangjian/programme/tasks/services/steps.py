"""The row that says who did what: written beside every change of an assignment or a task."""

from collections.abc import Sequence

from dangjian.access.actors import Actor
from dangjian.programme.tasks.models import Assignment, Step, StepKind, Task


def body_name(by: Actor, organization_id: int, fallback: str) -> str:
    """Return in whose name ``by`` acts at a body: their office there, or the body."""
    for post in by.posts:
        if post.organization_id == organization_id:
            return post.organization_name
    return fallback


def take(*, task: Task, kind: StepKind, by: Actor, words: str = "") -> Step:
    """Write a step of the whole task."""
    return Step.objects.create(
        task=task,
        county_id=task.county_id,
        org_path=task.org_path,
        kind=kind,
        account_id=by.account_id,
        person_name=by.name,
        body_name=body_name(by, task.organization_id, task.organization.name),
        acting_for=by.acting_for,
        words=words[:400],
    )


def take_each(*, assignments: Sequence[Assignment], kind: StepKind, by: Actor, body: str, words: str = "") -> None:
    """Write the same step for each of ``assignments``; ``body`` is in whose name it is done."""
    Step.objects.bulk_create(
        [
            Step(
                task_id=assignment.task_id,
                assignment=assignment,
                county_id=assignment.county_id,
                org_path=assignment.org_path,
                kind=kind,
                account_id=by.account_id,
                person_name=by.name,
                body_name=body,
                acting_for=by.acting_for,
                words=words[:400],
            )
            for assignment in assignments
        ],
        batch_size=2_000,
    )
