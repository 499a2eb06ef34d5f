"""Pilots belong to the place: the body that comes to answer for it answers for them."""

from dangjian.access.actors import Actor
from dangjian.affairs.economy.models import Pilot
from dangjian.affairs.organizations.doors import Merged, MergedArea


def follow_merger(by: Actor, merged: Merged) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the body that takes another up answer for its pilots; they stay at their village."""
    into = merged.into
    rows = Pilot.objects.filter(organization=merged.gone)
    rows.update(organization=into, county_id=into.county_id, org_path=into.path)


def follow_area(by: Actor, merged: MergedArea) -> None:  # noqa: ARG001  # as above
    """Bring the pilots of a village over to the one that it became part of; of two with one name this says whose."""
    there = set(Pilot.objects.filter(area=merged.into).values_list("project", flat=True))
    for row in Pilot.objects.select_for_update().filter(area=merged.gone):
        name = f"{row.project}（原{merged.gone.name}）" if row.project in there else row.project
        row.area, row.organization, row.project = merged.into, merged.body, name[:60]
        row.county_id, row.org_path = merged.body.county_id, merged.body.path
        row.save()
