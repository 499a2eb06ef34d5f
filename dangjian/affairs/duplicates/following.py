"""A side of a case goes with its person: the body they left no longer reads them, the one they joined does."""

from dangjian.access.actors import Actor
from dangjian.affairs.duplicates.finding import place_above
from dangjian.affairs.duplicates.models import Case, Side
from dangjian.affairs.members.settling import Settled


def follow_member(by: Actor, settled: Settled) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the sides of a member stand where the member stands, and each case above all of its sides."""
    member = settled.member
    if member.left_on is not None:
        return
    body = member.organization
    sides = Side.objects.filter(person=member.person_id)
    cases = list(sides.values_list("case_id", flat=True))
    sides.update(organization=body, county_id=body.county_id, org_path=body.path)
    for case in Case.objects.select_for_update().filter(pk__in=cases).order_by("pk"):
        case.org_path = place_above(case.sides.values_list("org_path", flat=True))
        case.save(update_fields=["org_path"])
