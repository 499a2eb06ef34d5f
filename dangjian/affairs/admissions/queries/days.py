"""The days of an admission's steps, each with its meaning kept apart (domain 3.3)."""

from collections.abc import Iterable, Mapping
from datetime import date

from dangjian.procedures.cases.models import Case, CaseStep, Took


def days_of(case: Case) -> dict[str, date]:
    """Return the last day on which each step was passed."""
    return days_of_many([case.pk]).get(case.pk, {})


def days_of_many(cases: Iterable[int]) -> dict[int, dict[str, date]]:
    """Return the days of the steps of many cases, by their ids; one query."""
    found: dict[int, dict[str, date]] = {}
    rows = CaseStep.objects.filter(case__in=list(cases), outcome=Took.PASS).order_by("id")
    for case_id, key, day in rows.values_list("case_id", "key", "taken_on"):
        if day:
            found.setdefault(case_id, {})[key] = day
    return found


def joined_on(days: Mapping[str, date]) -> date | None:
    """Return 入党时间: the day of the congress, once the superior has approved."""
    return days.get("congress") if "approve" in days else None
