"""Suggestions as their writer, those who reply and everybody see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Q
from django.db.models.functions import TruncQuarter
from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Level, Pager, Standing
from dangjian.procedures.agenda.rules import standing, yellow_days
from dangjian.procedures.provisions.queries import local_values, remembered
from dangjian.programme.suggestions.models import Outcome, Reply, Suggestion
from dangjian.programme.suggestions.rules import Quarter, quarter_of

_OWN: Final = 50
_QUARTERS: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A suggestion with where it stands and its last reply, None where there is none."""

    row: Suggestion
    standing: Standing
    last: Reply | None


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of the list."""

    rows: Sequence[Line]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Sum:
    """A quarter in figures; ``late`` counts what was replied to after its day, and what waits beyond it."""

    quarter: Quarter
    received: int = 0
    replied: int = 0
    adopted: int = 0
    waiting: int = 0
    late: int = 0
    helpful: int = 0
    unhelpful: int = 0


def line(row: Suggestion, on: date) -> Line:
    """Return a suggestion in words; its replies are fetched with it."""
    replies = list(row.replies.all())
    last = replies[-1] if replies else None
    if row.is_waiting:
        return Line(row, standing(row.due_on, on, yellow_days(on, local_values(row.county_id, on))), last)
    words = Outcome(last.outcome).label if last else ""
    return Line(row, Standing(Level.OK, f"已答复：{words}"), last)


def own(actor: Actor, on: date) -> list[Line]:
    """Return what this person said, the newest first."""
    rows = Suggestion.objects.filter(person_id=actor.person_id).prefetch_related("replies").order_by("-pk")
    with remembered():
        return [line(row, on) for row in rows[:_OWN]]


def page(actor: Actor, state: str, on: date, query: QueryDict) -> Lines:
    """Return one page of what was said to the bodies in scope: what waits by its day, the rest the newest first."""
    rows = Suggestion.objects.visible_to(actor).prefetch_related("replies")
    if state == "late":
        rows = rows.waiting().filter(due_on__lt=on)
    elif state == "done":
        rows = rows.filter(is_waiting=False)
    elif state != "all":
        rows = rows.waiting()
    order = ("-said_on", "-id") if state in ("done", "all") else ("due_on", "id")
    found = keyset(rows, by=order, query=query)
    with remembered():
        return Lines([line(row, on) for row in found.rows], found.pager)


def sums(county_id: int, on: date) -> list[Sum]:
    """Return the quarters of a county in figures, the newest first, this one included."""
    since = quarter_of(on)
    earliest = Quarter(since.year - _QUARTERS // 4, since.number).following.first_day
    said = (
        Suggestion.objects.filter(county_id=county_id, said_on__gte=earliest)
        .annotate(quarter=TruncQuarter("said_on"))
        .values("quarter")
        .annotate(
            received=Count("pk"),
            waiting=Count("pk", filter=Q(is_waiting=True)),
            late=Count("pk", filter=Q(is_waiting=True, due_on__lt=on)),
        )
    )
    replied = (
        Reply.objects.filter(suggestion__county_id=county_id, suggestion__said_on__gte=earliest)
        .annotate(quarter=TruncQuarter("suggestion__said_on"))
        .values("quarter")
        .annotate(
            replied=Count("pk"),
            adopted=Count("pk", filter=Q(outcome=Outcome.ADOPTED)),
            late=Count("pk", filter=Q(on__gt=F("due_on"))),
            helpful=Count("pk", filter=Q(is_helpful=True)),
            unhelpful=Count("pk", filter=Q(is_helpful=False)),
        )
    )
    by_quarter: dict[Quarter, dict[str, int]] = {since: {}}
    rows: list[Mapping[str, Any]] = [*said, *replied]
    for row in rows:
        counts = by_quarter.setdefault(quarter_of(row["quarter"]), {})
        for name in row.keys() - {"quarter"}:
            counts[name] = counts.get(name, 0) + row[name]
    return [Sum(quarter, **counts) for quarter, counts in sorted(by_quarter.items(), reverse=True)]
