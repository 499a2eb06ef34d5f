"""The imprint (版记) at the foot of the last page: thick lines outside, thin ones between, 4号仿宋."""

from collections.abc import Sequence

from docx.document import Document as Sheet
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from dangjian.foundation.documents.paper import measures as m
from dangjian.foundation.documents.paper.fonts import Face, dress
from dangjian.foundation.documents.paper.lines import THICK, THIN, line


def imprint(document: Sheet, *, copies: Sequence[str] = (), printed_by: str, day: str) -> None:
    """Write who gets copies (抄送：…, 报：…) and, below, who printed it and when, one character in on both sides."""
    rows = [*copies, f"{printed_by}\t{day}印发"]
    for number, text in enumerate(rows):
        paragraph = document.add_paragraph()
        _at_foot(paragraph)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        shape = paragraph.paragraph_format
        shape.left_indent = shape.right_indent = Pt(m.SMALL_PT)
        shape.line_spacing = Pt(m.LINE_PT)
        shape.tab_stops.add_tab_stop(Pt(m.TEXT_MM[0] * m.PT_OF_MM - m.SMALL_PT), WD_TAB_ALIGNMENT.RIGHT)
        dress(paragraph.add_run(text), Face.BODY, m.SMALL_PT)
        line(paragraph, "top", THIN if number else THICK)
        if number == len(rows) - 1:
            line(paragraph, "bottom", THICK)


def _at_foot(paragraph: Paragraph) -> None:
    """Put a paragraph into the frame at the foot of the text area; neighbours share one frame."""
    frame = OxmlElement("w:framePr")
    width = round(m.TEXT_MM[0] * m.TWIPS_OF_MM)
    for name, value in (
        ("w", str(width)), ("wrap", "notBeside"), ("vAnchor", "margin"), ("hAnchor", "margin"),
        ("xAlign", "left"), ("yAlign", "bottom"),
    ):  # fmt: skip
        frame.set(qn(f"w:{name}"), value)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # python-docx has no word for it
    properties.insert(0, frame)
