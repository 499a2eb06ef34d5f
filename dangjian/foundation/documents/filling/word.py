"""Word tables: read with their merged cells, filled in the letters that the cell already has."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dangjian.foundation.documents.archive import Archive
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.filling import safety, trees
from dangjian.foundation.documents.filling.layout import PROSE, Form, Grid, Order, Value, by_cell, in_words
from dangjian.foundation.documents.filling.package import Package
from dangjian.foundation.documents.filling.spaces import filled, is_only_day, spaces
from dangjian.foundation.documents.limits import MOST_CELLS
from dangjian.foundation.documents.words import pieces_of, words_of

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT: Final = "word/document.xml"
_MOST_SPAN: Final = 64
_MOST_PARAGRAPHS: Final = 5_000


def read(archive: Archive) -> Form:
    """Return the tables of the body, those inside other tables apart."""
    body = safety.opened(archive, _DOCUMENT)
    for code in body.iter(f"{_W}instrText"):
        safety.check_field(code.text or "")
    for field in body.iter(f"{_W}fldSimple"):
        safety.check_field(field.get(f"{_W}instr", ""))
    margins = [name for name in sorted(archive.names) if name.startswith(("word/header", "word/footer"))]
    pages = [body, *(safety.opened(archive, name) for name in margins if name.endswith(".xml"))]
    text = "\n".join(words_of(paragraph) for page in pages for paragraph in page.iter(f"{_W}p"))
    grids = [_grid(table, n) for n, table in enumerate(_tables(body))]
    prose = tuple((words_of(paragraph),) for paragraph in _prose(body))
    if prose:
        grids.append(Grid(PROSE, prose, (), frozenset(), may_grow=False, sheet=len(grids)))
    return Form("docx", tuple(grids), text)


def _prose(body: trees.Tree) -> list[trees.Tree]:
    """Return the paragraphs outside of tables in which something is to be filled in."""
    within = {f"{_W}tbl", f"{_W}p"}
    outside = (p for p in body.iter(f"{_W}p") if not any(above.tag in within for above in p.iterancestors()))
    return [p for p in itertools.islice(outside, _MOST_PARAGRAPHS) if spaces(words_of(p))]


def _tables(body: trees.Tree) -> Iterator[trees.Tree]:
    for table in body.iter(f"{_W}tbl"):
        if not any(above.tag == f"{_W}tc" for above in table.iterancestors()):
            yield table


def _rows(table: trees.Tree) -> list[trees.Tree]:
    return [row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is table]


def _cells(row: trees.Tree) -> Iterator[tuple[int, int, trees.Tree]]:
    """Yield each cell of a row with its grid column and its width in columns."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    at = int(before.get(f"{_W}val", "0")) if before is not None else 0
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            continue
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        width = min(max(int(span.get(f"{_W}val", "1")), 1), _MOST_SPAN) if span is not None else 1
        yield at, width, cell
        at += width


def _continues(cell: trees.Tree) -> bool:
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val") != "restart"


def _grid(table: trees.Tree, number: int) -> Grid:
    rows = [list(_cells(row)) for row in _rows(table)]
    width = max((at + span for row in rows for at, span, _ in row), default=0)
    if len(rows) * width > MOST_CELLS:
        raise Unsupported("表格太大，没有读取。请只保留要填的表，再上传。")
    words = [[""] * width for _ in rows]
    areas: dict[tuple[int, int], list[int]] = {}
    for top, row in enumerate(rows):
        for left, span, cell in row:
            above = next((a for a in areas.values() if a[1] == left and a[2] == top - 1), None)
            if _continues(cell) and above:
                above[2] = top
                continue
            areas[top, left] = [top, left, top, left + span - 1]
            said = "\n".join(words_of(p) for p in cell.iter(f"{_W}p")).strip()
            words[top][left] = "" if is_only_day(said) else said
    merges = tuple((a[0], a[1], a[2], a[3]) for a in areas.values() if a[0] != a[2] or a[1] != a[3])
    return Grid(f"表{number + 1}", tuple(map(tuple, words)), merges, frozenset(), may_grow=True, sheet=number)


