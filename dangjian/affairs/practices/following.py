"""Matters under way follow the bodies: whoever takes a body up takes its turn; the steps taken stay as they were."""

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.practices.rules import FAMILY
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import Case, Party


def follow_merger(by: Actor, merged: Merged) -> None:
    """Let the body that takes another up take its part in every open matter of a local procedure."""
    open_cases = Case.objects.open().filter(definition__startswith=f"{FAMILY}.")
    parties = Party.objects.filter(organization_id=merged.gone.pk, case__in=open_cases).select_related("case")
    for party in parties.order_by("case_id", "pk"):
        cases.hand_over(by=by, case=party.case, key=party.key, body=merged.into, on=merged.on)
