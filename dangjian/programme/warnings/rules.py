"""What is warned of, after how many days and with which words: pure, no Django, no clock."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from dangjian.rulebook import Rule, RuleBreach, Value, rule

LEVELS: Final = {1: "提醒", 2: "预警", 3: "督办"}


class About(StrEnum):
    """What a rule looks at."""

    DUTY = "duty"
    TASK = "task"
    TERM = "term"
    VACANCY = "vacancy"
    DUES = "dues"
    STEP = "step"


CAPTIONS: Final = {
    About.DUTY: "组织生活到期没有开展",
    About.TASK: "任务到期没有提交",
    About.TERM: "届满没有换届",
    About.VACANCY: "书记空缺",
    About.DUES: "当月党费没有登记",
    About.STEP: "办件过了最迟日期",
}
CURES: Final = {
    About.DUTY: "恢复开展并写记录；当时开展过的，补写记录",
    About.TASK: "办完后提交；有困难的，申请延期",
    About.TERM: "换届选举，或报上级党委批准延期",
    About.VACANCY: "选举或任命书记，在“职务”里登记",
    About.DUES: "在主题党日记录里登记收缴；已收的，补记",
    About.STEP: "办好轮到的这一步；确有困难的，按程序延期或退回",
}


# Procedures whose late steps are warned of: of a member's condition and what is sealed nobody above learns (P21, P30).
WATCHED: Final = ("admissions", "practices", "transfers", "villages")


class Days(NamedTuple):
    """After how many days past due each level begins."""

    first: int
    second: int
    third: int


def default_days(about: About, on: date) -> Days:
    """Return the rulebook's days of a level for what is looked at."""
    return Days(*(int(one) for one in _days_rule(about, on).listing if isinstance(one, int)))


def checked_days(about: About, days: Sequence[int], on: date) -> Days:
    """Return the days a county wants; raises ``RuleBreach`` beyond the rulebook's bounds or where they do not rise."""
    found = Days(*days)
    if not found.first < found.second < found.third:
        raise RuleBreach("三级的天数要逐级加大，未保存。请改天数。")
    known = _days_rule(about, on)
    _days_rule(about, on, {known.id: tuple(found)})
    return found


def fade_days(on: date, local: Mapping[str, Value] | None = None) -> int:
    """Return after how many days past due a warning fades."""
    return rule("warnings.fade_days", on=on, local=local).number


def cure_days(on: date, local: Mapping[str, Value] | None = None) -> int:
    """Return within how many days what is pressed for is cured."""
    return rule("warnings.cure_days", on=on, local=local).number


def trial_days(on: date) -> int:
    """Return over how many days a rule is tried."""
    return rule("warnings.trial_days", on=on).number


def kept_until(held_on: date, on: date) -> date:
    """Return the last day on which the record of an interview is shown."""
    return held_on + timedelta(days=rule("warnings.interview_kept_days", on=on).number)


def article(about: About, key: str, on: date) -> str:
    """Return which text asks for what was missed; tasks, duties and steps bring their own."""
    if about is About.TERM:
        return _term_rule(key, on).citation
    if about is About.DUES:
        return rule("dues.rhythm", on=on).citation
    return rule("warnings.vacancy_days", on=on).citation if about is About.VACANCY else ""


def _term_rule(key: str, on: date) -> Rule:
    if key == "village":
        return rule("terms.village_years", on=on)
    return rule("terms.base_committee_years", on=on) if key == "committee" else rule("terms.branch_years", on=on)


def _days_rule(about: About, on: date, local: Mapping[str, Value] | None = None) -> Rule:
    if about is About.DUTY:
        return rule("warnings.duty_days", on=on, local=local)
    if about is About.TASK:
        return rule("warnings.task_days", on=on, local=local)
    if about is About.TERM:
        return rule("warnings.term_days", on=on, local=local)
    if about is About.VACANCY:
        return rule("warnings.vacancy_days", on=on, local=local)
    if about is About.STEP:
        return rule("warnings.step_days", on=on, local=local)
    return rule("warnings.dues_days", on=on, local=local)
