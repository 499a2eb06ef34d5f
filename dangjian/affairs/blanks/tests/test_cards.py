"""Forms about one person or body: which labels have which cells, and lists that are none; no database."""

import pytest

from dangjian.affairs.blanks.proposals import known, knows, propose
from dangjian.affairs.blanks.rules.captions import Confidence
from dangjian.affairs.blanks.rules.cards import card
from dangjian.affairs.blanks.rules.parting import parted
from dangjian.foundation.documents.filling import Form, Grid

Rows = list[list[str]]
Merges = list[tuple[int, int, int, int]]


def grid(rows: Rows, merges: Merges | None = None) -> Grid:
    return Grid("表", tuple(map(tuple, rows)), tuple(merges or ()), frozenset(), may_grow=True)


def fields(rows: Rows, merges: Merges | None = None) -> dict[str, tuple[int, int]] | None:
    found = card(grid(rows, merges), knows)
    if found is None:
        return None
    return {"/".join(c.path): cell for c, cell in zip(found.columns, found.cells, strict=True)}


def test_labels_left_of_their_cells_with_merged_ones_and_a_place_for_a_photograph() -> None:
    assert fields(
        [
            ["党员登记表", "", "", "", ""],
            ["姓  名", "", "性别", "", "照片"],
            ["民族", "", "入党时间", "", ""],
            ["家庭住址", "", "", "", ""],
            ["填表人：", "", "联系电话", "", ""],
        ],
        [(0, 0, 0, 4), (1, 4, 2, 4), (3, 1, 3, 4)],
    ) == {"姓  名": (1, 1), "性别": (1, 3), "民族": (2, 1), "入党时间": (2, 3), "家庭住址": (3, 1)}


def test_labels_above_their_cells() -> None:
    assert fields([["姓名", "性别", "民族"], ["", "", ""], ["学历", "入党时间", "特长"], ["", "", ""]]) == {
        "姓名": (1, 0),
        "性别": (1, 1),
        "民族": (1, 2),
        "学历": (3, 0),
        "入党时间": (3, 1),
        "特长": (3, 2),
    }


def test_a_group_left_of_labels_belongs_to_them() -> None:
    found = fields([["党支部名称", "", "成立时间", ""], ["党组织书记", "姓名", "", ""], ["", "联系电话", "", ""]],
                   [(1, 0, 2, 0)])  # fmt: skip
    assert found == {
        "党支部名称": (0, 1), "成立时间": (0, 3), "党组织书记/姓名": (1, 2), "党组织书记/联系电话": (2, 2),
    }  # fmt: skip


def test_a_blank_behind_its_label_is_in_the_label_s_own_cell() -> None:
    rows = [["党员基本情况", ""], ["姓名：________", "性别："], ["民族：＿＿＿", "特长：____"], ["填表人：", "日期："]]
    assert fields(rows, [(0, 0, 0, 1)]) == {"姓名：": (1, 0), "性别：": (1, 1), "民族：": (2, 0)}


def test_a_list_inside_a_card_is_left_alone() -> None:
    found = fields(
        [
            ["姓名", "", "性别", ""],
            ["民族", "", "学历", ""],
            ["入党时间", "", "手机号", ""],
            ["家庭成员", "姓名", "年龄", "职务"],
            ["", "", "", ""],
            ["", "", "", ""],
        ],
        [(3, 0, 5, 0)],
    )
    assert found is not None
    assert sorted(found) == sorted(["姓名", "性别", "民族", "学历", "入党时间", "手机号"])


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "性别", "民族"], ["", "", ""]],
        [["姓名", "性别", "民族"], ["", "", ""], ["", "", ""], ["填表人：", "", "联系电话"]],
        [["填报单位：", "", ""], ["乡镇", "党员总数", ""], ["", "", ""], ["合计", "", ""]],
        [["镇（乡）", "党员", "女", "少数民族"], ["石桥镇", "", "", ""], ["合计", "", "", ""]],
        [["类别", "合计", "女", "少数民族"], ["正式党员", "", "", ""], ["预备党员", "", "", ""],
         ["积极分子", "", "", ""], ["发展对象", "", "", ""], ["失联党员", "", "", ""]],
    ],
)  # fmt: skip
def test_a_list_is_no_card(rows: Rows) -> None:
    assert card(grid(rows), knows) is None


