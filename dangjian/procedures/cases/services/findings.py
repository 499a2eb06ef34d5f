"""What was counted and shown at a step: checked before it is taken, kept beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dangjian.procedures.cases.models import CaseStep, Publicity, Vote
from dangjian.procedures.cases.rules import counted
from dangjian.procedures.cases.services.checking import day_words
from dangjian.procedures.definitions.lengths import length_of
from dangjian.procedures.votes.counts import Counts, check_counts, check_passed
from dangjian.procedures.votes.rules import Motion, line
from dangjian.rulebook import NotInForceError, Outcome, RuleBreach, Step, Value


@dataclass(frozen=True, slots=True)
class Shown:
    """The days of a notice: the day it was put up, and the last day it hung."""

    from_on: date
    until_on: date


def checked_vote(step: Step, outcome: Outcome, counts: Counts | None, on: date) -> Counts | None:
    """Give the counts to keep; refuse to pass without a vote that carried, and counts that cannot be."""
    if not step.vote or outcome not in {Outcome.PASS, Outcome.REFUSE}:
        return None
    if counts is None:
        if outcome is Outcome.PASS:
            raise RuleBreach(f"“{step.says}”要表决，还没有填票数，没有改动。请填写后再提交。", citation=step.citation)
        return None
    found = line(motion_of(step, counts), on)
    check_counts(found, counts)
    if outcome is Outcome.PASS:
        check_passed(found, counts)
    return counts


def motion_of(step: Step, counts: Counts) -> Motion:
    """Give the motion that was voted on: the step's own, or the one of several that was taken."""
    open_to = step.motions
    if counts.motion and counts.motion not in open_to:
        raise RuleBreach(f"“{step.says}”不能用这种表决方式，没有改动。请另选。", citation=step.citation)
    return Motion(counts.motion or open_to[0])


def checked_notice(
    step: Step, outcome: Outcome, shown: Shown | None, on: date, local: Mapping[str, Value]
) -> Shown | None:
    """Give the notice to keep; refuse to pass before its lawful days are over. The first day is not counted.

    Where the text of that day asked for none, what was shown is kept all the same.
    """
    if step.publicity is None or outcome is not Outcome.PASS:
        return None
    try:
        length = length_of(step.publicity, on, local)
    except NotInForceError:
        return shown
    if shown is None:
        raise RuleBreach(f"“{step.says}”要先公示，还没有填公示日期，没有改动。请填写后再提交。", citation=step.citation)
    citation = length.citation or step.citation
    least = counted(shown.from_on, length.number, length.unit)
    if shown.until_on < least:
        raise RuleBreach(
            f"公示要满{length.number}{length.unit}：{day_words(shown.from_on)}开始（当天不计），最早到{day_words(least)}结束，"
            f"您填的是{day_words(shown.until_on)}，没有改动。请改日期。",
            citation=citation,
        )
    if on <= shown.until_on:
        raise RuleBreach(
            f"公示到{day_words(shown.until_on)}才结束，{day_words(on)}还不能办这一步，没有改动。请在公示期满后办理。",
            citation=citation,
        )
    return shown


def keep_findings(row: CaseStep, step: Step, counts: Counts | None, shown: Shown | None, on: date) -> None:
    """Keep what was counted and shown beside the step; part of the service that takes it."""
    if counts is not None:
        motion = motion_of(step, counts)
        Vote.objects.create(
            step=row, motion=motion, entitled=counts.entitled, present=counts.present, ballots=counts.ballots,
            yes=counts.yes, no=counts.no, abstained=counts.abstained, written=counts.written,
            is_passed=counts.is_passed(line(motion, on)),
        )  # fmt: skip
    if shown is not None:
        Publicity.objects.create(step=row, from_on=shown.from_on, until_on=shown.until_on)
