"""A disposal goes with the member and follows the bodies; it never holds anything back, for that would tell of it."""

from typing import Any

from django.db.models import QuerySet

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.disposals.models import Disposal, Result, Statement
from dangjian.affairs.disposals.services.rows import end
from dangjian.affairs.members.settling import Settled
from dangjian.affairs.members.uniting import United
from dangjian.affairs.organizations.doors import Merged, Moved
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.standing.queries.bodies import superior_of
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import State
from dangjian.rulebook import RuleBreach

_GONE = "本人已不在册"


def follow_member(by: Actor, settled: Settled) -> None:
    """Let a disposal go to the branch where the member is now; of who has left it loses its ground."""
    member = settled.member
    for row in _locked(Disposal.objects.filter(person=member.person_id)):
        if member.left_on is None:
            _bring(by, row, member.organization, settled)
        elif row.ended_on is None:
            if row.case.state in (State.OPEN, State.SUSPENDED):
                cases.lift(by=by, case=row.case, on=settled.on, words=_GONE)
            end(row, Result.LIFTED, settled.on)


def _bring(by: Actor, row: Disposal, branch: Organization, settled: Settled) -> None:
    place: dict[str, Any] = {"county_id": branch.county_id, "org_path": branch.path}
    Disposal.objects.filter(pk=row.pk).update(organization=branch, **place)
    Statement.objects.filter(disposal=row).update(**place)
    cases.hand_over(by=by, case=row.case, key="subject_body", body=branch, on=settled.on)
    cases.hand_over(by=by, case=row.case, key="superior", body=superior_of(branch), on=settled.on)


def follow_move(by: Actor, moved: Moved) -> None:
    """Let the committee decide under which the branch stands now."""
    for row in _locked(
        Disposal.objects.filter(org_path__gte=moved.body.path, org_path__lt=paths.following(moved.body.path))
    ):
        cases.hand_over(by=by, case=row.case, key="superior", body=superior_of(row.organization), on=moved.on)


def follow_merger(by: Actor, merged: Merged) -> None:
    """Let the committee that takes another up decide in its place; members and branches came before."""
    rows = Disposal.objects.filter(case__parties__key="superior", case__parties__organization_id=merged.gone.pk)
    for row in _locked(rows):
        cases.hand_over(by=by, case=row.case, key="superior", body=merged.into, on=merged.on)


def follow_union(united: United) -> None:
    """Refuse to make one person of two of whom disposals are under way at once; each branch decides its own first."""
    people = (united.kept.person_id, united.dropped.person_id)
    if Disposal.objects.open().filter(person__in=people).count() > 1:
        raise RuleBreach("两份档案都有没有办结的事项，暂不能合并。请两个党支部先各自核对。")


def _locked(rows: "QuerySet[Disposal]") -> list[Disposal]:
    ids = list(rows.values_list("pk", flat=True))
    found = Disposal.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    return list(found.select_related("case", "organization", "person").order_by("pk"))
