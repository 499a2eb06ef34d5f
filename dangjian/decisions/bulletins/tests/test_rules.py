"""Names and words of a paper, from figures alone."""

from datetime import date

import pytest

from dangjian.decisions.bulletins.rules import names, words
from dangjian.decisions.bulletins.rules.figures import Figures, counted, summed

FIGURES = {
    "authority": "中共清源县委员会（县委组织部承办）",
    "total": {"issued": 40, "planned": 30, "done": 20, "waiting": 5, "on_time": 22, "overdue": 5, "returned": 2},
    "units": [
        {"name": "城关镇党委", "issued": 20, "planned": 15, "done": 12, "overdue": 4},
        {"name": "石桥镇党委", "issued": 10, "planned": 10, "done": 10, "overdue": 0},
        {"name": "县财政局机关党委", "issued": 10, "planned": 5, "done": 6, "overdue": 1},
    ],
    "tasks": [{"title": "摸清流动党员底数", "overdue": 5}, {"title": "规范党费收缴使用", "overdue": 0}],
}


@pytest.mark.parametrize(
    ("state", "is_past", "in_time", "expected"),
    [
        ("assigned", True, False, Figures(issued=3, planned=3, overdue=3, returned=3)),
        ("submitted", True, True, Figures(issued=3, planned=3, waiting=3, on_time=3, returned=3)),
        ("accepted", False, True, Figures(issued=3, waiting=3, on_time=3, returned=3)),
        ("written_off", True, False, Figures(issued=3, planned=3, done=3, returned=3)),
        ("withdrawn", True, True, Figures()),
    ],
)
def test_each_state_counts_where_it_should(state: str, expected: Figures, *, is_past: bool, in_time: bool) -> None:
    assert counted(state=state, is_past=is_past, in_time=in_time, returned=True, number=3) == expected


def test_an_assignment_back_at_work_is_not_on_time() -> None:
    assert counted(state="assigned", is_past=False, in_time=True, returned=False, number=1) == Figures(issued=1)


def test_sums_go_column_by_column() -> None:
    one = Figures(1, 2, 3, 4, 5, 6, 7)
    assert summed([one, one]) == Figures(2, 4, 6, 8, 10, 12, 14)


def test_a_notice_is_named_addressed_and_numbered_as_the_field_does() -> None:
    assert names.title("notice", "重点任务清单") == "关于《重点任务清单》进展情况的通报"
    assert names.title("briefing", "重点任务清单") == "《重点任务清单》进展情况"
    assert names.addressees({"township", "department", "base"}, "county") == "各镇乡党委，县直各党（工）委"
    assert names.addressees({"township"}, "county") == "各镇乡党委"
    assert names.addressees({"base"}, "township") == "所属各党组织"
    assert names.number("中共清源县委员会", "县委组织部", 2026) == "清组通〔2026〕　号"
    assert names.number("中共石桥镇委员会", "", 2026) == "石委通〔2026〕　号"


def test_an_office_signs_in_the_name_of_its_committee() -> None:
    assert names.signature("中共清源县委员会", "县委组织部") == "中共清源县委组织部"
    assert names.signature("中共石桥镇委员会", "") == "中共石桥镇委员会"


def test_days_are_not_zero_padded() -> None:
    assert names.day(date(2026, 1, 3)) == "2026年1月3日"


def test_the_words_say_the_figures_in_county_order_without_a_rank() -> None:
    text = words.body("notice", "重点任务清单", FIGURES, date(2026, 11, 20))
    assert text.startswith("现将《重点任务清单》截至2026年11月20日的进展情况通报如下。任务下达授权：中共清源县委员会")
    assert "共下达2项任务，应完成40件次，已销号20件次，已提交待验收销号5件次。" in text
    assert "到时限应办结30件次，其中已提交或销号25件次，已到期未办结5件次。" in text
    assert "（一）已全部销号的：石桥镇党委。" in text
    assert "城关镇党委4件次、县财政局机关党委1件次" in text
    assert "“摸清流动党员底数”5件次" in text
    assert "规范党费" not in text
    assert not [word for word in ("第一", "名次", "排名", "倒数", "末位", "%") if word in text]


def test_where_nothing_is_late_the_words_say_so() -> None:
    calm = FIGURES | {
        "total": FIGURES["total"] | {"overdue": 0},  # type: ignore[operator]  # a mapping
        "units": [unit | {"overdue": 0} for unit in FIGURES["units"]],  # type: ignore[operator]  # mappings
    }
    text = words.body("briefing", "重点任务清单", calm, date(2026, 11, 20))
    assert "没有已到期未办结的" in text
    assert "到时限的任务没有未办结的。" in text
    assert "通报如下" not in text


def test_a_long_row_of_names_refers_to_the_annex() -> None:
    many = [{"name": f"第{n}党委", "issued": 1, "planned": 1, "done": 0, "overdue": 1} for n in range(30)]
    text = words.body("notice", "清单", FIGURES | {"units": many}, date(2026, 11, 20))
    assert "第19党委1件次等30个，详见附件" in text
    assert "第20党委" not in text