def test_one_column_of_figures_about_a_body_is_a_card() -> None:
    rows = [["党员总数", ""], ["其中：女", ""], ["少数民族", ""], ["植树面积", ""]]
    (proposal,) = propose(Form("xlsx", (grid(rows),), ""), {})
    assert (proposal.subject, [match.key for match in proposal.matches]) == (
        "body",
        ["members", "women", "minority", ""],
    )


def test_a_second_name_on_a_card_is_somebody_elses_and_a_number_is_not_a_rows() -> None:
    rows = [["编号", "", "姓名", ""], ["性别", "", "民族", ""], ["配偶", "姓名", "", ""], ["姓名", "", "学历", ""]]
    (proposal,) = propose(Form("xlsx", (grid(rows),), ""), {})
    read: dict[str, list[str]] = {column.path[-1]: [] for column in proposal.layout.columns}
    for column, match in zip(proposal.layout.columns, proposal.matches, strict=True):
        read[column.path[-1]].append(match.key if match.confidence > Confidence.GUESSED else "")
    assert read == {
        "编号": [""],
        "姓名": ["person_name", "", ""],
        "性别": ["sex"],
        "民族": ["ethnicity"],
        "学历": ["education"],
    }


def test_the_name_that_stands_on_a_card_is_read() -> None:
    rows = [["姓名", "张三", "性别", ""], ["民族", "", "学历", ""]]
    (proposal,) = propose(Form("xlsx", (grid(rows),), ""), {})
    assert (proposal.typed_name, proposal.read, "张三" in str(known(proposal.subject))) == ("张三", 3, False)


def test_several_labels_in_one_cell_and_what_is_filled_in_already() -> None:
    rows = [
        ["姓名：张三  性别：____", ""],
        ["民族:____ 籍贯：____ 入党时间：  年 月 日", ""],
        ["填表人：__ 电话：__", ""],
    ]
    (proposal,) = propose(Form("xlsx", (grid(rows),), ""), {})
    assert proposal.typed_name == "张三"
    found = zip(proposal.layout.columns, proposal.layout.cells, proposal.layout.spaces, strict=True)
    assert [(column.path[-1], cell, space) for column, cell, space in found] == [
        ("性别", (0, 0), 1),
        ("民族", (1, 0), 0),
        ("籍贯", (1, 0), 1),
        ("入党时间", (1, 0), 2),
    ]


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        ([["乡镇", "党员总数"], ["石桥镇", ""], ["", ""], ["河口镇", ""]], [0]),
        (
            [["乡镇", "党员总数"], ["", ""], ["", ""], ["姓名", "性别"], ["张三", ""], ["", ""], ["填表人：", ""]],
            [0, 3],
        ),
        ([["乡镇", "党员总数"], ["", ""], ["", ""], ["附表2", ""], ["姓名", "性别"], ["张三", ""]], [0, 3]),
        ([["姓名", "", "性别", ""], ["民族", "", "学历", ""], ["", "", "", ""],
          ["姓名", "", "性别", ""], ["民族", "", "学历", ""]], [0, 3]),
        ([["姓名", "", "性别", ""], ["民族", "", "学历", ""], ["", "", "", ""],
          ["入党时间", "", "手机号", ""], ["籍贯", "", "职务", ""]], [0]),
    ],
)  # fmt: skip
def test_where_a_second_table_of_a_sheet_begins(rows: Rows, begins: list[int]) -> None:
    form = parted(Form("xlsx", (grid(rows),), ""), knows)
    assert [one.top for one in form.grids] == begins


def test_lists_side_by_side_are_apart_and_an_empty_column_of_a_card_is_none() -> None:
    heads = ["乡镇", "党员总数", "", "姓名", "性别"]
    rows = [["统计表", "", "", "", ""], heads, ["石桥镇", "", "", "张三", ""], ["河口镇", "", "", "李四", ""]]
    form = parted(Form("xlsx", (grid(rows, [(0, 0, 0, 4)]),), ""), knows)
    assert [(one.left, one.rows[1]) for one in form.grids] == [(0, ("乡镇", "党员总数")), (3, ("姓名", "性别"))]
    assert [proposal.subject for proposal in sorted(propose(form, {}), key=lambda p: p.number)] == ["body", "person"]
    card_rows = [["姓名", "", "性别", ""], ["民族", "", "学历", ""]]
    assert len(parted(Form("xlsx", (grid(card_rows),), ""), knows).grids) == 1
