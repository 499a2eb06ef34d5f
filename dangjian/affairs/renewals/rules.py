"""Counts of a village committee's election, and what the usual practice says of the joint review."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dangjian.rulebook import Rule, RuleBreach, rule


def joint_review(on: date) -> Rule:
    """Return what is recorded of the joint review, and which bodies may take part."""
    return rule("renewals.joint_review", on=on)


def chair_by_law(on: date) -> Rule:
    """Return that nobody becomes chair by the platform."""
    return rule("renewals.chair_by_law", on=on)


@dataclass(frozen=True, slots=True)
class Ballots:
    """An election of villagers by counts: who registered, how many voted, ballots out and back."""

    registered: int
    voted: int
    handed_out: int
    returned: int


def refuse_counts(ballots: Ballots) -> None:
    """Refuse figures that contradict themselves; raises ``RuleBreach``."""
    if ballots.registered < 1:
        raise RuleBreach("登记参加选举的村民至少 1 人，没有登记。请核对。")
    if ballots.voted > ballots.registered:
        raise RuleBreach(f"参加投票 {ballots.voted} 人，比登记的 {ballots.registered} 人还多，没有登记。请核对。")
    if ballots.handed_out > ballots.voted:
        raise RuleBreach("发出的选票多于参加投票的人数，没有登记。请核对。")
    if ballots.returned > ballots.handed_out:
        raise RuleBreach("收回的选票多于发出的选票，选举无效，没有登记。应当重新投票。")


def doubts(ballots: Ballots, on: date) -> tuple[str, Rule] | None:
    """Return what speaks against the election being valid, with its rule; only shown, for the text was not read."""
    text = rule("renewals.village_turnout", on=on)
    if ballots.voted > Fraction(text.words) * ballots.registered:
        return None
    return f"登记 {ballots.registered} 人，参加投票 {ballots.voted} 人，没有过半数", text
