"""Cases for their handling bodies: the list in the county's order, and what one page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.stationed.models import Part, Stationing
from dangjian.foundation.ui.parts import Level, Standing
from dangjian.procedures.cases.queries import CaseStanding, standings
from dangjian.programme.rectification.models import Help, Helper, Progress, Rectification, RectificationQuerySet
from dangjian.programme.rectification.queries import bodies, facts


@dataclass(frozen=True, slots=True)
class Line:
    """A case with where it is, and the last word on how it goes."""

    row: Rectification
    at: CaseStanding
    last: Progress | None

    @property
    def look(self) -> Standing:
        """Return what the list shows as its state."""
        if self.row.ended_on is not None:
            until = self.row.seen_until
            words = f"观察到{until.year}年{until.month}月{until.day}日，以后不再显示" if until else ""
            return Standing(Level.OK, self.row.get_result_display(), words)
        if self.row.listed_on is not None:
            return Standing(Level.INFO, "整顿中", self.at.where)
        return Standing(Level.NA, "摸排认定中", self.at.where)


def lines(actor: Actor, on: date) -> list[Line]:
    """Return every case of the actor's own bodies; three queries and those of the county's settings."""
    rows = list(Rectification.objects.visible_to(actor).select_related("organization", "township", "case").in_order())
    where = standings([row.case for row in rows], on)
    last = {one.rectification_id: one for one in Progress.objects.filter(rectification__in=rows).order_by("month")}
    return [Line(row, where[row.case_id], last.get(row.pk)) for row in rows]


@dataclass(frozen=True, slots=True)
class Lead:
    """A body with what the platform holds that would propose it, and whether it is a case already."""

    body: Organization
    grounds: Sequence[facts.Ground]


def leads(actor: Actor, on: date) -> list[Lead]:
    """Return the bodies of the actor's own committee with at least one fact and no open case, in the county's order."""
    named = list(bodies.may_be_named(actor))
    busy = set(Rectification.objects.open().filter(organization__in=named).values_list("organization", flat=True))
    found = facts.facts(named, on)
    return [Lead(body, found[body.pk]) for body in named if found.get(body.pk) and body.pk not in busy]


def helpers(row: Rectification) -> list[Helper]:
    """Return who helps or helped, as the “四个一” are listed, the present first."""
    order = [one.value for one in Help]
    return sorted(row.helpers.all(), key=lambda one: (one.until is not None, order.index(one.help), one.since))


def known_first(row: Rectification, on: date) -> Stationing | None:
    """Return the first secretary who is stationed in the village, where none is named among the helpers yet."""
    area = row.organization.area_id
    if area is None or row.helpers.filter(help=Help.FIRST_SECRETARY, until=None).exists():
        return None
    return Stationing.objects.held_on(on).filter(area=area, part=Part.FIRST).first()


def without_word(actor: Actor, on: date) -> RectificationQuerySet:
    """Return the listed bodies of the actor's own committee with no word on this month yet, not yet read."""
    own = [grant.organization_id for grant in actor.grants]
    rows = Rectification.objects.visible_to(actor).listed().filter(township__in=own, listed_on__lt=on.replace(day=1))
    return rows.exclude(progress__month=on.replace(day=1)).in_order()
