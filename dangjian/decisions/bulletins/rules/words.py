"""The words a paper begins from: out of the frozen figures alone, in county order, no ranking, no persons."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from dangjian.decisions.bulletins.rules.names import day

Frozen = Mapping[str, Any]
_MOST_TASKS: Final = 6
_MOST_UNITS: Final = 20
_REQUIREMENTS: Final = (
    "（一）对照清单补齐。已到期未办结的，由责任单位说明原因、明确办结日期；需要县级协调的，直接报下达单位。\n"
    "（二）按时验收销号。已提交的，验收单位及时验收；退回的一次说清缺什么、怎么补。\n"
    "（三）不增加基层负担。进展以平台记录为准，已办结的不再重复报送材料，不以留痕代替实绩。"
)


def body(kind: str, subject: str, figures: Frozen, as_of: date) -> str:
    """Return the proposed text; its outline marks（一、（一）1.）become the levels of the paper."""
    lead = f"现将《{subject}》截至{day(as_of)}的进展情况通报如下。" if kind == "notice" else ""
    authority = f"任务下达授权：{figures['authority']}。" if figures.get("authority") else ""
    parts = (
        lead + authority,
        "一、总体进展",
        _overall(figures),
        "二、各单位情况",
        _units(figures["units"]),
        "三、需要注意的问题",
        _problems(figures),
        "四、下一步要求" if kind == "notice" else "四、下一步工作",
        _REQUIREMENTS,
    )
    return "\n".join(part for part in parts if part)


def note(subject: str) -> str:
    """Return the proposed 编者按 of a briefing."""
    return f"《{subject}》下达以来，各单位按清单推进。本期摘登进展情况，供领导参阅，也供各单位对照。"


def _overall(figures: Frozen) -> str:
    whole = figures["total"]
    words = f"共下达{len(figures['tasks'])}项任务，应完成{whole['issued']}件次，已销号{whole['done']}件次"
    words += f"，已提交待验收销号{whole['waiting']}件次。" if whole["waiting"] else "。"
    if whole["planned"]:
        kept = whole["planned"] - whole["overdue"]
        words += f"到时限应办结{whole['planned']}件次，其中已提交或销号{kept}件次"
        words += f"，已到期未办结{whole['overdue']}件次。" if whole["overdue"] else "，没有已到期未办结的。"
    return words


def _units(units: Sequence[Frozen]) -> str:
    finished = [unit["name"] for unit in units if unit["done"] == unit["issued"]]
    clear = [u["name"] for u in units if u["planned"] and not u["overdue"] and u["done"] != u["issued"]]
    words = [
        f"（一）已全部销号的：{_listed(finished)}。" if finished else "",
        f"（{'二' if finished else '一'}）到时限的任务均已提交或销号的：{_listed(clear)}。" if clear else "",
    ]
    return "\n".join(filter(None, words)) or "各单位进展见附件。"


def _problems(figures: Frozen) -> str:
    late = [f"{unit['name']}{unit['overdue']}件次" for unit in figures["units"] if unit["overdue"]]
    if not late:
        return "到时限的任务没有未办结的。"
    behind = [f"“{task['title']}”{task['overdue']}件次" for task in figures["tasks"] if task["overdue"]]
    words = f"（一）已到期未办结的单位：{_listed(late)}。\n（二）涉及的任务：{_listed(behind, _MOST_TASKS)}。"
    if figures["total"]["returned"]:
        words += f"\n（三）提交后被退回过的有{figures['total']['returned']}件次。"
    return words


def _listed(names: Sequence[str], most: int = _MOST_UNITS) -> str:
    """Join names in the county's order; where there are more than a paragraph bears, the annex has them all."""
    return "、".join(names[:most]) + (f"等{len(names)}个，详见附件" if len(names) > most else "")
