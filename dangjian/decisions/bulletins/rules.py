"""The words a bulletin begins with (P9): from the figures alone, in county order, no ranking, no persons."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Figures = Mapping[str, Any]


def title(kind: str, subject: str) -> str:
    """Return the title: 关于…情况的通报 for a notice, the subject itself for a briefing."""
    return f"关于《{subject}》进展情况的通报" if kind == "notice" else f"《{subject}》进展情况"


def addressees(figures: Figures) -> str:
    """Return the 主送 in collective form, by the levels that received."""
    levels = {unit["level"] for unit in figures["units"]}
    names = [("township", "各镇乡党委"), ("department", "县直各党（工）委"), ("base", "各党支部")]
    return "，".join(name for level, name in names if level in levels) or "各党组织"


def words(kind: str, subject: str, figures: Figures, as_of: date) -> dict[str, str]:
    """Return the paragraphs an officer begins from, by name."""
    whole = figures["total"]
    opening = f"现将《{subject}》截至{_day(as_of)}的进展情况通报如下。"
    overall = (
        f"共下达{len(figures['tasks'])}项任务、{whole['issued']}件次，已销号{whole['done']}件次，"
        f"已提交待验收销号{whole['waiting']}件次，已到期未办结{whole['overdue']}件次。"
    )
    texts = {
        "opening": opening,
        "overall": overall + _finished(figures["units"]),
        "problems": _behind(figures["units"]),
        "requirements": "请有未办结任务的单位对照清单说明原因、明确时限，需要协调的及时报告；已办结的不用重复报送材料。",
    }
    if kind == "briefing":
        return {"note": f"《{subject}》下达以来，各单位按清单推进。本期摘登进展情况，供参考。", **texts}
    return texts


def _finished(units: Sequence[Figures]) -> str:
    names = [unit["name"] for unit in units if unit["issued"] and unit["done"] == unit["issued"]]
    return f"{'、'.join(names)}已全部销号。" if names else ""


def _behind(units: Sequence[Figures]) -> str:
    late = [f"{unit['name']}{unit['overdue']}件次" for unit in units if unit["overdue"]]
    return f"已到期未办结的有：{'、'.join(late)}。" if late else "没有已到期未办结的任务。"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
