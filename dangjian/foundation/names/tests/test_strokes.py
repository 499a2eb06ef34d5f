"""姓氏笔画: counts of surnames as dictionaries give them, and the order of lists."""

import pytest

from dangjian.foundation.names.strokes import stroke_key, strokes

# Surnames by their strokes in GB 13000.1: the frequent ones, and those that people miscount.
SURNAMES = {
    2: "丁卜",
    3: "马万于习",
    4: "王方孔毛尤邓尹",
    5: "石卢叶田史冯司",
    6: "朱任刘许孙毕吕闫邢乔",
    7: "李杨吴何邹沈宋张陈陆邱肖",
    8: "林周郑金孟范罗欧",
    9: "赵胡姚郝钟段侯骆贺逄",
    10: "秦袁聂莫顾徐高郭唐夏诸",
    11: "黄萧曹龚康梁崔章尉隋阎",
    12: "彭董蒋韩程傅曾温谢鲁葛覃",
    13: "赖雷蓝詹鄢褚",
    14: "廖蔡谭熊翟臧",
    15: "潘黎",
    16: "薛冀霍穆",
    17: "戴魏鞠",
    18: "瞿",
    20: "酆",
}


@pytest.mark.parametrize(("count", "surnames"), SURNAMES.items())
def test_strokes_of_surnames(count: int, surnames: str) -> None:
    assert {surname: len(strokes(surname)) for surname in surnames} == dict.fromkeys(surnames, count)


def test_the_order_of_a_list() -> None:
    names = [
        "王建军",
        "丁学",
        "马兴",
        "欧阳修",
        "欧文",
        "李秀英",
        "李强",
        "李强强",
        "于国",
        "司马光",
        "张三",
        "林和",
        "周平",
    ]
    ordered = "丁学 于国 马兴 王建军 司马光 李秀英 李强 李强强 张三 林和 欧文 欧阳修 周平"
    assert sorted(names, key=stroke_key) == ordered.split()


def test_equal_counts_follow_the_kinds_of_strokes() -> None:
    assert stroke_key("林") < stroke_key("周")  # 林 begins 横, 周 begins 撇.
    assert stroke_key("李")[0][1].startswith("1")


def test_an_unknown_character_stands_last_and_stops_nothing() -> None:
    assert sorted(["𠮷田", "酆都", "丁一"], key=stroke_key) == ["丁一", "酆都", "𠮷田"]
    assert stroke_key("王 宁") == stroke_key("王宁")
