"""T29: what the platform exports it reads back, byte for byte: 18-digit numbers and leading zeros intact."""

import os
from collections.abc import Iterator
from operator import itemgetter
from random import Random

import pytest

from dangjian.affairs.imports.columns import heads, matching
from dangjian.affairs.imports.columns.vocabulary import vocabulary
from dangjian.affairs.imports.reading import rosters
from dangjian.affairs.imports.tests import make
from dangjian.foundation.spreadsheets import Column, workbook

BOOKS = 10_000 if os.environ.get("TRUST") == "full" else 20
HEADS = ("姓名", "所在党支部", "公民身份证号", "人员类别", "手机号", "家庭住址")
LETTERS = "李王·建 国（二）=+-@'\"0０ＡéＸ一丨𠮷"
Line = tuple[str, ...]


def lines(chance: Random) -> list[Line]:
    """Rows of text as rosters hold it, and worse."""

    def words() -> str:
        return "".join(chance.choice(LETTERS) for _ in range(chance.randrange(1, 12))).strip() or "李"

    return [
        (
            words(),
            words(),
            make.id_number(serial=chance.randrange(1000)),
            chance.choice(("正式党员", "预备党员")),
            f"{chance.randrange(10**6):011d}",
            f"{chance.randrange(10**4):08d}{words()}",
        )
        for _ in range(chance.randrange(1, 30))
    ]


def exported(rows: list[Line]) -> bytes:
    columns = [Column(head, 12, itemgetter(at)) for at, head in enumerate(HEADS)]
    return workbook(title="党员名册", line="填报单位：石桥镇", columns=columns, rows=rows, sheet="党员")


def imported(data: bytes) -> Iterator[Line]:
    rows = [row for block in rosters.read(data) if isinstance(block, rosters.Block) for row in block.rows]
    words = vocabulary("people")
    head = heads.find(rows, words)
    assert head is not None
    assert not matching.missing(matching.guess(head.captions, rows[head.last + 1 :], words), words)
    for row in rows[head.last + 1 :]:
        yield tuple(row)


@pytest.mark.trust
def test_exported_read_back_and_exported_again_is_the_same() -> None:
    for seed in range(BOOKS):
        rows = lines(Random(seed))  # noqa: S311  # a roster, no secret
        back = list(imported(exported(rows)))
        assert back == rows
        assert list(imported(exported(back))) == rows


def test_the_control_a_number_cell_loses_digits() -> None:
    data = make.workbook(
        [["李建国", "东河村党支部", int(make.id_number(serial=12)[:17]), "正式党员", 100, ""]], heads=HEADS
    )
    (row,) = imported(data)
    assert "E+" in row[2]
