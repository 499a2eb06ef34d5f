"""A village follows its Party body when that is taken up by another, and ends when it is merged on the ground."""

from typing import Any

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Merged, MergedArea
from dangjian.community.villages.models import Covenant, Disclosure, Matter, Question, Village
from dangjian.community.villages.services.covenants import KEY
from dangjian.community.villages.services.matters import ONE_HEAD, TWO_HEADS
from dangjian.procedures.cases.models import Case
from dangjian.procedures.cases.services import HOME, hand_over

_KEYS = (ONE_HEAD, TWO_HEADS, KEY)


def follow_merger(by: Actor, merged: Merged) -> None:
    """Let the body that takes another up carry on its villages, their matters, and the questions that wait."""
    gone, into = merged.gone, merged.into
    here: dict[str, Any] = {"county_id": into.county_id, "org_path": into.path}
    villages = list(Village.objects.filter(organization=gone).values_list("pk", flat=True))
    Village.objects.filter(pk__in=villages).update(organization=into, **here)
    for model in (Matter, Covenant, Disclosure):
        model.objects.filter(village__in=villages).update(**here)
    Question.objects.filter(organization_id=gone.pk).update(organization_id=into.pk, **here)
    for case in Case.objects.open().filter(organization_id=gone.pk, definition__in=_KEYS).order_by("id"):
        hand_over(by=by, case=case, key=HOME, body=into, on=merged.on)


def follow_area(by: Actor, merged: MergedArea) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Keep the page of a village that became part of another with all it published; its open matters go on there.

    Where the other has no page yet, it gets one: people who know the old address are led there.
    """
    gone = Village.objects.select_for_update().filter(code=merged.gone.code).first()
    if gone is None:
        return
    into = Village.objects.filter(code=merged.into.code).first()
    if into is None:
        into = Village.objects.create(
            organization=merged.body, county_id=merged.body.county_id, org_path=merged.body.path,
            code=merged.into.code, name=merged.into.name, township_name=gone.township_name, opened_on=merged.on,
        )  # fmt: skip
    gone.merged_into, gone.merged_on = into, merged.on
    gone.save(update_fields=["merged_into", "merged_on"])
