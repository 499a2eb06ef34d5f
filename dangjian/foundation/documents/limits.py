"""How much a file may cost to read."""

from __future__ import annotations

MOST_BYTES = 10 * 1024 * 1024  # Of the file as uploaded.
MOST_PARTS = 3000  # Entries of the archive.
MOST_INFLATED = 64 * 1024 * 1024  # Of all text parts together, counted while inflating.
MOST_CELLS = 200_000
MOST_CELL_CHARACTERS = 32_767  # Excel's own limit.
MOST_CHARACTERS = 2_000_000
MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 15
WALL_SECONDS = 25
