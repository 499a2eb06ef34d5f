"""Undoes an import: rows made go, rows changed stand as before; refused with the list where someone wrote since."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import connection, transaction
from django.db.models.functions import Now
from psycopg import sql

from dangjian.access import audit, files
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.imports.models import Import, Stage
from dangjian.affairs.imports.stale import NotAllowed
from dangjian.affairs.imports.traces import columns_of, within
from dangjian.affairs.imports.work.files import read_json
from dangjian.affairs.imports.work.obstacles import obstacles
from dangjian.affairs.imports.work.writing import NOT_ALLOWED, actor, check_rights, lock, locked

REFUSED: Final = "导入之后有人改过这些内容，没有撤销，什么都没有动。请逐项更正。"
GONE: Final = "超过 30 天，撤销所需的原样已按规定删除，没有撤销。请逐项更正。"
UPGRADED: Final = "导入之后平台升级改过表的结构，没有撤销。请逐项更正。"


@transaction.atomic
def undo(source: Import, on: date) -> None:
    """Undo in one transaction; what stands in the way is listed and nothing is changed."""
    lock(source)
    fresh = locked(source, Stage.UNDOING)
    if fresh is None:
        return
    if refusal := _refusal(fresh, on):
        _stay(fresh, *refusal)
        return
    assert fresh.snapshot  # noqa: S101  # or it was refused
    held = read_json(fresh.snapshot)
    _take_back(held)
    raise_epoch(account_ids=Account.objects.filter(person_id__in=held["signed"]).values_list("pk", flat=True))
    spent, fresh.snapshot = fresh.snapshot, None
    fresh.stage, fresh.words, fresh.obstacles, fresh.moved_at = Stage.UNDONE, "", [], Now()
    fresh.save()
    files.remove(spent)
    audit.record(
        by=actor(fresh.undone_by, on).narrowed(Permission.IMPORT_CONFIRM),
        action="import.undo",
        subject=fresh.public_id,
        organization_id=fresh.organization_id,
        path=fresh.org_path,
        words=f"{fresh} 新增 {fresh.new}，更新 {fresh.changed}",
        among=[f"{table}:{first}-{last}" for table, ranges in held["ranges"].items() for first, last in ranges],
    )


def _refusal(fresh: Import, on: date) -> tuple[str, list[str]] | None:
    try:
        check_rights(actor(fresh.undone_by, on), fresh, frozenset())
    except NotAllowed:
        return NOT_ALLOWED, []
    if fresh.snapshot is None:
        return GONE, []
    held = read_json(fresh.snapshot)
    if any(sorted(columns_of(table)) != sorted(columns) for table, columns in held["columns"].items()):
        return UPGRADED, []
    found = obstacles(held)
    return (REFUSED, found) if found else None


def _stay(fresh: Import, words: str, found: list[str]) -> None:
    fresh.stage, fresh.words, fresh.obstacles = Stage.DONE, words, found
    fresh.undone_by, fresh.moved_at = None, Now()
    fresh.save()


def _take_back(held: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        for table, ranges in reversed(held["ranges"].items()):
            cursor.execute(sql.SQL("DELETE FROM {} t WHERE {}").format(sql.Identifier(table), within(ranges, [])))
    for table, text in held["before"].items():
        _put_back(table, held["columns"][table], text)


def _put_back(table: str, columns: Iterable[str], text: str) -> None:
    names = [sql.Identifier(column) for column in columns]
    kept = sql.Identifier(f"kept_{table}")
    target = sql.Identifier(table)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TEMP TABLE {} (LIKE {}) ON COMMIT DROP").format(kept, target))
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(kept, sql.SQL(", ").join(names))
        with cursor.copy(query) as copy:
            copy.write(text.encode())
        pairs = sql.SQL(", ").join(sql.SQL("{0} = k.{0}").format(name) for name in names[1:])
        cursor.execute(sql.SQL("UPDATE {} t SET {} FROM {} k WHERE t.id = k.id").format(target, pairs, kept))
        cursor.execute(sql.SQL("DROP TABLE {}").format(kept))
