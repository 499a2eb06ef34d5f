"""Invented contents of the gallery; names and figures mean nothing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from dangjian.foundation.ui.parts import (
    Action,
    Bar,
    Card,
    Chart,
    Event,
    Fact,
    Figure,
    Item,
    Level,
    Node,
    Pager,
    Point,
    Standing,
    Step,
)

ADDRESS = "#main"

OK = Standing(Level.OK, "按时", "11月9日报送，早于时限 6 天")
SOON = Standing(Level.SOON, "剩 2 个工作日", "11月24日到期")
LATE = Standing(Level.LATE, "已到期未办结", "11月15日到期，已过 6 天；报送并通过验收后自动消除")
NA = Standing(Level.NA, "不适用", "本支部没有流动党员")
INFO = Standing(Level.INFO, "待验收", "已报送，等待下达单位验收")
STANDINGS = (OK, SOON, LATE, NA, INFO)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sample ledger."""

    number: int
    title: str
    measures: str
    lead: str
    bodies: str
    due_on: date | None
    standing: Standing
    progress: str
    done: int
    total: int


ROWS = (
    Row(
        1,
        "村级活动场所修缮",
        "先修漏雨和停用的，完工一处核一处",
        "县委组织部",
        "各镇乡党委",
        date(2026, 12, 20),
        OK,
        "达到序时进度",
        9,
        13,
    ),
    Row(
        2,
        "新就业群体党员摸排",
        "行业主管部门提供名册，社区逐一核对",
        "县委社会工作部",
        "县交通运输局党组、各镇乡党委",
        date(2026, 11, 24),
        SOON,
        "达到序时进度；已核对 214 人",
        10,
        15,
    ),
    Row(
        3,
        "补齐空缺的支部委员",
        "一个支部一张表，明确补选日期",
        "县委组织部",
        "云岭镇、白沙乡等 4 个镇乡",
        date(2026, 11, 15),
        LATE,
        "滞后（两个村正在考察人选）",
        2,
        4,
    ),
    Row(4, "流动党员报到", "流出地、流入地两头登记", "县委组织部", "全县党支部", None, NA, "未启动", 0, 0),
    Row(
        5,
        "离退休党员走访",
        "行动不便的上门，记下需要办的事",
        "县委老干部局",
        "县直机关工委",
        date(2026, 11, 30),
        INFO,
        "已完成待验收",
        57,
        57,
    ),
)
CHIPS = (
    Item("全部", ADDRESS, is_current=True, figure=5),
    Item("已到期未办结", ADDRESS, figure=1),
    Item("7 天内到期", ADDRESS, figure=1),
    Item("待验收", ADDRESS, figure=1),
)
PAGER = Pager(shown=5, total=88, previous_address=ADDRESS, next_address=ADDRESS)
TABS = (
    Item("办理情况", ADDRESS, is_current=True),
    Item("下级进度", ADDRESS, figure=13),
    Item("经过", ADDRESS, figure=4),
)
STEPS = (Step("写明任务", ADDRESS, is_done=True), Step("选择单位", is_current=True), Step("核对影响"), Step("下达"))
FACTS = (
    Fact("下达单位", "县委组织部", "经县委同意"),
    Fact("责任单位", "云岭镇党委", address=ADDRESS),
    Fact("依据", "《支部建设工作要点》第三部分第二条", address=ADDRESS),
    Fact("完成时限", "2026年12月20日", "来自原文“12月20日前”"),
    Fact("交付", "空缺支部委员补选一览表"),
    Fact("联系电话", None),
)
EVENTS = (
    Event(datetime(2026, 11, 2, 1, 30, tzinfo=UTC), "县委组织部 周明", "下达给 13 个镇乡党委"),
    Event(
        datetime(2026, 11, 9, 6, 5, tzinfo=UTC),
        "云岭镇党务信息员 何芳（代 组织委员 赵宁）",
        "报送",
        "两个村已补选，一个村定于 11 月 20 日开会。",
    ),
    Event(datetime(2026, 11, 10, 2, 0, tzinfo=UTC), "县委组织部 周明", "退回", "请写明另一个村的补选日期。"),
)
NODES = (
    Node(
        "强基工程",
        ADDRESS,
        "2025—2027年",
        OK,
        (
            Node(
                "村级组织规范行动",
                ADDRESS,
                "12 项任务",
                SOON,
                (Node("补齐空缺的支部委员", ADDRESS, standing=LATE), Node("村级活动场所修缮", ADDRESS, standing=OK)),
                is_open=True,
            ),
            Node("社区减负行动", ADDRESS, "5 项任务"),
        ),
        is_open=True,
    ),
    Node("先锋工程", ADDRESS, "2026年", children=(Node("党员教育培训", ADDRESS),)),
)
CARDS = (
    Card(
        "读完《全县支部建设工作要点》，下达任务",
        ADDRESS,
        "读出 26 项，确认 19 项，还有 7 项待定；草稿存于 10:42",
        actions=(Action("接着读", ADDRESS, is_main=True),),
    ),
    Card(
        "验收“村级活动场所修缮”",
        ADDRESS,
        "13 个镇乡已报 11 个，镇乡初验通过 9 个",
        SOON,
        (
            Action("逐个看", ADDRESS),
            Action(
                "验收 9 个",
                "/gallery/",
                is_main=True,
                posts=True,
                once="sample",
                confirm="验收后，这 9 个单位会收到通知。",
            ),
        ),
    ),
    Card(
        "答复 2 个延期申请",
        ADDRESS,
        "白沙乡党委：补齐空缺的支部委员，申请延至 12月15日",
        actions=(Action("不同意延期", ADDRESS), Action("同意", ADDRESS, is_main=True)),
    ),
    Card(
        "补齐空缺的支部委员：2 个镇乡没有报",
        ADDRESS,
        "",
        LATE,
        (Action("看原因", ADDRESS, is_main=True),),
        is_urgent=True,
    ),
)
NOTICE = "【县委组织部】请各镇乡党委于11月24日前报送新就业群体党员摸排情况，已知的列已填好，只需核对。填报地址：https://dj.example.cn/t/8f2c"

FIGURES = (
    Figure("组织覆盖率", "75.0%", "30 ÷ 40", ADDRESS),
    Figure("尚未覆盖", "10 家", "实体运营，没有党组织", ADDRESS),
)
_BANDS = (("没有收入", 2), ("5 万元以下", 7), ("5—10 万元", 12), ("10 万元以上", 19))
_TOWNS = (("城关镇", (12, 3)), ("石桥镇", (9, 4)), ("柳河乡", (9, 3)))
CHARTS = (
    Chart(
        "按收入分档的村",
        "档次",
        ("村数",),
        [Bar(words, [Point(count, f"{count} 个", ADDRESS)], ADDRESS) for words, count in _BANDS],
        is_across=True,
    ),
    Chart(
        "各镇乡",
        "镇乡",
        ("已覆盖", "未覆盖"),
        [Bar(town, [Point(one, f"{one} 家", ADDRESS) for one in pair], ADDRESS) for town, pair in _TOWNS],
    ),
)
