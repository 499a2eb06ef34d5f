"""The imprint (版记) at the foot of the last page: thick lines outside, thin ones between, 4号仿宋."""

from collections.abc import Sequence
from typing import Final

from docx.document import Document as Sheet
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from dangjian.foundation.documents.paper import measures as m
from dangjian.foundation.documents.paper.fonts import Face, dress
from dangjian.foundation.documents.paper.lines import eighths, off_grid

_THICK_MM, _THIN_MM = 0.35, 0.25
_AT_FOOT: Final = {
    "vertAnchor": "margin", "horzAnchor": "margin", "tblpXSpec": "left", "tblpYSpec": "bottom",
    "leftFromText": "0", "rightFromText": "0", "topFromText": "120", "bottomFromText": "0",
}  # fmt: skip


def imprint(document: Sheet, *, copies: Sequence[str] = (), printed_by: str, day: str) -> None:
    """Write who gets copies (抄送：…, 报：…) and, below, who printed it and when, one character in on both sides."""
    rows = [*copies, f"{printed_by}\t{day}印发"]
    document.add_paragraph()  # Two tables without a paragraph between them become one.
    table = document.add_table(rows=len(rows), cols=1)
    table.autofit = False
    _place(table)
    for text, row in zip(rows, table.rows, strict=True):
        row.cells[0].width = Mm(m.TEXT_MM[0])
        _write(row.cells[0].paragraphs[0], text)
    last = document.add_paragraph()  # What floats hangs on the paragraph after it; this one takes no room.
    last.paragraph_format.line_spacing = Pt(1)
    off_grid(last)


def _place(table: Table) -> None:
    """Let the table stand at the foot of the text area, with its lines."""
    properties = table._tbl.tblPr  # noqa: SLF001  # python-docx has no word for it
    style = properties.find(qn("w:tblStyle"))
    place = _element("w:tblpPr", _AT_FOOT)
    if style is None:
        properties.insert(0, place)
    else:
        style.addnext(place)
    borders = OxmlElement("w:tblBorders")
    for side, millimetres in (("top", _THICK_MM), ("bottom", _THICK_MM), ("insideH", _THIN_MM)):
        drawn = {"val": "single", "sz": eighths(millimetres), "space": "0", "color": "000000"}
        borders.append(_element(f"w:{side}", drawn))
    layout = properties.find(qn("w:tblLayout"))
    (properties.append if layout is None else layout.addprevious)(borders)


def _element(tag: str, values: dict[str, str]) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _write(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt(m.SMALL_PT / 2)  # The cell's own margin is the other half.
    shape.tab_stops.add_tab_stop(Pt(m.TEXT_MM[0] * m.PT_OF_MM - 2 * m.SMALL_PT), WD_TAB_ALIGNMENT.RIGHT)
    dress(paragraph.add_run(text), Face.BODY, m.SMALL_PT)
