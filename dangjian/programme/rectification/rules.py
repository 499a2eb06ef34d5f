"""What the rulebook says of weak bodies: local criteria, local tests. Nothing here ranks, counts quotas or decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangjian.procedures.cases.rules import add_months, counted
from dangjian.rulebook import Rule, RuleBreach, Value, rule

SELF_CHECK, FILING, PLAN, PRECHECK, ACCEPTANCE, DELISTING = (
    "self_check", "filing", "plan", "precheck", "acceptance", "delisting",
)  # fmt: skip
LIFE_DAYS: Final = 365
_TURNED: Final = 20  # From this day of a month its progress is asked for.


def vacant_before(on: date, local: Mapping[str, Value]) -> tuple[date, Rule]:
    """Return the day before which a post must have been empty to be named, and the rule."""
    text = rule("rectification.vacant_months", on=on, local=local)
    return add_months(on, -text.number), text


def undeveloped_since(on: date, local: Mapping[str, Value]) -> tuple[date, Rule]:
    """Return the day since which nobody was admitted, and the rule."""
    text = rule("rectification.undeveloped_years", on=on, local=local)
    return add_months(on, -12 * text.number), text


def missed_life(on: date, local: Mapping[str, Value]) -> tuple[date, int, Rule]:
    """Return since when missed organization life is counted, from how many times on it is named, and the rule."""
    text = rule("rectification.missed_life", on=on, local=local)
    return on - timedelta(days=LIFE_DAYS), text.number, text


def signs(on: date) -> Rule:
    """Return what only people can judge."""
    return rule("rectification.signs", on=on)


def helpers(on: date) -> Rule:
    """Return the “四个一”."""
    return rule("rectification.helpers", on=on)


def no_quota(on: date) -> Rule:
    """Return that there are no quotas."""
    return rule("rectification.no_quota", on=on)


def watched_until(delisted_on: date) -> date:
    """Return the last day of the watch; after it no mark remains."""
    text = rule("rectification.watch_years", on=delisted_on)
    return counted(delisted_on, text.number, text.unit)


def asks_progress(on: date) -> bool:
    """Say whether the month is far enough for a word on how it went."""
    return on.day >= _TURNED


@dataclass(frozen=True, slots=True)
class Test:
    """A democratic test by counts: sheets, never names. ``score`` only where the county scores."""

    handed_out: int
    returned: int
    satisfied: int
    fairly: int
    dissatisfied: int
    unsure: int
    interviewed: int
    score: int | None = None

    @property
    def marked(self) -> int:
        """Sheets with some answer."""
        return self.satisfied + self.fairly + self.dissatisfied + self.unsure

    @property
    def dissatisfied_words(self) -> str:
        """16 票，占收回的 10.7%."""
        share = 100 * self.dissatisfied / self.returned if self.returned else 0
        return f"{self.dissatisfied} 票，占收回的 {share:.1f}%"


def refuse_counts(test: Test) -> None:
    """Refuse figures that contradict themselves; raises ``RuleBreach``."""
    if min(test.handed_out, test.returned) < 1:
        raise RuleBreach("发出、收回的测评票都要至少 1 张，没有登记。请核对。")
    if test.returned > test.handed_out:
        raise RuleBreach(
            f"发出 {test.handed_out} 张，收回 {test.returned} 张，收回的多于发出的，测评无效，没有登记。请核对。"
        )
    if test.marked != test.returned:
        raise RuleBreach(f"四项合计 {test.marked} 张，与收回的 {test.returned} 张对不上，没有登记。请核对。")


def objections(test: Test, on: date, local: Mapping[str, Value]) -> list[tuple[str, Rule]]:
    """Return what a county's own scheme holds against passing, each with its rule."""
    share = rule("rectification.dissatisfied_percent", on=on, local=local)
    least = rule("rectification.least_voters", on=on, local=local)
    score = rule("rectification.pass_score", on=on, local=local)
    found = []
    if 100 * test.dissatisfied > share.number * test.returned:
        found.append((f"不满意 {test.dissatisfied_words}，超过 {share.number}%", share))
    if test.returned < least.number:
        found.append((f"参加测评 {test.returned} 人，少于 {least.number} 人", least))
    if test.score is not None and test.score < score.number:
        found.append((f"评分 {test.score} 分，低于 {score.number} 分", score))
    return found


def scheme(on: date, local: Mapping[str, Value]) -> list[Rule]:
    """Return how this county accepts, as the page says it."""
    return [
        rule("rectification.dissatisfied_percent", on=on, local=local),
        rule("rectification.least_voters", on=on, local=local),
        rule("rectification.pass_score", on=on, local=local),
    ]
