"""The rows of a spreadsheet as draft tasks: heads anywhere, named as people name them; errors by row and column."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from dangjian.foundation.documents.content import Content, Row, Table
from dangjian.programme.directives.reading import cadences, deadlines
from dangjian.programme.directives.reading.columns import column
from dangjian.programme.tasks.models import Cadence
from dangjian.programme.tasks.services import TaskFields

MOST_ROWS: Final = 1_000
MOST_ERRORS: Final = 30
_LONGEST: Final = {
    "content": 200, "measure": 4_000, "leader": 60, "lead": 120, "actor": 300, "person": 60, "deliverable": 120,
}  # fmt: skip
_CAPTIONS: Final = {
    "content": "重点任务（问题）", "measure": "具体措施", "leader": "牵头领导", "lead": "牵头单位", "actor": "责任单位",
    "person": "责任人", "deadline": "完成时限", "deliverable": "交付",
}  # fmt: skip
_STANDING: Final = re.compile(r"长期|持续|常态")
_TOTAL: Final = re.compile(r"^(合计|总计|小计|备注|注)[：:]?")


class BadRows(Exception):
    """Rows that cannot be taken; ``places`` says where and why, in Chinese. Nothing was made."""

    def __init__(self, places: Sequence[str]) -> None:
        self.places = list(places)
        super().__init__("；".join(places))


def read(content: Content, *, issued_on: date) -> list[TaskFields]:
    """Return the draft tasks of every table with known heads; ``BadRows`` where one cell is wrong or none is known.

    ``issued_on`` is the day that words like 年底前 are counted from.
    """
    found: list[TaskFields] = []
    wrong: list[str] = []
    for table in content.tables:
        at, heads = _heads(table)
        if heads:
            _take(table.rows[at + 1 :], at + 2, heads, issued_on, found, wrong)
    if not found and not wrong:
        wrong = ["没有找到表头。表里要有一行写着“重点任务”（或问题、工作任务）等列名。未导入。"]
    if len(found) > MOST_ROWS:
        wrong = [f"一次最多导入 {MOST_ROWS} 行，表里有 {len(found)} 行。未导入，请分几次导。"]
    if wrong:
        raise BadRows(wrong[:MOST_ERRORS])
    return found


def _heads(table: Table) -> tuple[int, Mapping[str, int]]:
    """Return the row of the heads and the place of each known column: the first row that names the task."""
    for at, row in enumerate(table.rows[:30]):
        named: dict[str, int] = {}
        for place, cell in enumerate(row.cells):
            name = column(cell.text)
            if name and name not in named:
                named[name] = place
        if "content" in named and len(named) > 1:
            return at, named
    return 0, {}


def _take(
    rows: Sequence[Row],
    first: int,
    heads: Mapping[str, int],
    issued_on: date,
    found: list[TaskFields],
    wrong: list[str],
) -> None:
    for counted, row in enumerate(rows, first):
        number = row.number or counted
        cells = {name: row.cells[place].text.strip() for name, place in heads.items() if place < len(row.cells)}
        title = cells.get("content", "")
        if not any(cells.values()) or _TOTAL.match(title) or column(title) == "content":
            continue
        errors = list(_errors(number, cells))
        wrong += errors
        if not errors:
            found.append(_fields(cells, issued_on))


def _errors(number: int, cells: Mapping[str, str]) -> list[str]:
    errors = [
        f"第 {number} 行“{_CAPTIONS[name]}”有 {len(cells[name])} 字，最多 {longest} 字。"
        for name, longest in _LONGEST.items()
        if len(cells.get(name, "")) > longest
    ]
    if not cells.get("content"):
        errors.append(f"第 {number} 行“重点任务（问题）”是空的。")
    return errors


def _fields(cells: Mapping[str, str], issued_on: date) -> TaskFields:
    due_on, cadence, is_standing = when(cells.get("deadline", ""), issued_on)
    return TaskFields(
        title=cells["content"],
        measures=cells.get("measure", ""),
        lead_leader=cells.get("leader", ""),
        lead_body=cells.get("lead", ""),
        responsible=cells.get("actor", ""),
        responsible_person=cells.get("person", ""),
        due_on=due_on,
        cadence=cadence,
        is_standing=is_standing,
    )


def when(words: str, issued_on: date) -> tuple[date | None, str, bool]:
    """Read a cell of 完成时限: a day, a cadence, or 长期坚持; nothing where the words mean no day (it stays open)."""
    if _STANDING.search(words):
        return None, "", True
    recurring = cadences.find(words)
    if recurring and recurring.unit in Cadence.values:
        return None, recurring.unit, False
    due = deadlines.parse(words, issued_on) if words else None
    return (due.on if due else None), "", False
