"""Heads wherever they stand, captions however they are worded, names however they are written: no database."""

import pytest

from dangjian.affairs.blanks.rules import captions
from dangjian.affairs.blanks.rules.captions import Confidence
from dangjian.affairs.blanks.rules.heads import layout
from dangjian.affairs.blanks.rules.names import Names, core
from dangjian.foundation.documents.filling import Grid

KNOWN = captions.index(
    {
        "members": ("党员总数", "党员", "总数", "合计"),
        "women": ("女党员", "女"),
        "probationary_women": ("预备党员女",),
        "branches": ("党支部数",),
        "age_31": ("31-35岁", "31至35岁"),
        "secondary": ("高中",),
        "both": ("高中（中专）",),
        "phone": ("书记联系电话",),
    }
)


@pytest.mark.parametrize(
    ("path", "key", "confidence"),
    [
        (("党员总数（人）",), "members", Confidence.SURE),
        (("党员队伍", "其中：女"), "women", Confidence.SURE),
        (("预备党员", "女"), "probationary_women", Confidence.SURE),
        (("发展党员", "女"), "women", Confidence.GUESSED),
        (("年龄结构", "31—35岁"), "age_31", Confidence.SURE),
        (("学历", "高中（中专）"), "both", Confidence.SURE),
        (("学历", "高中（人）"), "secondary", Confidence.SURE),
        (("党支部数量",), "branches", Confidence.GUESSED),
        (("1. 女 党 员 数",), "women", Confidence.LIKELY),
        (("党员（人）", "女"), "women", Confidence.SURE),
        (("人均收入",), "", Confidence.NONE),
        (("",), "", Confidence.NONE),
    ],
)
def test_what_a_caption_means(path: tuple[str, ...], key: str, confidence: Confidence) -> None:
    assert captions.match(path, KNOWN) == captions.Match(key, confidence)


def grid(rows: list[list[str]], merges: list[tuple[int, int, int, int]] | None = None) -> Grid:
    return Grid("表", tuple(map(tuple, rows)), tuple(merges or ()), frozenset(), may_grow=True)


def test_heads_of_two_levels_below_a_title_with_numbered_columns_and_a_foot() -> None:
    found = layout(
        grid(
            [
                ["党员情况统计表", "", ""],
                ["填报单位：", "", "单位：人"],
                ["单位", "党员", ""],
                ["", "总数", "女"],
                ["甲", "1", "2"],
                ["石桥镇", "", ""],
                ["河口镇", "", ""],
                ["合  计", "", ""],
                ["填表人：", "", "审核人："],
            ],
            [(0, 0, 0, 2), (2, 0, 3, 0), (2, 1, 2, 2)],
        ),
        lambda words: captions.normal(words) in KNOWN or words == "单位",
    )
    assert found is not None
    assert (found.top, found.bottom, found.lines, found.total, found.is_last) == (2, 3, (5, 6), 7, False)
    assert [column.path for column in found.columns] == [("单位",), ("党员", "总数"), ("党员", "女")]


def test_no_known_caption_is_no_table() -> None:
    assert layout(grid([["甲", "乙"], ["1", "2"]]), lambda _: False) is None


def test_names_as_superiors_write_them() -> None:
    assert core("中国共产党清源县石桥镇委员会", "清源县") == "石桥镇"
    assert core("中共清源县委员会", "清源县") == "清源县"
    names = Names(
        {
            1: ("中共石桥镇委员会", "石桥镇党委"),
            2: ("中共河口镇委员会", "河口镇党委"),
            3: ("石桥镇机关党支部",),
            4: ("青山村党支部",),
            5: ("中共青山村总支部委员会",),
        },
        {1: "township", 2: "township", 3: "branch", 4: "branch", 5: "general"},
        "清源县",
    )
    assert names.settle(["石桥", " 河口镇党委", "", "清源县石桥镇", "没有的镇"]) == [1, 2, None, 1, None]
    assert names.settle(["青山村"]) in ([4], [5])
    assert names.settle(["石桥镇机关党支部", "青山村"]) == [3, 4]
