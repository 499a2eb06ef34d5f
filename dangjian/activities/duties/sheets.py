"""Compliance and what is missed, as workbooks in the columns of their pages."""

from dataclasses import dataclass
from typing import Final

from dangjian.activities.duties.queries import Line, Row
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.spreadsheets import Column

COMPLIANCE: Final[tuple[Column[Row], ...]] = (
    Column("党组织", 34, lambda row: row.body.short_name),
    Column("应开展", 10, lambda row: row.asked),
    Column("已开展", 10, lambda row: row.met),
    Column("未到期", 10, lambda row: row.coming),
    Column("未开展", 10, lambda row: row.behind),
    Column("已说明", 10, lambda row: row.explained),
    Column("有未开展的党组织", 18, lambda row: row.bodies_behind),
)


@dataclass(frozen=True, slots=True)
class Missed:
    """A missed duty with its body."""

    body: Organization
    line: Line


BEHIND: Final[tuple[Column[Missed], ...]] = (
    Column("党组织", 34, lambda one: one.body.short_name),
    Column("内容", 16, lambda one: one.line.name),
    Column("期间", 24, lambda one: one.line.period),
    Column("最迟日期", 16, lambda one: one.line.result.due_on),
    Column("情况", 26, lambda one: one.line.standing.words),
    Column("依据", 50, lambda one: one.line.why),
)
