"""What the dates of a member must say of each other, 党龄, and who comes first on a roll."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.rulebook import Rule, rule

FULL: Final = "full"
PROBATIONARY: Final = "probationary"
_YEAR: Final = 12
_LAST: Final = 99


@dataclass(frozen=True, slots=True)
class Dates:
    """What is known of a member's way; None where it is not."""

    category: str
    born_on: date | None = None
    joined_on: date | None = None
    confirmed_on: date | None = None
    applied_on: date | None = None
    activist_on: date | None = None
    lost_since: date | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with one field. A doubt is shown and may stand, with a reason where rows come by the thousand."""

    field: str
    words: str
    is_doubt: bool = False
    citation: str = ""


def faults(dates: Dates, *, on: date) -> list[Fault]:
    """Return what contradicts itself, and what is doubtful, as of ``on``."""
    return [*_contradictions(dates, on), *_doubts(dates, on)]


def _contradictions(dates: Dates, on: date) -> Iterator[Fault]:
    for field, caption in _CAPTIONS.items():
        day: date | None = getattr(dates, field)
        if day and day > on:
            yield Fault(field, f"{caption}在今天之后，请核对。")
        if day and field != "born_on" and dates.born_on and day <= dates.born_on:
            yield Fault(field, f"{caption}不晚于出生日期，请核对。")
    if dates.category == PROBATIONARY and dates.confirmed_on:
        yield Fault("confirmed_on", "预备党员不应有转为正式党员日期。请改人员类别，或清空这个日期。")
    if dates.joined_on and dates.confirmed_on and dates.confirmed_on < dates.joined_on:
        yield Fault("confirmed_on", "转为正式党员日期早于加入党组织日期，请核对。")
    if dates.category not in (FULL, PROBATIONARY) and (dates.joined_on or dates.confirmed_on):
        yield Fault("joined_on", "还没有入党的人员不应有加入党组织日期或转正日期，请核对人员类别。")


_CAPTIONS: Final = {
    "born_on": "出生日期",
    "joined_on": "加入党组织日期",
    "confirmed_on": "转为正式党员日期",
    "applied_on": "申请入党日期",
    "activist_on": "确定积极分子日期",
    "lost_since": "失去联系日期",
}


def _doubts(dates: Dates, on: date) -> Iterator[Fault]:
    age, probation = rule("members.joining_age", on=on), rule("members.probation_months", on=on)
    born, joined, confirmed = dates.born_on, dates.joined_on, dates.confirmed_on
    if dates.category in (FULL, PROBATIONARY) and not joined:
        yield Fault("joined_on", "没有加入党组织日期。", is_doubt=True)
    if dates.category == FULL and not confirmed:
        yield Fault("confirmed_on", "正式党员没有转为正式党员日期，党龄算不出来。", is_doubt=True)
    if born and joined and joined < months_after(born, age.number * _YEAR):
        yield Fault("joined_on", f"加入党组织时不满{age.number}岁，请核对。", is_doubt=True, citation=age.citation)
    if joined and confirmed and is_early(joined, confirmed, probation):
        words = "转正距入党不满1年，请核对；当时没有预备期的不用改。"
        yield Fault("confirmed_on", words, is_doubt=True, citation=probation.citation)


def is_early(joined: date, confirmed: date, probation: Rule) -> bool:
    """Say whether someone was confirmed before the year was out; older cohorts had no probation or another one."""
    table = probation.table
    since, until = (date.fromisoformat(str(table[name])) for name in ("none_from", "none_until"))
    if since <= joined <= until or (joined < since and confirmed == joined):
        return False
    return confirmed < months_after(joined, int(str(table["months"])))


def seniority_months(confirmed_on: date | None, correction: int, *, on: date) -> int | None:
    """Return 党龄 in whole months, with the correction of the record; None where the day is not known."""
    since = {"confirmed_on": confirmed_on}[str(rule("members.seniority_from", on=on).value)]
    if since is None or since > on:
        return None
    months = (on.year - since.year) * _YEAR + on.month - since.month - (on.day < since.day)
    return max(months + correction, 0)


def seniority_words(months: int | None) -> str:
    """Return 党龄 as people say it: 25年3个月."""
    if months is None:
        return ""
    years, rest = divmod(months, _YEAR)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the last day of a shorter month."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError("no such month")


def place_of(title: str) -> int:
    """Return the place of a post's title on a roll (P6); 副书记 holds 书记, so it is asked first."""
    for place, word in ((1, "副书记"), (0, "书记"), (2, "委员")):
        if word in title:
            return place
    return _LAST
