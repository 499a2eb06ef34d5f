"""Villages and their income as a workbook, in the columns of their list."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from dangjian.affairs.economy.queries import Line
from dangjian.affairs.economy.rules import SOURCES
from dangjian.foundation.spreadsheets import Column


def _source(key: str) -> Callable[[Line], Decimal | None]:
    return lambda line: line.figures.get(key)


VILLAGES: Final[tuple[Column[Line], ...]] = (
    Column("村", 16, lambda line: line.village.area.name if line.village.area else line.village.short_name),
    Column("镇乡", 16, lambda line: line.village.parent.short_name if line.village.parent else ""),
    *(Column(f"{caption}（万元）", 12, _source(key)) for key, caption in SOURCES.items()),
    Column("经营性收入（万元）", 12, lambda line: line.earned),
    Column("总收入（万元）", 12, lambda line: line.total),
    Column("上年经营性收入（万元）", 14, lambda line: line.before),
    Column("档次", 14, lambda line: line.band_words),
    Column("试点", 28, lambda line: line.pilot_words),
)
