"""Where the bodies of a campaign are: read from their elections and terms, nothing typed twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Field, Level, Organization, OrganizationQuerySet
from dangjian.affairs.renewals.models import Campaign, VillageElection
from dangjian.affairs.terms.models import Election, ElectionState, Term


class Stand(StrEnum):
    """How far a body is."""

    NOT_YET = "not_yet"
    PREPARED = "prepared"
    RECORDED = "recorded"
    DONE = "done"


CAPTIONS: Final = {
    Stand.NOT_YET: "还没有开始", Stand.PREPARED: "筹备选举", Stand.RECORDED: "结果待批准", Stand.DONE: "已换届",
}  # fmt: skip
_OF: Final = {
    ElectionState.PREPARED: Stand.PREPARED, ElectionState.RECORDED: Stand.RECORDED,
    ElectionState.CONFIRMED: Stand.DONE,
}  # fmt: skip


def bodies(campaign: Campaign) -> OrganizationQuerySet:
    """Return the village and community bodies of a county, in its order; of a village the one that answers for it."""
    rows = Organization.objects.filter(
        county_id=campaign.county_id, level=Level.BASE, field__in=(Field.RURAL, Field.COMMUNITY), closed_on=None
    )
    return rows.exclude(parent__level=Level.BASE).exclude(parent=None).in_order()


@dataclass(frozen=True, slots=True)
class Line:
    """A body, how far it is, and the election of its village committee."""

    body: Organization
    stand: Stand
    village: VillageElection | None

    @property
    def caption(self) -> str:
        """Return how far it is, in words."""
        return CAPTIONS[self.stand]


@dataclass(slots=True)
class Row:
    """A township with its counts; ``body`` is None in the sum."""

    body: Organization | None
    counts: dict[Stand, int] = field(default_factory=lambda: dict.fromkeys(Stand, 0))
    villages: int = 0

    @property
    def total(self) -> int:
        """Return how many bodies."""
        return sum(self.counts.values())

    @property
    def figures(self) -> list[int]:
        """Return the counts in the order of the columns."""
        return [self.counts[one] for one in Stand]


def lines(actor: Actor, campaign: Campaign, under: Organization | None = None) -> list[Line]:
    """Return the bodies in scope, of one township where named, in the county's order; four queries."""
    seen = Organization.objects.visible_to(actor).values("pk")
    rows = bodies(campaign).filter(pk__in=seen).select_related("parent")
    found = list(rows.filter(parent=under) if under else rows)
    stands = _stands(campaign, found)
    elections = {one.organization_id: one for one in VillageElection.objects.filter(campaign=campaign)}
    return [Line(body, stands[body.pk], elections.get(body.pk)) for body in found]


def _stands(campaign: Campaign, found: Sequence[Organization]) -> dict[int, Stand]:
    stands = {body.pk: Stand.NOT_YET for body in found}
    terms = Term.objects.known().filter(organization__in=found, elected_on__gte=campaign.from_day)
    held = Election.objects.filter(organization__in=found, is_renewal=True, held_on__gte=campaign.from_day)
    for body, state in held.order_by("id").values_list("organization_id", "state"):
        stands[body] = _OF[ElectionState(state)]
    for body in terms.values_list("organization_id", flat=True):  # Also one that was registered without its election.
        stands[body] = Stand.DONE
    return stands


def table(found: Iterable[Line]) -> list[Row]:
    """Count by township in the county's order, with their sum last."""
    rows: dict[int, Row] = {}
    total = Row(None)
    for line in found:
        row = rows.setdefault(line.body.parent_id or 0, Row(line.body.parent))
        for one in (row, total):
            one.counts[line.stand] += 1
            one.villages += line.village is not None
    return [*rows.values(), total] if rows else []
