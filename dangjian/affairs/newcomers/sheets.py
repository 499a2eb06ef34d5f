"""Firms and societies as a workbook, in the columns of their list."""

from typing import Final

from dangjian.affairs.newcomers.queries import Line
from dangjian.affairs.newcomers.rules import CAPTIONS
from dangjian.foundation.spreadsheets import Column

UNITS: Final[tuple[Column[Line], ...]] = (
    Column("单位", 36, lambda line: line.unit.name),
    Column("统一社会信用代码", 24, lambda line: line.unit.credit_code),
    Column("领域", 12, lambda line: CAPTIONS[line.unit.field]),
    Column("责任党组织", 20, lambda line: line.unit.answering_body.short_name),
    Column("党组织", 36, lambda line: line.body_words),
    Column("从业人数", 10, lambda line: line.profile.staff if line.profile else None),
    Column("正式党员", 10, lambda line: line.members),
    Column("覆盖情况", 12, lambda line: line.words),
    Column("说明", 30, lambda line: line.standing.reason),
)
