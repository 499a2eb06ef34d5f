"""The transfers of one direction as a workbook, in the columns of their page."""

from collections.abc import Sequence

from dangjian.affairs.transfers.queries import IN, Line
from dangjian.foundation.spreadsheets import Column


def of(side: str) -> Sequence[Column[Line]]:
    """Return the columns of what leaves or of what arrives."""
    return (
        Column("姓名", 12, lambda line: line.transfer.person_name),
        _other_end(side),
        Column("办到哪一步", 18, lambda line: line.transfer.get_state_display()),
        Column("轮到", 26, lambda line: line.standing.turn or ""),
        Column("期限", 16, lambda line: line.standing.latest_on),
        Column("情况", 20, lambda line: line.standing.look.words),
    )


def _other_end(side: str) -> Column[Line]:
    if side == IN:
        return Column("从哪里来", 40, lambda line: line.transfer.from_name)
    return Column("转往哪里", 40, lambda line: line.transfer.to_name)
