"""Talks and problems of a body: by name for whoever answers for it, in figures for who is above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet

from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import Problem, ProblemState, Talk
from dangjian.activities.appraisals.rules import Relation, asked
from dangjian.activities.meetings.attending import Expected
from dangjian.affairs.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class Talked:
    """A relation in figures; ``is_asked``: the branch has two who stand in it."""

    relation: Relation
    number: int
    last_on: date | None
    is_asked: bool


def talked(actor: Actor, body: Organization, year: int, lines: Sequence[Expected]) -> list[Talked]:
    """Return the three relations of a year in figures."""
    rows = talks_of(actor, body, year).order_by().values_list("relation")
    found = {which: (number, last) for which, number, last in rows.annotate(n=Count("pk"), last=Max("held_on"))}
    leading = sum(bool(line.titles) for line in lines)
    needed = asked(leading, len(lines) - leading)
    return [Talked(one, *found.get(one.value, (0, None)), is_asked=one in needed) for one in Relation]


def talks_of(actor: Actor, body: Organization, year: int) -> "QuerySet[Talk]":
    """Return the talks of a body in a year, the latest first."""
    rows = Talk.objects.visible_to(actor).filter(organization=body, held_on__year=year)
    return rows.select_related("first__person", "second__person").order_by("-held_on", "-pk")


def problems_of(actor: Actor, body: Organization) -> "QuerySet[Problem]":
    """Return the problems of a body and of its members, open ones first."""
    rows = Problem.objects.visible_to(actor).filter(organization=body).select_related("member__person")
    return rows.order_by("closed_on", "-proposed_on", "-pk")


def problem_figures(actor: Actor, body: Organization) -> list[tuple[str, int]]:
    """Return how many problems stand where."""
    rows = Problem.objects.visible_to(actor).filter(organization=body).order_by()
    found = dict(rows.values_list("state").annotate(n=Count("pk")))
    return [(state.label, found.get(state.value, 0)) for state in ProblemState]


def own_problems(actor: Actor) -> "QuerySet[Problem]":
    """Return the problems of the person who asks."""
    rows = Problem.objects.filter(member__person_id=actor.person_id).select_related("organization")
    return rows.order_by("closed_on", "-proposed_on", "-pk")[:20]
