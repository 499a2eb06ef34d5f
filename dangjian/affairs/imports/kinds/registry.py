"""Which checker and which writer serve a kind."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Protocol

from dangjian.access.actors import Actor
from dangjian.affairs.duplicates.counting import Budget
from dangjian.affairs.imports.kinds.bodies.checking import BodyRows
from dangjian.affairs.imports.kinds.bodies.writing import write as write_bodies
from dangjian.affairs.imports.kinds.people.checking import People
from dangjian.affairs.imports.kinds.people.writing import write as write_people
from dangjian.affairs.imports.kinds.posts.checking import PostRows
from dangjian.affairs.imports.kinds.posts.writing import write as write_posts
from dangjian.affairs.imports.kinds.rows import Checker, Row
from dangjian.affairs.imports.models import Import, Kind
from dangjian.affairs.imports.prepared import Prepared
from dangjian.affairs.imports.traces import Traces
from dangjian.affairs.organizations.models import Organization


class MakesChecker(Protocol):
    """Makes what checks the rows of one sheet; ``seen`` is shared by the sheets of a file."""

    def __call__(
        self, top: Organization, columns: Mapping[int, str], on: date, seen: dict[str, Row], *, from_1904: bool
    ) -> Checker:
        """Make it."""


class Writer(Protocol):
    """Writes what was prepared within the running transaction and says what it left behind."""

    def __call__(self, prepared: Prepared, *, by: Actor, on: date, reference: str) -> Traces:
        """Write; raises ``Stale`` where the register moved on since the check."""


_KINDS: Final[dict[Kind, tuple[MakesChecker, Writer]]] = {
    Kind.PEOPLE: (People, write_people),
    Kind.BODIES: (BodyRows, write_bodies),
    Kind.POSTS: (PostRows, write_posts),
}


def checker(source: Import, columns: Mapping[int, str], on: date, seen: dict[str, Row], *, from_1904: bool) -> Checker:
    """Return what checks the rows of one sheet."""
    make, _ = _KINDS[Kind(source.kind)]
    made = make(source.organization, columns, on, seen, from_1904=from_1904)
    if isinstance(made, People):
        made.charge(Budget(source.made_by, source.organization, on))
    return made


def writer(source: Import) -> Writer:
    """Return what writes the rows of an import."""
    return _KINDS[Kind(source.kind)][1]
