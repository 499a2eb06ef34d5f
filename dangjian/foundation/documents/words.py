"""Word files: paragraphs and table cells in order, automatic numbers written out, merged cells carried."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from dangjian.foundation.documents.archive import Archive
from dangjian.foundation.documents.content import Cell, Content, Row, Table, Unsupported
from dangjian.foundation.documents.limits import MOST_CELLS
from dangjian.foundation.documents.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({W + "del", W + "instrText", W + "delText", W + "pPr", W + "rPr", W + "moveFrom", _FALLBACK})
_BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": " ", W + "noBreakHyphen": "-"}


def read(archive: Archive) -> Content:
    """Read the body; headers and footers are the margins."""
    body = _tree(archive, "word/document.xml").find(W + "body")
    if body is None:
        return Content("")
    writer = _Writer(Numbering(_optional(archive, "word/numbering.xml"), _optional(archive, "word/styles.xml")))
    writer.blocks(body)
    return Content("".join(writer.pieces), tuple(writer.tables), "\n".join(_margins(archive)))


def _tree(archive: Archive, name: str) -> Element:
    return fromstring(archive.part(name), forbid_dtd=True)


def _optional(archive: Archive, name: str) -> Element | None:
    return _tree(archive, name) if name in archive.names else None


def _margins(archive: Archive) -> Iterator[str]:
    for name in sorted(archive.names):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            for paragraph in _tree(archive, name).iter(W + "p"):
                yield words_of(paragraph)


def words_of(element: Element) -> str:
    """Text of a paragraph as it prints: deletions, field codes and doubled drawings left out."""
    return "".join(text for _, text in pieces_of(element))


def pieces_of(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield the elements of a paragraph that print, each with its text."""
    if element.tag == W + "t":
        yield element, (element.text or "").replace("\r", " ").replace("\n", " ").replace("\t", " ")
    elif element.tag in _BREAKS:
        yield element, _BREAKS[element.tag]
    else:
        for child in element:
            if child.tag not in _SKIPPED:
                yield from pieces_of(child)


class _Writer:
    """Writes text and keeps, for tables, where each cell's words came to stand."""

    def __init__(self, numbering: Numbering) -> None:
        self.pieces: list[str] = []
        self.tables: list[Table] = []
        self._at = 0
        self._cells = 0
        self._numbering = numbering

    def blocks(self, parent: Element) -> None:
        for child in parent:
            if child.tag == W + "p":
                self._write(self._paragraph(child) + "\n")
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag in {W + "sdt", W + "sdtContent", W + "ins", W + "customXml"}:
                self.blocks(child)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self._at += len(text)

    def _paragraph(self, paragraph: Element) -> str:
        return self._numbering.label(paragraph) + words_of(paragraph)

    def _table(self, table: Element) -> None:
        above: dict[int, Cell] = {}
        rows = []
        for element in table.iter(W + "tr"):
            rows.append(self._row(element, above))
            above = dict(enumerate(rows[-1].cells))
            self._write("\n")
        self.tables.append(Table(tuple(rows)))

    def _row(self, row: Element, above: dict[int, Cell]) -> Row:
        start, cells = self._at, list[Cell]()
        for element in row.iter(W + "tc"):
            self._cells += 1
            if self._cells > MOST_CELLS:
                raise Unsupported("表格太大，没有读取。请只保留需要分解的部分，再上传。")
            merged = element.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(W + "val") != "restart":
                cell = above.get(len(cells), Cell("", self._at, self._at))
            else:
                cell = self._cell(element, first=self._at == start)
            cells.extend([cell] * _width(element))
        return Row(tuple(cells), start, self._at)

    def _cell(self, element: Element, *, first: bool) -> Cell:
        if not first:
            self._write("\t")
        words = "\n".join(self._paragraph(paragraph) for paragraph in element.iter(W + "p")).strip("\n")
        start = self._at
        self._write(words)
        return Cell(words, start, self._at)


def _width(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return min(max(int(span.get(W + "val", "1")), 1), 64) if span is not None else 1
