"""The work year, the grades, how many may be 优秀, and what a tally says (domain §1.1, practice 20)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from dangjian.rulebook import Rule, Value, rule

Local = Mapping[str, Value] | None
_OCTOBER: Final = 10


class Grade(StrEnum):
    """The grades of the regulation, the best first."""

    EXCELLENT = "excellent"
    QUALIFIED = "qualified"
    BASIC = "basic"
    UNQUALIFIED = "unqualified"

    @property
    def label(self) -> str:
        """The word people use."""
        return _LABELS[self]


_LABELS: Final = {
    Grade.EXCELLENT: "优秀",
    Grade.QUALIFIED: "合格",
    Grade.BASIC: "基本合格",
    Grade.UNQUALIFIED: "不合格",
}


class Denominator(StrEnum):
    """What the third of 优秀 is reckoned of, in the words in which a county sets it."""

    GRADED = "参加评定的正式党员"
    MEMBERS = "党员总数，含预备党员"


@dataclass(frozen=True, slots=True)
class Share:
    """How many may be 优秀: ``most`` of ``of`` members; ``says`` and ``citation`` as the page shows them."""

    most: int
    of: int
    says: str
    citation: str


def work_year_of(day: date) -> int:
    """Return the year that is looked back on: from October this year, before that the last one."""
    return day.year if day.month >= _OCTOBER else day.year - 1


def window(work_year: int) -> tuple[date, date]:
    """Return the first and the last day in which the appraisal of a work year counts for it."""
    return date(work_year, _OCTOBER, 1), date(work_year + 1, 3, 31)


def excellent_share(*, graded: int, members: int, on: date, local: Local = None) -> Share:
    """Return how many may be 优秀: a third rounded down, of those graded or of all, as the county set it."""
    text = rule("appraisals.excellent_share", on=on)
    of_whom = Denominator(rule("appraisals.denominator", on=on, local=local).words)
    base = members if of_whom is Denominator.MEMBERS else graded
    return Share(int(base * Fraction(str(text.value))), base, text.says, text.citation)


def least_voters(on: date) -> Rule:
    """Return how many must be able to vote, and have voted, for an urn to be opened: below it, paper (P20)."""
    return rule("appraisals.least_voters", on=on)


def probationary_cast(on: date, local: Local = None) -> bool:
    """Say whether probationary members, who are not graded, hand in a ballot too."""
    return rule("appraisals.probationary_cast", on=on, local=local).words == "投"


def leading(counts: Sequence[int]) -> Grade | None:
    """Return the grade that most ballots name, None where there are none or two share the place."""
    most = max(counts, default=0)
    first = [grade for grade, count in zip(Grade, counts, strict=False) if count == most]
    return first[0] if most and len(first) == 1 else None
