"""Who is where on the way into the Party as a workbook, in the columns of the page."""

from typing import Final

from dangjian.affairs.admissions.queries.lists import Row
from dangjian.foundation.spreadsheets import Column

ROWS: Final[tuple[Column[Row], ...]] = (
    Column("姓名", 12, lambda row: row.admission.person.name),
    Column("所在党支部", 30, lambda row: row.admission.organization.short_name),
    Column("阶段", 16, lambda row: row.caption),
    Column("办到哪一步", 30, lambda row: row.at.where),
    Column("轮到", 26, lambda row: row.at.turn),
    Column("最早可办", 16, lambda row: row.at.earliest_on),
    Column("最迟", 16, lambda row: row.at.latest_on),
)
