"""A matter of standing goes with the member into another branch; one under way holds leaving back."""

from typing import Any

from dangjian.access.actors import Actor
from dangjian.affairs.members.settling import Settled
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.standing.models import Matter, Search
from dangjian.procedures.cases.models import CaseStep
from dangjian.rulebook import RuleBreach


def follow_member(by: Actor, settled: Settled) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let matters follow to the new branch.

    Raises ``RuleBreach`` for leaving while a matter is open: nobody leaves in the middle of it unnoticed.
    """
    member = settled.member
    matters = Matter.objects.filter(person=member.person_id)
    if member.left_on is not None:
        if matters.open().exists():
            raise RuleBreach(f"{member} 有党籍事项在办理，没有改动。请先办结或撤回那件事。")
        return
    for matter in matters.select_related("case"):
        _take_along(matter, member.organization)


def _take_along(matter: Matter, body: Organization) -> None:
    place: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    case = matter.case
    case.parties.filter(key="subject_body").update(organization_id=body.pk, name=body.short_name[:60], **place)
    CaseStep.objects.filter(case=case).update(**place)
    type(case).objects.filter(pk=case.pk).update(organization_id=body.pk, **place)
    Search.objects.filter(matter=matter).update(**place)
    Matter.objects.filter(pk=matter.pk).update(organization=body, **place)
