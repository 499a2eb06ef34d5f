"""Headers anywhere and over several lines; columns by words and by looks; days in every habit."""

from datetime import date

import pytest

from dangjian.access.secrets import Place, blind_index, unseal
from dangjian.affairs.imports.columns import heads, matching
from dangjian.affairs.imports.columns.days import read_day
from dangjian.affairs.imports.columns.vocabulary import vocabulary
from dangjian.affairs.imports.kinds.branches import plain
from dangjian.affairs.imports.kinds.people.cells import id_number, quick_id_number, readers
from dangjian.affairs.imports.kinds.people.lines import ENTRY, MEMBER, PERSON, SEALED, SPELL, text
from dangjian.affairs.imports.kinds.people.sealing import Sealer
from dangjian.affairs.imports.kinds.rows import quoted
from dangjian.affairs.imports.tests import make
from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.people.models import Entry, Person
from dangjian.affairs.people.rules import Unreadable, read_id_number
from dangjian.foundation.ids import public_id

ON = date(2026, 11, 21)
PEOPLE = vocabulary("people")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-07-01", date(2019, 7, 1)),
        ("2019/7/1", date(2019, 7, 1)),
        ("2019.7.1", date(2019, 7, 1)),
        ("2019.07", date(2019, 7, 1)),
        ("2019年7月", date(2019, 7, 1)),
        ("2019 年 7 月 1 日", date(2019, 7, 1)),
        ("20190701", date(2019, 7, 1)),
        ("201907", date(2019, 7, 1)),
        ("2019-07-01 00:00:00", date(2019, 7, 1)),
        ("43647", date(2019, 7, 1)),
        ("43647.5", date(2019, 7, 1)),
        ("无", None),
        ("", None),
    ],
)
def test_a_day_in_every_habit(text: str, day: date | None) -> None:
    assert read_day(text).on == day


def test_serial_days_from_1904() -> None:
    assert read_day("42185", from_1904=True).on == date(2019, 7, 1)


@pytest.mark.parametrize("text", ["2019", "2019-13-01", "2019.2.30", "1.2E+17", "七月", "99", "0001-01-01", "3019070"])
def test_what_is_no_day_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_day(text)
    assert text not in str(caught.value).removesuffix("如 2019年7月。")


def test_october_that_may_be_january_is_doubted() -> None:
    assert "10 月" in read_day("2019.1").doubt
    assert not read_day("2019.10").doubt


def test_a_header_under_titles_and_over_two_lines() -> None:
    rows = [
        ["石桥镇党员花名册", *[""] * 5],
        ["填报单位：石桥镇", *[""] * 5],
        ["序号", "基本情况", "基本情况", "组织关系", "组织关系", "联系方式"],
        ["", "姓名", "身份证号码", "所在支部", "党员类别", "手机"],
        ["1", "李建国", "", "", "", ""],
    ]
    head = heads.find(rows, PEOPLE)
    assert head is not None
    assert (head.first, head.last) == (2, 3)
    assert head.captions[1:5] == ("姓名", "身份证号码", "所在支部", "党员类别")
    found = matching.guess(head.captions, rows[4:], PEOPLE)
    assert (found[1], found[2], found[3], found[4], found[5]) == ("name", "id_number", "branch", "category", "phone")
    assert not matching.missing(found, PEOPLE)


def test_columns_renamed_reordered_and_without_a_name() -> None:
    captions = ["党员姓名（必填）", "*身份证号", "", "支部", "类别", "爱好"]
    rows = [["李建国", "x", "13800000001", "东河村党支部", "正式党员", "下棋"]] * 3
    found = matching.guess(captions, rows, PEOPLE)
    assert found == {0: "name", 1: "id_number", 2: "phone", 3: "branch", 4: "category"}


@pytest.mark.parametrize(
    ("row", "is_beside"),
    [
        (["合计", "", "12", ""], True),
        (["填表人：李建国", "", "审核人：赵丽华", ""], True),
        (["1", "2", "3", "4"], True),
        (["序号", "姓名", "所在党支部", "类别"], True),
        (["12", "", "", ""], True),
        (["12", "李建国", "东河村党支部", ""], False),
    ],
)
def test_totals_notes_and_headers_again_are_no_people(row: list[str], is_beside: bool) -> None:  # noqa: FBT001
    assert heads.is_beside(row, ["序号", "姓名", "所在党支部", "类别"], [1, 2, 3]) is is_beside


def test_the_quick_look_at_a_number_agrees_with_the_rule() -> None:
    for serial in range(1, 400):
        number = make.id_number(date(1950 + serial % 50, 1 + serial % 12, 1 + serial % 28), serial)
        assert quick_id_number(number, ON) == read_id_number(number, on=ON)
        wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
        assert quick_id_number(wrong, ON) is None
    assert quick_id_number(make.id_number(date(2030, 1, 1)), ON) is None


def test_a_number_in_scientific_notation_and_an_old_one() -> None:
    with pytest.raises(Unreadable, match="科学计数法"):
        id_number("9.90001E+17", ON)
    assert id_number("990000800501001", ON).text.startswith("99000019800501001")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("清源县石桥镇东河村三组12号", "清源县石桥镇东河村"),
        ("石桥镇幸福路12号3单元401室", "石桥镇幸福路"),
        ("石桥镇东河村第二村民小组", "石桥镇东河村"),
        ("石桥镇十里铺村", "石桥镇十里铺村"),
    ],
)
def test_an_address_ends_before_the_door(text: str, kept: str) -> None:
    assert readers(ON, from_1904=False)["residence"](text)[0] == kept


def test_names_of_branches_as_people_write_them() -> None:
    assert (
        len({plain(name) for name in ("东河村党支部", "中共东河村支部委员会", "东河村支部", " 东河村党支部委员会")})
        == 1
    )


def test_the_columns_written_are_those_of_the_tables() -> None:
    """A column that is added must be written too, or have a default in the database or be empty."""
    for model, written, given in (
        (Person, PERSON + SEALED, {"id"}),
        (Member, MEMBER, {"id", "person_id"}),
        (Spell, SPELL, {"id", "recorded_at", "superseded_at"}),
        (Entry, ENTRY, {"id", "before", "recorded_at"}),
    ):
        columns = {field.column for field in model._meta.concrete_fields if not field.null or field.column in written}
        assert columns - given - set(written) == set()
        assert set(written) <= {field.column for field in model._meta.concrete_fields}


def test_a_line_of_copy_keeps_what_looks_like_its_own_signs() -> None:
    values = ["a\tb", "c\\d", None, True, date(2019, 7, 1), b"\x00\xff", 3]
    assert [text(value) for value in values] == ["a\\tb", "c\\\\d", "\\N", "t", "2019-07-01", "\\\\x00ff", "3"]


def test_the_quick_seal_is_the_seal_of_the_platform() -> None:
    sealer, row = Sealer(), public_id()
    for column in ("id_number", "phone", "landline"):
        assert unseal(sealer.seal("13800000001", column, row), Place("people_person", column, row)) == "13800000001"
    for kind in ("id_number", "phone"):
        assert sealer.index(kind, "13800000001") == blind_index(kind, "13800000001")


def test_numbers_are_never_quoted() -> None:
    assert "1380" not in quoted("13800000001")
    assert quoted("东河村") == "东河村"
