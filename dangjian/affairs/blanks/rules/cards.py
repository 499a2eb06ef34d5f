"""Forms that are no lists: a label left of its empty cell, above it, or with a blank behind it in its own cell."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dangjian.affairs.blanks.rules.heads import Column, Layout, Place, Table
from dangjian.foundation.documents.filling import PROSE, Grid, spaces

_HIGHEST: Final = 200
_LONGEST: Final = 20
_FEW: Final = 2
# Who fills the form in stands beside these, not whom it is about.
_SIGNERS: Final = re.compile(r"^(?:填表|填报|制表|审核|审批|经办|采集)人?[:：]?$")

_FILLER: Final = "_＿ \u3000\t\n"

Knows = Callable[[tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class _Label:
    """Words in a cell, with the group that stands left of them, and the places right of and below them.

    ``space`` is the blank behind them in their own cell, ``said`` what stands there; ``is_within``: nowhere else.
    """

    place: Place
    path: tuple[str, ...]
    is_known: bool
    right: Place
    below: Place
    space: int | None = None
    said: str = ""
    is_within: bool = False


def card(grid: Grid, knows: Knows) -> Layout | None:
    """Return the labels of a card with their empty cells; None where the grid is a list, or nothing is known."""
    table = Table(grid)
    rows = [_labels(table, row, knows) for row in range(min(_HIGHEST, len(grid.rows)))]
    heads = {n: row for n, labels in enumerate(rows) if len(row := _heads(table, labels)) >= _FEW}
    labels = [label for row in rows for label in row]
    listed = {label for row in heads.values() for label in row}
    outside = [label for label in labels if not label.is_within]
    free = [label for label in outside if label not in listed and _is_free(table, label.right)]
    beside = [label for label in free if not _is_under(table, label.right, heads)]
    within = [label for label in labels if label.space is not None and label not in beside and _counts(label)]
    known = [label for label in (*beside, *within) if label.is_known]
    widest = max((len(row) for row in heads.values()), default=0)
    if len(known) >= _FEW and len(known) > widest:
        apart = [one for one in outside if one not in beside and one not in within]
        over = [one for one in apart if one.place[0] not in heads and one.is_known and _is_over(table, one)]
        cells = {label: label.right for label in beside} | {label: label.place for label in within}
        cells |= {label: label.below for label in over}
        return _laid(table, cells, labels, within)
    if grid.name == PROSE:
        return None
    over = [label for row in heads.values() for label in row]
    if len({label.below[0] for label in over}) >= _FEW and all(_is_over(table, label) for label in over):
        return _laid(table, {label: label.below for label in outside if _is_over(table, label)}, labels)
    return None


def _laid(table: Table, cells: dict[_Label, Place], labels: Sequence[_Label], within: Sequence[_Label] = ()) -> Layout:
    fields = sorted(cells, key=lambda label: (label.place, label.space or 0))
    known = [label for label in labels if label not in cells and label.is_known]
    said = tuple((label.path, words) for label in known if (words := _said(table, label)))
    columns = tuple(Column(place, label.path) for place, label in enumerate(fields))
    places, behind = tuple(cells[label] for label in fields), tuple(f.space if f in within else None for f in fields)
    return Layout(0, 0, columns, (0,), None, False, places, behind, said)  # noqa: FBT003


def _said(table: Table, label: _Label) -> str:
    if label.is_within:
        return label.said
    return table.words(*label.right) if table.holds(*label.right) else ""


def lead(words: str) -> str:
    """Return what stands before the blank in a cell that holds both, empty for an empty cell."""
    return words.strip().rstrip(_FILLER)


def _counts(label: _Label) -> bool:
    """An unknown label counts where others of its cell are known; those are all ``is_within``."""
    return label.is_known or label.is_within


def _labels(table: Table, row: int, knows: Knows) -> list[_Label]:
    pieces = [(place, words) for place, words in table.pieces(row) if place[0] == row]
    found = [label for place, words in pieces for label in _of_cell(table, place, words, knows)]
    if any(_SIGNERS.match("".join(label.path[-1].split())) for label in found):
        return []
    return [label for label in found if len("".join(label.path[-1].split())) <= _LONGEST]


def _of_cell(table: Table, place: Place, words: str, knows: Knows) -> list[_Label]:
    """Return the label that a cell is, or those with their blanks between them: 姓名：____ 性别：____."""
    found = spaces(words)
    alone = [_label(table, place, lead(words), knows, space=0 if found else None)]
    if not found or (len(found) == 1 and found[0][1] == len(words)):
        return alone
    said = list(_between(words, found, knows))
    labels = [
        _label(table, place, label, knows, space=number if is_free else None, said=value, is_within=True)
        for number, (label, is_free, value) in enumerate(said)
        if label and (is_free or value)
    ]
    if any(label.is_known for label in labels):
        return labels
    return [replace(alone[0], space=None)]


def _between(words: str, found: Sequence[tuple[int, int]], knows: Knows) -> Iterator[tuple[str, bool, str]]:
    """Yield for each blank the label before it, whether something may be written there, and what is written."""
    before = 0
    parts = []
    for start, end in found:
        parts.append(_split(words[before:start].rstrip(":： "), knows))
        before = end
    values = [*(value for value, _ in parts[1:]), words[before:]]
    for (start, end), (_, label), value in zip(found, parts, values, strict=True):
        is_free = end > start or not words[end:].partition("\n")[0].strip()
        yield label, is_free, value.strip()


def _split(words: str, knows: Knows) -> tuple[str, str]:
    """Part what is said of the label before from the label at the end: 张三 性别."""
    above, _, line = words.rpartition("\n")
    pieces = line.split()
    for first in range(len(pieces)):
        if knows(("".join(pieces[first:]),)):
            return " ".join((above, *pieces[:first])), " ".join(pieces[first:])
    return (above, line.strip()) if len(pieces) < _FEW else (" ".join((above, *pieces[:-1])), pieces[-1])


def _label(
    table: Table, place: Place, words: str, knows: Knows, *, space: int | None, said: str = "", is_within: bool = False
) -> _Label:
    end = table.end_of(place)
    text = "".join(words.split("\n"))
    group = _group(table, place, text, knows)
    path = (group, text) if group else (text,)
    is_known = knows(path)
    right, below = (place[0], end[1] + 1), (end[0] + 1, place[1])
    return _Label(place, path, is_known, right, below, space, said, is_within)


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
    known = [label for label in labels if label.is_known and not label.is_within]
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
