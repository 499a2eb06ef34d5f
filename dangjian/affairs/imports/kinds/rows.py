"""What the kinds share: a row of a sheet, what was found in it, and what will be written of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, Protocol

from dangjian.affairs.imports.models import Level

_DIGITS: Final = 5


class Row(NamedTuple):
    """A row as it stands in its sheet."""

    sheet: str
    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: the field it is about (empty for the row as a whole), and words that never repeat a number."""

    level: Level
    field: str
    words: str


@dataclass(slots=True)
class Checked:
    """A row after its check: ``state`` is new, changed, unchanged or error; ``prepared`` is what will be written.

    ``beside`` is written after every other row: it needs the person to be there.
    """

    row: Row
    state: str
    found: list[Found] = field(default_factory=list)
    prepared: list[Any] | None = None
    beside: list[Any] | None = None


class Checker(Protocol):
    """Checks rows block by block; remembers what earlier rows held."""

    def check(self, rows: Sequence[Row]) -> Iterator[Checked]:
        """Yield every row with what was found."""

    def notes(self) -> list[str]:
        """Return what is to be said of the file as a whole: above all what is not kept."""


def quoted(words: str) -> str:
    """Return words of a cell fit for a message: short, and without any number that may be someone's."""
    shown = words[:30] + ("…" if len(words) > 30 else "")  # noqa: PLR2004  # a line on a phone
    return "（此处是号码）" if sum(c.isdecimal() for c in shown) >= _DIGITS else shown