def write(package: Package, order: Order) -> bytes:
    """Return the document with what is ordered written into it, and the notes on a last page."""
    root = package.open(_DOCUMENT)
    tables, prose = list(_tables(root)), _prose(root)
    for number, table in enumerate(tables):
        for more in order.grow:
            if more.grid == number:
                _grow(table, more.row, more.count)
        values = by_cell(e for e in order.entries if e.grid == number)
        for top, row in enumerate(_rows(table) if values else ()):
            for left, _, cell in list(_cells(row)):
                if (top, left) in values:
                    _fill(cell, values[top, left])
    for (row, _), values_of in by_cell(e for e in order.entries if e.grid == len(tables)).items():
        _fill_spaces([prose[row]], values_of)
    _add_notes(root.find(f"{_W}body"), order)
    package.put(_DOCUMENT, root)
    return package.written()


def _grow(table: trees.Tree, after: int, count: int) -> None:
    model = _rows(table)[after]
    for _ in range(count):
        row = copy.deepcopy(model)
        for _, _, cell in _cells(row):
            for run in [*cell.iter(f"{_W}r")]:
                run.getparent().remove(run)
        model.addnext(row)


def _fill(cell: trees.Tree, values: Mapping[int | None, Value]) -> None:
    if None not in values:
        _fill_spaces([*cell.iter(f"{_W}p")], values)
        return
    text = in_words(values[None])
    paragraph = cell.find(f"{_W}p")
    if paragraph is None:
        paragraph = trees.child(cell, f"{_W}p")
    shape = next((r for r in paragraph.iterfind(f"{_W}r/{_W}rPr")), paragraph.find(f"{_W}pPr/{_W}rPr"))
    for run in [*paragraph.iterfind(f"{_W}r")]:
        paragraph.remove(run)
    _write(paragraph, text, shape)


def _fill_spaces(paragraphs: Sequence[trees.Tree], values: Mapping[int | None, Value]) -> None:
    """Fill blanks behind labels; every run keeps its letters and its line below."""
    pieces: list[tuple[trees.Tree, str]] = []
    for paragraph in paragraphs:
        pieces += [*([(None, "\n")] if pieces else []), *pieces_of(paragraph)]
    fixed = [piece is None or piece.tag != f"{_W}t" for piece, _ in pieces]
    wanted = {number: in_words(value) for number, value in values.items() if number is not None}
    for (piece, before), text in zip(pieces, filled([text for _, text in pieces], wanted, fixed=fixed), strict=True):
        if text != before:
            piece.text = trees.plain(text)
            piece.set(_XML_SPACE, "preserve")


def _write(paragraph: trees.Tree, text: str, shape: trees.Tree | None = None) -> None:
    run = trees.child(paragraph, f"{_W}r")
    if shape is not None:
        own = trees.child(run, f"{_W}rPr")
        own.extend(copy.deepcopy(part) for part in shape)
    for number, line in enumerate(trees.plain(text).split("\n")):
        if number:
            trees.child(run, f"{_W}br")
        words = trees.child(run, f"{_W}t")
        words.text = line
        words.set(_XML_SPACE, "preserve")


def _add_notes(body: trees.Tree, order: Order) -> None:
    last = body.find(f"{_W}sectPr")
    added = [_heading(order.title), _notes(order)]
    added.append(trees.element(f"{_W}p"))
    for one in added:
        if last is None:
            body.append(one)
        else:
            last.addprevious(one)


def _heading(title: str) -> trees.Tree:
    paragraph = trees.element(f"{_W}p")
    trees.child(trees.child(paragraph, f"{_W}pPr"), f"{_W}pageBreakBefore")
    _write(paragraph, title)
    return paragraph


def _notes(order: Order) -> trees.Tree:
    table = trees.element(f"{_W}tbl")
    shape = trees.child(table, f"{_W}tblPr")
    width = trees.child(shape, f"{_W}tblW")
    width.set(f"{_W}w", "5000")
    width.set(f"{_W}type", "pct")
    borders = trees.child(shape, f"{_W}tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = trees.child(borders, f"{_W}{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")):
            line.set(f"{_W}{name}", value)
    columns = max((len(words) for words in order.notes), default=1)
    grid = trees.child(table, f"{_W}tblGrid")
    for _ in range(columns):
        trees.child(grid, f"{_W}gridCol")
    for words in order.notes:
        row = trees.child(table, f"{_W}tr")
        for number in range(columns):
            cell = trees.child(row, f"{_W}tc")
            _write(trees.child(cell, f"{_W}p"), words[number] if number < len(words) else "")
    return table
