"""Findings by the thousand, written by COPY."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from dangjian.affairs.imports.models import Import, Level


@dataclass(frozen=True, slots=True)
class Line:
    """One finding with its place."""

    level: Level
    sheet: str
    row: int
    column: str
    caption: str
    words: str


_COPY = 'COPY imports_finding (source_id, county_id, org_path, level, sheet, row, "column", caption, words) FROM STDIN'


def write(source: Import, lines: Iterable[Line]) -> None:
    """Write the findings of an import, in the order of the sheet."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for line in lines:
            copy.write_row(
                (
                    source.pk,
                    source.county_id,
                    source.org_path,
                    line.level.value,
                    line.sheet,
                    line.row,
                    line.column,
                    line.caption[:40],
                    line.words[:300],
                )
            )
