"""Forms that are no lists: a label left of its empty cell, above it, or with a blank behind it in its own cell."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dangjian.affairs.blanks.rules.heads import Column, Layout, Place, Table
from dangjian.foundation.documents.filling import Grid

_HIGHEST: Final = 200
_LONGEST: Final = 20
_FEW: Final = 2
# Who fills the form in stands beside these, not whom it is about.
_SIGNERS: Final = re.compile(r"^(?:填表|填报|制表|审核|审批|经办|采集)人?[:：]?$")

# 姓名：______  The blank behind a label is in the label's own cell.
_BLANK: Final = re.compile(r"[:：][\s_＿]*$|[_＿]{2,}$")
_FILLER: Final = "_＿ \u3000\t\n"

Knows = Callable[[tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class _Label:
    """Words in a cell, with the group that stands left of them, and the places right of and below them."""

    place: Place
    path: tuple[str, ...]
    is_known: bool
    right: Place
    below: Place


def card(grid: Grid, knows: Knows) -> Layout | None:
    """Return the labels of a card with their empty cells; None where the grid is a list, or nothing is known."""
    table = Table(grid)
    rows = [_labels(table, row, knows) for row in range(min(_HIGHEST, len(grid.rows)))]
    heads = {n: row for n, labels in enumerate(rows) if len(row := _heads(table, labels)) >= _FEW}
    labels = [label for row in rows for label in row]
    listed = {label for row in heads.values() for label in row}
    free = [label for label in labels if label not in listed and _is_free(table, label.right)]
    beside = [label for label in free if not _is_under(table, label.right, heads)]
    within = [label for label in labels if label.is_known and label not in beside and _has_blank(table, label)]
    known = [label for label in (*beside, *within) if label.is_known]
    widest = max((len(row) for row in heads.values()), default=0)
    if len(known) >= _FEW and len(known) > widest:
        apart = [one for one in labels if one not in beside and one not in within]
        over = [one for one in apart if one.place[0] not in heads and one.is_known and _is_over(table, one)]
        cells = {label: label.right for label in beside} | {label: label.place for label in within}
        cells |= {label: label.below for label in over}
        return _laid(table, cells, labels)
    over = [label for row in heads.values() for label in row]
    if len({label.below[0] for label in over}) >= _FEW and all(_is_over(table, label) for label in over):
        return _laid(table, {label: label.below for label in labels if _is_over(table, label)}, labels)
    return None


def _laid(table: Table, cells: dict[_Label, Place], labels: Sequence[_Label]) -> Layout:
    fields = sorted(cells, key=lambda label: label.place)
    said = tuple(
        (label.path, table.words(*label.right))
        for label in labels
        if label not in cells and label.is_known and table.holds(*label.right)
    )
    columns = tuple(Column(place, label.path) for place, label in enumerate(fields))
    return Layout(0, 0, columns, (0,), None, False, tuple(cells[label] for label in fields), said)  # noqa: FBT003


def lead(words: str) -> str:
    """Return what stands before the blank in a cell that holds both, empty for an empty cell."""
    return words.strip().rstrip(_FILLER)


def _has_blank(table: Table, label: _Label) -> bool:
    return label.place not in table.grid.formulas and bool(_BLANK.search(table.words(*label.place)))


def _labels(table: Table, row: int, knows: Knows) -> list[_Label]:
    pieces = [(place, words) for place, words in table.pieces(row) if place[0] == row]
    if any(_SIGNERS.match("".join(words.split())) for _, words in pieces):
        return []
    short = [(place, said) for place, words in pieces if len("".join((said := lead(words)).split())) <= _LONGEST]
    return [_label(table, place, said, knows) for place, said in short]


def _label(table: Table, place: Place, words: str, knows: Knows) -> _Label:
    end = table.end_of(place)
    said = "".join(words.split("\n"))
    group = _group(table, place, said, knows)
    path = (group, said) if group else (said,)
    return _Label(place, path, knows(path), (place[0], end[1] + 1), (end[0] + 1, place[1]))


def _group(table: Table, place: Place, said: str, knows: Knows) -> str:
    """Return the words left of a label where they stand for more than its own row, or make sense only with it."""
    row, column = place
    words = "".join(table.words(row, column - 1).split()) if column else ""
    if not words:
        return ""
    first = table.first_of.get((row, column - 1), (row, column - 1))
    is_taller = table.end_of(first)[0] - first[0] > table.end_of(place)[0] - row
    is_needed = knows((words + said,)) or (not knows((said,)) and knows((words, said)))
    return words if is_taller or is_needed else ""


def _heads(table: Table, labels: Sequence[_Label]) -> list[_Label]:
    """Return the labels of a row that stand side by side without an empty cell between, as the heads of a list do."""
    known = [label for label in labels if label.is_known]
    pairs = [(one, other) for one, other in itertools.pairwise(known) if _follows(table, other, one)]
    return list(dict.fromkeys(label for pair in pairs for label in pair))


def _follows(table: Table, label: _Label, before: _Label) -> bool:
    return label.place == before.right and table.words(*before.place).strip() != label.path[0]


def _is_free(table: Table, place: Place) -> bool:
    return table.holds(*place) and table.is_free(*place)


def _is_under(table: Table, place: Place, heads: dict[int, list[_Label]]) -> bool:
    """Say whether an empty cell belongs to a list: the first words above it stand among heads."""
    row, column = place
    above = next((at for at in range(row - 1, -1, -1) if table.words(at, column)), None)
    if above is None:
        return False
    return table.first_of.get((above, column), (above, column))[0] in heads


def _is_over(table: Table, label: _Label) -> bool:
    """Say whether exactly one empty cell stands below a label, and then words or nothing."""
    if not _is_free(table, label.below):
        return False
    after = (table.end_of(label.below)[0] + 1, label.below[1])
    return not table.holds(*after) or bool(table.words(*after))
