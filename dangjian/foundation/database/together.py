"""Several reads in one statement: each costs a round trip otherwise, and a page of many capabilities has many."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Rows = QuerySet[Any, Any]
_MOST_COLUMNS: Final = 1600  # PostgreSQL takes 1,664 in one list.


def fetch_together(*querysets: Rows) -> None:
    """Fill querysets by one statement: whoever goes through them afterwards asks nothing (but `prefetch_related`).

    Their rows are laid side by side by their numbers (FULL JOIN), so every column keeps its own type. A queryset
    that can have no rows is not asked, one already filled is left alone; slices, joins and sums are all right.
    """
    asked = [_Part(rows, number) for number, rows in enumerate(querysets) if rows._result_cache is None]  # noqa: SLF001
    parts = [part for part in asked if part.may_have_rows]
    for part in asked:
        part.fill([])
    if len(parts) == 1:
        parts[0].rows._result_cache = None  # noqa: SLF001  # nothing to lay beside it: asked as it is
    elif parts:
        for group in _grouped(parts):
            _fetch(group)


def _grouped(parts: Sequence["_Part"]) -> list[list["_Part"]]:
    """Part them so that each statement has no more columns than the database takes; mostly there is one."""
    groups: list[list[_Part]] = [[]]
    for part in parts:
        if sum(one.width + 1 for one in [*groups[-1], part]) > _MOST_COLUMNS and groups[-1]:
            groups.append([])
        groups[-1].append(part)
    return groups


def _fetch(parts: Sequence["_Part"]) -> None:
    columns = ", ".join(part.columns for part in parts)
    joined = " FULL JOIN ".join(f"{part.table}{' USING (line)' if at else ''}" for at, part in enumerate(parts))
    with connection.cursor() as cursor:
        sql = f"SELECT {columns} FROM {joined} ORDER BY line"  # noqa: S608  # made of what Django wrote
        cursor.execute(sql, [value for part in parts for value in part.values])
        lines = cursor.fetchall()
    start = 0
    for part in parts:
        cells = [line[start : start + part.width + 1] for line in lines]
        # The first cell is the number of the row: empty where this queryset has fewer rows than another.
        part.fill([line[1:] for line in cells if line[0] is not None])
        start += part.width + 1


class _Part:
    """One queryset within the statement: what Django would have asked, and how its rows become objects."""

    def __init__(self, rows: Rows, number: int) -> None:
        self.rows, self.name = rows, f"q{number}"
        self.compiler = rows.query.chain().get_compiler(connection=connection)
        try:
            self.sql, self.values = self.compiler.as_sql(with_col_aliases=True)
            self.may_have_rows = True
        except EmptyResultSet:
            self.may_have_rows = False

    @property
    def width(self) -> int:
        return len(self.compiler.select)

    @property
    def columns(self) -> str:
        names = (connection.ops.quote_name(alias) for _, _, alias in self.compiler.select)
        return ", ".join(f"{self.name}.{name}" for name in (f"m{self.name}", *names))

    @property
    def table(self) -> str:
        # Numbered twice: `line` is merged by USING, the other says whether this queryset has a row there.
        numbers = f"row_number() OVER () AS line, row_number() OVER () AS m{self.name}"
        return f"(SELECT {numbers}, o.* FROM ({self.sql}) o) {self.name}"  # noqa: S608  # what Django wrote

    def fill(self, lines: Sequence[tuple[Any, ...]]) -> None:
        """Let Django make of the lines what it makes of its own answers."""
        answered: Any = self.rows.all()
        compiler: Any = self.compiler
        compiler.execute_sql = lambda *_, **__: [lines]
        answered.query.get_compiler = lambda *_, **__: compiler
        made = list(answered._iterable_class(answered)) if lines else []  # noqa: SLF001
        self.rows._result_cache = made  # noqa: SLF001
