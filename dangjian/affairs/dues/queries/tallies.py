"""Figures above the branches: how many are set, have paid and have not. Counts only, never a name (P21)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from dangjian.access.actors import Actor
from dangjian.affairs.dues.models import Arrears, Assessment, PaidMonth
from dangjian.affairs.dues.rules import months
from dangjian.affairs.members.models import Member
from dangjian.affairs.mobility.queries.tallies import Line, Tally
from dangjian.affairs.organizations.models import Organization

_FIGURES = {"members": "党员", "set": "已核定", "paid": "本月已交", "late": "上月未交", "open": "满6个月在办"}


def counts(actor: Actor, body: Organization, on: date) -> Sequence[Line]:
    """Count by body directly under ``body``, in county order, with their sum last; three queries."""
    tally = Tally(actor, body, _FIGURES, on)
    month = months.month_of(on)
    last = months.later(month, -1)
    people = Member.objects.in_party().annotate(
        is_set=Exists(_set(month)),
        is_paid=Exists(_paid(month)),
        was_due=Exists(_set(last)),
        was_paid=Exists(_paid(last)),
    )
    tally.add(
        people,
        {
            "members": Q(),
            "set": Q(is_set=True),
            "paid": Q(is_paid=True),
            "late": Q(was_due=True, was_paid=False),
        },
    )
    tally.add(Arrears.objects.open(), {"open": Q()})
    return tally.lines


def _set(month: date) -> "QuerySet[Assessment]":
    rows = Assessment.objects.in_force().filter(person=OuterRef("person"), year=month.year)
    return rows.filter(from_month__lte=month.month)


def _paid(month: date) -> "QuerySet[PaidMonth]":
    return PaidMonth.objects.filter(person=OuterRef("person"), month=month)
