"""How a due date stands on a day: its color, the words beside the color, and the reason."""

from collections.abc import Mapping
from datetime import date, timedelta

from dangjian.foundation.ui.parts import Level, Standing
from dangjian.procedures.calendar.rules import remaining_words
from dangjian.rulebook import Value, rule

__all__ = ["Level", "Standing", "standing", "yellow_days"]


def yellow_days(on: date, local: Mapping[str, Value] | None = None) -> int:
    """Give how many days before the due date yellow begins, as the county set it."""
    return rule("tasks.yellow_days", on=on, local=local).number


def standing(due_on: date | None, on: date, yellow: int, *, done_on: date | None = None) -> Standing:
    """Judge a due date on a day: due is the end of that day, red from the next, yellow `yellow` days before.

    Without a due date the matter is 长期坚持 and has no color.
    """
    if due_on is None:
        return _without_term(done_on)
    if done_on is not None:
        return _done(due_on, done_on)
    reason = f"应于{_day(due_on)}前办结（含当日）"
    words = remaining_words(due_on, on)
    if on > due_on:
        return Standing(Level.LATE, words, reason)
    if on >= due_on - timedelta(days=yellow):
        return Standing(Level.SOON, words, f"{reason}，到期前{yellow}天起提醒")
    return Standing(Level.OK, words, reason)


def _without_term(done_on: date | None) -> Standing:
    if done_on is not None:
        return Standing(Level.OK, "已办结", f"{_day(done_on)}办结")
    return Standing(Level.NA, "长期坚持", "没有办结期限，每年复核")


def _done(due_on: date, done_on: date) -> Standing:
    reason = f"{_day(done_on)}办结，期限为{_day(due_on)}"
    if done_on <= due_on:
        return Standing(Level.OK, "按期办结", reason)
    return Standing(Level.OK, f"超期 {(done_on - due_on).days} 天办结", reason)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
