"""The measures of GB/T 9704-2012: A4, text area 156 × 225 mm, 22 lines of 28 characters of 3号 (16 pt)."""

from typing import Final

PAGE_MM: Final = (210, 297)
TOP_MM, LEFT_MM, BOTTOM_MM, RIGHT_MM = 37, 28, 35, 26
TEXT_MM: Final = (156, 225)
LINES, CHARACTERS = 22, 28

BODY_PT: Final = 16.0  # 3号
TITLE_PT: Final = 22.0  # 2号
SMALL_PT: Final = 14.0  # 4号
TABLE_PT: Final = 12.0  # 小4号; tables may be smaller than the text.
FOOTER_GAP_MM: Final = 7  # From the text area down to the page number.

PT_OF_MM: Final = 72 / 25.4
TWIPS_OF_MM: Final = 20 * PT_OF_MM
LINE_TWIPS: Final = int(TEXT_MM[1] * TWIPS_OF_MM / LINES)  # Rounded down, or the 22nd line goes to the next page.
LINE_PT: Final = LINE_TWIPS / 20
CHARACTER_PT: Final = int(TEXT_MM[0] * PT_OF_MM / CHARACTERS * 20) / 20  # Twentieths, as Word counts; rounded down.
TIGHTER_TWIPS: Final = round((CHARACTER_PT - BODY_PT) * 20)  # What a 3号 character gives up so that 28 fit.

RED: Final = "C00000"
