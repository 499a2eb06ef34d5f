"""Writes into the empty cells of one sheet's XML: a cell keeps its style, everything else stays as it was."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from dangjian.foundation.documents.filling import trees
from dangjian.foundation.documents.filling.layout import Entry, Grow, Value, by_cell, in_words
from dangjian.foundation.documents.filling.spaces import filled

_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PLACE: Final = re.compile(r"([A-Z]+)(\d+)")
_DAY_ZERO: Final = date(1899, 12, 30)
_DAY_ZERO_1904: Final = date(1904, 1, 1)
_BUILT_IN_DAYS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_LITERALS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Sheet:
    """The XML of one sheet; ``day_styles`` are the numbers of styles that show a day, ``shared`` the book's texts."""

    def __init__(
        self, root: trees.Tree, day_styles: frozenset[int], shared: Sequence[trees.Tree] = (), *, is_1904: bool
    ) -> None:
        self.root = root
        self._shared = shared
        self._n = root.tag.rpartition("}")[0] + "}"
        self._day_styles = day_styles
        self._zero = _DAY_ZERO_1904 if is_1904 else _DAY_ZERO
        self._data = root.find(f"{self._n}sheetData")
        self._rows = dict(self._numbered())

    def _numbered(self) -> Iterator[tuple[int, trees.Tree]]:
        at = 0
        for row in self._data:
            at = int(row.get("r", at + 1))
            row.set("r", str(at))
            yield at, row

    def fill(self, entries: Iterable[Entry]) -> None:
        """Write values into empty cells or the blanks of others; raises ``ValueError`` for a formula."""
        for (row, column), values in sorted(by_cell(entries).items()):
            cell = self._cell(row + 1, column + 1)
            if None in values:
                self._write(cell, values[None])
            else:
                self._write_into(cell, {n: in_words(value) for n, value in values.items() if n is not None})

    def grow(self, order: Grow) -> None:
        """Add rows after the last one, with the height and the styles of that row."""
        model = self._rows[order.row + 1]
        for number in range(order.row + 2, order.row + 2 + order.count):
            row = copy.deepcopy(model)
            row.set("r", str(number))
            for cell in row:
                letters = _PLACE.match(cell.get("r"))
                cell.set("r", f"{letters[1] if letters else 'A'}{number}")
                _empty(cell)
            self._insert(number, row)

    def forget_results(self) -> None:
        """Drop what formulas showed before: it was reckoned over empty cells."""
        for cell in self._data.iter(f"{self._n}c"):
            shown = cell.find(f"{self._n}v")
            if cell.find(f"{self._n}f") is not None and shown is not None:
                cell.remove(shown)
                cell.attrib.pop("t", None)

    def _insert(self, number: int, row: trees.Tree) -> None:
        if number in self._rows:
            self._data.replace(self._rows[number], row)
        else:
            later = [other for other in self._rows if other > number]
            place = self._data.index(self._rows[min(later)]) if later else len(self._data)
            self._data.insert(place, row)
        self._rows[number] = row

    def _cell(self, number: int, column: int) -> trees.Tree:
        row = self._rows.get(number)
        if row is None:
            row = trees.element(f"{self._n}row", r=str(number))
            self._insert(number, row)
        at = 0
        for place, cell in enumerate(row):
            found = _PLACE.match(cell.get("r", ""))
            at = number_of(found[1]) if found else at + 1
            if at == column:
                return cell
            if at > column:
                return self._new(row, place, number, column)
        return self._new(row, len(row), number, column)

    def _new(self, row: trees.Tree, place: int, number: int, column: int) -> trees.Tree:
        row.attrib.pop("spans", None)
        cell = trees.element(f"{self._n}c", r=f"{letters_of(column)}{number}")
        style = row.get("s") or self._column_style(column)
        if style:
            cell.set("s", style)
        row.insert(place, cell)
        return cell

    def _column_style(self, column: int) -> str:
        shapes = self.root.find(f"{self._n}cols")
        for shape in () if shapes is None else shapes:
            if int(shape.get("min", "0")) <= column <= int(shape.get("max", "0")):
                return str(shape.get("style", ""))
        return ""

    def _write_into(self, cell: trees.Tree, values: Mapping[int, str]) -> None:
        """Fill the blanks of a cell; its words keep their letters, also where they have several."""
        self._check(cell)
        kept = self._text(cell)
        shown = [words for words in kept.iter(f"{self._n}t") if words.getparent().tag != f"{self._n}rPh"]
        for words, text in zip(shown, filled([words.text or "" for words in shown], values), strict=True):
            words.text = trees.plain(text)
            words.set(_XML_SPACE, "preserve")
        _empty(cell)
        cell.set("t", "inlineStr")
        trees.child(cell, f"{self._n}is").extend(kept)

    def _text(self, cell: trees.Tree) -> trees.Tree:
        if cell.get("t") == "s":
            return copy.deepcopy(self._shared[int(cell.find(f"{self._n}v").text)])
        return copy.deepcopy(cell.find(f"{self._n}is"))

    def _check(self, cell: trees.Tree) -> None:
        if any(child.tag == f"{self._n}f" for child in cell):
            message = "a formula is never written over"
            raise ValueError(message)

    def _write(self, cell: trees.Tree, value: Value) -> None:
        self._check(cell)
        _empty(cell)
        if isinstance(value, date) and int(cell.get("s", "0")) in self._day_styles:
            value = (value - self._zero).days
        if isinstance(value, int):
            trees.child(cell, f"{self._n}v").text = str(value)
            return
        cell.set("t", "inlineStr")
        words = trees.child(trees.child(cell, f"{self._n}is"), f"{self._n}t")
        words.text = trees.plain(in_words(value))
        words.set(_XML_SPACE, "preserve")


def _empty(cell: trees.Tree) -> None:
    for old in list(cell):
        cell.remove(old)
    cell.attrib.pop("t", None)


def day_styles(styles: trees.Tree) -> frozenset[int]:
    """Return the numbers of the cell styles whose number format shows a day."""
    n = styles.tag.rpartition("}")[0] + "}"
    own = {int(f.get("numFmtId")): f.get("formatCode", "") for f in styles.iter(f"{n}numFmt")}
    formats = styles.find(f"{n}cellXfs")
    return frozenset(
        number
        for number, style in enumerate(() if formats is None else formats)
        if _shows_day(int(style.get("numFmtId", "0")), own)
    )


def _shows_day(identity: int, own: dict[int, str]) -> bool:
    if identity in own:
        code = _LITERALS.sub("", own[identity].lower())
        return "y" in code or "d" in code
    return identity in _BUILT_IN_DAYS


def letters_of(column: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """Return the opposite of `letters_of`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
