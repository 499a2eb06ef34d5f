"""What stands above the title: number alone, the red head, or the masthead of a briefing."""

from dataclasses import dataclass

from docx.document import Document as Sheet
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from dangjian.foundation.documents.paper import measures as m
from dangjian.foundation.documents.paper.body import width
from dangjian.foundation.documents.paper.fonts import Face, dress
from dangjian.foundation.documents.paper.lines import line

_HIGHEST_PT = 54.0  # The sign is never taller than 22 mm.
_SIGN_BELOW_MM = 35  # From the edge of the text area down to the sign.
_RED_LINE_PT = 11  # 4 mm under the number.
_RED_LINE_MM = 1.0


def letterhead(document: Sheet, *, sign: str, number: str, is_red: bool) -> None:
    """Write the sign in red with the number below and the red line; without the red head the number alone."""
    if is_red:
        _sign(document, sign)
        for _ in range(2):
            document.add_paragraph()
    paragraph = document.add_paragraph(number)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if is_red:
        line(paragraph, "bottom", _RED_LINE_MM, m.RED, _RED_LINE_PT)


def _sign(document: Sheet, text: str) -> None:
    size = min(_HIGHEST_PT, m.TEXT_MM[0] * m.PT_OF_MM / max(width(text), 1))
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = paragraph.paragraph_format
    shape.space_before, shape.line_spacing = Mm(_SIGN_BELOW_MM), Pt(size * 1.15)
    dress(paragraph.add_run(text), Face.TITLE, int(size), red=m.RED)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a briefing: its name, 第×期, who edits it, and the day."""

    name: str
    issue: str
    editor: str
    day: str


def masthead(document: Sheet, head: Masthead, *, is_red: bool) -> None:
    """Write the head of a briefing; name and line are red on request."""
    colour = m.RED if is_red else ""
    name = document.add_paragraph()
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name.paragraph_format.line_spacing = Pt(64)
    size = min(48.0, m.TEXT_MM[0] * m.PT_OF_MM / max(width(head.name), 1))
    dress(name.add_run(head.name), Face.TITLE, int(size), red=colour)
    issue = document.add_paragraph(f"第{head.issue.strip() or '　　'}期")
    issue.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph()
    edge = document.add_paragraph()
    edge.alignment = WD_ALIGN_PARAGRAPH.LEFT
    edge.paragraph_format.tab_stops.add_tab_stop(Mm(m.TEXT_MM[0]), WD_TAB_ALIGNMENT.RIGHT)
    edge.add_run(f"{head.editor}编印\t{head.day}")
    line(edge, "bottom", _RED_LINE_MM, colour or "000000", 4)
