"""The workbook to hand back: the rows that were not imported as they were, and why, ready to be put right."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

import xlsxwriter

from dangjian.affairs.imports.kinds.rows import Checked
from dangjian.affairs.imports.models import Level
from dangjian.affairs.imports.work.sheets import Part

MOST: Final = 20_000
# In memory only: nothing of a roster may lie in a temporary folder. Nothing typed becomes a formula or a link.
_LITERAL: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FORBIDDEN: Final = str.maketrans("[]:*?/\\", "　　　　　　　")


def workbook(wrong: Sequence[tuple[Checked, Part]]) -> bytes:
    """Return one sheet for each sheet with errors: the original columns, the row's number, and the reasons."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _LITERAL) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@"})
        said = book.add_format({"font_color": "#B3261E", "text_wrap": True})
        for number, part in enumerate({id(part): part for _, part in wrong}.values(), 1):
            rows = [checked for checked, of in wrong[:MOST] if of is part]
            page = book.add_worksheet(f"{number} {part.sheet.translate(_FORBIDDEN)}"[:31].strip())
            for at, caption in enumerate([*part.captions, "原表行号", "没有导入的原因"]):
                page.write_string(0, at, caption, head)
            width = len(part.captions)
            page.set_column(0, max(width - 1, 0), 14, text)
            page.set_column(width + 1, width + 1, 60)
            page.freeze_panes(1, 2)
            for line, checked in enumerate(rows, 1):
                for at, cell in enumerate(checked.row.cells[:width]):
                    page.write_string(line, at, cell, text)
                page.write_number(line, width, checked.row.number)
                page.write_string(line, width + 1, _reasons(checked, part), said)
    return buffer.getvalue()


def _reasons(checked: Checked, part: Part) -> str:
    said = [found for found in checked.found if found.level == Level.ERROR]
    return "；".join(f"{part.place_of(found.field)[1]}：{found.words}".lstrip("：") for found in said)
