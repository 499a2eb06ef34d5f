"""Papers of an appraisal that is voted on by hand: a ballot to copy, and the sheet on which the ballots are counted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from docx.document import Document as Sheet

from dangjian.activities.appraisals.models import Appraisal
from dangjian.activities.appraisals.queries import Line
from dangjian.activities.appraisals.rules import Grade
from dangjian.foundation.documents import paper
from dangjian.foundation.documents.paper import printed

_GRADES: Final = [grade.label for grade in Grade]
_NAME_MM, _GRADE_MM, _DECIDED_MM = 52, 32, 28
_HINT: Final = "无记名。每人一栏，在一个等次下面打“√”；拿不准的可以空着，一栏打两个以上的这一栏不计。不要写名字。"


def ballot(appraisal: Appraisal, lines: Sequence[Line], at: datetime) -> bytes:
    """Return the ballot with everyone who is graded, and on the next page the sheet to count on."""
    title = f"{appraisal.work_year}年度民主评议党员测评票"
    sheet = printed.form(is_landscape=False)
    printed.heading(sheet, title, appraisal.organization.name)
    printed.line_of(sheet, _HINT)
    _table(sheet, lines, [_NAME_MM, *[_GRADE_MM] * len(_GRADES)], ["姓名", *_GRADES])
    printed.heading(
        sheet, f"{appraisal.work_year}年度民主评议党员计票表", appraisal.organization.name, on_new_page=True
    )
    printed.line_of(sheet, "应到＿＿＿人，实到＿＿＿人；发出＿＿＿票，收回＿＿＿票，有效＿＿＿票。")
    widths = [_NAME_MM, *[_DECIDED_MM - 4] * len(_GRADES), _DECIDED_MM]
    _table(sheet, lines, widths, ["姓名", *_GRADES, "评定等次"])
    printed.line_of(
        sheet, "监票人：＿＿＿＿＿＿　　计票人：＿＿＿＿＿＿　　党支部书记：＿＿＿＿＿＿　　＿＿年＿＿月＿＿日"
    )
    return paper.packed(sheet, title=title, author=appraisal.organization.name, at=at)


def _table(sheet: Sheet, lines: Sequence[Line], widths: Sequence[float], heads: Sequence[str]) -> None:
    drawn = printed.table(sheet, widths)
    printed.row(drawn, heads, is_head=True)
    for line in lines:
        printed.row(drawn, [line.name, *[""] * (len(heads) - 1)])
