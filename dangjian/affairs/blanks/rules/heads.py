"""Where the heads of a table are, and which of its rows are to be filled."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dangjian.foundation.documents.filling import Grid

_HIGHEST: Final = 20
_ORDINALS: Final = frozenset("甲乙丙丁戊己庚辛壬癸")
FOOT: Final = re.compile(
    r"^(?:填表|填报|制表|审核|审批|负责人|单位负责人|主要负责人|联系人|联系电话|报送|盖章|注[:：]|备注[:：]|说明[:：]|注意|※|\*)"
)
_TOTAL: Final = re.compile(r"^(?:全县|全市|全镇|全乡|县级|本级)?(?:合计|总计|共计|小计)(?:数)?$")
_MOSTLY: Final = 0.6
_WHOLE: Final = 0.9
_FEW: Final = 2

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the words of its heads, the highest first."""

    place: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of the heads, the columns, the rows to be filled, and the row of the total where there is one.

    A card has a field for each column and one line; ``cells`` are its fields' places, ``spaces`` the blanks in cells
    that hold several labels, ``said`` is what is filled in.
    """

    top: int
    bottom: int
    columns: tuple[Column, ...]
    lines: tuple[int, ...]
    total: int | None
    is_last: bool
    cells: tuple[Place, ...] = ()
    spaces: tuple[int | None, ...] = ()
    said: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def is_card(self) -> bool:
        """Say whether labels stand beside their cells, all about one person or body."""
        return bool(self.cells)

    @property
    def captions(self) -> str:
        """Return the heads in one line."""
        return "、".join(column.path[-1] for column in self.columns if column.path)


class Table:
    """A grid seen with its merged cells carried."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.first_of: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in grid.merges:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self.first_of[row, column] = (top, left)

    def holds(self, row: int, column: int) -> bool:
        """Say whether a place is within the table."""
        return row < len(self.grid.rows) and column < self.grid.width

    def words(self, row: int, column: int) -> str:
        """Return the words that stand over a place, merged cells carried."""
        top, left = self.first_of.get((row, column), (row, column))
        return self.grid.rows[top][left].strip()

    def is_free(self, row: int, column: int) -> bool:
        """Say whether something may be written at a place: empty, no formula, the first of its merged cells."""
        at = (row, column)
        return (
            self.first_of.get(at, at) == at and not self.grid.rows[row][column].strip() and at not in self.grid.formulas
        )

    def pieces(self, row: int) -> list[tuple[tuple[int, int], str]]:
        """Return the distinct cells of a row that hold words."""
        places = {self.first_of.get((row, column), (row, column)) for column in range(self.grid.width)}
        return [(place, words) for place in sorted(places) if (words := self.grid.rows[place[0]][place[1]].strip())]

    @cached_property
    def _areas(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {(top, left): (bottom, right) for top, left, bottom, right in self.grid.merges}

    def end_of(self, place: tuple[int, int]) -> tuple[int, int]:
        """Return the last row and column of the merged cell that begins at a place."""
        return self._areas.get(place, place)


def layout(grid: Grid, is_known: Callable[[str], bool]) -> Layout | None:
    """Return how the table is laid out, None where no caption is known."""
    table = Table(grid)
    scores = [_score(table, row, is_known) for row in range(min(_HIGHEST, len(grid.rows)))]
    if not any(scores):
        return None
    bottom = max(range(len(scores)), key=lambda row: (scores[row], row))
    top = bottom
    while top > 0 and _is_head(table, top - 1, top):
        top -= 1
    columns = tuple(Column(place, _path(table, place, top, bottom)) for place in range(grid.width))
    lines, total, is_last = _lines(table, bottom + 1)
    return Layout(top, bottom, columns, lines, total, is_last)


def _score(table: Table, row: int, is_known: Callable[[str], bool]) -> int:
    return sum(is_known(words) for _, words in table.pieces(row))


def _is_head(table: Table, row: int, below: int) -> bool:
    """A row of heads reaches down into the row below, or groups its columns; a title or 填报单位 does neither."""
    width = table.grid.width
    groups = 0
    for place, words in table.pieces(row):
        end = table.end_of(place)
        if end[0] >= below:
            return True
        span = end[1] - place[1] + 1
        if 1 < span < width * _WHOLE and not re.search(r"[:：]", words):
            groups += 1
    return groups > 0


def _path(table: Table, column: int, top: int, bottom: int) -> tuple[str, ...]:
    words: list[str] = []
    for row in range(top, bottom + 1):
        said = table.words(row, column).replace("\n", "")
        if said and (not words or words[-1] != said):
            words.append(said)
    return tuple(words)


def _lines(table: Table, first: int) -> tuple[tuple[int, ...], int | None, bool]:
    """Return the rows to be filled, the total's row, and whether nothing stands below them."""
    lines: list[int] = []
    total = None
    for row in range(first, len(table.grid.rows)):
        pieces = table.pieces(row)
        if (not lines and _numbers(pieces)) or row in table.grid.gaps:
            continue
        if _is_foot(table, pieces):
            return tuple(lines), total, False
        if any(_TOTAL.match("".join(words.split())) for (_, place), words in pieces if place < _FEW):
            total = row
            continue
        lines.append(row)
    return tuple(lines), total, total is None


def _numbers(pieces: list[tuple[tuple[int, int], str]]) -> bool:
    """Say whether a row only numbers the columns: 甲 乙 1 2 3."""
    said = [words for _, words in pieces]
    digits = [int(words) for words in said if words.isascii() and words.isdigit()]
    others = [words for words in said if words not in _ORDINALS and not words.isdigit()]
    rising = all(later == earlier + 1 for earlier, later in itertools.pairwise(digits))
    return len(said) > _FEW and not others and rising and digits[:1] in ([], [1], [0], [2])


def _is_foot(table: Table, pieces: list[tuple[tuple[int, int], str]]) -> bool:
    if not pieces:
        return False
    place, words = pieces[0]
    span = table.end_of(place)[1] - place[1] + 1
    return bool(FOOT.match("".join(words.split()))) or (len(pieces) == 1 and span > table.grid.width * _MOSTLY)
