"""A disposal in words."""

from datetime import date

from dangjian.affairs.disposals import queries, rules
from dangjian.affairs.disposals.models import Disposal, Mode
from dangjian.foundation.ui.parts import Fact


def facts_of(row: Disposal, on: date) -> list[Fact]:
    """Return what the page says of a disposal."""
    text = rules.grounds(row.mode, on)
    ground = f"{row.ground}（{row.article}）" if row.article else row.ground
    lines = [Fact("方式", row.get_mode_display()), Fact("情形", ground, source=text.citation)]
    if row.mode == Mode.CORRECTION:
        lines.append(Fact("改正期限", f"{row.months} 个月" + (f"，到{_day(row.until)}" if row.until else "")))
    if row.approved_on:
        lines.append(Fact("批准", _day(row.approved_on)))
    if row.ended_on:
        lines.append(Fact("结果", f"{_day(row.ended_on)}，{row.get_result_display()}"))
    if found := queries.barred(row.person, on):
        until, barring = found
        lines.append(Fact("重新入党", f"{barring.says}，{_day(until)}以后才可以提出", source=barring.citation))
    return lines


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
