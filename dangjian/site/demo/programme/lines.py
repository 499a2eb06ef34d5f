"""A line of a tasks file as a row of a list, in the columns people know (P7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangjian.programme.tasks.models import Cadence, Task, TaskList
from dangjian.site.demo.county import County

_RECURRING: Final = frozenset(Cadence.values)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tasks file; `-` stands for nothing. `when` is days from today, a cadence, or standing."""

    goal: str
    title: str
    measures: str
    deliverable: str
    leader: str
    lead: str
    target: str
    when: str
    minutes: str
    mood: str
    issued: str  # Days before today.


def filled(county: County, task_list: TaskList, number: int, line: Line) -> Task:
    """The draft task that a line describes."""
    return Task(
        public_id=county.chance.public_id(),
        task_list_id=task_list.pk,
        organization_id=task_list.organization_id,
        county_id=1,
        org_path=task_list.org_path,
        order_no=number,
        title=line.title,
        measures=_words(line.measures),
        deliverable=_words(line.deliverable),
        lead_leader=line.leader,
        lead_body=line.lead,
        responsible=_CAPTIONS[line.target],
        due_on=_due(line.when, county.today),
        cadence=line.when if line.when in _RECURRING else "",
        is_standing=line.when == "standing",
        minutes=int(line.minutes),
        has_precheck=line.mood == "precheck",
        made_at=task_list.made_at,
    )


def _words(cell: str) -> str:
    return "" if cell == "-" else cell


def _due(when: str, today: date) -> date | None:
    return today + timedelta(days=int(when)) if when[0] in "+-" else None


_CAPTIONS: Final = {
    "branches": "全县各党支部",
    "townships": "各镇乡党委",
    "departments": "县直各部门党组织",
    "upper": "各镇乡党委，县直各党（工）委、部门党组织",
    "villages": "各村党组织",
    "communities": "各社区党组织",
    "systems": "县直各工委",
    "upper_systems": "各镇乡党委，县两新工委",
    "firm_branches": "各非公企业党支部",
    "society_branches": "各社会组织党支部",
    "joint_branches": "各联合党支部",
}
