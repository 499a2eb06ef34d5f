"""Whom an urgent notice would reach now, before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dangjian.affairs.organizations.models import Organization
from dangjian.channels.inbox.holders import holders
from dangjian.programme.tasks.notices import ANSWERING
from dangjian.programme.tasks.queries.impact import Impact, impact


@dataclass(frozen=True, slots=True)
class Reached:
    """The bodies chosen, how many people would get it at once, and the bodies where nobody would."""

    impact: Impact
    people: int
    vacant: Sequence[str]


def reached(bodies: QuerySet[Organization], issuer: Organization, on: date) -> Reached:
    """Count bodies and people, each person once; four queries."""
    chosen = list(bodies)
    held = holders([body.pk for body in chosen], ANSWERING, on)
    return Reached(
        impact=impact(bodies, (), issuer, on),
        people=len(set().union(*held.values())),
        vacant=[body.short_name for body in chosen if not held.get(body.pk)],
    )
