"""An annex: on a page of its own, its mark at the top left, its title, its table with a head on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as Sheet
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from dangjian.foundation.documents.paper import measures as m
from dangjian.foundation.documents.paper.fonts import Face, dress
from dangjian.foundation.documents.paper.lines import off_grid


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows of words; ``widths`` in millimetres, 156 in all. The first column stands left, others centred."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


def annex(document: Sheet, *, mark: str, title: str, table: Table, note: str = "") -> None:
    """Write an annex: ``mark`` (附件, 附件1) in 3号黑体, the title, a note line, the table."""
    first = document.add_paragraph()
    first.paragraph_format.page_break_before = True
    dress(first.add_run(mark), Face.HEI)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.line_spacing = Pt(m.LINE_PT * 1.2)
    dress(heading.add_run(title), Face.TITLE, m.TITLE_PT)
    if note:
        words = document.add_paragraph()
        words.alignment = WD_ALIGN_PARAGRAPH.CENTER
        dress(words.add_run(note), Face.KAI, m.TABLE_PT)
    _table(document, table)


def _table(document: Sheet, table: Table) -> None:
    drawn = document.add_table(rows=0, cols=len(table.heads), style="Table Grid")
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, millimetres in zip(drawn.columns, table.widths, strict=True):
        column.width = Mm(millimetres)
    _fill(drawn.add_row(), table.heads, table.widths, Face.HEI)
    _mark(drawn.rows[0], "w:tblHeader")
    for words in table.rows:
        row = drawn.add_row()
        _fill(row, words, table.widths, Face.BODY)
        _mark(row, "w:cantSplit")


def _fill(row: _Row, words: Sequence[str], widths: Sequence[float], face: Face) -> None:
    for number, (text, millimetres) in enumerate(zip(words, widths, strict=True)):
        cell: _Cell = row.cells[number]
        cell.width = Mm(millimetres)
        paragraph = cell.paragraphs[0]
        is_words = number == 0 and face is Face.BODY
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if is_words else WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.paragraph_format
        off_grid(paragraph)
        shape.line_spacing, shape.space_before, shape.space_after = Pt(16), Pt(2), Pt(2)
        dress(paragraph.add_run(text), face, m.TABLE_PT)


def _mark(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no word for it
    properties.append(OxmlElement(name))
    properties[-1].set(qn("w:val"), "true")
