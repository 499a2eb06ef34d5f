"""Villages and who is stationed there as a workbook, in the columns of their list."""

from typing import Final

from dangjian.affairs.stationed.queries import Line
from dangjian.foundation.spreadsheets import Column

VILLAGES: Final[tuple[Column[Line], ...]] = (
    Column("村", 16, lambda line: line.village.area.name if line.village.area else ""),
    Column("镇乡", 16, lambda line: line.village.parent.short_name if line.village.parent else ""),
    Column("应派类别", 20, lambda line: line.need.get_ground_display() if line.need else "不在应派范围"),
    Column("第一书记", 12, lambda line: line.first.name if line.first else ""),
    Column("派出单位", 26, lambda line: line.first.home if line.first else ""),
    Column("到村日期", 16, lambda line: line.first.during.lower if line.first else None),
    Column("任期届满", 16, lambda line: line.first.due_on if line.first else None),
    Column("工作队员", 36, lambda line: line.team_words),
    Column("情况", 12, lambda line: line.standing.words),
)
