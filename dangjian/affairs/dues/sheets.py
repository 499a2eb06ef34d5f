"""The ledger, and the amounts of a branch for a year, as workbooks in the columns of their pages."""

from decimal import Decimal
from typing import Final

from dangjian.affairs.dues.forms.amounts import Line
from dangjian.affairs.dues.models import Entry, Kind
from dangjian.affairs.dues.rules import CENTS
from dangjian.foundation.spreadsheets import Column


def signed(entry: Entry) -> Decimal:
    """Return an entry's amount in yuan, below nothing for what undoes another or goes out."""
    out = entry.kind in (Kind.REVERSAL, Kind.HAND_UP, Kind.SENT_OUT, Kind.SPENT, Kind.CARRIED)
    if entry.kind == Kind.REVERSAL and entry.reverses and entry.reverses.kind not in (Kind.PAY, Kind.ELSEWHERE):
        out = False
    amount = Decimal(entry.amount) / CENTS
    return -amount if out else amount


LEDGER: Final[tuple[Column[tuple[int, Entry]], ...]] = (
    Column("序号", 6, lambda row: row[0]),
    Column("日期", 16, lambda row: row[1].on),
    Column("事项", 14, lambda row: row[1].get_kind_display()),
    Column("姓名或对方", 24, lambda row: str(row[1].person or row[1].counterpart or row[1].use)),
    Column("所属月份", 12, lambda row: f"{row[1].month:%Y-%m}" if row[1].month else ""),
    Column("金额（元）", 12, lambda row: signed(row[1])),
    Column("说明", 24, lambda row: row[1].words),
    Column("登记人", 12, lambda row: row[1].recorded_name),
)
AMOUNTS: Final[tuple[Column[tuple[int, Line]], ...]] = (
    Column("序号", 6, lambda row: row[0]),
    Column("姓名", 12, lambda row: row[1].start.person.name),
    Column("收入情形", 18, lambda row: row[1].caption),
    Column("每月应交（元）", 14, lambda row: Decimal(row[1].start.now.cents) / CENTS if row[1].start.now else None),
    Column("怎么来的", 60, lambda row: "；".join((row[1].start.source, *row[1].working))),
)
