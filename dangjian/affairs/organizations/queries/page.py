"""What the page of a body tells beside its facts: its history, what stands by it, how strong it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.access.actors import Actor
from dangjian.affairs.organizations import doors
from dangjian.affairs.organizations.models import Attached, Change, Organization, Relation, Unit
from dangjian.affairs.organizations.rules import Strength

LONGEST = 50


@dataclass(frozen=True, slots=True)
class History:
    """One line of 沿革."""

    on: date
    event: str
    words: str
    basis: str


def history(actor: Actor, body: Organization) -> list[History]:
    """Return what happened to ``body``, the latest first."""
    rows = Change.objects.visible_to(actor).filter(organization=body).order_by("-on", "-id")[:LONGEST]
    return [History(row.on, row.get_event_display(), row.words, row.basis) for row in rows]


@dataclass(frozen=True, slots=True)
class Related:
    """Units, bodies beside the tree, and who stands by whom."""

    units: Sequence[Unit]
    attached: Sequence[Attached]
    guided_by: Sequence[Relation]
    guides: Sequence[Relation]


def related(body: Organization, on: date) -> Related:
    """Return what stands by ``body`` on a day; the caller has checked that the body may be seen."""
    relations = Relation.objects.held_on(on).select_related("guide", "attached", "target").order_by("pk")
    return Related(
        units=list(body.units.order_by("name", "pk")[:LONGEST]),
        attached=list(body.attached.open_on(on).select_related("unit", "area").order_by("pk")[:LONGEST]),
        guided_by=list(relations.filter(target=body)[:LONGEST]),
        guides=list(relations.filter(guide=body)[:LONGEST]),
    )


def strength(body: Organization, units: int, on: date) -> Strength:
    """Return what the thresholds look at: the members of ``body`` itself, today, and who sits on its committee."""
    heads = doors.heads(body.path, len(body.path)).get(body.path, doors.Heads())
    sits = doors.has_committee(body, on)
    return Strength(body.kind, heads.full, heads.probationary, units, has_committee=sits)
