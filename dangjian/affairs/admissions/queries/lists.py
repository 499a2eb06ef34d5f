"""Admissions by phase: by name for those who act, counts for those above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q

from dangjian.access.actors import Actor
from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import Admission
from dangjian.affairs.mobility.queries.tallies import Line, Tally
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.cases.models import CaseStep
from dangjian.procedures.cases.queries import CaseStanding, standings

PHASES: Final = {
    "applicant": "入党申请人",
    "activist": "入党积极分子",
    "object": "发展对象",
    "admitting": "接收中",
    "probation": "预备党员",
}
ENDED: Final = "ended"
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Row:
    """An admission with where it stands."""

    admission: Admission
    phase: str
    at: CaseStanding

    @property
    def caption(self) -> str:
        """Return the phase as people call it; of one that is over, how it ended."""
        return self.admission.get_result_display() or PHASES.get(self.phase, "")


def rows(actor: Actor, on: date, *, phase: str = "", words: str = "", most: int = MOST) -> list[Row]:
    """Return the open admissions that someone reads by name, those that press first; or those that ended."""
    found = Admission.objects.visible_to(actor)
    found = found.exclude(ended_on=None).order_by("-ended_on", "-id") if phase == ENDED else found.open()
    if phase in PHASES:
        found = found.filter(case__steps__outcome="", case__steps__key__in=rules.PHASES[phase])
    if words:
        found = found.filter(Q(person__name__contains=words) | Q(organization__short_name__contains=words))
    if phase != ENDED:
        found = found.order_by("organization__path", "id")
    listed = list(found.select_related("person", "organization", "case")[:most])
    at = standings([row.case for row in listed], on)
    made = [Row(row, rules.PHASE_OF.get(at[row.case_id].step, ""), at[row.case_id]) for row in listed]
    return made if phase == ENDED else sorted(made, key=lambda row: (row.at.latest_on or date.max, row.admission.pk))


def in_county_order(listed: Iterable[Row]) -> list[Row]:
    """Return rows as a table of the county lists them: by branch, then as they were opened."""
    return sorted(listed, key=lambda row: (row.admission.organization.order_no, row.admission.pk))


def figures(actor: Actor) -> dict[str, int]:
    """Count by phase what someone reads by name; one query."""
    steps = CaseStep.objects.filter(outcome="", case__in=Admission.objects.visible_to(actor).open().values("case"))
    found = dict.fromkeys(PHASES, 0)
    for key in steps.values_list("key", flat=True):
        if key in rules.PHASE_OF:
            found[rules.PHASE_OF[key]] += 1
    return found


def counts(actor: Actor, body: Organization, on: date) -> list[Line]:
    """Count by body directly under ``body``, in county order, with their sum last: no names."""
    captions = PHASES | {"late": "超过期限"}
    tally = Tally(actor, body, captions, on)
    step = CaseStep.objects.filter(case=OuterRef("case"), outcome="")
    wanted = {key: Q(Exists(step.filter(key__in=steps))) for key, steps in rules.PHASES.items()}
    wanted["late"] = Q(Exists(step.filter(due_on__lt=on)))
    tally.add(Admission.objects.open(), wanted)
    return tally.lines
