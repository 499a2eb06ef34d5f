"""The posts in scope as a workbook, in the columns of their page."""

from typing import Final

from dangjian.affairs.posts.queries import Seat
from dangjian.foundation.spreadsheets import Column
from dangjian.foundation.spreadsheets.writing import Value


def _since(seat: Seat) -> Value:
    """Return the day, or the days in words where several sit."""
    days = [one.appointment.during.lower for one in seat.sitting]
    return days[0] if len(days) == 1 else "、".join(f"{day.year}年{day.month}月{day.day}日" for day in days)


def _holders(seat: Seat) -> Value:
    names = "、".join(one.appointment.person.name for one in seat.sitting)
    return names or (seat.standing.words if seat.standing else "")


SEATS: Final[tuple[Column[Seat], ...]] = (
    Column("党组织", 34, lambda seat: seat.post.organization.short_name),
    Column("职务", 20, lambda seat: f"{seat.post.office} {seat.post.title}".strip()),
    Column("任职人", 16, _holders),
    Column("任职日期", 18, _since),
    Column("同时担任", 30, lambda seat: "；".join(one.others_words for one in seat.sitting if one.others_words)),
)
