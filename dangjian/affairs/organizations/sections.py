"""The door through which upper capabilities put tables on the page of a body; ``posts`` registers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.rulebook import NotInForceError


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: its heading, the captions of its columns, and its rows of words; ``address`` leads to its page."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    when_empty: str
    address: str = ""

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """Return the rows with each cell beside the caption of its column: on a phone a row is a card."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


Source = Callable[[Actor, Organization, date], Sequence[Table]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Offer tables for the page of a body; the source checks what the (un-narrowed) actor may see."""
    if source not in _sources:
        _sources.append(source)


def tables(actor: Actor, body: Organization, on: date) -> list[Table]:
    """Return every table offered for this body and person."""
    found: list[Table] = []
    for source in _sources:
        try:
            found += source(actor, body, on)
        except NotInForceError:  # A past day from before the rule it judges by: nothing to show.
            continue
    return found
