"""Papers: of a duty, to write by hand what was held (B-13); of an annual plan, to sign and hand up."""

from collections.abc import Sequence
from datetime import date, datetime

from dangjian.activities.duties.models import Plan
from dangjian.activities.duties.queries import Line
from dangjian.activities.duties.queries.plans import PlannedDay
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents import paper
from dangjian.foundation.documents.paper import Blank, Form, Table


def form(body: Organization, line: Line) -> Form:
    """Return the paper of one duty in its period; who came is ticked on the paper of the meeting."""
    facts = [
        ("党组织", body.name),
        ("事项", f"{line.name}（{line.period}）"),
        ("依据", line.why),
        ("完成时限", _day(line.result.due_on)),
        ("还要做什么", line.wanting),
    ]
    blanks = (
        Blank("时间、地点", lines=1),
        Blank("主持人、记录人", lines=1),
        Blank("应到、实到、缺席及原因", lines=2),
        Blank("主题、议题", lines=2),
        Blank("决议、议定的事", lines=3),
        Blank("没有开展的，写明原因", lines=1),
    )
    note = "照片、附件都不用交。写好签名，交给本支部或镇乡党务信息员录入，书记同意后归档。"
    return Form(f"{line.name}情况（手写用）", facts, blanks, ("记录人", "党组织书记"), note)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def plan(row: Plan, days: Sequence[PlannedDay], at: datetime) -> bytes:
    """Return an annual plan: its days as a table with what was held, who approved it, the lines to sign."""
    sheet = paper.sheet()
    title = f"{row.year}年组织生活计划"
    paper.title(sheet, title, lines_before=0)
    answered = f"\n批复：{_day(row.decided_on)}{row.words}" if row.decided_on and row.state == "approved" else ""
    paper.paragraphs(sheet, f"党组织：{row.organization.name}\n{row.get_state_display()}{answered}")
    lines = [
        (f"{day.item.on.month}月{day.item.on.day}日", "、".join(day.kinds), day.item.theme, _held(day)) for day in days
    ]
    paper.paragraphs(sheet, "党组织书记签名：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿")
    table = Table(("日期", "内容", "主题", "开展情况"), lines, (26, 60, 44, 26))
    paper.annex(sheet, mark="附件", title=f"{row.year}年安排", table=table)
    return paper.packed(sheet, title=title, author=row.organization.name, at=at)


def _held(day: PlannedDay) -> str:
    days = dict.fromkeys(f"{one.held_on.month}月{one.held_on.day}日" for one in day.held)
    return "、".join(days)
