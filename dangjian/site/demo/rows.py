"""The demo county's rows: unsaved model instances, numbered as they come, written by COPY."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import connection
from django.db.models import JSONField, Model
from django.db.models.expressions import DatabaseDefault
from psycopg import sql
from psycopg.types.json import Jsonb

M = TypeVar("M", bound=Model)


class Rows:
    """All instances made so far, by model in the order of first use: parents before children."""

    def __init__(self) -> None:
        self._made: dict[type[Model], list[Model]] = {}

    def add(self, instance: M) -> M:
        """Number an instance, from 1 in each table, and keep it."""
        made = self._made.setdefault(type(instance), [])
        instance.pk = len(made) + 1
        made.append(instance)
        return instance

    def of(self, model: type[M]) -> list[M]:
        """The instances of a model, in the order of their numbers."""
        return self._made.setdefault(model, [])  # type: ignore[return-value]  # kept by type in add

    def next_id(self, model: type[Model]) -> int:
        """The number the next instance of a model will get."""
        return len(self._made.get(model, ())) + 1

    def copy(self, progress: Callable[[str, int, int], None]) -> None:
        """Write every table, keep its sequence ahead, and let the planner know. Needs empty tables."""
        filled = {model: made for model, made in self._made.items() if made}
        for done, (model, made) in enumerate(filled.items()):
            progress(str(model._meta.verbose_name), done, len(filled))
            _copy(model, made)
            _move_sequence(model, len(made))
        _analyze(filled)


def _copy(model: type[Model], made: list[Model]) -> None:
    first = made[0].__dict__
    fields = [f for f in model._meta.concrete_fields if not isinstance(first[f.attname], DatabaseDefault)]
    columns = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_table(model), sql.SQL(", ").join(columns))
    names = [field.attname for field in fields]
    documents = [place for place, field in enumerate(fields) if isinstance(field, JSONField)]
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for instance in made:
            state = instance.__dict__
            values = [state[name] for name in names]
            for place in documents:
                values[place] = None if values[place] is None else Jsonb(values[place])
            copy.write_row(values)


def _move_sequence(model: type[Model], last: int) -> None:
    statement = "SELECT setval(pg_get_serial_sequence(%s, %s), %s)"
    with connection.cursor() as cursor:
        cursor.execute(statement, [f'"{model._meta.db_table}"', model._meta.pk.column, last])


def _analyze(models: Iterable[type[Model]]) -> None:
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(sql.SQL("ANALYZE {}").format(_table(model)))


def _table(model: type[Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)
