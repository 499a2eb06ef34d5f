"""Which committee decides for a branch, and the counts of those above."""

from datetime import date
from typing import Final

from django.db.models import Q

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.members.models import Category, Member, Standing
from dangjian.affairs.mobility.queries.tallies import Line, Tally
from dangjian.affairs.organizations.models import COMMITTEES, Level, Organization
from dangjian.affairs.standing.models import Matter
from dangjian.rulebook import RuleBreach

_FIGURES: Final = {"lost": "失去联系", "suspended": "停止党籍", "open": "办理中"}


def superior_of(body: Organization) -> Organization:
    """Return the nearest committee above a branch that may approve members: of a township, department or county.

    Raises ``RuleBreach`` where there is none.
    """
    above = Organization.objects.filter(path__in=paths.ancestors(body.path)[:-1], kind__in=COMMITTEES)
    found = above.exclude(level=Level.BASE).order_by("-path").first()
    if found is None:
        raise RuleBreach(f"{body.short_name}上面没有可审批的党委，未立项。请先核对隶属关系。")
    return found


def counts(actor: Actor, body: Organization, on: date) -> list[Line]:
    """Count by body directly under ``body``, in county order, with their sum last; three queries, no names."""
    tally = Tally(actor, body, _FIGURES, on)
    people = Member.objects.current().filter(category__in=(Category.FULL, Category.PROBATIONARY))
    lost = Q(lost_since__isnull=False, standing=Standing.NORMAL)
    tally.add(people, {"lost": lost, "suspended": Q(standing=Standing.SUSPENDED)})
    tally.add(Matter.objects.open(), {"open": Q()})
    return tally.lines
