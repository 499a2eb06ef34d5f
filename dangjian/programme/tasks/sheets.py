"""The lists of the tasks as workbooks, in the columns of their pages."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from dangjian.foundation.spreadsheets import Column, workbook
from dangjian.foundation.spreadsheets.writing import Value
from dangjian.programme.tasks.models import Standing, Task, TaskList
from dangjian.programme.tasks.queries.bodies import BodyRow
from dangjian.programme.tasks.queries.ledger import LedgerRow


def _due(row: LedgerRow) -> Value:
    return row.task.due_on or row.due_words


def _progress(row: LedgerRow) -> Value:
    return "；".join(filter(None, (row.progress, row.tally.words)))


COLUMNS: Final[tuple[Column[LedgerRow], ...]] = (
    Column("序号", 6, lambda row: row.task.order_no),
    Column("重点任务（问题）", 26, lambda row: row.task.title),
    Column("具体措施", 34, lambda row: row.task.measures),
    Column("牵头领导", 14, lambda row: row.task.lead_leader),
    Column("牵头单位", 16, lambda row: row.task.lead_body),
    Column("责任单位", 20, lambda row: row.responsible),
    Column("责任人", 10, lambda row: row.task.responsible_person),
    Column("完成时限", 15, _due),
    Column("进展情况", 26, _progress),
    Column("是否销号", 10, lambda row: row.write_off),
)


def _state(row: BodyRow) -> Value:
    assignment = row.assignment
    is_open = assignment.state == Standing.ASSIGNED
    return assignment.get_progress_display() if is_open else assignment.get_state_display()


BODY_COLUMNS: Final[tuple[Column[BodyRow], ...]] = (
    Column("责任单位", 34, lambda row: row.assignment.organization.name),
    Column("期次", 18, lambda row: row.period),
    Column("完成时限", 15, lambda row: row.assignment.due_on),
    Column("状态", 18, lambda row: row.standing.words),
    Column("进展情况", 14, _state),
    Column("进展说明", 40, lambda row: row.assignment.words),
    Column("退回次数", 9, lambda row: row.assignment.returns),
)
TASK_COLUMN: Final[Column[BodyRow]] = Column("重点任务（问题）", 30, lambda row: row.assignment.task.title)


def ledger(task_list: TaskList, rows: Sequence[LedgerRow], on: date) -> bytes:
    """Return the ledger (台账) of a list with its authority line."""
    basis = f"　依据：{task_list.basis}" if task_list.basis else ""
    line = f"授权：{task_list.authority_line}{basis}　{_as_of(on)}"
    return workbook(title=task_list.title, line=line, columns=COLUMNS, rows=rows, sheet="台账")


def bodies(task: Task, rows: Sequence[BodyRow], on: date) -> bytes:
    """Return how the bodies of one task stand, in the county's order."""
    title = f"{task.title}：各单位进展"
    return workbook(title=title, line=_as_of(on), columns=BODY_COLUMNS, rows=rows, sheet="各单位进展")


def assignments(rows: Sequence[BodyRow], on: date) -> bytes:
    """Return what bodies have to do, earliest due first."""
    columns = (TASK_COLUMN, *BODY_COLUMNS)
    return workbook(title="承办任务", line=_as_of(on), columns=columns, rows=rows, sheet="承办任务")


def _as_of(on: date) -> str:
    return f"截至{on.year}年{on.month}月{on.day}日"
