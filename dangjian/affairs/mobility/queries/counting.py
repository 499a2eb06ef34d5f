"""Counts of members away from home for those above the branches: no names (P21)."""

from datetime import date

from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.affairs.mobility.models import Direction, Reason, Stay, Talent
from dangjian.affairs.mobility.queries.tallies import Line, Tally
from dangjian.affairs.organizations.models import Organization

FIGURES = {
    "out": "流出",
    "abroad": "其中出国（境）",
    "unpaired": "未定结对联系人",
    "overdue": "联系已到期",
    "here": "流入",
    "talents": "流动人才党员",
}


def counts(actor: Actor, body: Organization, on: date) -> list[Line]:
    """Count by body directly under ``body``, in county order, with their sum last; five queries."""
    tally = Tally(actor, body, FIGURES, on)
    stays = Stay.objects.open()
    out = {"out": Q(), "abroad": Q(reason=Reason.ABROAD), "unpaired": Q(contact=None)}
    tally.add(stays.filter(direction=Direction.OUT), out | {"overdue": Q(contact_due_on__lt=on)})
    tally.add(stays.filter(direction=Direction.IN), {"here": Q()})
    tally.add(stays, {"here": Q()}, "host_path")
    tally.add(Talent.objects.open(), {"talents": Q()})
    return tally.lines
