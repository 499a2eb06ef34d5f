"""Figures by body directly under one, in county order, with their sum: what those above the branches see (P21)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import BRANCHES, Kind, Organization


@dataclass(slots=True)
class Line:
    """The figures of a body and everything under it."""

    body: Organization
    captions: Mapping[str, str]
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[str, int]]:
        """Return each figure beside its caption."""
        return [(caption, self.figures.get(key, 0)) for key, caption in self.captions.items()]


class Tally:
    """Adds up rows by the body directly under ``body``; one query for the bodies, one for each kind of rows."""

    def __init__(self, actor: Actor, body: Organization, captions: Mapping[str, str], on: date) -> None:
        self.actor = actor
        self.sums = Line(body, captions)
        children = Organization.objects.visible_to(actor).filter(parent=body).open_on(on).in_order()
        self._lines = {child.path: Line(child, captions) for child in children}

    @property
    def lines(self) -> list[Line]:
        """Return the lines in county order, the sum last."""
        return [*self._lines.values(), self.sums]

    def add(self, rows: "QuerySet[Any]", wanted: Mapping[str, Q], column: str = "org_path") -> None:
        """Count the rows in the actor's scope under the words of ``wanted``."""
        here = self.sums.body.path
        within = Q(**{f"{column}__gte": here, f"{column}__lt": paths.following(here)})
        child = Substr(column, 1, len(here) + paths.WIDTH)
        figures = {key: Count("pk", filter=condition) for key, condition in wanted.items()}
        scoped = rows.filter(self.actor.within(column) & within).order_by().annotate(child=child)
        for place, *numbers in scoped.values("child").annotate(**figures).values_list("child", *wanted):
            for line in filter(None, (self._lines.get(place), self.sums)):
                for key, number in zip(wanted, numbers, strict=True):
                    line.figures[key] = line.figures.get(key, 0) + number


def top(actor: Actor) -> Organization | None:
    """Return the first body above branches at which a post carries the permission, in county order."""
    held = Organization.objects.filter(pk__in=[grant.organization_id for grant in actor.grants])
    return held.exclude(kind__in=(*BRANCHES, Kind.GROUP)).in_order().first()


def own_branches(actor: Actor) -> list[Organization]:
    """Return the branches at which a post carries the permission, in county order."""
    held = Organization.objects.filter(pk__in=[grant.organization_id for grant in actor.grants], kind__in=BRANCHES)
    return list(held.in_order())
