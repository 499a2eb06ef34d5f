"""How much a roster may cost to read: T28 (512 MB, 20 s), and room for a county of 63,636 people.

The seconds of T28 are the child's own (CPU): a server that is busy with others must not refuse a good workbook, so
the clock on the wall only ends what no longer moves.
"""

from typing import Final

MOST_BYTES: Final = 12 * 1024 * 1024  # Of the file as uploaded; the web server takes no more.
MOST_INFLATED: Final = 192 * 1024 * 1024  # Of all parts of an archive together, counted while inflating.
MOST_PARTS: Final = 2000
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 104  # A to CZ.
MOST_CELLS: Final = 4_000_000  # Of a sheet as a rectangle: that is what its reader holds.
MOST_CELL_CHARACTERS: Final = 2000
MOST_SHEETS: Final = 40
MOST_MERGED: Final = 200_000  # Cells filled from merged ones.
MEMORY_BYTES: Final = 512 * 1024 * 1024
CPU_SECONDS: Final = 18
WALL_SECONDS: Final = 90
BLOCK: Final = 2000  # Rows handed over at a time.
MOST_ANSWER: Final = 400 * 1024 * 1024  # Bytes the child may answer in all.
