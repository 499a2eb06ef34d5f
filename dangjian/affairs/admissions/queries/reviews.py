"""Which reviews are owed, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count

from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import About, Admission, AdmissionQuerySet, Review
from dangjian.affairs.admissions.queries.days import days_of_many
from dangjian.procedures.cases.models import CaseStep

# At these steps one is reviewed as an activist, at those as a probationary member.
ACTIVIST_STEPS: Final = ("file_activist", "contacts", "educate")
PROBATION_STEPS: Final = (
    "interview", "approve", "file_county", "assign", "oath", "probation", "request", "confirm_congress",
)  # fmt: skip
SINCE: Final = {About.ACTIVIST: "recommend", About.PROBATION: "congress"}
RULES: Final = {About.ACTIVIST: "review_months", About.PROBATION: "probation_review_months"}


@dataclass(frozen=True, slots=True)
class Owed:
    """The next review of an admission."""

    admission: Admission
    about: About
    due_on: date
    citation: str


def about_of(step: str) -> About | None:
    """Return what is reviewed while a case waits at ``step``."""
    if step in ACTIVIST_STEPS:
        return About.ACTIVIST
    return About.PROBATION if step in PROBATION_STEPS else None


def under_review() -> AdmissionQuerySet:
    """Return the open admissions during whose step under way reviews are held, not yet read."""
    waiting = CaseStep.objects.waiting().filter(key__in=(*ACTIVIST_STEPS, *PROBATION_STEPS)).values("case")
    return Admission.objects.open().filter(case__in=waiting).select_related("person", "case").order_by("id")


def owed(rows: Iterable[Admission], on: date) -> list[Owed]:
    """Return the next review of each, the nearest first; three queries however many they are."""
    rows = list(rows)
    steps = dict(
        CaseStep.objects.filter(case__in=[row.case_id for row in rows], outcome="").values_list("case_id", "key")
    )
    days = days_of_many(row.case_id for row in rows)
    held: dict[tuple[int, str], int] = {}
    counted = Review.objects.filter(admission__in=rows).values_list("admission", "about").annotate(Count("pk"))
    for admission_id, about, number in counted:
        held[admission_id, about] = number
    found = [_owed(row, about_of(steps.get(row.case_id, "")), days.get(row.case_id, {}), held, on) for row in rows]
    return sorted(filter(None, found), key=lambda one: one.due_on)


def _owed(
    row: Admission, about: About | None, days: dict[str, date], held: dict[tuple[int, str], int], on: date
) -> Owed | None:
    since = days.get(SINCE[about]) if about else None
    if about is None or since is None:
        return None
    due_on = rules.next_review(RULES[about], since, held.get((row.pk, about), 0), on)
    text = rules.in_force(RULES[about], on)
    return Owed(row, about, due_on, text.citation) if due_on and text else None
