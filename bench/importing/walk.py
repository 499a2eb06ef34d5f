"""The import measured; needs Django's settings and a loaded county."""

import io
import os
import subprocess
import sys
import time
from datetime import date
from statistics import mean

from django.db import connection
from python_calamine import CalamineWorkbook

from bench.copying import copy_seconds, encoded
from bench.county import web
from bench.importing.memory import MEGABYTE, Watch
from bench.importing.roster import PEOPLE, workbook
from bench.importing.upload import Visitor
from bench.measures import Measure, seconds
from bench.walk.people import account as signed_in
from bench.walk.people import cookie
from dangjian.access.actors import acting
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.imports import jobs, services
from dangjian.affairs.imports.kinds.branches import plain
from dangjian.affairs.imports.models import Import, Kind, Stage
from dangjian.affairs.organizations.models import Organization

TABLES = ("people_person", "members_member", "members_spell", "people_entry")
PROMISE = 2.0  # Times parse and COPY (issue 3, D).
MOST = 512.0  # Megabytes.
PATIENCE = 120.0
KINDS = {"网页进程": "granian", "后台进程": "processes.queue", "读表子进程": "imports.reading.child"}


def measures(today: date) -> list[Measure]:
    """Return the ratio first, then private memory of web, worker and child, and how long the undo takes."""
    account = signed_in(Role.COUNTY_OFFICER)
    top = Organization.objects.get(parent=None)
    data = workbook(_branches(), seed=7)
    before = {table: _last(table) for table in TABLES}
    # Parsed before and after the import: both sides of the ratio meet the same load of the machine.
    parses = [seconds(lambda: _parse(data))]
    source = services.bring(
        by=acting(account, today), organization=top, kind=Kind.PEOPLE, data=data, name="名册.xlsx", on=today
    )
    check = seconds(lambda: jobs.work(source.pk))
    source = _at(source, Stage.CHECKED)
    write = seconds(lambda: _confirm(account, source, today))
    source = _at(source, Stage.DONE)
    rows = {table: encoded(table, "id > %s", [last]) for table, last in before.items()}
    parses.append(seconds(lambda: _parse(data)))
    parse, copy = mean(parses), mean(copy_seconds(rows) for _ in range(2))
    undo = seconds(lambda: _undo(account, source, today))
    _at(source, Stage.UNDONE)
    print(f"核对 {check:.2f} 秒，写入 {write:.2f} 秒；解析 {parse:.2f} 秒，COPY {copy:.2f} 秒；撤销 {undo:.2f} 秒")
    first = Measure(f"导入 {source.new} 人 × 25 列到提交", check + write, parse + copy, "秒", PROMISE)
    return [first, *_memory(top, data)]


def _branches() -> list[str]:
    """Return the branches whose name means one body alone."""
    named: dict[str, list[str]] = {}
    for body in Organization.objects.in_order():
        if body.is_branch:
            for name in {plain(body.name), plain(body.short_name)}:
                named.setdefault(name, []).append(body.name)
    return [names[0] for name, names in named.items() if len(names) == 1 and plain(names[0]) == name]


def _last(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"')  # noqa: S608  # our own tables
        return int(cursor.fetchone()[0])


def _at(source: Import, stage: Stage) -> Import:
    fresh = Import.objects.select_related("organization").get(pk=source.pk)
    if fresh.stage != stage or (stage == Stage.CHECKED and (fresh.new, fresh.errors) != (PEOPLE, 0)):
        shown = list(fresh.findings.filter(level="error").values_list("words", flat=True)[:5])
        message = f"{fresh.stage}: {fresh.words} {fresh.new} {fresh.errors} {shown}"
        raise RuntimeError(message)
    return fresh


def _confirm(account: Account, source: Import, today: date) -> None:
    by = acting(account, today).narrowed(Permission.IMPORT_CONFIRM)
    services.confirm(by=by, source=source, reason="已核对")
    jobs.work(source.pk)


def _undo(account: Account, source: Import, today: date) -> None:
    services.undo(by=acting(account, today).narrowed(Permission.IMPORT_CONFIRM), source=source)
    jobs.work(source.pk)


def _parse(data: bytes) -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    for _ in sheet.iter_rows():
        continue


def _memory(top: Organization, data: bytes) -> list[Measure]:
    """Do it once more through the real web server and a worker of its own, and watch their memory."""
    command = [sys.executable, "-m", "dangjian.site.processes.queue", "1"]
    with web() as address, subprocess.Popen(command, env=os.environ) as worker, Watch(KINDS) as watch:
        try:
            visitor = Visitor(address, cookie(Role.COUNTY_OFFICER))
            page = visitor.bring(top.pk, data)
            _wait(visitor, page, Stage.CHECKED)
            visitor.confirm(page)
            _wait(visitor, page, Stage.DONE)
        finally:
            worker.terminate()
    return [Measure(f"{name}私有内存", most / MEGABYTE, MOST, "MB") for name, most in watch.most.items()]


def _wait(visitor: Visitor, page: str, stage: Stage) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        visitor.see(page)
        if Import.objects.latest("pk").stage == stage:
            return
        time.sleep(0.5)
    message = f"not {stage} after {PATIENCE} seconds"
    raise RuntimeError(message)
