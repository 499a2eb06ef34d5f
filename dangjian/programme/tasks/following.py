"""Tasks under way follow the bodies: to the new superior, to who takes another up; they hold a closing back."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Merged, Moved
from dangjian.affairs.organizations.models import Organization
from dangjian.programme.tasks.models import Assignment, Extension, Standing, StepKind
from dangjian.programme.tasks.services.steps import take_each

_OPEN: Final = (Standing.ASSIGNED, Standing.SUBMITTED, Standing.ACCEPTED)


def follow_move(by: Actor, moved: Moved) -> None:
    """Give what the old superior judged first (初验) to the new one; what it issued itself stays its own."""
    above = moved.body.parent
    rows = _locked(
        Q(organization=moved.body, acceptor_id=moved.old_parent_id) & ~Q(task__organization_id=moved.old_parent_id)
    )
    if above and rows:
        _give_to_judge(rows, above)
        _say(by, rows, StepKind.HANDED_OVER, above, f"隶属调整，改由{above.short_name}初验")


def follow_merger(by: Actor, merged: Merged) -> None:
    """Let the body that takes another up do and judge what is open there; what it has itself is not done twice."""
    gone, into = merged.gone, merged.into
    rows = _locked(Q(organization=gone))
    has = {_key(row) for row in Assignment.objects.filter(organization=into, task__in=[row.task_id for row in rows])}
    twice = [row for row in rows if _key(row) in has]
    taken = [row for row in rows if _key(row) not in has]
    place = {"county_id": into.county_id, "org_path": into.path}
    ids = [row.pk for row in taken]
    Assignment.objects.filter(pk__in=ids).update(organization=into, **place)
    Extension.objects.filter(assignment__in=ids).update(**place)
    Assignment.objects.filter(pk__in=[row.pk for row in twice]).update(state=Standing.WITHDRAWN)
    _say(by, taken, StepKind.HANDED_OVER, into, f"{gone.short_name}并入，改由{into.short_name}办理")
    _say(by, twice, StepKind.WITHDRAWN, into, f"{gone.short_name}并入{into.short_name}，同一任务不重复办理")
    judged = _locked(Q(acceptor=gone))
    _give_to_judge(judged, into)
    _say(by, judged, StepKind.HANDED_OVER, into, f"{gone.short_name}并入，改由{into.short_name}验收")


def obstacles(body: Organization, on: date) -> list[str]:  # noqa: ARG001  # the door's signature; open is open
    """Say what a body that is to be closed has still to do, and to judge."""
    own = Assignment.objects.open().filter(organization=body).count()
    judging = Assignment.objects.open().filter(acceptor=body).exclude(organization=body).count()
    found = [f"还有 {own} 项承办任务没有销号，先办结，或请下达单位撤回"] if own else []
    return [*found, f"还有 {judging} 项下级任务等它验收，先验收销号，或撤回"] if judging else found


def _locked(condition: Q) -> list[Assignment]:
    rows = Assignment.objects.select_for_update().filter(condition, state__in=_OPEN)
    return list(rows.order_by("pk"))


def _key(row: Assignment) -> tuple[int, str]:
    return row.task_id, str(row.period)


def _give_to_judge(rows: Collection[Assignment], body: Organization) -> None:
    ids = [row.pk for row in rows]
    Assignment.objects.filter(pk__in=ids).update(acceptor=body, acceptor_path=body.path)
    Extension.objects.filter(assignment__in=ids).update(acceptor_path=body.path)


def _say(by: Actor, rows: Sequence[Assignment], kind: StepKind, body: Organization, words: str) -> None:
    for row in rows:
        row.refresh_from_db(fields=["county_id", "org_path"])
    take_each(assignments=rows, kind=kind, by=by, body=body.short_name, words=words)
