"""Premises as a workbook, in the columns of their list."""

from typing import Final

from dangjian.affairs.premises.queries import Line
from dangjian.foundation.spreadsheets import Column

PLACES: Final[tuple[Column[Line], ...]] = (
    Column("村（社区）", 16, lambda line: line.place.area.name if line.place.area else ""),
    Column("镇乡", 16, lambda line: line.place.parent.short_name if line.place.parent else ""),
    Column("阵地状况", 12, lambda line: line.state),
    Column("建筑面积（平方米）", 12, lambda line: line.premises.area if line.premises else ""),
    Column("四个统一", 26, lambda line: line.uniform_words),
    Column("怎么修（建）", 30, lambda line: line.premises.repair if line.premises else ""),
    Column("修好期限", 16, lambda line: line.premises.repair_by if line.premises else None),
    Column("进度", 20, lambda line: line.standing.words),
)
