"""The rows a step leaves: itself, and its line in the log."""

from datetime import date, datetime, timedelta
from typing import Final

from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission as P  # noqa: N817  # a table reads better short
from dangjian.foundation.time import as_day, at, local
from dangjian.programme.tasks.models import Assignment, Step, StepKind, Task
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Hand

_OPENING: Final = 8  # The hour in which work begins.
_CLOSING: Final = 17
_SATURDAY, _WEEK = 5, 7
_PERMISSIONS: Final = {
    StepKind.ISSUED: P.TASK_ISSUE,
    StepKind.REPORTED: P.ASSIGNMENT_REPORT,
    StepKind.SUBMITTED: P.ASSIGNMENT_SUBMIT,
    StepKind.EXTENSION_ASKED: P.ASSIGNMENT_SUBMIT,
    StepKind.PASSED_ON: P.ASSIGNMENT_PASS_ON,
    StepKind.WRITTEN_OFF: P.ASSIGNMENT_WRITE_OFF,
    StepKind.REOPENED: P.ASSIGNMENT_WRITE_OFF,
    StepKind.WITHDRAWN: P.TASK_ISSUE,
}


class Pace:
    """Days and hours that only go forward, on workdays where there is room, never past `last`."""

    def __init__(self, chance: Chance, first: datetime, last: date) -> None:
        self._chance = chance
        self._last = last
        self._hour = max(local(first).hour, _OPENING)
        self.day = as_day(first)
        self.moment = first

    def go_on(self, until: date) -> datetime:
        """The moment of the next step: within a third of what is left until `until`."""
        room = (min(max(until, self.day), self._last) - self.day).days
        then = self.day + timedelta(days=self._chance.randint(0, max(room // 3, 1)))
        if then.weekday() >= _SATURDAY:
            then += timedelta(days=_WEEK - then.weekday())
        self.day = min(then, self._last)
        self._hour = min(self._hour + 1, _CLOSING)
        self.moment = at(self.day, self._hour, self._chance.randrange(60))
        return self.moment


def of_assignment(county: County, row: Assignment, kind: StepKind, hand: Hand, words: str, moment: datetime) -> None:
    """Write a step of one assignment."""
    _step(county, row.task_id, row, row.org_path, kind, hand, words, moment)
    _log(county, f"assignment.{kind}", row.public_id, row.organization_id, row.org_path, kind, hand, words, moment)


def of_task(county: County, task: Task, kind: StepKind, hand: Hand, words: str, moment: datetime) -> None:
    """Write a step of a whole task."""
    _step(county, task.pk, None, task.org_path, kind, hand, words, moment)
    verb = "issue" if kind == StepKind.ISSUED else "withdraw" if kind == StepKind.WITHDRAWN else "write-off"
    _log(county, f"task.{verb}", task.public_id, task.organization_id, task.org_path, kind, hand, words, moment)


def _step(
    county: County,
    task_id: int,
    row: Assignment | None,
    path: str,
    kind: StepKind,
    hand: Hand,
    words: str,
    moment: datetime,
) -> None:
    county.rows.put(
        Step,
        task_id=task_id,
        assignment_id=row.pk if row else None,
        county_id=1,
        org_path=path,
        kind=kind,
        at=moment,
        account_id=hand.account_id,
        person_name=hand.name,
        body_name=hand.body_name,
        words=words,
    )


def _log(
    county: County,
    action: str,
    subject: object,
    organization_id: int,
    path: str,
    kind: StepKind,
    hand: Hand,
    words: str,
    moment: datetime,
) -> None:
    county.rows.put(
        AuditRow,
        at=moment,
        account_id=hand.account_id,
        permission=_PERMISSIONS.get(kind, P.ASSIGNMENT_ACCEPT),
        action=action,
        county_id=1,
        organization_id=organization_id,
        org_path=path,
        subject=str(subject),
        words=words,
    )
