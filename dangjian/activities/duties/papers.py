"""The paper of a duty: what is owed, by which article, by when, and what was held to write by hand (B-13)."""

from datetime import date

from dangjian.activities.duties.queries import Line
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.documents.paper import Blank, Form


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
