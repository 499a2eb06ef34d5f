"""Which checker and which writer serve a kind."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from dangjian.access.actors import Actor
from dangjian.affairs.imports.kinds.people.checking import People
from dangjian.affairs.imports.kinds.people.writing import write as write_people
from dangjian.affairs.imports.kinds.rows import Checker, Row
from dangjian.affairs.imports.models import Import
from dangjian.affairs.imports.work.traces import Traces


class Writer(Protocol):
    """Writes what was prepared within the running transaction and says what it left behind."""

    def __call__(self, prepared: Sequence[list[Any]], *, by: Actor, on: date, reference: str) -> Traces:
        """Write; raises ``Stale`` where the register moved on since the check."""


def checker(source: Import, columns: Mapping[int, str], on: date, seen: dict[str, Row], *, from_1904: bool) -> Checker:
    """Return what checks the rows of one sheet; ``seen`` is shared by the sheets of a file."""
    return People(source.organization, columns, on, seen, from_1904=from_1904)


def writer(source: Import) -> Writer:  # noqa: ARG001  # one kind so far
    """Return what writes the rows of an import."""
    return write_people
