"""A register as an Excel file: the columns by which it is filled, what is known in them, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.bringing.heads import BODY, subject_head
from dangjian.affairs.registers.knowledge import known
from dangjian.affairs.registers.models import Entry, Register
from dangjian.affairs.registers.rules.definitions import About, Definition
from dangjian.affairs.registers.rules.fields import Field, Kind
from dangjian.affairs.registers.rules.periods import words_of
from dangjian.affairs.registers.rules.values import number
from dangjian.foundation.spreadsheets import Column, workbook


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: written already, or still to be filled."""

    body: str
    name: str
    values: dict[str, Any]
    standing: str = "未填"
    version: int | None = None
    order: tuple[int, int] = field(default=(0, 0))


def book(
    register: Register, definition: Definition, period: str, lines: Sequence[Entry], missing: Sequence[Organization],
    actor: Actor, on: date,
) -> bytes:  # fmt: skip
    """Return the file of the lines and of the bodies that have none yet, known values in place; ``actor`` is whole."""
    rows = [
        Row(line.organization.name, line.name, line.values, line.get_state_display(), line.version.number,
            (line.organization.order_no, line.pk))
        for line in lines
    ]  # fmt: skip
    if definition.about is not About.PERSON:
        given = known(definition, missing, actor, on)
        rows += [
            Row(
                body.name, "", {key: one.value for key, one in given.get(body.pk, {}).items()}, order=(body.order_no, 0)
            )
            for body in missing
        ]
    rows.sort(key=lambda row: row.order)
    said = f"{register.organization.name}　{words_of(period)}　约 {definition.minutes} 分钟"
    return workbook(
        title=register.title,
        line=said,
        columns=_columns(definition),
        rows=rows,
        sheet=register.title[:28].translate(_NOT),
    )


_NOT = str.maketrans("", "", "[]:*?/\\")


def _columns(definition: Definition) -> list[Column[Row]]:
    numbered: list[Column[Row]] = [Column(BODY, 26, lambda row: row.body)]
    if head := subject_head(definition):
        numbered.append(Column(head, 14, lambda row: row.name))
    numbered += [Column(one.head, 12, _shown(one)) for one in definition.live]
    return [*numbered, Column("进度", 9, lambda row: row.standing)]


def _shown(one: Field) -> Any:  # noqa: ANN401  # a column's reader
    def value(row: Row) -> str | int | Decimal | date | None:
        found = row.values.get(one.key)
        if found is None or found == "":
            return None
        if isinstance(found, bool):
            return "是" if found else "否"
        if one.kind is Kind.DAY:
            return date.fromisoformat(found)
        figure = number(found) if one.is_figure else None
        if figure is None:
            return str(found)
        return int(figure) if one.kind is Kind.INTEGER else figure if one.kind is Kind.MONEY else str(found)

    return value
