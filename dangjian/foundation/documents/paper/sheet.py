"""An empty sheet: A4, the text area, the grid of 22 × 28, page numbers outside at the foot."""

from typing import cast

from docx import Document
from docx.document import Document as Sheet
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from dangjian.foundation.documents.paper import measures as m
from dangjian.foundation.documents.paper.fonts import Face, dress, font_table


def sheet() -> Sheet:
    """Return a document with one section laid out by the standard and no text."""
    document = Document()
    _default_text(document)
    _area(document.sections[0])
    _grid(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    _number(document.sections[0].footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(document.sections[0].even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    _fonts(document)
    return document


def _default_text(document: Sheet) -> None:
    """3号仿宋, exact leading, nothing between paragraphs, lines filled to both margins, no widow rule."""
    normal = cast("ParagraphStyle", document.styles["Normal"])
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:  # They name theme fonts and another language.
        document.styles.element.remove(defaults)
    normal.font.size = Pt(m.BODY_PT)
    properties = normal.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), Face.BODY.value[0])
    fonts.addnext(_element("w:spacing", val=str(m.TIGHTER_TWIPS)))
    properties.append(_element("w:lang", val="zh-CN", eastAsia="zh-CN"))
    shape = normal.paragraph_format
    shape.line_spacing, shape.space_before, shape.space_after = Pt(m.LINE_PT), Pt(0), Pt(0)
    shape.widow_control, shape.alignment = False, WD_ALIGN_PARAGRAPH.JUSTIFY


def _element(tag: str, **values: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _area(section: Section) -> None:
    section.page_width, section.page_height = Mm(m.PAGE_MM[0]), Mm(m.PAGE_MM[1])
    section.top_margin, section.left_margin = Mm(m.TOP_MM), Mm(m.LEFT_MM)
    section.bottom_margin, section.right_margin = Mm(m.BOTTOM_MM), Mm(m.RIGHT_MM)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(m.BOTTOM_MM - m.FOOTER_GAP_MM - m.SMALL_PT / m.PT_OF_MM)


def _grid(section: Section) -> None:
    """Set the grid of lines; the text's spacing holds the 28, for LibreOffice gives 16 pt two narrower cells."""
    properties = section._sectPr  # noqa: SLF001  # python-docx has no word for it
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(_element("w:docGrid", type="lines", linePitch=str(m.LINE_TWIPS)))


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write — 1 — in 4号宋体, one character in from the outer edge."""
    paragraph = footer.paragraphs[0]
    shape = paragraph.paragraph_format
    shape.alignment, shape.line_spacing = side, Pt(m.SMALL_PT)
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        shape.right_indent = Pt(m.SMALL_PT)
    else:
        shape.left_indent = Pt(m.SMALL_PT)
    dress(paragraph.add_run("— "), Face.SONG, m.SMALL_PT)
    _page_field(paragraph)
    dress(paragraph.add_run(" —"), Face.SONG, m.SMALL_PT)


def _page_field(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "1"), ("end", "")):
        run = dress(paragraph.add_run(text if kind == "shown" else ""), Face.SONG, m.SMALL_PT)
        if kind in ("begin", "separate", "end"):
            run._r.append(_element("w:fldChar", fldCharType=kind))  # noqa: SLF001  # python-docx has no word for it
        elif text == "PAGE":
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)  # noqa: SLF001  # python-docx has no word for it


def _fonts(document: Sheet) -> None:
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml" and isinstance(part, Part):
            part._blob = font_table()  # noqa: SLF001  # python-docx has no word for it
