"""The regulation once more, naively and by itself: no line of it comes from the platform.

Each judgment is the set of articles that speak against a step; an empty word in it is a reason without an article
(days out of order, ballots that cannot be). The text of 2026 holds from 11 May 2026, that of 2014 before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import chinese_calendar

NEW = date(2026, 5, 11)
KNOWN = {day.year for day in chinese_calendar.holidays}
BARE = "细则"  # The regulation without the number of an article: it is not known yet.


def months(day: date, number: int) -> date:
    """The same day so many months on; the last of a month that is too short."""
    year, month = day.year, day.month
    for _ in range(number):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number_of_day = day.day
    while True:
        try:
            return date(year, month, number_of_day)
        except ValueError:
            number_of_day -= 1


def works(day: date) -> bool:
    """Whether people work that day; Monday to Friday where the year is not arranged yet."""
    return bool(chinese_calendar.is_workday(day)) if day.year in KNOWN else day.weekday() < 5


def after_workdays(day: date, number: int) -> date:
    """The last of so many workdays after a day."""
    while number:
        day += timedelta(days=1)
        if works(day):
            number -= 1
    return day


@dataclass
class Way:
    """What has happened so far: the day of each step, how often reviewed, until when extended."""

    born: date
    days: dict[str, date] = field(default_factory=dict)
    last: date = date.min
    opened: date = date.min
    reviews: dict[str, list[date]] = field(default_factory=lambda: {"activist": [], "probation": []})
    extended: date | None = None

    def passed(self, step: str, on: date) -> None:
        """Write a step down."""
        self.days[step] = on
        self.last = self.opened = on


def earliest(way: Way, step: str) -> date | None:
    """From which day on a step may be taken, beside its turn."""
    if step == "educate":
        return months(way.days["recommend"], 12)
    if step == "probation":
        return way.extended or months(way.days["congress"], 12)
    return None


def latest(way: Way, step: str) -> date | None:
    """By which day a step is to be taken, by the text of the day on which its turn came."""
    is_new = way.opened >= NEW
    if step == "talk":
        return months(way.days["apply"], 1)
    if step == "congress":
        return months(way.days["pre_review"], 1) if is_new else None
    if step == "approve":
        return months(way.days["congress"], 3)
    if step == "oath":
        return months(way.days["approve"], 1) if is_new else None
    if step == "confirm_approve":
        return months(way.days["confirm_congress"], 3)
    return None


_LATE = {
    "talk": "第七条",
    "congress": "第十九条",
    "approve": "第二十五条",
    "oath": "第二十九条",
    "confirm_approve": "第三十三条",
}


def against(way: Way, step: str, on: date, said: dict[str, Any]) -> set[str]:
    """Every article that speaks against passing a step on a day."""
    found: set[str] = set()
    if on < way.last:
        found.add("")
    first = earliest(way, step)
    if first is not None and on < first:
        found.add("第十三条" if step == "educate" else "第三十一条")
    last = latest(way, step)
    if last is not None and on > last and not said.get("words"):
        found.add(_LATE[step])
    extra = _EXTRA.get(step)
    return found | (extra(way, on, said) if extra else set())


def too_young(born: date, on: date) -> bool:
    """Whether somebody is not yet eighteen."""
    birthday = months(born, 18 * 12)
    return on < birthday


def _contacts(_: Way, __: date, said: dict[str, Any]) -> set[str]:
    return set() if said["people"] in (1, 2) else {"第九条"}


def _introducers(_: Way, __: date, said: dict[str, Any]) -> set[str]:
    return set() if said["people"] == 2 else {BARE}


def _too_few(way: Way, on: date, about: str, since: str) -> bool:
    owed, day = 0, months(way.days[since], 6)
    while day <= on:
        owed += 1
        day = months(way.days[since], 6 * (owed + 1))
    return sum(held <= on for held in way.reviews[about]) < owed


def _educate(way: Way, on: date, _: dict[str, Any]) -> set[str]:
    return {"第十一条"} if _too_few(way, on, "activist", "recommend") else set()


def _probation(way: Way, on: date, _: dict[str, Any]) -> set[str]:
    return {BARE} if _too_few(way, on, "probation", "congress") else set()


def _nominate(_: Way, on: date, said: dict[str, Any]) -> set[str]:
    if on < NEW:
        return set()
    begun, ended = said["notice"]
    return {"第十三条"} if ended < after_workdays(begun, 5) or on <= ended else set()


def _train(_: Way, on: date, said: dict[str, Any]) -> set[str]:
    enough = said["days"] >= 3 or (on >= NEW and said["hours"] >= 24)
    return set() if enough else {"第十七条"}


def _pre_review(_: Way, on: date, said: dict[str, Any]) -> set[str]:
    return {"第十八条"} if said["leaving"] and said["leaving"] <= months(on, 3) else set()


def _vote(said: dict[str, Any]) -> set[str]:
    entitled, present, ballots, yes, no, abstained, written = said["counts"]
    if present > entitled or ballots > present or yes + no + abstained > ballots or written > entitled - present:
        return {""}
    return set() if present * 2 > entitled and (yes + written) * 2 > entitled else {BARE}


def _congress(_: Way, __: date, said: dict[str, Any]) -> set[str]:
    return _vote(said)


def _approve(way: Way, on: date, _: dict[str, Any]) -> set[str]:
    return {"第二十五条"} if on > months(way.days["congress"], 6) else set()


def _confirm(way: Way, _: date, said: dict[str, Any]) -> set[str]:
    found = _vote(said)
    if said["motion"] == "extend":
        end = months(way.days["congress"], 12)
        if way.extended or not months(end, 6) <= said["until"] <= months(end, 12):
            found.add("第三十一条")
    return found


_EXTRA = {
    "contacts": _contacts, "introducers": _introducers, "educate": _educate, "probation": _probation,
    "nominate": _nominate, "train": _train, "pre_review": _pre_review, "congress": _congress, "approve": _approve,
    "confirm_congress": _confirm,
}  # fmt: skip
