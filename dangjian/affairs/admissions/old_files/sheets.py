"""The conflicts of an old file as a workbook: what the officer takes along to the branch."""

from collections.abc import Iterable
from dataclasses import dataclass

from dangjian.affairs.admissions.models import OldFile
from dangjian.affairs.admissions.old_files.columns import CAPTIONS
from dangjian.foundation.spreadsheets import Column, workbook


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    name: str
    branch: str
    field: str
    words: str
    citation: str


def of_conflicts(file: OldFile) -> bytes:
    """Return the file: a line for each conflict."""
    columns: list[Column[_Line]] = [
        Column("行号", 6, lambda line: line.number),
        Column("姓名", 10, lambda line: line.name),
        Column("党支部", 26, lambda line: line.branch),
        Column("哪一项", 14, lambda line: line.field),
        Column("冲突", 46, lambda line: line.words),
        Column("依据", 40, lambda line: line.citation),
    ]
    line = f"{file.name}：{file.rows_read} 行，{file.rows_wrong} 行有冲突；只核对，没有改动任何档案"
    return workbook(title="发展党员日期核对", line=line, columns=columns, rows=list(_lines(file)), sheet="冲突")


def _lines(file: OldFile) -> Iterable[_Line]:
    for row in file.rows.exclude(conflicts=[]).order_by("pk"):
        for one in row.conflicts:
            yield _Line(
                row.number, row.person_name, row.branch_name, CAPTIONS.get(one["field"], ""), one["words"],
                one["citation"],
            )  # fmt: skip
