"""What a body that is taken up held in a campaign: people go along, its mark as a key village does not."""

from typing import Any

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.renewals.models import KeyBody, Reserve


def follow_merger(by: Actor, merged: Merged) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let reserve candidates stand for the body that takes another up; who stands there already is not twice."""
    into = merged.into
    place: dict[str, Any] = {"organization": into, "county_id": into.county_id, "org_path": into.path}
    KeyBody.objects.filter(organization=merged.gone).delete()
    for row in Reserve.objects.filter(organization=merged.gone).order_by("pk"):
        if Reserve.objects.filter(campaign=row.campaign_id, organization=into, person=row.person_id).exists():
            row.delete()
        else:
            Reserve.objects.filter(pk=row.pk).update(**place)
