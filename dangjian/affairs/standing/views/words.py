"""A matter in words: its facts, and from which day what may be proposed."""

from dataclasses import dataclass
from datetime import date

from dangjian.affairs.standing import rules
from dangjian.affairs.standing.models import Kind, Matter, Result
from dangjian.foundation.ui.parts import Fact, Level, Standing

_RULES = {Kind.LOST: rules.LOST, Kind.STUDY: rules.STUDY, Kind.REMOVAL: rules.REMOVAL}
_PROPOSED = {Kind.LOST: "提出停止党籍", Kind.STUDY: "提出停止党籍", Kind.REMOVAL: "提出除名"}
_SINCE = {
    Kind.LOST: "失去联系日期",
    Kind.SETTLED: "出国（境）日期",
    Kind.STUDY: "出国（境）日期",
    Kind.REMOVAL: "停止党籍日期",
    Kind.RESTORATION: "申请登记日期",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """From which day what may be proposed, and by which article."""

    look: Standing
    words: str
    citation: str


def facts_of(matter: Matter) -> list[Fact]:
    """Return what the page says of a matter."""
    kind = Kind(matter.kind)
    found = [
        Fact("党员", matter.person.name),
        Fact("所在党支部", matter.organization.name),
        Fact("情形", kind.label),
        Fact(_SINCE[kind], day_words(matter.since)),
    ]
    if matter.ended_on:
        found.append(Fact("结果", f"{day_words(matter.ended_on)}，{matter.get_result_display()}"))
    return found


def may_of(matter: Matter, on: date) -> list[Opening]:
    """Say from which day something may be proposed; after suspension also what may follow."""
    kind = Kind(matter.kind)
    found = []
    if matter.ended_on is None and kind in _RULES:
        found.append(_opening(_RULES[kind], _PROPOSED[kind], matter.since, on))
    if matter.is_ground and matter.result == Result.DONE and matter.ended_on:
        found.append(_opening(rules.REMOVAL, "提出除名", matter.ended_on, on))
    return found


def _opening(which: str, proposed: str, since: date, on: date) -> Opening:
    opens = rules.may(which, since=since, on=on)
    day = day_words(opens.from_day)
    if opens.is_open_on(on):
        look = Standing(Level.INFO, f"可以{proposed}", f"{day}起")
    else:
        look = Standing(Level.NA, f"还不能{proposed}", f"最早{day}")
    return Opening(look, f"{opens.rule.says}。到日子只是可以提出，不会自动办理。", opens.rule.citation)


def day_words(day: date) -> str:
    """2026年11月21日."""
    return f"{day.year}年{day.month}月{day.day}日"
