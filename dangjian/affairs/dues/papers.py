"""Papers of dues: the year's statement to hang up, and the roll to be ticked by hand."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dangjian.affairs.dues.queries.rolls import Roll
from dangjian.affairs.dues.queries.years import statement_lines
from dangjian.affairs.dues.rules import yuan
from dangjian.affairs.dues.rules.months import words
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents import paper
from dangjian.foundation.documents.paper import printed

_STATEMENT = (110, 60)
_ROLL = (12, 30, 62, 26, 50)


def statement(body: Organization, year: int, kept: Mapping[str, Any], said: str, on: date, at: datetime) -> bytes:
    """Return the statement of a year as .docx, A4."""
    sheet = printed.form(is_landscape=False)
    printed.heading(sheet, f"{year}年党费收缴、使用和管理情况", f"{body.name}　　公布日期：{_day(on)}　　单位：元")
    table = printed.table(sheet, _STATEMENT)
    printed.row(table, ("项目", "金额"), is_head=True)
    for line in statement_lines(kept):
        printed.row(table, (line.caption, line.yuan))
    printed.line_of(sheet, f"交纳党费的党员 {kept['payers']} 名。")
    if said:
        printed.line_of(sheet, said)
    printed.line_of(sheet, "党费由党员自觉、按时交纳，党组织不垫交、不扣缴。对公布的内容有疑问的，可向党支部提出。")
    return paper.packed(sheet, title=f"{year}年党费收缴、使用和管理情况", author=body.short_name, at=at)


def roll_form(roll: Roll, on: date, at: datetime) -> bytes:
    """Return the roll as a form to be ticked and signed by hand, typed in afterwards by anyone who keeps the dues."""
    sheet = printed.form(is_landscape=False)
    printed.heading(
        sheet,
        f"{words(roll.until)}党费收缴单",
        f"{roll.organization.name}　　收缴日期：　　　年　　月　　日　　单位：元",
    )
    table = printed.table(sheet, _ROLL)
    printed.row(table, ("序号", "姓名", "月份", "应交", "实交、本人或代交人签名"), is_head=True)
    rows = [row for row in roll.payable if row.full]
    for number, row in enumerate(rows, 1):
        full = row.full
        if full:
            printed.row(table, (str(number), row.name, full.words.split("　")[0], yuan(full.cents), ""))
    printed.line_of(
        sheet,
        f"应交合计 {roll.total_words} 元　　实交合计：＿＿＿＿＿ 元　　收款人：＿＿＿＿＿　　支部书记：＿＿＿＿＿",
    )
    printed.line_of(sheet, f"打印日期：{_day(on)}。交了的签名。签好后照着登记，这张表留支部。")
    return paper.packed(sheet, title="党费收缴单", author=roll.organization.short_name, at=at)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
