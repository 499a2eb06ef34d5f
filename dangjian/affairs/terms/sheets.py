"""The terms in scope as a workbook, in the columns of their page."""

from typing import Final

from dangjian.affairs.terms.queries.terms import Held
from dangjian.foundation.spreadsheets import Column

TERMS: Final[tuple[Column[Held], ...]] = (
    Column("党组织", 34, lambda line: line.term.organization.short_name),
    Column("届次", 12, lambda line: line.term.caption),
    Column("选举日期", 16, lambda line: line.term.elected_on),
    Column("届满日期", 16, lambda line: line.term.expires_on),
    Column("情况", 26, lambda line: "，".join(filter(None, (line.standing.words, line.standing.reason)))),
)
