"""The paper of a task: what, why, by when as printed, its report of progress to write by hand (B-13)."""

from datetime import date

from dangjian.foundation.documents.paper import Blank, Form
from dangjian.programme.tasks.models import Assignment, Progress
from dangjian.programme.tasks.queries.page import Clause


def form(row: Assignment, clause: Clause | None) -> Form:
    """Return the paper of one body's assignment."""
    task = row.task
    facts = [
        ("责任单位", row.organization.name),
        ("任务", task.title),
        ("要做什么", task.measures if task.measures != task.title else ""),
        ("交付", task.deliverable),
        ("完成时限", _day(row.due_on)),
        ("下达单位", task.task_list.issuer_name),
        ("授权", task.task_list.authority_line),
        ("依据", _why(row, clause)),
        ("验收单位", row.acceptor.name),
        ("约需", f"{task.minutes} 分钟" if task.minutes else ""),
    ]
    blanks = (
        Blank("进展", choices=[one.label for one in Progress]),
        Blank("进展情况（一句话，滞后的写明原因）", lines=3),
    )
    note = "照片、附件都不用交。写好签名，交给本支部或镇乡党务信息员录入，书记同意后提交。"
    return Form("任务办理情况（手写用）", facts, blanks, ("填写人", "党组织书记"), note)


def _why(row: Assignment, clause: Clause | None) -> str:
    if clause is not None:
        return f"《{clause.directive}》：{clause.words}"
    return row.task.task_list.basis or f"《{row.task.task_list.title}》第 {row.task.order_no} 项"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
