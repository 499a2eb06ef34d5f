"""Several tables on one sheet, below one another or side by side, each with heads of its own: apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from dangjian.affairs.blanks.rules.cards import Knows, card
from dangjian.affairs.blanks.rules.heads import FOOT, Layout, Table, layout
from dangjian.foundation.documents.filling import Form, Grid

_FEW: Final = 2


@dataclass(frozen=True, slots=True)
class _Piece:
    """Rows of a sheet between empty rows or titles, and how they are laid out where they have heads of their own."""

    first: int
    layout: Layout | None
    is_apart: bool
    is_foot: bool


def parted(form: Form, knows: Knows) -> Form:
    """Return the form with each table of a sheet as a grid."""
    return replace(form, grids=tuple(part for grid in form.grids for part in _parts(grid, knows)))


def _parts(grid: Grid, knows: Knows) -> Iterator[Grid]:
    found = [part for half in _beside(grid, knows) for part in _below(half, knows)]
    if len(found) == 1:
        yield grid
        return
    for number, part in enumerate(found, 1):
        yield replace(part, name=f"{grid.name} 第 {number} 张表")


def _below(grid: Grid, knows: Knows) -> Iterator[Grid]:
    for first, after in pairwise([*_begins(_pieces(grid, knows)), len(grid.rows)]):
        is_last = after == len(grid.rows)
        part = _cut(grid, first, after if is_last else _end(grid, first, after, knows))
        yield replace(part, may_grow=grid.may_grow and is_last)


def _beside(grid: Grid, knows: Knows) -> list[Grid]:
    """Return the lists that stand side by side, with an empty column between; anything else whole."""
    for column in range(1, grid.width - 1):
        if any(row[column] for row in grid.rows) or any(at == column for _, at in grid.formulas):
            continue
        sides = (_narrowed(grid, 0, column), _narrowed(grid, column + 1, grid.width))
        laid = [_laid(side, knows) for side in sides]
        if all(one is not None and not one.is_card and one.lines for one in laid):
            return [side for half in sides for side in _beside(replace(half, may_grow=False), knows)]
    return [grid]


def _pieces(grid: Grid, knows: Knows) -> list[_Piece]:
    table = Table(grid)
    starts = [row for row in range(len(grid.rows)) if row == 0 or _may_begin(table, row)]
    found = []
    for first, after in pairwise([*starts, len(grid.rows)]):
        part = _cut(grid, first, after)
        words = "".join("".join(said for _, said in table.pieces(first)).split())
        found.append(
            _Piece(first, _laid(part, knows), first > 0 and _is_empty(table, first - 1), bool(FOOT.match(words)))
        )
    return found


def _may_begin(table: Table, row: int) -> bool:
    """A table may begin below an empty row, or with a title alone in its row; never inside a merged cell."""
    if _is_empty(table, row) or any(top < row <= bottom for top, _, bottom, _ in table.grid.merges):
        return False
    pieces = table.pieces(row)
    return _is_empty(table, row - 1) or (len(pieces) == 1 and table.end_of(pieces[0][0])[1] == table.grid.width - 1)


def _is_empty(table: Table, row: int) -> bool:
    return not any(table.grid.rows[row]) and not any(place[0] == row for place in table.grid.formulas)


def _laid(grid: Grid, knows: Knows) -> Layout | None:
    if found := card(grid, knows):
        return found
    listed = layout(grid, lambda words: knows((words,)))
    is_list = listed and sum(knows(column.path) for column in listed.columns if column.path) >= _FEW
    return listed if is_list else None


def _begins(pieces: Sequence[_Piece]) -> list[int]:
    """Return the first rows of the tables; words before a table belong to it, its foot to the one above."""
    begins, current = [0], None
    waiting = None
    for piece in pieces:
        if piece.layout is None:
            waiting = None if piece.is_foot else (piece.first if waiting is None else waiting)
        elif current is None:
            current = piece.layout
        elif _is_another(current, piece):
            begins.append(piece.first if waiting is None else waiting)
            current = piece.layout
        if piece.layout is not None:
            waiting = None
    return begins


def _is_another(current: Layout, piece: _Piece) -> bool:
    """Below a list everything with heads; below a card a list set apart, or a card that asks for the same again."""
    assert piece.layout is not None  # noqa: S101  # asked of pieces with heads only
    if not current.is_card:
        return True
    if not piece.layout.is_card:
        return piece.is_apart
    return bool({column.path for column in current.columns} & {column.path for column in piece.layout.columns})


def _end(grid: Grid, first: int, after: int, knows: Knows) -> int:
    """Leave the empty rows between two tables to neither: those without a frame, or the last where nothing is drawn."""
    table = Table(grid)
    while after - 1 in grid.gaps:
        after -= 1
    if grid.gaps or not _is_empty(table, after - 1):
        return after
    less = _laid(_cut(grid, first, after - 1), knows)
    return after - 1 if less and less.lines else after


def _cut(grid: Grid, first: int, after: int) -> Grid:
    merges = tuple((t - first, left, b - first, right) for t, left, b, right in grid.merges if first <= t and b < after)
    formulas = frozenset((row - first, column) for row, column in grid.formulas if first <= row < after)
    gaps = frozenset(row - first for row in grid.gaps if first <= row < after)
    return replace(grid, rows=grid.rows[first:after], merges=merges, formulas=formulas, gaps=gaps, top=grid.top + first)


def _narrowed(grid: Grid, first: int, after: int) -> Grid:
    """Return some columns; a merged cell that reaches beyond them, such as a title, ends with them."""
    merges = tuple(
        (top, left - first, bottom, min(right, after - 1) - first)
        for top, left, bottom, right in grid.merges
        if first <= left < after
    )
    formulas = frozenset((row, column - first) for row, column in grid.formulas if first <= column < after)
    rows = tuple(row[first:after] for row in grid.rows)
    return replace(grid, rows=rows, merges=merges, formulas=formulas, left=grid.left + first)
