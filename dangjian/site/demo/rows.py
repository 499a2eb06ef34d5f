"""The demo county's rows: unsaved model instances, numbered as they come, written by COPY."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import connection
from django.db.models import JSONField, Model
from django.db.models.base import ModelState
from django.db.models.expressions import DatabaseDefault
from psycopg import sql
from psycopg.types.json import Jsonb

from dangjian.site.demo.bare import bare

M = TypeVar("M", bound=Model)
State = dict[str, Any]  # The columns of a row by attribute.


class Rows:
    """All rows made so far, by model in the order of first use: parents before children."""

    def __init__(self) -> None:
        self._made: dict[type[Model], list[Model]] = {}
        self._states: dict[type[Model], list[State]] = {}
        self._blank: dict[type[Model], State] = {}

    def add(self, instance: M) -> M:
        """Number an instance, from 1 in each table, and keep it: what is changed of it later is written too."""
        model = type(instance)
        states = self._states.setdefault(model, [])
        instance.pk = len(states) + 1
        states.append(vars(instance))
        self._made.setdefault(model, []).append(instance)
        return instance

    def make(self, model: type[M], **values: object) -> M:
        """Add an instance of columns and values by attribute: looking at each field takes most of the time."""
        if model not in self._blank:
            self._blank[model] = dict(vars(model()))
        instance = model.__new__(model)
        vars(instance).update(self._blank[model], _state=ModelState(), **values)
        return self.add(instance)

    def put(self, model: type[Model], **values: object) -> None:
        """Number and keep a row that nothing looks at again: many times faster than an instance."""
        states = self._states.setdefault(model, [])
        if model not in self._blank:
            self._blank[model] = dict(vars(model()))
        states.append(self._blank[model] | values | {"id": len(states) + 1})

    def of(self, model: type[M]) -> list[M]:
        """The added instances of a model, in the order of their numbers."""
        return self._made.setdefault(model, [])  # type: ignore[return-value]  # kept by type in add

    def values(self, model: type[Model], name: str) -> set[Any]:
        """One column of all rows of a model, put or added."""
        return {state[name] for state in self._states.get(model, ())}

    def count(self, model: type[Model]) -> int:
        """How many rows of a model there are."""
        return len(self._states.get(model, ()))

    def copy(self, progress: Callable[[str, int, int], None]) -> None:
        """Write every table, keep its sequence ahead, and let the planner know. Needs empty tables."""
        with bare(model._meta.db_table for model in self._states):
            for done, (model, states) in enumerate(self._states.items()):
                progress(_caption(model), done, len(self._states))
                _copy(model, states)
                _move_sequence(model, len(states))
            progress("索引", len(self._states) - 1, len(self._states))
        _analyze(self._states)


def _caption(model: type[Model]) -> str:
    return "单位与党组织的对应" if model._meta.auto_created else str(model._meta.verbose_name)


def _copy(model: type[Model], states: list[State]) -> None:
    fields = [f for f in model._meta.concrete_fields if not isinstance(states[0][f.attname], DatabaseDefault)]
    columns = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_table(model), sql.SQL(", ").join(columns))
    names = [field.attname for field in fields]
    documents = [place for place, field in enumerate(fields) if isinstance(field, JSONField)]
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for state in states:
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
