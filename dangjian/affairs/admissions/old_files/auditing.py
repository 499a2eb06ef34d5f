"""What the days of an old row contradict: each conflict with the article that it goes against. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.old_files.columns import CAPTIONS, STEPS
from dangjian.procedures.calendar.rules import add_workdays
from dangjian.procedures.cases.rules import Limit, add_months, limit_of
from dangjian.rulebook import Procedure, Rule, rule

_NEEDED: Final = {"congress": ("pre_review", "political_review"), "approve": ("congress",)}


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is wrong with one field, in words, and the article."""

    field: str
    words: str
    citation: str


def conflicts(days: Mapping[str, date], numbers: Mapping[str, int], text: Procedure, on: date) -> list[Conflict]:
    """Return every conflict of a row, in the order of the steps; the rules are those of each day."""
    return [
        *_to_come(days, text, on),
        *_order(days, text),
        *_missing(days, text),
        *_age(days),
        *_terms(days, text),
        *_year_as_activist(days),
        *_notice(days),
        *_training(days, numbers),
        *_approval(days),
        *_probation(days),
        *_own_dates(days, on),
    ]


def _to_come(days: Mapping[str, date], text: Procedure, on: date) -> Iterator[Conflict]:
    for field, day in days.items():
        if day > on:
            step = field if field in STEPS else "apply"
            yield Conflict(field, f"{CAPTIONS[field]}{_day(day)}在今天之后。", text.step(step).citation)


def _order(days: Mapping[str, date], text: Procedure) -> Iterator[Conflict]:
    known = [step for step in STEPS if step in days]
    for before, after in pairwise(known):
        if days[after] < days[before]:
            words = f"{CAPTIONS[after]}{_day(days[after])}早于{CAPTIONS[before]}{_day(days[before])}。"
            yield Conflict(after, words, text.step(after).citation)


def _missing(days: Mapping[str, date], text: Procedure) -> Iterator[Conflict]:
    for step, needed in _NEEDED.items():
        for one in needed:
            if step in days and one not in days:
                words = f"有{CAPTIONS[step]}，没有{CAPTIONS[one]}的日期。"
                found = rules.in_force("political_review", days[step]) if one == "political_review" else None
                yield Conflict(one, words, found.citation if found else text.step(one).citation)


def _age(days: Mapping[str, date]) -> Iterator[Conflict]:
    if "born" not in days or "apply" not in days:
        return
    bound = rules.of_age(days["born"], days["apply"])
    if bound and not bound.allows(days["apply"]):
        yield Conflict("apply", f"申请入党时不满{bound.rule.number}岁。", bound.rule.citation)


def _terms(days: Mapping[str, date], text: Procedure) -> Iterator[Conflict]:
    for step in text.steps:
        if step.key not in days:
            continue
        day = days[step.key]
        limit = limit_of(step.latest, days, day, {})
        if limit and day > limit.day:
            yield _late(step.key, day, limit)


def _late(step: str, day: date, limit: Limit) -> Conflict:
    return Conflict(step, f"{CAPTIONS[step]}{_day(day)}，最迟应为{_day(limit.day)}。", limit.citation)


def _year_as_activist(days: Mapping[str, date]) -> Iterator[Conflict]:
    if "recommend" not in days or "nominate" not in days:
        return
    text = rules.in_force("activist_months", days["nominate"])
    if text and days["nominate"] < (least := add_months(days["recommend"], text.number)):
        yield _early("nominate", days["nominate"], least, text)


def _early(step: str, day: date, least: date, text: Rule) -> Conflict:
    return Conflict(step, f"{CAPTIONS[step]}{_day(day)}，最早应为{_day(least)}。", text.citation)


def _notice(days: Mapping[str, date]) -> Iterator[Conflict]:
    if "nominate" not in days:
        return
    text = rules.in_force("publicity_workdays", days["nominate"])
    if text is None:
        return
    begun, ended = days.get("notice_from"), days.get("notice_until")
    if begun is None or ended is None:
        yield Conflict("notice_from", "没有公示的起止日期。", text.citation)
    elif ended < (least := add_workdays(begun, text.number)) or days["nominate"] <= ended:
        words = f"公示{_day(begun)}至{_day(ended)}，应到{_day(least)}以后，期满再确定发展对象。"
        yield Conflict("notice_until", words, text.citation)


def _training(days: Mapping[str, date], numbers: Mapping[str, int]) -> Iterator[Conflict]:
    if "train" not in days or not numbers:
        return
    text = rules.in_force("training", days["train"])
    spent, hours = numbers.get("training_days", 0), numbers.get("training_hours", 0)
    if text and not rules.is_trained(spent, hours, text):
        yield Conflict("training_days", f"集中培训{spent}天、{hours}学时。", text.citation)


def _approval(days: Mapping[str, date]) -> Iterator[Conflict]:
    if "congress" not in days or "approve" not in days:
        return
    bound = rules.approval(days["congress"], days["approve"])
    if bound and bound.latest and days["approve"] > bound.latest:
        words = f"支部大会通过后超过{bound.rule.number}个月才审批，应重新讨论。"
        yield Conflict("approve", words, bound.rule.citation)


def _probation(days: Mapping[str, date]) -> Iterator[Conflict]:
    if "congress" not in days or "confirm_congress" not in days:
        return
    text = rules.in_force("probation_months", days["confirm_congress"])
    if text and days["confirm_congress"] < (least := add_months(days["congress"], text.number)):
        yield _early("confirm_congress", days["confirm_congress"], least, text)


def _own_dates(days: Mapping[str, date], on: date) -> Iterator[Conflict]:
    """入党时间 is the day of the congress; 转正 is the end of probation, never the day of approval."""
    congress, joined, confirmed = days.get("congress"), days.get("joined"), days.get("confirmed")
    if congress and joined and congress != joined:
        text = rule("members.joined_from", on=on)
        words = f"入党时间{_day(joined)}，应为支部大会通过之日{_day(congress)}。"
        yield Conflict("joined", words, text.citation)
    if congress and confirmed:
        least = (
            rules.probation_ends(congress, None, confirmed) if rules.in_force("probation_months", confirmed) else None
        )
        if least and confirmed < least:
            words = f"转正日期{_day(confirmed)}，预备期到{_day(least)}才满。"
            yield Conflict("confirmed", words, rule("members.seniority_from", on=on).citation)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
