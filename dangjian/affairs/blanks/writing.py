"""What goes into which cell, and the notes: where each column comes from, and what is not known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.catalogue import SEQUENCE, Asked, Known
from dangjian.affairs.blanks.plans import Plan, facts_of
from dangjian.affairs.blanks.proposals import Proposal
from dangjian.affairs.blanks.rows import Line, Lines
from dangjian.affairs.blanks.rules.heads import Table
from dangjian.foundation.documents.filling import Entry, Order, Value

NOTES_TITLE: Final = "来源与未知"
_MOST_NOTES: Final = 400


@dataclass(slots=True)
class Written:
    """What is to be written, and what has to be said: why cells stay empty, and what goes with those that do not."""

    entries: list[Entry] = field(default_factory=list)
    unknown: list[tuple[str, str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)
    by_column: dict[int, int] = field(default_factory=dict)
    left_empty: int = 0

    def put(self, proposal: Proposal, row: int, column: int, value: Value) -> None:
        """Add a value for a column, in a card at the place of its field."""
        layout, grid = proposal.layout, proposal.grid
        place = layout.cells[column] if proposal.is_card else (row, column)
        space = layout.spaces[column] if layout.spaces else None
        self.entries.append(Entry(grid.sheet, place[0] + grid.top, place[1] + grid.left, value, space))
        self.by_column[column] = self.by_column.get(column, 0) + 1


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a file with what was decided of it and whom its rows are about."""

    proposal: Proposal
    plan: Plan
    found: Lines


def written(proposal: Proposal, plan: Plan, found: Lines, asked: Asked) -> Written:
    """Return the values for every free cell that the plan names."""
    table, result = Table(proposal.grid), Written()
    facts = facts_of(plan, proposal)
    values = catalogue.ask(list(facts), proposal.subject, found.rows, asked)
    for number, line in enumerate(found.lines, 1):
        for column, key in plan.columns.items():
            if not _is_free(proposal, table, line, column):
                continue
            if key == SEQUENCE:
                if line.row is not None:
                    result.put(proposal, line.place, column, number)
            elif key in facts and line.row is not None:
                _settle(result, proposal, line, column, values[key][line.row.pk])
    unasked = [column.place for column in proposal.layout.columns if column.path and column.place not in plan.columns]
    result.left_empty = sum(_is_free(proposal, table, line, column) for line in found.lines for column in unasked)
    _total(proposal, plan, found, values, result)
    return result


def _is_free(proposal: Proposal, table: Table, line: Line, column: int) -> bool:
    return proposal.is_card or line.place >= len(table.grid.rows) or table.is_free(line.place, column)


def _settle(result: Written, proposal: Proposal, line: Line, column: int, known: Known) -> None:
    where = (_whose(proposal, line), head(proposal, column))
    if known.value is None:
        result.unknown.append((*where, known.remark))
        return
    if known.value != "":
        result.put(proposal, line.place, column, known.value)
    if known.remark:
        result.remarks.append((*where, known.remark))


def _whose(proposal: Proposal, line: Line) -> str:
    if proposal.is_card:
        return str(line.row or line.typed)
    return f"第 {line.place + proposal.grid.top + 1} 行 {line.typed or line.row or ''}".strip()


def head(proposal: Proposal, column: int) -> str:
    """Return the heads of a column in one line."""
    return " / ".join(proposal.layout.columns[column].path) or f"第 {column + 1} 列"


def _total(
    proposal: Proposal, plan: Plan, found: Lines, values: Mapping[str, Mapping[int, Known]], result: Written
) -> None:
    """Fill the row of the total where it holds no formula, only from columns in which every row is known."""
    place, table = proposal.layout.total, Table(proposal.grid)
    if place is None:
        return
    facts = facts_of(plan, proposal)
    for column, key in plan.columns.items():
        if key not in facts or not facts[key].is_additive or not table.is_free(place, column):
            continue
        numbers = [values[key][row.pk].value for row in found.rows]
        if found.troubled or found.left_out or not all(isinstance(number, int) for number in numbers):
            result.unknown.append(("合计", head(proposal, column), "有的行不知道，没有合计"))
        else:
            total = sum(number for number in numbers if isinstance(number, int))
            result.put(proposal, place, column, total)


def order(parts: Sequence[tuple[Part, Written]], untouched: Sequence[tuple[str, str]], maker: str, on: date) -> Order:
    """Return what the child is to write; ``untouched`` are the tables that stay as they are, and why."""
    rows = [
        [NOTES_TITLE],
        [
            f"填表人：{maker}",
            f"{on.year}年{on.month}月{on.day}日",
            "数据为平台登记数，截至填表当日；原表已有的内容和公式没有改动",
        ],
    ]
    is_one = len(parts) == 1 and not untouched
    for part, result in parts:
        rows += [[], *([] if is_one else [[f"表：{part.proposal.grid.name}"]]), *_notes(part, result)]
    if untouched:
        rows += [[], ["没有填的表", "原因"], *map(list, untouched)]
    entries = [entry for _, result in parts for entry in result.entries]
    return Order(entries, NOTES_TITLE, rows, [part.found.grow for part, _ in parts if part.found.grow])


def _notes(part: Part, result: Written) -> list[list[str]]:
    return [
        ["列", "填的是什么", "来源", "填了几格"],
        *_columns(part.proposal, part.plan, result),
        [],
        ["空着的格", "列", "原因"],
        *_cut(_empty(part, result)),
        [],
        ["填了、但要说明的", "列", "说明"],
        *_cut(result.remarks),
    ]


def _columns(proposal: Proposal, plan: Plan, result: Written) -> Iterator[list[str]]:
    facts = facts_of(plan, proposal)
    for column in range(len(proposal.layout.columns)):
        key, number = plan.columns.get(column, ""), str(result.by_column.get(column, 0))
        if key in facts:
            yield [head(proposal, column), facts[key].caption, facts[key].source, number]
        elif key == SEQUENCE:
            yield [head(proposal, column), "行的序号", "", number]
        elif proposal.layout.columns[column].path:
            yield [head(proposal, column), "没有填", "平台里没有这一项，或填表人留空", "0"]


def _empty(part: Part, result: Written) -> list[tuple[str, str, str]]:
    found = part.found
    rows = [(_whose(part.proposal, line), "整行", line.trouble) for line in found.troubled]
    if found.left_out:
        rows.append(("表里的空行不够", "整行", f"还有 {found.left_out} 行没有填进来，请加行后重新上传"))
    return [*rows, *result.unknown]


def _cut(rows: Sequence[tuple[str, str, str]]) -> list[list[str]]:
    shown = [list(row) for row in rows[:_MOST_NOTES]]
    if len(rows) > _MOST_NOTES:
        shown.append([f"还有 {len(rows) - _MOST_NOTES} 处，没有逐一列出", "", ""])
    return shown or [["没有", "", ""]]
