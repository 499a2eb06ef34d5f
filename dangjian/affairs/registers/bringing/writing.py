"""Checked lines written set-wise: COPY into the tables, figures and turns along, all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import uuid4

import orjson
from django.db import connection
from psycopg import sql

from dangjian.access.actors import Actor
from dangjian.affairs.registers.models import Entry, Figure, State, Turn, TurnKind, Version
from dangjian.affairs.registers.rules.values import number
from dangjian.foundation.ids import public_id

_STAGE: Final = "CREATE TEMP TABLE brought (id bigint, revision int, values jsonb, sources jsonb) ON COMMIT DROP"
_CHANGE: Final = """
UPDATE registers_entry line SET values = brought.values, sources = brought.sources, version_id = %s, state = %s,
  revision = line.revision + 1, written_on = %s
FROM brought WHERE brought.id = line.id AND brought.revision = line.revision
"""


class Gone(Exception):  # named by what happened
    """A line was written by somebody else since the workbook was checked."""


def write(
    rows: Sequence[Sequence[Any]], *, version: Version, period: str, by: Actor, on: date, at: datetime
) -> list[int]:
    """Write staged lines (``checking.Ready``) and return their ids; raises ``Gone`` where one moved on meanwhile."""
    state = State.CONFIRMED if version.text.confirmed_by == "nobody" else State.FILLED
    fresh, changed = [row for row in rows if not row[2]], [row for row in rows if row[2]]
    ids = _numbers(Entry, len(fresh))
    _copy(Entry, _entries(fresh, ids, version, period, state, on))
    if changed:
        _change(changed, version, state, on)
    written = [*zip(ids, fresh, strict=True), *((row[2], row) for row in changed)]
    _copy(Figure, _figures(written, version))
    _copy(Turn, _turns(written, version, by, at))
    return [pk for pk, _ in written]


def _numbers(model: type[Entry], count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _entries(
    rows: Iterable[Sequence[Any]], ids: Sequence[int], version: Version, period: str, state: State, on: date
) -> Iterable[Mapping[str, Any]]:
    is_marked = version.text.about in ("person", "thing")
    for pk, (body, path, _, _, subject, name, area, person, values, sources) in zip(ids, rows, strict=True):
        yield {
            "id": pk, "public_id": public_id(), "register_id": version.register_id, "version_id": version.pk,
            "organization_id": body, "county_id": version.county_id, "org_path": path, "period": period,
            "subject": subject or (uuid4().hex if is_marked else ""), "area_id": area, "person_id": person,
            "name": name, "is_personal": is_marked,
            "values": _json(values), "sources": _json(sources), "state": state.value, "revision": 1,
            "written_on": on,
        }  # fmt: skip


def _figures(written: Iterable[tuple[int, Sequence[Any]]], version: Version) -> Iterable[Mapping[str, Any]]:
    keys = [one.key for one in version.text.summed]
    for pk, row in written:
        values = row[8]
        for key in keys:
            figure = values.get(key)
            if figure is not None and (found := number(figure)) is not None:
                yield {
                    "entry_id": pk, "county_id": version.county_id, "org_path": row[1], "key": key, "number": found,
                }  # fmt: skip


def _turns(
    written: Iterable[tuple[int, Sequence[Any]]], version: Version, by: Actor, at: datetime
) -> Iterable[Mapping[str, Any]]:
    for pk, row in written:
        yield {
            "entry_id": pk, "county_id": version.county_id, "org_path": row[1], "kind": TurnKind.IMPORT.value,
            "version_number": version.number, "values": _json(row[8]), "words": "", "by": by.account_id,
            "by_name": by.name[:60], "at": at,
        }  # fmt: skip


def _change(rows: Sequence[Sequence[Any]], version: Version, state: State, on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy("COPY brought (id, revision, values, sources) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((row[2], row[3], _json(row[8]), _json(row[9])))
        cursor.execute(_CHANGE, [version.pk, state.value, on])
        if cursor.rowcount != len(rows):
            raise Gone
        cursor.execute(
            "DELETE FROM registers_figure WHERE entry_id IN (SELECT id FROM brought) AND key = ANY(%s)",
            [[one.key for one in version.text.summed]],
        )


def _copy(model: type[Entry] | type[Figure] | type[Turn], rows: Iterable[Mapping[str, Any]]) -> None:
    iterator = iter(rows)
    first = next(iterator, None)
    if first is None:
        return
    columns = sql.SQL(", ").join(map(sql.Identifier, first))
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), columns)
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        copy.write_row(tuple(first.values()))
        for row in iterator:
            copy.write_row(tuple(row.values()))
