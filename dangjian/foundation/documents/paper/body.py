"""Title, addressees, text by levels, annex note, signature and day."""

import re
from typing import Final

from docx.document import Document as Sheet
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from dangjian.foundation.documents.paper import measures as m
from dangjian.foundation.documents.paper.fonts import Face, dress

_FIRST: Final = re.compile(r"[一二三四五六七八九十]+、")
_SECOND: Final = re.compile(r"（[一二三四五六七八九十]+）")
_NARROW: Final = re.compile(r"[\x20-\x7e]")
_MOST_HEADING: Final = 40  # A longer first sentence is text, not a heading.


def title(document: Sheet, text: str, *, lines_before: int = 2) -> None:
    """Write the title in 2号小标宋, centred, below empty lines, with one below."""
    _empty(document, lines_before)
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(m.LINE_PT * 1.2)
    for number, line in enumerate(_broken(text)):
        if number:
            paragraph.add_run().add_break()
        dress(paragraph.add_run(line), Face.TITLE, m.TITLE_PT)
    _empty(document, 1)


def _broken(text: str) -> list[str]:
    """Break a title that fills more than a line where words end: never within《》, halves alike in length."""
    most = int(m.TEXT_MM[0] * m.PT_OF_MM / m.TITLE_PT) - 1  # Faces differ in how wide their digits are.
    if width(text) <= most:
        return [text]
    depth, places = 0, []
    for place, character in enumerate(text):
        depth += (character == "《") - (character == "》")
        if depth == 0 and character in "》、，的和 " and 0 < place < len(text) - 1:
            places.append(place + 1)
    fits = [p for p in places if width(text[:p]) <= most and width(text[p:]) <= most]
    if not fits:
        return [text]
    best = min(fits, key=lambda p: abs(width(text[:p]) - width(text[p:])))
    return [text[:best], text[best:]]


def addressees(document: Sheet, text: str) -> None:
    """Write the 主送 at the left margin, ended by a colon."""
    document.add_paragraph(text.rstrip("：:") + "：")


def paragraphs(document: Sheet, text: str, face: Face = Face.BODY) -> None:
    """Write one paragraph a line, two characters in: 一、in 黑体, the head of（一）in 楷体, the rest in ``face``."""
    for line in text.splitlines():
        if line.strip():
            _line(_indented(document), line.strip(), face)


def _line(paragraph: Paragraph, line: str, face: Face) -> None:
    if _FIRST.match(line) and len(line) <= _MOST_HEADING:
        dress(paragraph.add_run(line), Face.HEI)
        return
    head = _head(line) if _SECOND.match(line) else ""
    if head:
        dress(paragraph.add_run(head), Face.KAI)
    dress(paragraph.add_run(line[len(head) :]), face)


def _head(line: str) -> str:
    """Return what of a second-level line is its heading: up to the first full stop or colon, where that is near."""
    end = next((place for place, character in enumerate(line) if character in "。："), -1)
    return line[: end + 1] if 0 <= end < _MOST_HEADING else ""


def annex_note(document: Sheet, *names: str) -> None:
    """Write 附件：… one line below the text, two characters in."""
    _empty(document, 1)
    for number, name in enumerate(names, 1):
        mark = f"{number}. " if len(names) > 1 else ""
        _indented(document).add_run(f"附件：{mark}{name}" if number == 1 else f"　　　{mark}{name}")


def signature(document: Sheet, name: str, day: str) -> None:
    """Write who signs, centred over the day, and the day four characters in from the right."""
    _empty(document, 2)
    indent = 4 + (width(day) - width(name)) / 2
    _right(document, name, max(indent, 0 if width(name) > m.CHARACTERS / 2 else 2))
    _right(document, day, 4)


def _right(document: Sheet, text: str, characters: float) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.right_indent = Pt(characters * m.CHARACTER_PT)
    paragraph.paragraph_format.keep_together = True


def width(text: str) -> float:
    """Return how many characters of the grid a text takes: Latin letters and digits half of one."""
    return sum(0.5 if _NARROW.match(character) else 1 for character in text)


def _indented(document: Sheet) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(2 * m.CHARACTER_PT)
    return paragraph


def _empty(document: Sheet, lines: int) -> None:
    for _ in range(lines):
        document.add_paragraph()
