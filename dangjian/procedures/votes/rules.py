"""The vote engine: every motion is a line of the rulebook, nothing of a motion is in the code.

Whether enough came, whether it passed or who is elected, and whether the ballots count. No ballot is ever kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Final

from dangjian.rulebook import Rule, Value, rule


class Motion(StrEnum):
    """What is voted on; the captions are the field's."""

    DECISION = "decision"
    ELECTION = "election"
    ADMISSION = "admission"
    DISPOSAL = "disposal"
    VILLAGE = "village"
    COMMITTEES = "committees"
    DELEGATES = "delegates"
    VILLAGERS = "villagers"
    HOUSEHOLDS = "households"


CAPTIONS: Final = {
    Motion.DECISION: "党员大会一般决定",
    Motion.ELECTION: "选举",
    Motion.ADMISSION: "接收预备党员、转正、延长、取消资格",
    Motion.DISPOSAL: "组织处置",
    Motion.VILLAGE: "四议两公开党员大会审议",
    Motion.COMMITTEES: "村“两委”会商议",
    Motion.DELEGATES: "村民代表会议",
    Motion.VILLAGERS: "村民会议（村民到会）",
    Motion.HOUSEHOLDS: "村民会议（户代表到会）",
}
OUTSIDE: Final = frozenset({Motion.COMMITTEES, Motion.DELEGATES, Motion.VILLAGERS, Motion.HOUSEHOLDS})
"""Motions that no meeting of a Party body votes on."""

_TEXTS: Final[dict[Motion, Callable[[date], tuple[Rule, ...]]]] = {
    Motion.DECISION: lambda on: (rule("meetings.branch_congress_vote", on=on),),
    Motion.ELECTION: lambda on: (rule("elections.quorum", on=on), rule("elections.elected_above", on=on)),
    Motion.ADMISSION: lambda on: (rule("admissions.vote", on=on),),
    Motion.DISPOSAL: lambda on: (rule("disposals.vote", on=on),),
    Motion.VILLAGE: lambda on: (rule("villages.deliberation_vote", on=on),),
    Motion.COMMITTEES: lambda on: (rule("villages.committees_vote", on=on),),
    Motion.DELEGATES: lambda on: (rule("villages.delegates_vote", on=on),),
    Motion.VILLAGERS: lambda on: (rule("villages.villagers_vote", on=on),),
    Motion.HOUSEHOLDS: lambda on: (rule("villages.households_vote", on=on),),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One motion of the table: the shares, of what, and whether a share must be exceeded."""

    motion: Motion
    quorum: Fraction
    quorum_of: str
    quorum_exceeds: bool
    passes: Fraction
    passes_of: str
    passes_exceeds: bool
    is_secret: bool
    counts_written: bool
    rules: Sequence[Rule]

    @property
    def needs_checking(self) -> bool:
        """Whether a rule of this line has not been checked against its text: shown as 待核实."""
        return any(one.needs_checking for one in self.rules)

    @property
    def citation(self) -> str:
        """Return where the line stands."""
        return "；".join(dict.fromkeys(one.citation for one in self.rules))

    def least_present(self, entitled: int) -> int:
        """Return how many must be present."""
        return _least(self.quorum, entitled, exceeds=self.quorum_exceeds)

    def least_yes(self, entitled: int, present: int) -> int:
        """Return how many votes pass a motion or elect a person."""
        base = entitled if self.passes_of == "entitled" else present
        return _least(self.passes, base, exceeds=self.passes_exceeds)

    def may_open(self, *, entitled: int, present: int) -> bool:
        """Say whether enough are present."""
        return 0 < self.least_present(entitled) <= present <= entitled

    def is_passed(self, *, entitled: int, present: int, yes: int, written: int = 0) -> bool:
        """Say whether a motion is passed; ``written`` opinions handed in before count only where the rule says so."""
        counted = yes + (written if self.counts_written else 0)
        return self.may_open(entitled=entitled, present=present) and counted >= self.least_yes(entitled, present)


def _least(share: Fraction, base: int, *, exceeds: bool) -> int:
    whole = share * base
    return whole.numerator // whole.denominator + 1 if exceeds else ceil(whole)


def line(motion: Motion, on: date) -> Line:
    """Return the line of a motion in force on a day."""
    found = _TEXTS[motion](on)
    values: dict[str, Value] = {}
    for one in found:
        values |= one.table
    return Line(
        motion=motion,
        quorum=Fraction(str(values["quorum"])),
        quorum_of=str(values["quorum_base"]),
        quorum_exceeds=bool(values["quorum_exceeds"]),
        passes=Fraction(str(values["pass"])),
        passes_of=str(values["pass_base"]),
        passes_exceeds=bool(values["pass_exceeds"]),
        is_secret=bool(values.get("is_secret")),
        counts_written=bool(values.get("counts_written")),
        rules=found,
    )


def table(on: date) -> list[Line]:
    """Return every motion of the table."""
    return [line(motion, on) for motion in Motion]


def least_candidates(seats: int, on: date) -> int:
    """Return how many candidates a committee election needs: the seats and a fifth more, rounded up."""
    share = Fraction(rule("elections.excess_share", on=on).words)
    return seats + ceil(share * seats)


def are_valid(*, handed_out: int, returned: int) -> bool:
    """Say whether an election counts by its ballots: no more came back than were handed out."""
    return returned <= handed_out


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is elected, who ties for the last seats, and how many seats stay empty."""

    elected: Sequence[str]
    tied: Sequence[str]
    missing: int


def outcome(votes: Mapping[str, int], *, seats: int, needed: int) -> Outcome:
    """Return who is elected: above the share, by votes; a tie across the last seat elects none of those who tie."""
    above = sorted((name for name, count in votes.items() if count >= needed), key=lambda name: -votes[name])
    if len(above) <= seats:
        return Outcome(above, (), seats - len(above))
    last = votes[above[seats - 1]]
    if votes[above[seats]] != last:
        return Outcome(above[:seats], (), 0)
    elected = [name for name in above if votes[name] > last]
    return Outcome(elected, [name for name in above if votes[name] == last], seats - len(elected))
