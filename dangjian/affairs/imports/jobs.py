"""Carries imports on: right after someone pressed a button, and every minute where a worker died over one."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.db import OperationalError, connection
from django.db.models import F
from procrastinate.contrib.django import app

from dangjian.affairs.imports.models import Finding, Import, Stage
from dangjian.affairs.imports.work.checking import check
from dangjian.affairs.imports.work.collecting import seldom
from dangjian.affairs.imports.work.files import KEPT
from dangjian.affairs.imports.work.undoing import undo
from dangjian.affairs.imports.work.writing import write
from dangjian.foundation.time import now, today

_LOCK: Final = 0x1A9018  # Of one import, beside its number; held by the connection, so it dies with a worker.
_MOST_STEPS: Final = 5
_MOST_TRIES: Final = 3  # Fewer than the deaths of a worker after which its household gives up.
_STEPS: Final[dict[Stage, Callable[[Import, date], None]]] = {
    Stage.READING: check,
    Stage.WRITING: write,
    Stage.UNDOING: undo,
}
# Where an import goes when a step breaks: back to where a person can decide.
_BROKEN: Final = {
    Stage.READING: (Stage.REFUSED, "核对时出错，没有导入任何内容。请重新上传；再次出错请联系系统管理员。"),
    Stage.WRITING: (Stage.CHECKED, "写入时出错，没有写入任何内容。请重新确认；再次出错请联系系统管理员。"),
    Stage.UNDOING: (Stage.DONE, "撤销时出错，什么都没有动。请重新撤销；再次出错请联系系统管理员。"),
}


class ImportBroken(Exception):
    """A step broke. The words of the error stay out of the log: a database quotes the rows it refuses."""


@app.task(name="imports.work")
def work(number: int) -> None:
    """Carry one import on until it waits for a person; where another worker has it, leave it there.

    Looked at again after it was let go: who pressed a button in between found it taken and left it to us.
    """
    for _ in range(_MOST_STEPS):
        if not Import.objects.working().filter(pk=number).exists() or not _take(number):
            return
        try:
            _carry(number)
        finally:
            _let_go(number)


def _carry(number: int) -> None:
    rows = Import.objects.working().filter(pk=number)
    rows.update(tries=F("tries") + 1)
    if source := rows.select_related("organization", "upload").first():
        _step(source)
        Import.objects.filter(pk=number).update(tries=0)


def _step(source: Import) -> None:
    stage = Stage(source.stage)
    if source.tries > _MOST_TRIES:
        _give_up(source, stage)
        raise ImportBroken(f"{stage} of import {source.pk}: ended its worker {_MOST_TRIES} times")
    try:
        with seldom():
            _STEPS[stage](source, today())
    except OperationalError:
        raise ImportBroken("database gone") from None  # Nothing was lost: the next minute takes it up.
    except Exception as broken:  # noqa: BLE001  # whatever it is, a person must not wait for ever
        _give_up(source, stage)
        raise ImportBroken(f"{stage} of import {source.pk}: {type(broken).__name__}") from None


def _give_up(source: Import, stage: Stage) -> None:
    following, words = _BROKEN[stage]
    Import.objects.filter(pk=source.pk, stage=stage).update(stage=following, words=words, tries=0)


def _take(number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK, number % 2**31])
        return bool(cursor.fetchone()[0])


def _let_go(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK, number % 2**31])


@app.periodic(cron="* * * * *")
@app.task(name="imports.resume", queueing_lock="imports.resume")
def resume(timestamp: int) -> int:  # noqa: ARG001  # the queue passes when it was due
    """Take up what nobody carries on, also when a worker starts; what is being worked on stays with its worker."""
    numbers = list(Import.objects.working().order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        work(number)
    return len(numbers)


@app.periodic(cron="20 4 * * *")
@app.task(name="imports.sweep", queueing_lock="imports.sweep")
def sweep(timestamp: int) -> int:  # noqa: ARG001  # the queue passes when it was due
    """Drop findings after 30 days, as their files go; counts, reason and who confirmed stay."""
    old = Finding.objects.filter(source__made_at__lt=now() - KEPT)
    return int(old.delete()[0])
