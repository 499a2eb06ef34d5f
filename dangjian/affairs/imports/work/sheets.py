"""The sheets of a file as parts to check: the header of each found, its columns understood, rows in blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from dangjian.affairs.imports.columns import heads, matching
from dangjian.affairs.imports.columns.vocabulary import NOT_KEPT, Vocabulary, vocabulary
from dangjian.affairs.imports.kinds.registry import checker
from dangjian.affairs.imports.kinds.rows import Checker, Row
from dangjian.affairs.imports.models import Import, Shape
from dangjian.affairs.imports.reading.rosters import Block, Sheet
from dangjian.affairs.imports.reading.workbook import letter
from dangjian.foundation.documents.content import Unsupported
from dangjian.foundation.documents.markings import is_marked

_MARKED: Final = "此文标有密级或内部标志，不得在本平台处理。文件已删除，内容未保存。"
_SAMPLED: Final = 60


class Unmapped(Exception):
    """A sheet has rows, and a column that no roster does without was not recognized."""

    def __init__(self, captions: list[str], columns: dict[int, str], shape: str, missing: list[str]) -> None:
        self.captions, self.columns, self.shape, self.missing = captions, columns, shape, missing
        super().__init__(shape)


@dataclass(slots=True)
class Part:
    """A sheet whose columns are understood."""

    sheet: str
    captions: Sequence[str]
    shape: str
    columns: dict[int, str]
    checker: Checker
    blocks: Iterator[list[Row]]
    words: Vocabulary

    def place_of(self, field: str) -> tuple[str, str]:
        """Return the letter and the caption of a field's column."""
        at = next((column for column, name in self.columns.items() if name == field), None)
        caption = self.words.caption(field) if field else ""
        return (letter(at), caption) if at is not None else ("", caption)


def parts(source: Import, stream: Iterator[Sheet | Block], on: date, notes: list[str]) -> Iterator[Part]:
    """Yield each sheet that holds rows; notes say which do not. Raises ``Unmapped`` and ``Unsupported``."""
    words, pending, is_first = vocabulary(source.kind), next(stream, None), True
    seen: dict[str, Row] = {}
    while isinstance(pending, Sheet):
        sheet = pending
        first = next(stream, None)
        if not isinstance(first, Block):
            pending = first
            continue
        rest = _Rest(stream)
        part = _part(source, sheet, first, rest, on, words, seen, is_only=is_first)
        if part:
            is_first = False
            notes += _said(sheet, part)
            yield part
        else:
            notes.append(f"工作表“{sheet.name}”里没有找到表头，没有导入。")
        rest.exhaust()
        pending = rest.following


class _Rest:
    """The blocks of the running sheet; what comes after them is kept."""

    def __init__(self, stream: Iterator[Sheet | Block]) -> None:
        self._stream = stream
        self.following: Sheet | Block | None = None

    def __iter__(self) -> Iterator[Block]:
        for item in self._stream:
            if isinstance(item, Sheet):
                self.following = item
                return
            yield item

    def exhaust(self) -> None:
        if self.following is None:
            for _ in self:
                continue


def _part(
    source: Import,
    sheet: Sheet,
    first: Block,
    rest: _Rest,
    on: date,
    words: Vocabulary,
    seen: dict[str, Row],
    *,
    is_only: bool,
) -> Part | None:
    if any(is_marked("\n".join(row)) for row in first.rows[: heads.SEARCHED]):
        raise Unsupported(_MARKED)
    head = heads.find(first.rows, words)
    if head is None and (not is_only or max(map(len, first.rows)) < 3):  # noqa: PLR2004  # notes, no table
        return None
    begin = head.last + 1 if head else 0
    captions = list(head.captions) if head else [f"{letter(at)} 列" for at in range(max(map(len, first.rows)))]
    shape = matching.shape(captions)
    columns = _columns(source, shape) or matching.guess(captions, first.rows[begin : begin + _SAMPLED], words)
    if missing := matching.missing(columns, words):
        if is_only:
            raise Unmapped(captions, columns, shape, missing)
        return None
    kept = {at: name for at, name in columns.items() if name != NOT_KEPT}
    blocks = _rows(sheet, chain([Block(first.numbers[begin:], first.rows[begin:])], rest), captions, sorted(kept))
    return Part(
        sheet.name, captions, shape, columns, checker(source, kept, on, seen, from_1904=sheet.from_1904), blocks, words
    )


def _columns(source: Import, shape: str) -> dict[int, str]:
    """Return what a person said of these columns: in this import, else in an earlier one of the county."""
    said = source.columns.get(shape)
    if said is None:
        rows = Shape.objects.filter(county_id=source.county_id, kind=source.kind, digest=shape)
        said = rows.values_list("columns", flat=True).first() or {}
    return {int(at): str(name) for at, name in said.items()}


def _rows(
    sheet: Sheet, blocks: Iterator[Block] | chain[Block], captions: Sequence[str], key: Sequence[int]
) -> Iterator[list[Row]]:
    for block in blocks:
        rows = zip(block.numbers, block.rows, strict=True)
        kept = [Row(sheet.name, number, cells) for number, cells in rows if not heads.is_beside(cells, captions, key)]
        if kept:
            yield kept


def _said(sheet: Sheet, part: Part) -> Iterator[str]:
    if sheet.hidden:
        yield f"文件里有 {sheet.hidden} 行或列是隐藏的，已一并读取；不要的请先删去再上传。"
    left = [
        caption for at, caption in enumerate(part.captions) if caption and part.columns.get(at, NOT_KEPT) == NOT_KEPT
    ]
    if left:
        shown = "、".join(left[:12]) + ("等" if len(left) > 12 else "")  # noqa: PLR2004  # one line
        yield f"这些列不导入：{shown}。平台只保存用得上的内容；婚姻、宗教、银行卡、照片等一律不保存。"
