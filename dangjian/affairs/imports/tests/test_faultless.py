"""What is told by whole columns is what is read cell by cell: the same rows to write, the same findings and notes."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

import pytest

from dangjian.affairs.imports.kinds.people import checking
from dangjian.affairs.imports.kinds.people.faultless import Faultless, Telling
from dangjian.affairs.imports.kinds.rows import Checked, Row
from dangjian.affairs.imports.tests import make
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import TODAY, make_member

FIELDS = (
    "name", "branch", "id_number", "category", "sex", "born_on", "joined_on", "confirmed_on", "phone", "landline",
    "residence", "standing", "is_lost", "lost_since", "degree", "applied_on", "seniority_correction",
)  # fmt: skip
ROWS = 600


def row(chance: Random, number: int) -> Row:
    """Return a row that is faultless more often than not; a few are short, and a few share a number."""
    serial = number - 1 if chance.random() < 0.05 and number else number
    born = date(1960, 1, 1).replace(month=serial % 12 + 1)

    def mostly(usual: str, *others: str) -> str:
        return chance.choice(others) if chance.random() < 0.04 else usual

    cells = (
        mostly(chance.choice(("李建国", "王丽", "郑大山")), "", "欧阳 娜", "张·三"),
        mostly("东河村党支部", "", "西河村党支部", "无"),
        mostly(make.id_number(born, serial % 1000), "", "12345", "1.2E+17", make.id_number(born, 7)[:17] + "?"),
        mostly("正式党员", "预备党员", "申请人", "", "？"),
        mostly("男" if serial % 2 else "女", "男", "女", "", "无"),
        mostly(chance.choice(("", born.isoformat())), "1960.01", "1970-01-01", "未知"),
        mostly("1990.07", "1975-01-01", "2019.1", "", "未知", "2090-01-01"),
        mostly("1991年7月1日", "1990.08", "1985-01-01", "2090-01-01", ""),
        mostly(f"138{serial:08d}", "", "+86 13800000000", "12"),
        mostly("", "0911-2345678", "99"),
        mostly("清源县石桥镇东河村", "东河村3组12号", "", "第二社区\\一"),
        mostly(chance.choice(("", "正常")), "停止党籍", "？"),
        mostly(chance.choice(("", "否")), "是", "？"),
        mostly("", "2020-01-01"),
        mostly("", "学士", "学" * 30),
        mostly("", "1989.01"),
        mostly("", "3", "三"),
    )
    return Row("党员", number + 4, list(cells[: mostly_all(chance)]))


def mostly_all(chance: Random) -> int:
    return len(FIELDS) if chance.random() < 0.9 else chance.randrange(3, len(FIELDS))


class Never:
    """The control's telling: every row must be looked at cell by cell."""

    def tell(self, rows: Sequence[Row]) -> Iterator[Faultless | None]:
        return iter([None] * len(rows))


def checked(top: Organization, rows: Sequence[Row]) -> tuple[list[Checked], list[str]]:
    checker = checking.People(top, dict(enumerate(FIELDS)), TODAY, {}, from_1904=False)
    found = [each for at in range(0, len(rows), 100) for each in checker.check(rows[at : at + 100])]
    return found, checker.notes()


@pytest.mark.django_db
def test_columns_tell_what_cells_tell(
    township: Organization, branch: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_member(branch, "李建国")
    rows = [row(Random(number), number) for number in range(ROWS)]  # noqa: S311  # a roster, no secret
    told = checked(township, rows)
    monkeypatch.setattr(Telling, "tell", Never.tell)
    assert told == checked(township, rows)
    assert {each.state for each in told[0]} >= {"new", "error"}


@pytest.mark.django_db
def test_most_rows_of_a_clean_roster_are_told_by_column(
    township: Organization, branch: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(checking.People, "_read")  # Nothing is read cell by cell.
    rows = [
        Row("党员", at, ["李建国", branch.name, make.id_number(serial=at), "正式党员", "", "", "2005.07", "2006.07"])
        for at in range(1, 60)
    ]
    assert {each.state for each in checked(township, rows)[0]} == {"new"}
