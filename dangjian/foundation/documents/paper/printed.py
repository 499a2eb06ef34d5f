"""Forms that are printed, filled by hand where they are empty, and signed: A4 either way, heads on every page."""

from collections.abc import Sequence
from typing import cast

from docx import Document
from docx.document import Document as Sheet
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph

from dangjian.foundation.documents.paper import measures as m
from dangjian.foundation.documents.paper.fonts import Face, dress

_MARGIN_MM = 15
_SMALL_PT = 10.5
_TITLE_PT = 18.0
_TIGHT_TWIPS = 28  # Half a millimetre.


def form(*, is_landscape: bool) -> Sheet:
    """Return an empty A4 sheet with page numbers at the foot."""
    document = Document()
    section = document.sections[0]
    short, long = m.PAGE_MM
    if is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        short, long = long, short
    section.page_width, section.page_height = Mm(short), Mm(long)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.size = Pt(_SMALL_PT)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), Face.BODY.value[0])
    normal.paragraph_format.space_after = Pt(0)
    _page_numbers(section.footer.paragraphs[0])
    return document


def _page_numbers(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for before, code, after in (("第 ", "PAGE", " 页"), ("，共 ", "NUMPAGES", " 页")):
        dress(paragraph.add_run(before), Face.SONG, _SMALL_PT)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run = OxmlElement("w:r")
        words = OxmlElement("w:t")
        words.text = "1"
        run.append(words)
        field.append(run)
        paragraph._p.append(field)  # noqa: SLF001  # python-docx has no word for it
        dress(paragraph.add_run(after), Face.SONG, _SMALL_PT)


def heading(document: Sheet, title: str, line: str = "", *, on_new_page: bool = False) -> None:
    """Write the title, and a line of facts below it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.page_break_before = on_new_page
    paragraph.paragraph_format.space_after = Pt(6)
    dress(paragraph.add_run(title), Face.TITLE, _TITLE_PT)
    if line:
        line_of(document, line)


def line_of(document: Sheet, words: str) -> None:
    """Write a line of words: facts above a table, signatures below it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)
    dress(paragraph.add_run(words), Face.BODY, _SMALL_PT)


def table(document: Sheet, widths: Sequence[float], *, is_tight: bool = False) -> Table:
    """Return an empty table of columns ``widths`` millimetres wide; a tight one leaves no room at the sides."""
    drawn: Table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, millimetres in zip(drawn.columns, widths, strict=True):
        column.width = Mm(millimetres)
    if is_tight:
        _tighten(drawn)
    return drawn


def _tighten(drawn: Table) -> None:
    room = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        edge = OxmlElement(side)
        edge.set(qn("w:w"), str(_TIGHT_TWIPS))
        edge.set(qn("w:type"), "dxa")
        room.append(edge)
    properties = drawn._tbl.tblPr  # noqa: SLF001  # python-docx has no word for it
    look = properties.find(qn("w:tblLook"))  # The schema wants the margins before it.
    properties.insert(len(properties) if look is None else properties.index(look), room)


def row(
    drawn: Table, words: Sequence[str], *, is_head: bool = False, height_mm: float = 8, size: float = _SMALL_PT
) -> Row:
    """Add a row; a head is repeated on every page."""
    added: Row = drawn.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    added.height = Mm(height_mm)
    properties = added._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no word for it
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, column in zip(added.cells, words, drawn.columns, strict=True):
        cell.width = column.width
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        dress(paragraph.add_run(text), Face.HEI if is_head else Face.BODY, size)
    return added
