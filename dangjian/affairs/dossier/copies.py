"""A person's copy of everything that is held of them: one table, to keep, print or hand on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.http import QueryDict

from dangjian.affairs.dossier.queries import own
from dangjian.affairs.dossier.queries.looks import looks
from dangjian.affairs.people.models import Person
from dangjian.foundation.spreadsheets import Column, workbook
from dangjian.foundation.time import as_day


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the copy."""

    part: str
    caption: str
    value: str
    source: str


_LOOKS: Final = 10_000
_COLUMNS: Final[tuple[Column[Row], ...]] = (
    Column("部分", 16, lambda row: row.part),
    Column("项目", 18, lambda row: row.caption),
    Column("内容", 44, lambda row: row.value),
    Column("来源和日期", 36, lambda row: row.source),
)


def workbook_of(person: Person, *, on: date, at: datetime) -> bytes:
    """Return the Excel file; numbers stand in it whole, so only the person may get it."""
    return workbook(
        title=f"{person.name}同志档案副本",
        line=f"{_day(on)}由本人下载。平台登记的与本人有关的全部内容。",
        columns=_COLUMNS,
        rows=[*_facts(person, on, at), *_requests(person, on), *_timeline(person), *_looks(person)],
        sheet="我的档案",
    )


def _facts(person: Person, on: date, at: datetime) -> Iterator[Row]:
    for part in own.parts(person, on, at, is_whole=True):
        for line in part.lines:
            yield Row(part.heading, line.caption, line.value, line.source)


def _requests(person: Person, on: date) -> Iterator[Row]:
    for one in own.requests(person, on):
        yield Row("更正申请", one.caption, f"改为：{one.asked}；{one.standing.words}", _day(one.row.asked_on))


def _timeline(person: Person) -> Iterator[Row]:
    for one in own.timeline(person):
        yield Row("经过", _day(one.on), one.words, one.source)


def _looks(person: Person) -> Iterator[Row]:
    for one in looks(person, QueryDict(), size=_LOOKS).rows:
        yield Row("谁看过", _day(as_day(one.at)), one.who, f"{one.what}{'：' if one.why else ''}{one.why}")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
