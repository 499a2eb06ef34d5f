"""Drawn lines: above or below a paragraph, as wide as the text area."""

from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_AFTER_BORDERS: Final = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip  # The order in which the format wants a paragraph's properties.


def line(paragraph: Paragraph, side: str, millimetres: float, colour: str = "000000", gap: int = 1) -> None:
    """Draw a line at ``side`` (top or bottom) of a paragraph, ``gap`` points (0 … 31) from its text."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # python-docx has no word for it
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, *_AFTER_BORDERS)
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", eighths(millimetres)), ("space", str(gap)), ("color", colour)):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)


def eighths(millimetres: float) -> str:
    """Return a width as the format counts it: eighths of a point."""
    return str(round(millimetres * 72 / 25.4 * 8))


def off_grid(paragraph: Paragraph) -> None:
    """Let a paragraph keep its own leading beside the grid of lines."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # python-docx has no word for it
    element = OxmlElement("w:snapToGrid")
    element.set(qn("w:val"), "0")
    properties.insert_element_before(element, *_AFTER_BORDERS[_AFTER_BORDERS.index("w:spacing") :])
