"""A workbook's rows as days: read in the limited child process, its header wherever it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dangjian.affairs.admissions.old_files.columns import CAPTIONS, NUMBERS, WORDS
from dangjian.affairs.imports.columns.days import read_day
from dangjian.affairs.imports.columns.heads import SEARCHED, find, is_beside, known
from dangjian.affairs.imports.reading import rosters
from dangjian.affairs.people.rules import Unreadable
from dangjian.foundation.documents.content import Unsupported

MOST: Final = 5_000
_LEAST: Final = 2  # A roster of admissions has a name and at least one more column that we know.


@dataclass(slots=True)
class Read:
    """One row: who, where, the days, the numbers, and the fields whose words could not be read."""

    number: int
    name: str
    branch: str = ""
    days: dict[str, date] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)


def rows(data: bytes) -> list[Read]:
    """Return the rows of the first sheet that has a header; ``Unsupported`` in words where there is none."""
    numbers: list[int] = []
    lines: list[list[str]] = []
    from_1904 = False
    for part in rosters.read(data):
        if isinstance(part, rosters.Sheet):
            if lines and find(lines[:SEARCHED], WORDS):
                break
            numbers, lines, from_1904 = [], [], part.from_1904
        else:
            numbers += part.numbers
            lines += part.rows
    head = find(lines[:SEARCHED], WORDS)
    if head is None:
        raise Unsupported("没有找到表头，没有读取。要有“姓名”和至少一列日期，如“递交入党申请书”“支部大会接收”。")
    columns = {at: name for at, caption in enumerate(head.captions) if (name := known(caption, WORDS))}
    if "name" not in columns.values() or len(columns) < _LEAST:
        raise Unsupported("表头里没有“姓名”列，没有读取。请加上这一列再试。")
    place = next(at for at, name in columns.items() if name == "name")
    body = zip(numbers[head.last + 1 :], lines[head.last + 1 :], strict=True)
    found = [_row(number, line, columns, from_1904=from_1904) for number, line in body
             if not is_beside(line, head.captions, [place])]  # fmt: skip
    if len(found) > MOST:
        raise Unsupported(f"表里有 {len(found)} 行，超过 {MOST} 行，没有读取。请分成几个文件。")
    return [one for one in found if one.name]


def _row(number: int, line: list[str], columns: dict[int, str], *, from_1904: bool) -> Read:
    made = Read(number, "")
    for name, cell in _cells(line, columns):
        if name == "name":
            made.name = cell[:60]
        elif name == "branch":
            made.branch = cell[:120]
        elif name in NUMBERS:
            _take_number(made, name, cell)
        else:
            _take_day(made, name, cell, from_1904=from_1904)
    return made


def _cells(line: list[str], columns: dict[int, str]) -> Iterator[tuple[str, str]]:
    for at, name in columns.items():
        if at < len(line) and line[at]:
            yield name, line[at]


def _take_number(made: Read, name: str, cell: str) -> None:
    digits = "".join(sign for sign in cell if sign.isdecimal())
    if digits and len(digits) <= 4:  # noqa: PLR2004  # days or hours of one training
        made.numbers[name] = int(digits)
    else:
        made.unread.append((name, f"{CAPTIONS[name]}认不出，请写成数字。"))


def _take_day(made: Read, name: str, cell: str, *, from_1904: bool) -> None:
    try:
        read = read_day(cell, from_1904=from_1904)
    except Unreadable as wrong:
        made.unread.append((name, f"{CAPTIONS[name]}：{wrong}"))
        return
    if read.on:
        made.days[name] = read.on
    if read.doubt:
        made.unread.append((name, f"{CAPTIONS[name]}{read.doubt.replace('按 1 月导入', '按 1 月核对')}"))
