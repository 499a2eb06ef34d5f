"""The coverage of firms and societies: what counts, over which base. Pure, no Django, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Final

from dangjian.rulebook import Rule, Value, rule

FIRM: Final = "private_firm"
SOCIETY: Final = "society"
FIELDS: Final = (FIRM, SOCIETY)
CAPTIONS: Final = {FIRM: "非公企业", SOCIETY: "社会组织"}
_WHOLE: Final = 1000  # Shares are kept in tenths of a percent.


class Body(StrEnum):
    """Which body a unit has: one of its own, a share in a joint branch, or none."""

    OWN = "own"
    JOINT = "joint"
    NONE = "none"


class Cover(StrEnum):
    """How a unit is reached."""

    OWN = "own"
    JOINT = "joint"
    WORK = "work"
    NONE = "none"
    OUT = "out"


COVERS: Final = {
    Cover.OWN: "单独组建",
    Cover.JOINT: "联合组建",
    Cover.WORK: "工作覆盖",
    Cover.NONE: "未覆盖",
    Cover.OUT: "不计入",
}


def cover(body: Body, *, has_work: bool, is_out: bool) -> Cover:
    """Return how a unit is reached; one that does not operate is not counted, whatever it has."""
    if is_out:
        return Cover.OUT
    if body is not Body.NONE:
        return Cover(body.value)
    return Cover.WORK if has_work else Cover.NONE


@dataclass(frozen=True, slots=True)
class Share:
    """A figure with what it rests on: so many of so many."""

    part: int
    base: int

    @property
    def tenths(self) -> int | None:
        """The share in tenths of a percent, rounded half up; None over nothing."""
        return (self.part * 2 * _WHOLE + self.base) // (2 * self.base) if self.base else None

    @property
    def words(self) -> str:
        """60.8%; 没有底数 over nothing: unknown is not zero."""
        return "没有底数" if self.tenths is None else f"{self.tenths // 10}.{self.tenths % 10}%"

    @property
    def rests_on(self) -> str:
        """394 ÷ 648."""
        return f"{self.part} ÷ {self.base}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units are reached how; ``out_with`` and ``out_without`` do not operate, with a body and without."""

    own: int = 0
    joint: int = 0
    work: int = 0
    none: int = 0
    out_with: int = 0
    out_without: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add two tallies figure by figure."""
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))

    @property
    def listed(self) -> int:
        """All units that are listed."""
        return self.base + self.out

    @property
    def base(self) -> int:
        """Units that really operate."""
        return self.covered + self.without

    @property
    def covered(self) -> int:
        """Operating units with a body, alone or joint."""
        return self.own + self.joint

    @property
    def with_body(self) -> int:
        """Units with a body, also those that do not operate any more."""
        return self.covered + self.out_with

    @property
    def without(self) -> int:
        """Operating units without a body."""
        return self.work + self.none

    @property
    def out(self) -> int:
        """Units that are not counted."""
        return self.out_with + self.out_without

    @property
    def coverage(self) -> Share:
        """组织覆盖率."""
        return Share(self.covered, self.base)

    @property
    def own_share(self) -> Share:
        """单独组建率, over the same base."""
        return Share(self.own, self.base)

    @property
    def work_share(self) -> Share:
        """工作覆盖率, over the units without a body."""
        return Share(self.work, self.without)


def tally(rows: Iterable[tuple[Body, bool, bool, int]]) -> Tally:
    """Add up rows of (body, is reached by work, is out, how many)."""
    found = Tally()
    for body, has_work, is_out, count in rows:
        how = cover(body, has_work=has_work, is_out=is_out)
        word = ("out_without" if body is Body.NONE else "out_with") if how is Cover.OUT else how.value
        found += Tally(**{word: count})
    return found


def staff_first(field: str, on: date, local: Mapping[str, Value] | None = None) -> Rule:
    """Return from how many staff on a unit of a field is organized first."""
    if field == FIRM:
        return rule("newcomers.firm_staff_first", on=on, local=local)
    return rule("newcomers.society_staff_first", on=on, local=local)
