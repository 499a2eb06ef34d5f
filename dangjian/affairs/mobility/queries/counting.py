"""Counts for those above the branches: by body in county order, no names (P21)."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.mobility.models import Direction, Reason, Stay, Talent
from dangjian.affairs.organizations.models import BRANCHES, Kind, Organization


@dataclass(slots=True)
class Line:
    """The figures of a body and everything under it."""

    body: Organization
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[str, int]]:
        """Return each figure beside its caption."""
        return [(caption, self.figures.get(key, 0)) for key, caption in FIGURES.items()]


FIGURES = {
    "out": "流出",
    "abroad": "其中出国（境）",
    "unpaired": "未定结对联系人",
    "overdue": "联系已到期",
    "here": "流入",
    "talents": "流动人才党员",
}


def top(actor: Actor) -> Organization | None:
    """Return the first body above branches at which a post carries the permission, in county order."""
    held = Organization.objects.filter(pk__in=[grant.organization_id for grant in actor.grants])
    return held.exclude(kind__in=(*BRANCHES, Kind.GROUP)).in_order().first()


def own_branches(actor: Actor) -> list[Organization]:
    """Return the branches at which a post carries the permission, in county order."""
    held = Organization.objects.filter(pk__in=[grant.organization_id for grant in actor.grants], kind__in=BRANCHES)
    return list(held.in_order())


def counts(actor: Actor, body: Organization, on: date) -> list[Line]:
    """Count by body directly under ``body``, in county order, with their sum last; five queries, no names."""
    children = Organization.objects.visible_to(actor).filter(parent=body).open_on(on).in_order()
    lines = {child.path: Line(child) for child in children}
    sums = Line(body)
    scope = actor.within("org_path") & _below("org_path", body)
    out = Q(direction=Direction.OUT)
    stays = Stay.objects.open().filter(scope)
    late = Q(contact_due_on__lt=on)
    _add(lines, sums, stays.filter(out), "org_path", body, {
        "out": Q(), "abroad": Q(reason=Reason.ABROAD), "unpaired": Q(contact=None), "overdue": late,
    })  # fmt: skip
    _add(lines, sums, stays.filter(direction=Direction.IN), "org_path", body, {"here": Q()})
    hosted = Stay.objects.open().filter(actor.within("host_path") & _below("host_path", body))
    _add(lines, sums, hosted, "host_path", body, {"here": Q()})
    _add(lines, sums, Talent.objects.open().filter(scope), "org_path", body, {"talents": Q()})
    return [*lines.values(), sums]


def _below(column: str, body: Organization) -> Q:
    return Q(**{f"{column}__gte": body.path, f"{column}__lt": paths.following(body.path)})


def _add(  # what is counted, where, under which words
    lines: dict[str, Line],
    sums: Line,
    rows: "QuerySet[Stay] | QuerySet[Talent]",
    column: str,
    body: Organization,
    wanted: dict[str, Q],
) -> None:
    child = Substr(column, 1, len(body.path) + paths.WIDTH)
    figures = {key: Count("pk", filter=condition) for key, condition in wanted.items()}
    grouped = rows.order_by().annotate(child=child).values("child").annotate(**figures).values_list("child", *wanted)
    for place, *numbers in grouped:
        for line in filter(None, (lines.get(place), sums)):
            for key, number in zip(wanted, numbers, strict=True):
                line.figures[key] = line.figures.get(key, 0) + number
