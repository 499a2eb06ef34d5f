"""How a subtree stands, by direct child in the county's order; who is behind."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Q
from django.db.models.functions import Left

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.activities.duties.models import DutyResult
from dangjian.activities.duties.models.results import DutyResultQuerySet
from dangjian.affairs.organizations.models import Organization

_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A period that one may look at: what falls due within it."""

    key: str
    caption: str
    start: date
    end: date


def spans(on: date) -> list[Span]:
    """Return the periods to choose from: this year first."""
    month = on.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    quarter = date(on.year, (on.month - 1) // _QUARTER * _QUARTER + 1, 1)
    return [
        Span("year", f"{on.year}年", date(on.year, 1, 1), date(on.year + 1, 1, 1)),
        Span("quarter", f"{on.year}年第{(on.month - 1) // _QUARTER + 1}季度", quarter, _after(quarter, _QUARTER)),
        Span("month", f"{on.year}年{on.month}月", month, _after(month, 1)),
        Span("last-month", f"{before.year}年{before.month}月", before, month),
        Span("last-year", f"{on.year - 1}年", date(on.year - 1, 1, 1), date(on.year, 1, 1)),
    ]


def span(key: str, on: date) -> Span:
    """Return the period of a key; for any other this year, in January the last: nothing has fallen due yet."""
    known = {one.key: one for one in spans(on)}
    return known.get(key) or known["last-year" if on.month == 1 else "year"]


@dataclass(frozen=True, slots=True)
class Row:
    """How a child with everything under it stands; counts of duties, not of people."""

    body: Organization
    asked: int = 0
    met: int = 0
    behind: int = 0
    explained: int = 0
    bodies_behind: int = 0

    @property
    def coming(self) -> int:
        """Not done, and still in time."""
        return self.asked - self.met - self.behind - self.explained


def _in_span(actor: Actor, path: str, within: Span, kind: str) -> DutyResultQuerySet:
    rows = DutyResult.objects.visible_to(actor).at_or_below(path).due_between(within.start, within.end)
    return rows.filter(kind=kind) if kind else rows


def compliance(actor: Actor, body: Organization, within: Span, on: date, kind: str = "") -> list[Row]:
    """Return a row for the body itself and for each child, in the county's order; two queries."""
    width = len(body.path) + paths.WIDTH
    late = Q(met_on=None, exempt="", due_on__lt=on)
    rows = _in_span(actor, body.path, within, kind).asked().annotate(head=Left("org_path", width))
    counted = {
        row["head"]: row
        for row in rows.order_by().values("head").annotate(
            asked_=Count("due_on"),
            met_=Count("due_on", filter=Q(met_on__isnull=False)),
            behind_=Count("due_on", filter=late & Q(explained="")),
            explained_=Count("due_on", filter=late & ~Q(explained="")),
            bodies_behind_=Count("organization_id", distinct=True, filter=late & Q(explained="")),
        )
    }  # fmt: skip
    below = Organization.objects.visible_to(actor).filter(parent=body).in_order()
    found = [_row(one, counted.get(one.path)) for one in [body, *below]]
    return [row for row in found if row.asked or (row.body.pk != body.pk and row.body.is_open_on(on))]


def behind(actor: Actor, body: Organization, within: Span, on: date, kind: str = "") -> DutyResultQuerySet:
    """Return what is missed and not explained at and below a body, by due day; nothing of more than its scope."""
    return _in_span(actor, body.path, within, kind).behind(on).order_by("due_on", "duty")


def _row(body: Organization, counted: Mapping[str, Any] | None) -> Row:
    if counted is None:
        return Row(body)
    names = ("asked", "met", "behind", "explained", "bodies_behind")
    return Row(body, **{name: counted[f"{name}_"] for name in names})


def _after(day: date, months: int) -> date:
    for _ in range(months):
        day += timedelta(days=calendar.monthrange(day.year, day.month)[1])
    return day
