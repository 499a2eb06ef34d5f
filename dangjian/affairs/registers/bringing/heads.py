"""Where a workbook's columns are: its head row found by the words in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dangjian.affairs.imports.reading.rosters import Block, Sheet, read
from dangjian.affairs.registers.rules.definitions import About, Definition
from dangjian.affairs.registers.rules.fields import Field
from dangjian.foundation.documents.content import Unsupported

BODY: Final = "党组织"
_BODIES: Final = frozenset({BODY, "党组织名称", "填报单位", "单位"})
_LOOKED: Final = 12  # Rows in which the head must stand.
_TRIMMED: Final = str.maketrans("", "", " \n\t　*＊")


def subject_head(definition: Definition) -> str:
    """Return the head of the column that tells lines of one body apart; empty where there is none."""
    return {About.PERSON: "姓名", About.THING: "名称", About.PLACE: "地方"}.get(definition.about, "")


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the columns, and the rows under the head with their numbers in the sheet."""

    body: int
    subject: int | None
    fields: Sequence[tuple[Field, int]]
    unknown: Sequence[str]
    numbers: Sequence[int]
    rows: Sequence[Sequence[str]]


def read_table(data: bytes, definition: Definition) -> Table:
    """Read the first sheet that holds the register's columns; raises ``Unsupported`` in words."""
    for numbers, rows in _sheets(data):
        for place, row in enumerate(rows[:_LOOKED]):
            found = _columns(row, definition)
            if found is not None:
                body, subject, fields, unknown = found
                return Table(body, subject, fields, unknown, numbers[place + 1 :], rows[place + 1 :])
    wanted = "、".join(one.head for one in definition.asked[:3])
    raise Unsupported(f"没有找到表头：要有“{BODY}”一列和栏目名（如{wanted}）。没有导入，请用“导出表格”导出的那张填。")


def _sheets(data: bytes) -> Iterator[tuple[list[int], list[list[str]]]]:
    numbers: list[int] = []
    rows: list[list[str]] = []
    for part in read(data):
        if isinstance(part, Sheet):
            if rows:
                yield numbers, rows
            numbers, rows = [], []
        elif isinstance(part, Block):
            numbers += part.numbers
            rows += part.rows
    if rows:
        yield numbers, rows


def _columns(
    row: Sequence[str], definition: Definition
) -> tuple[int, int | None, list[tuple[Field, int]], list[str]] | None:
    heads = [words.translate(_TRIMMED) for words in row]
    body = next((place for place, words in enumerate(heads) if words in _BODIES), None)
    wanted = subject_head(definition)
    subject = heads.index(wanted) if wanted in heads else None
    by_words = {words: one for one in definition.live for words in (one.caption, one.head)}
    trimmed = {words.translate(_TRIMMED): one for words, one in by_words.items()}
    fields = [(trimmed[words], place) for place, words in enumerate(heads) if words in trimmed]
    if body is None or not fields or (wanted and subject is None):
        return None
    known = {body, subject, *(place for _, place in fields)}
    unknown = [words for place, words in enumerate(heads) if words and place not in known and words != "序号"]
    return body, subject, [(one, place) for one, place in fields if one.is_asked], unknown
