"""An admission goes with the person into another branch, and its steps with the committee that takes another up."""

from typing import Final

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.admissions.models import Admission, Companion, Result, Review
from dangjian.affairs.admissions.services.effects import end
from dangjian.affairs.admissions.services.opening import parties_of
from dangjian.affairs.members.settling import Settled
from dangjian.affairs.organizations.doors import Merged, Moved
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import Case, Party, State

_LEFT: Final = "本人已离开本党支部，材料随档案移交"


def follow_member(by: Actor, settled: Settled) -> None:
    """Let the open admission of a person follow to the new branch, or end it where the person has left the roll."""
    member = settled.member
    row = Admission.objects.open().select_related("case", "person").filter(person=member.person_id).first()
    if row is None:
        return
    if member.left_on is not None:
        cases.lift(by=by, case=row.case, on=settled.on, words=_LEFT)
        end(row, Result.LIFTED, settled.on)
        return
    body = member.organization
    for key, party in parties_of(body).items():
        cases.hand_over(by=by, case=row.case, key=key, body=party, on=settled.on)
    _take_along(row, body)


def _take_along(row: Admission, body: Organization) -> None:
    place = {"county_id": body.county_id, "org_path": body.path}
    for model in (Companion, Review):
        model.objects.filter(admission=row).update(**place)
    Admission.objects.filter(pk=row.pk).update(organization=body, **place)


def follow_merger(by: Actor, merged: Merged) -> None:
    """Let the body that takes another up act where that one had to; the people of a branch came before."""
    parties = Party.objects.filter(
        organization_id=merged.gone.pk,
        case__definition__startswith="admissions.",
        case__state__in=(State.OPEN, State.SUSPENDED),
    ).order_by("pk")
    for case_id, key in list(parties.values_list("case_id", "key")):
        cases.hand_over(by=by, case=Case.objects.get(pk=case_id), key=key, body=merged.into, on=merged.on)


def follow_move(by: Actor, moved: Moved) -> None:
    """Let the committee above a body's new place decide for the branches in it."""
    here = moved.body.path
    rows = Admission.objects.open().filter(org_path__gte=here, org_path__lt=paths.following(here))
    for row in rows.select_related("case", "organization").order_by("pk"):
        for key, party in parties_of(row.organization).items():
            cases.hand_over(by=by, case=row.case, key=key, body=party, on=moved.on)
