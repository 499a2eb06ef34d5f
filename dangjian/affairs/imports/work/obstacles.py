"""What stands in the way of an undo: rows that someone wrote since, and rows of others that lean on ours."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.apps import apps
from django.db import connection
from psycopg import sql

from dangjian.affairs.imports.traces import Range, within

MOST: Final = 200
# How a row of ours is called on the list: by the person, or by the body.
_NAMES: Final = {
    "people_person": "SELECT id, name FROM people_person",
    "people_entry": "SELECT e.id, p.name FROM people_entry e JOIN people_person p ON p.id = e.person_id",
    "members_member": "SELECT m.id, p.name FROM members_member m JOIN people_person p ON p.id = m.person_id",
    "members_spell": (
        "SELECT s.id, p.name FROM members_spell s JOIN members_member m ON m.id = s.member_id"
        " JOIN people_person p ON p.id = m.person_id"
    ),
    "mobility_stay": "SELECT id, name FROM mobility_stay",
    "organizations_organization": "SELECT id, name FROM organizations_organization",
    "organizations_state": "SELECT id, name FROM organizations_state",
    "organizations_change": (
        "SELECT c.id, o.name FROM organizations_change c JOIN organizations_organization o ON o.id = c.organization_id"
    ),
    "posts_post": "SELECT id, title AS name FROM posts_post",
    "posts_appointment": "SELECT a.id, p.name FROM posts_appointment a JOIN people_person p ON p.id = a.person_id",
}


def obstacles(held: dict[str, Any]) -> list[str]:
    """Return what to put on the list, in words; empty where nothing stands in the way."""
    found: dict[str, None] = {}
    for table in {**held["ranges"], **held["kept"]}:
        ranges, kept = held["ranges"].get(table, []), held["kept"].get(table, [])
        for name in _touched(table, ranges, kept, held["stamps"]):
            found[f"{name}：{_caption(table)}在导入之后改过"] = None
    for table, ranges in held["ranges"].items():
        for name, by in _leaning(table, ranges, held["ranges"]):
            found[f"{name}：已有{_caption(by)}"] = None
    return list(found)[:MOST]


def _touched(table: str, ranges: Sequence[Range], kept: Sequence[int], stamps: Sequence[int]) -> Iterator[str]:
    """Name rows that carry another stamp than ours; a row that is gone counts as one, without its name."""
    query = sql.SQL(
        "SELECT n.name FROM {} t JOIN ({}) n ON n.id = t.id WHERE {} AND NOT t.xmin::text::bigint = ANY(%s)"
    )
    condition = within(ranges, kept)
    with connection.cursor() as cursor:
        cursor.execute(
            query.format(sql.Identifier(table), sql.SQL(_NAMES[table]), condition) + sql.SQL(" LIMIT %s"),
            [list(stamps), MOST],
        )
        yield from (name for (name,) in cursor.fetchall())
        cursor.execute(
            sql.SQL("SELECT count(*) FROM {} t WHERE {}").format(sql.Identifier(table), within(ranges, kept))
        )
        missing = sum(last - first + 1 for first, last in ranges) + len(kept) - int(cursor.fetchone()[0])
    if missing > 0:
        yield f"{missing} 条"


def _leaning(table: str, ranges: Sequence[Range], made: dict[str, list[Range]]) -> Iterator[tuple[str, str]]:
    """Name rows of ours that rows made by others point at."""
    for by, column in _pointing(table):
        others = sql.SQL("NOT {}").format(within(made[by], [])) if by in made else sql.SQL("TRUE")
        points = sql.SQL(" OR ").join(
            sql.SQL("t.{} BETWEEN {} AND {}").format(sql.Identifier(column), sql.Literal(first), sql.Literal(last))
            for first, last in ranges
        )
        query = sql.SQL(
            "SELECT DISTINCT n.name FROM {} t JOIN ({}) n ON n.id = t.{} WHERE ({}) AND {} LIMIT {}"
        ).format(
            sql.Identifier(by),
            sql.SQL(_NAMES[table]),
            sql.Identifier(column),
            points,
            others,
            sql.Literal(MOST),
        )
        with connection.cursor() as cursor:
            cursor.execute(query)
            yield from ((name, by) for (name,) in cursor.fetchall())


def _pointing(table: str) -> list[tuple[str, str]]:
    """Return every table and column with a foreign key to ``table``: the database knows them all."""
    query = (
        "SELECT r.relname, a.attname FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " WHERE c.contype = 'f' AND c.confrelid = %s::regclass AND c.conrelid <> 0 ORDER BY 1, 2"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [table])
        return [(str(by), str(column)) for by, column in cursor.fetchall()]


def _caption(table: str) -> str:
    return next(
        (str(model._meta.verbose_name) for model in apps.get_models() if model._meta.db_table == table), "其他登记"
    )
