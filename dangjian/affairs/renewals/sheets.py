"""The villages of a campaign as a workbook, in the columns of the page."""

from typing import Final

from dangjian.affairs.renewals.queries.standing import Line
from dangjian.foundation.spreadsheets import Column

LINES: Final[tuple[Column[Line], ...]] = (
    Column("党组织", 30, lambda line: line.body.short_name),
    Column("隶属", 30, lambda line: line.body.parent.short_name if line.body.parent else ""),
    Column("党组织换届", 14, lambda line: line.caption),
    Column("村（居）委会选举", 16, lambda line: line.village.held_on if line.village else None),
    Column("主任", 12, lambda line: line.village.chair if line.village else ""),
    Column("委员人数", 10, lambda line: line.village.members if line.village else None),
    Column("登记选民", 10, lambda line: line.village.registered if line.village else None),
    Column("投票", 10, lambda line: line.village.voted if line.village else None),
    Column("收回", 10, lambda line: line.village.returned if line.village else None),
)
