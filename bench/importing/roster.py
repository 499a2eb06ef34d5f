"""The workbook that is imported: 63,636 people in 25 columns, the way the national system exports them."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from random import Random
from typing import Final

import xlsxwriter

from dangjian.affairs.people.rules import check_digit

PEOPLE: Final = 63_636
HEADS: Final = (
    "序号", "姓名", "所在党支部", "公民身份证号", "性别", "民族", "出生日期", "学历", "人员类别", "加入党组织日期",
    "转为正式党员日期", "工作岗位", "手机号", "固定电话", "家庭住址", "党籍状态", "是否为失联党员", "失去联系日期",
    "是否为流动党员", "外出流向", "备注", "学位", "户籍所在地", "入党类型", "是否农民工",
)  # fmt: skip
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN: Final = "建国军华明丽芳伟敏静强磊洋勇艳杰娟涛秀英霞平刚桂兰文武志海燕春山林峰"
_FIRST: Final = date(1945, 1, 1)
_DAYS: Final = 17_000


def workbook(branches: Sequence[str], *, seed: int, people: int = PEOPLE) -> bytes:
    """Return the file: a merged title, a line of facts, the header in row 3, the people under it."""
    chance = Random(seed)  # noqa: S311  # a roster, no secret
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        page = book.add_worksheet("党员")
        page.merge_range(0, 0, 0, len(HEADS) - 1, "党员花名册")
        page.write_string(1, 0, "填报单位：清源县")
        for at, head in enumerate(HEADS):
            page.write_string(2, at, head)
        for number in range(people):
            for at, words in enumerate(_row(chance, number, branches[number % len(branches)])):
                if words:
                    page.write_string(number + 3, at, words)
    return buffer.getvalue()


def _row(chance: Random, number: int, branch: str) -> tuple[str, ...]:
    born = _FIRST + timedelta(days=chance.randrange(_DAYS))
    joined = born + timedelta(days=365 * chance.randrange(20, 28))
    # Area and serial together keep every number apart: no two people share one.
    first = f"99{number // 1000:04d}{born:%Y%m%d}{number % 1000:03d}"
    name = chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN)
    return (
        str(number + 1), name, branch, first + check_digit(first), "男" if int(first[16]) % 2 else "女", "汉族",
        born.isoformat(), chance.choice(("初中", "高中", "中专", "大专", "本科")), "正式党员", f"{joined:%Y.%m}",
        f"{joined + timedelta(days=800):%Y年%m月%d日}", chance.choice(("务农", "教师", "村干部", "职工")),
        f"199{number:08d}", f"0999-{2_000_000 + number}" if number % 4 == 0 else "", "清源县石桥镇东河村", "正常", "否",
        "", "否", "", "", "学士" if number % 7 == 0 else "", "清源县石桥镇", "新发展", "否",
    )  # fmt: skip
