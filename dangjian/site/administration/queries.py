"""The log and the jobs, shaped for their pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Max, Q
from django.http import QueryDict
from procrastinate.contrib.django.models import ProcrastinateJob

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.foundation.time import at
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Level, Pager, Standing
from dangjian.site.administration.captions import JOBS, STATES, action_words

_DAY: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
LEVELS: Final = {"failed": Level.LATE, "aborted": Level.LATE, "succeeded": Level.OK, "doing": Level.INFO}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the log with its names resolved."""

    row: AuditRow
    action: str
    who: str
    acting_for: str

    @property
    def words(self) -> str:
        """What is said of the act, its days as people write them."""
        return _DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", self.row.words)


@dataclass(frozen=True, slots=True)
class Log:
    """One page of the log."""

    lines: Sequence[Line]
    pager: Pager


def log(actor: Actor, query: QueryDict, *, on: date | None, action: str, words: str) -> Log:
    """Return one page of the log in scope, newest first: of a day, an action, an account, where given."""
    rows = AuditRow.objects.visible_to(actor)
    if on:
        rows = rows.filter(at__gte=at(on, 0), at__lt=at(on + timedelta(days=1), 0))
    if action:
        rows = rows.filter(action__startswith=action)
    if words:
        rows = rows.filter(account_id__in=_accounts(words))
    page = keyset(rows, by=("-at", "-id"), query=query)
    names = _names(page.rows)
    lines = [
        Line(row, action_words(row.action), names.get(row.account_id or 0, ""), names.get(row.acting_for or 0, ""))
        for row in page.rows
    ]
    return Log(lines, page.pager)


def _accounts(words: str) -> list[int]:
    text = words.replace("\0", "")[:60]
    named = Q(login__istartswith=text) | Q(person__name__icontains=text)
    return list(Account.objects.filter(named).order_by("pk").values_list("pk", flat=True)[:200])


def _names(rows: Sequence[AuditRow]) -> dict[int, str]:
    ids = {key for row in rows for key in (row.account_id, row.acting_for) if key}
    found = Account.objects.filter(pk__in=ids).values_list("pk", "person__name", "login")
    return {pk: f"{name}（{login}）" for pk, name, login in found}


@dataclass(frozen=True, slots=True)
class Job:
    """A job with what happened to it last."""

    id: int
    name: str
    standing: Standing
    attempts: int
    when: datetime | None
    may_retry: bool


@dataclass(frozen=True, slots=True)
class Jobs:
    """One page of jobs."""

    rows: Sequence[Job]
    pager: Pager


def jobs(query: QueryDict, state: str) -> Jobs:
    """Return one page of jobs, newest first, of one state where given."""
    rows = ProcrastinateJob.objects.annotate(last_at=Max("procrastinateevent__at"))
    if state in STATES:
        rows = rows.filter(status=state)
    page = keyset(rows, by=("-id",), query=query)
    return Jobs([_job(job) for job in page.rows], page.pager)


def _job(job: ProcrastinateJob) -> Job:
    standing = Standing(LEVELS.get(job.status, Level.NA), STATES.get(job.status, job.status))
    last_at: datetime | None = getattr(job, "last_at", None)
    return Job(
        id=job.id,
        name=JOBS.get(job.task_name, job.task_name),
        standing=standing,
        attempts=job.attempts,
        when=last_at or job.scheduled_at,
        may_retry=job.status == "failed",
    )
