"""A list of firms or societies as those who register them write it, read in the limited child process.

Only the columns below are taken: names, phones and addresses of persons in the file are never read out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dangjian.affairs.imports.columns import heads, matching
from dangjian.affairs.imports.columns.vocabulary import Field, Vocabulary, plain
from dangjian.affairs.imports.reading.rosters import Block, Sheet, read
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.markings import is_marked

_MARKED: Final = "此文标有密级或内部标志，不得在本平台处理。内容未保存。"
_MOST: Final = 100_000
_NEEDED: Final = ("name", "credit_code")
_WORDS: Final = (
    ("name", "名称", "企业名称 单位名称 市场主体名称 主体名称 社会组织名称 组织名称 机构名称 企业机构名称"),
    ("credit_code", "统一社会信用代码", "信用代码 社会信用代码 统一信用代码 统一代码 注册号"),
    (
        "staff",
        "从业人数",
        "从业人员 从业人员数 从业人员总数 从业人员期末人数 职工人数 员工人数 工作人员数 参保人数 人数",
    ),
    ("place", "住所", "地址 企业住所 经营场所 登记住所 注册地址 所在镇街 所属乡镇 辖区"),
    ("status", "登记状态", "经营状态 企业状态 主体状态 状态 存续状态 年检状态"),
)
_FIELDS: Final = tuple(Field(name, caption, name in _NEEDED, tuple(words.split())) for name, caption, words in _WORDS)
_NUMBER: Final = re.compile(r"(\d{1,7})\s*人?(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit of a list, with the row it stands in; ``staff`` is None where it is not written or no number."""

    number: int
    name: str
    credit_code: str
    staff: int | None = None
    place: str = ""
    status: str = ""


def vocabulary() -> Vocabulary:
    """Return the columns that are taken out of a list, and what they are called."""
    by_words = {plain(word): field.name for field in _FIELDS for word in (field.caption, *field.words)}
    return Vocabulary(_FIELDS, by_words, {})


def entries(data: bytes) -> list[Entry]:
    """Return the units of a workbook or .csv; raises ``Unsupported`` in words for a file that is none, or unfit."""
    found: list[Entry] = []
    rows: list[tuple[int, list[str]]] = []
    for piece in read(data):
        if isinstance(piece, Sheet):
            found += _taken(rows)
            rows = []
        elif isinstance(piece, Block):
            rows += zip(piece.numbers, piece.rows, strict=True)
        if len(rows) > _MOST:
            raise Unsupported(f"名单超过 {_MOST} 行，没有导入。请分镇乡或分成几个文件。")
    found += _taken(rows)
    if not found:
        raise Unsupported("没有找到“名称”和“统一社会信用代码”两列，没有导入。请看看表头，改好后再上传。")
    return found


def _taken(rows: Sequence[tuple[int, list[str]]]) -> Iterator[Entry]:
    words = vocabulary()
    lines = [row for _, row in rows]
    if any(is_marked("\n".join(row)) for row in lines[: heads.SEARCHED]):
        raise Unsupported(_MARKED)
    head = heads.find(lines, words) if lines else None
    if head is None:
        return
    columns = {name: at for at, name in matching.guess(head.captions, lines[head.last + 1 :], words).items()}
    if "name" not in columns or "credit_code" not in columns:
        return
    for number, row in rows[head.last + 1 :]:
        cells = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        if cells["name"] and not heads.is_beside(row, head.captions, [columns["name"]]):
            yield Entry(
                number, cells["name"], cells["credit_code"], _staff(cells.get("staff", "")), cells.get("place", ""),
                cells.get("status", ""),
            )  # fmt: skip


def _staff(words: str) -> int | None:
    found = _NUMBER.fullmatch(words)
    return int(found.group(1)) if found else None
