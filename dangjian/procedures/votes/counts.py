"""What was counted at a vote, and whether it can be so: numbers of people and ballots, never who."""

from dataclasses import dataclass

from dangjian.procedures.votes.rules import CAPTIONS, Line
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one vote: heads entitled and present, ballots handed in and how they read.

    ``written`` are consents in writing from entitled people who are absent, handed in before the meeting. ``motion``
    says which of several ways of voting was taken, where a step leaves that open.
    """

    entitled: int
    present: int
    ballots: int
    yes: int
    no: int = 0
    abstained: int = 0
    written: int = 0
    motion: str = ""

    def is_passed(self, line: Line) -> bool:
        """Say whether a motion is passed by these counts."""
        return line.is_passed(entitled=self.entitled, present=self.present, yes=self.yes, written=self.written)


def check_counts(line: Line, counts: Counts) -> None:
    """Refuse counts that cannot be, and a meeting that could not open; ``RuleBreach`` says which and why."""
    for wrong in (_strange(counts), _strange_ballots(counts), _strange_written(line, counts)):
        if wrong:
            raise RuleBreach(f"{wrong}没有保存，您填的都还在，请核对后改正。")
    if not line.may_open(entitled=counts.entitled, present=counts.present):
        least = line.least_present(counts.entitled)
        raise RuleBreach(
            f"应到 {counts.entitled} 人，至少到会 {least} 人方可表决，实到 {counts.present} 人。"
            "这次表决不能算数，没有保存。",
            citation=line.citation,
        )


def check_passed(line: Line, counts: Counts) -> None:
    """Refuse to call passed what the counts did not carry."""
    if not counts.is_passed(line):
        needed = line.least_yes(counts.entitled, counts.present)
        written = f"（另有书面同意 {counts.written} 份）" if line.counts_written and counts.written else ""
        raise RuleBreach(
            f"{CAPTIONS[line.motion]}要有 {needed} 票赞成，赞成 {counts.yes} 票{written}，没有通过。"
            "没有保存；请把办理结果改为不同意，或核对票数。",
            citation=line.citation,
        )


def _strange(counts: Counts) -> str:
    numbers = (counts.entitled, counts.present, counts.ballots, counts.yes, counts.no, counts.abstained, counts.written)
    if min(numbers) < 0:
        return "人数和票数不能是负数。"
    if counts.entitled == 0:
        return "应到人数是 0，不能表决。"
    if counts.present > counts.entitled:
        return f"实到 {counts.present} 人，比应到 {counts.entitled} 人还多。"
    return ""


def _strange_ballots(counts: Counts) -> str:
    if counts.ballots > counts.present:
        return f"收回 {counts.ballots} 票，比实到 {counts.present} 人还多，这次表决无效，应当重新投票。"
    read = counts.yes + counts.no + counts.abstained
    if read > counts.ballots:
        return f"赞成、反对、弃权合计 {read} 票，比收回的 {counts.ballots} 票还多。"
    return ""


def _strange_written(line: Line, counts: Counts) -> str:
    if not counts.written:
        return ""
    if not line.counts_written:
        return f"{CAPTIONS[line.motion]}不计书面意见。"
    absent = counts.entitled - counts.present
    return f"书面同意 {counts.written} 份，比没有到会的 {absent} 人还多。" if counts.written > absent else ""
