"""What the last weeks' hand-downs brought to people's inboxes: announcements, notices, one digest a workday."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from dangjian.channels.inbox.models import Announcement, Digest, DigestRun, Entry, Kind, Notice
from dangjian.foundation.time import as_day, at
from dangjian.procedures.calendar.rules import delivery_on, next_workday
from dangjian.programme.tasks import notices
from dangjian.programme.tasks.models import Assignment, Task, TaskList
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks

_WEEKS: Final = timedelta(weeks=4)


def write(county: County, desks: Desks) -> None:
    """Announce what was handed down in the last weeks, and deliver it as the digests did."""
    told: dict[tuple[int, date], list[Assignment]] = {}
    for row in county.rows.of(Assignment):
        if county.today - _WEEKS <= as_day(row.made_at) < county.today:
            told.setdefault((row.task_id, as_day(row.made_at)), []).append(row)
    waiting: dict[tuple[date, int], list[Notice]] = {}
    for (task_id, day), rows in sorted(told.items(), key=lambda item: (item[0][1], item[0][0])):
        for notice in _announce(county, county.rows.of(Task)[task_id - 1], day, rows):
            for account in desks.holders(county.bodies[notice.organization_id - 1], notice.roles):
                waiting.setdefault((next_workday(day), account), []).append(notice)
    _deliver(county, {key: kept for key, kept in sorted(waiting.items()) if key[0] < county.today})


def _announce(county: County, task: Task, day: date, rows: list[Assignment]) -> Iterable[Notice]:
    task_list = county.rows.of(TaskList)[task.task_list_id - 1]
    task_list.organization = county.bodies[task_list.organization_id - 1]
    said = county.rows.add(
        Announcement(
            public_id=county.chance.public_id(),
            county_id=1,
            kind=Kind.TASK,
            title=task.title,
            line=task_list.authority_line[:120],
            due_on=task.due_on,
            bodies=len(rows),
            created_by=task_list.made_by,
            created_at=rows[0].made_at,
        )
    )
    return [
        county.rows.add(
            Notice(
                announcement_id=said.pk,
                county_id=1,
                organization_id=row.organization_id,
                roles=list(notices.ANSWERING),
                address=notices.address(row.public_id),
                subject_key=notices.subject(row.public_id),
                ready_at=at(day, 0),
            )
        )
        for row in rows
    ]


def _deliver(county: County, waiting: dict[tuple[date, int], list[Notice]]) -> None:
    runs: dict[date, DigestRun] = {}
    for (day, account), kept in waiting.items():
        moment = delivery_on(day)
        if day not in runs:
            runs[day] = county.rows.add(DigestRun(day=day, made_at=moment))
        runs[day].people += 1
        digest = county.rows.add(
            Digest(public_id=county.chance.public_id(), account_id=account, day=day, delivered_at=moment)
        )
        for notice in kept:
            runs[day].notices += notice.delivered_at is None
            notice.delivered_at = moment
            county.rows.put(Entry, digest_id=digest.pk, account_id=account, notice_id=notice.pk)
