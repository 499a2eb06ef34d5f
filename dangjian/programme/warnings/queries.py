"""Warnings as pages show them: counts by body in the county's order, a list, and whom a rule would have warned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.calendar.models import Shift
from dangjian.programme.warnings.engine import Tried, trial
from dangjian.programme.warnings.models import Ending, RaisedWarning, WarningRule
from dangjian.programme.warnings.models.raised import RaisedWarningQuerySet

STATES: Final = (
    ("", "在册"), ("3", "督办"), ("2", "预警"), ("1", "提醒"), ("healed", "已办结"), ("answered", "已说明、已撤销"),
    ("over", "已顺延、淡出"), ("all", "全部"),
)  # fmt: skip
_NAMED: Final = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A child with everything under it: counts of warnings and of bodies, not of people."""

    body: Organization
    first: int = 0
    second: int = 0
    third: int = 0
    bodies: int = 0
    answered: int = 0
    healed: int = 0


def counts(actor: Actor, body: Organization) -> list[Row]:
    """Return a row for the body itself and each child that has any, in the county's order; two queries."""
    standing = Q(ended="")
    rows = RaisedWarning.objects.visible_to(actor).at_or_below(body.path)
    by_head = rows.annotate(head=Left("org_path", len(body.path) + paths.WIDTH)).order_by().values("head")
    counted: Mapping[str, Any] = {
        row["head"]: row
        for row in by_head.annotate(
            first=Count("pk", filter=standing & Q(level=1)),
            second=Count("pk", filter=standing & Q(level=2)),
            third=Count("pk", filter=standing & Q(level=3)),
            bodies=Count("organization_id", distinct=True, filter=standing),
            answered=Count("pk", filter=Q(ended__in=(Ending.EXPLAINED, Ending.DISMISSED))),
            healed=Count("pk", filter=Q(ended=Ending.HEALED)),
        )
    }  # fmt: skip
    below = Organization.objects.visible_to(actor).filter(parent=body).in_order()
    names = ("first", "second", "third", "bodies", "answered", "healed")
    return [
        Row(one, **{name: counted[one.path][name] for name in names}) for one in [body, *below] if one.path in counted
    ]


def listed(actor: Actor, body: Organization | None, state: str) -> RaisedWarningQuerySet:
    """Return warnings in scope, of a body and below where one is named, as ``state`` says."""
    rows = RaisedWarning.objects.visible_to(actor).select_related("organization")
    if body is not None:
        rows = rows.at_or_below(body.path)
    if state in {"1", "2", "3"}:
        return rows.standing().filter(level=int(state))
    if state == "healed":
        return rows.filter(ended=Ending.HEALED)
    if state == "answered":
        return rows.filter(ended__in=(Ending.EXPLAINED, Ending.DISMISSED))
    if state == "over":
        return rows.filter(ended__in=(Ending.MOVED, Ending.FADED, Ending.OFF))
    return rows if state == "all" else rows.standing()


@dataclass(frozen=True, slots=True)
class Warned:
    """Whom a rule would have warned, by the body under the county they belong to."""

    body: Organization
    bodies: int
    raised: int
    second: int
    third: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have done: sums by child of the county, and the bodies by name."""

    groups: Sequence[Warned]
    named: Sequence[tuple[Organization, Tried]]
    is_cut: bool


def tried(rule: WarningRule, on: date) -> Trial:
    """Try a rule for its page; nothing is written. Three queries."""
    found = {one.body: one for one in trial(rule, on)}
    bodies = list(Organization.objects.filter(pk__in=found).in_order())
    width = len(rule.org_path) + paths.WIDTH
    heads = Organization.objects.filter(path__in={one.path[:width] for one in bodies}).in_order()
    groups = []
    for head in heads:
        of_head = [found[one.pk] for one in bodies if one.path[:width] == head.path]
        groups.append(Warned(head, len(of_head), sum(one.raised for one in of_head),
                             sum(one.second for one in of_head), sum(one.third for one in of_head)))  # fmt: skip
    return Trial(groups, [(one, found[one.pk]) for one in bodies[:_NAMED]], len(bodies) > _NAMED)


def shifts(actor: Actor) -> list[tuple[Shift, Organization | None]]:
    """Return the moved days in scope, the latest first, each with its body; two queries."""
    rows = list(Shift.objects.visible_to(actor).order_by("-from_day", "-id")[:100])
    bodies = Organization.objects.in_bulk([row.organization_id for row in rows])
    return [(row, bodies.get(row.organization_id)) for row in rows]


def areas(actor: Actor) -> "QuerySet[Organization]":
    """Return the bodies for which days can be moved, in the county's order: those that have bodies below."""
    rows = Organization.objects.visible_to(actor).filter(closed_on=None, children__isnull=False)
    return rows.distinct().in_order()
