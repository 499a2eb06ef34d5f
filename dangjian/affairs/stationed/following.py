"""Who is stationed belongs to the place: it goes with the village, not with its Party body."""

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Merged, MergedArea
from dangjian.affairs.stationed.models import Need, Part, Stationing
from dangjian.rulebook import RuleBreach


def follow_merger(by: Actor, merged: Merged) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the body that takes another up stand for its villages; need and people stay at each village."""
    here = {"organization": merged.into, "county_id": merged.into.county_id, "org_path": merged.into.path}
    Need.objects.filter(organization=merged.gone, until=None).update(**here)
    Stationing.objects.filter(organization=merged.gone, superseded_at=None, during__endswith=None).update(**here)


def follow_area(by: Actor, merged: MergedArea) -> None:  # noqa: ARG001  # as above
    """Bring need and people over from the day on. Raises ``RuleBreach`` where both villages have a first secretary."""
    there = Stationing.objects.held_on(merged.on).filter(during__endswith=None)
    firsts = there.filter(area__in=(merged.gone, merged.into), part=Part.FIRST).order_by("area")
    if len(names := [str(row) for row in firsts]) > 1:
        raise RuleBreach(
            f"两个村都有第一书记（{'、'.join(names)}），没有登记撤并。留哪一位由派出机关定，请先登记另一位离任。"
        )
    _bring_need(merged)
    for row in there.select_for_update().filter(area=merged.gone).order_by("id"):
        _bring(row, merged)


def _bring_need(merged: MergedArea) -> None:
    need = Need.objects.select_for_update().filter(area=merged.gone, until=None).first()
    if need is None:
        return
    Need.objects.filter(pk=need.pk).update(until=max(merged.on, need.since))
    if not Need.objects.filter(area=merged.into, until=None).exists():
        Need.objects.create(
            area=merged.into, organization=merged.body, county_id=merged.body.county_id, org_path=merged.body.path,
            ground=need.ground, basis=need.basis, since=max(merged.on, need.since),
        )  # fmt: skip


def _bring(row: Stationing, merged: MergedArea) -> None:
    """Keep that somebody was there until the day, and is here from it on; the term that was set stays."""
    since, day = row.during.lower, max(merged.on, row.during.lower)
    Stationing.objects.filter(pk=row.pk).update(superseded_at=Now())
    facts = {name: getattr(row, name) for name in ("part", "name", "home", "title", "basis", "due_on", "extended_for")}
    if since < day:
        Stationing.objects.create(
            **facts, area=merged.gone, organization=row.organization, county_id=row.county_id, org_path=row.org_path,
            during=DateRange(since, day), ended_for=f"{merged.gone.name}并入{merged.into.name}",
        )  # fmt: skip
    Stationing.objects.create(
        **facts, area=merged.into, organization=merged.body, county_id=merged.body.county_id,
        org_path=merged.body.path, during=DateRange(day, None),
    )  # fmt: skip
