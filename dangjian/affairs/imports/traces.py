"""What a writing left behind, for its undoing: rows made, rows as they stood before, and the marks of who wrote them.

PostgreSQL stamps every row version with the transaction that wrote it (``xmin``). A row that still carries a stamp
of ours was not touched since; numbers of transactions are not given twice within the 30 days of an undo.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from psycopg import sql

Range = list[int]  # First and last number.


@dataclass(slots=True)
class Traces:
    """Rows by table, parents before children as they were made; ``signed`` are people whose rights changed."""

    ranges: dict[str, list[Range]] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    kept: dict[str, list[int]] = field(default_factory=dict)
    signed: list[int] = field(default_factory=list)

    def made(self, table: str, ids: Sequence[int]) -> None:
        """Remember rows that did not stand here before."""
        ranges = self.ranges.setdefault(table, [])
        if isinstance(ids, range) and ids:
            ranges.append([ids[0], ids[-1]])
            return
        for number in ids:
            if ranges and ranges[-1][1] == number - 1:
                ranges[-1][1] = number
            else:
                ranges.append([number, number])

    def keep(self, table: str, ids: Iterable[int]) -> None:
        """Remember rows as they stand now, before they are changed."""
        wanted = sorted(set(ids) - set(self.kept.get(table, ())))
        if not wanted:
            return
        columns = self.columns.setdefault(table, columns_of(table))
        query = sql.SQL("COPY (SELECT {} FROM {} WHERE id = ANY({}) ORDER BY id) TO STDOUT").format(
            sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table), sql.Literal(wanted)
        )
        with connection.cursor() as cursor, cursor.copy(query) as copy:
            self.before.setdefault(table, []).append(b"".join(map(bytes, copy)).decode())
        self.kept.setdefault(table, []).extend(wanted)

    def sealed(self) -> dict[str, Any]:
        """Return everything as JSON, with the stamps that our rows carry now."""
        tables = {*self.ranges, *self.kept}
        stamps = set[int]()
        for table in tables:
            stamps |= stamps_of(table, self.ranges.get(table, []), self.kept.get(table, []))
        return {
            "ranges": self.ranges,
            "before": {table: "".join(parts) for table, parts in self.before.items()},
            "columns": self.columns,
            "kept": self.kept,
            "signed": self.signed,
            "stamps": sorted(stamps),
        }


def columns_of(table: str) -> list[str]:
    """Return the columns of a table, its key first."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    names = [column.name for column in described]
    return ["id", *(name for name in names if name != "id")]


def numbers(table: str, count: int) -> Sequence[int]:
    """Take ``count`` numbers of a table's sequence, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        (sequence,) = cursor.fetchone()  # Looked up once: inside the query it would be for every number.
        cursor.execute(
            "SELECT min(n), max(n) FROM (SELECT nextval(%s::regclass) AS n FROM generate_series(1, %s)) AS taken",
            [sequence, count],
        )
        first, last = cursor.fetchone()
    if last - first + 1 == count:
        return range(first, last + 1)  # Nobody took one in between: they need not be fetched one by one.
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
        return sorted(number for (number,) in cursor.fetchall())


def within(ranges: Sequence[Range], kept: Sequence[int], alias: str = "t") -> sql.Composable:
    """Return the condition for the rows of a table, called ``alias``, that are ours."""
    named = sql.Identifier(alias)
    parts: list[sql.Composable] = [
        sql.SQL("{}.id BETWEEN {} AND {}").format(named, sql.Literal(first), sql.Literal(last))
        for first, last in ranges
    ]
    if kept:
        parts.append(sql.SQL("{}.id = ANY({})").format(named, sql.Literal(list(kept))))
    return sql.SQL("({})").format(sql.SQL(" OR ").join(parts) if parts else sql.SQL("FALSE"))


def stamps_of(table: str, ranges: Sequence[Range], kept: Sequence[int]) -> set[int]:
    """Return the transactions that wrote the rows of a table that are ours."""
    query = sql.SQL("SELECT DISTINCT t.xmin::text::bigint FROM {} t WHERE {}").format(
        sql.Identifier(table), within(ranges, kept)
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {stamp for (stamp,) in cursor.fetchall()}
