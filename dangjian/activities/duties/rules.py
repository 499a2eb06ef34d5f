"""Which duties there are, for whom, in which periods: the law as the rulebook has it, and what a county adds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from dangjian.procedures.agenda.rules import Level, Standing, standing
from dangjian.procedures.evidence.kinds import Kind
from dangjian.rulebook import NotInForceError, Rule, RuleBreach, Value, rule, under

MONTHS: Final = 12


class Every(StrEnum):
    """How often a duty comes round. A work year runs from October to the end of March (domain §1.1)."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    WORK_YEAR = "work_year"

    @property
    def label(self) -> str:
        """The word people use."""
        return _EVERY[self][0]

    @property
    def a_year(self) -> int:
        """How many periods a year has."""
        return _EVERY[self][1]


_EVERY: Final = {
    Every.MONTH: ("每月", 12),
    Every.QUARTER: ("每季度", 4),
    Every.HALF_YEAR: ("每半年", 2),
    Every.YEAR: ("每年", 1),
    Every.WORK_YEAR: ("每工作年度（10月至次年3月）", 1),
}


class Subject(StrEnum):
    """Whose duty it is: the body's, or that of the secretary of the body."""

    BODY = "body"
    SECRETARY = "secretary"


@dataclass(frozen=True, slots=True)
class Duty:
    """``times`` a period; of bodies of ``bodies`` kinds (and ``fields``, where named) with ``full`` full members."""

    key: str
    name: str
    kind: Kind
    every: Every
    times: int
    bodies: tuple[str, ...]
    citation: str
    says: str
    fields: tuple[str, ...] = ()
    full: int = 0
    subject: Subject = Subject.BODY
    from_day: date | None = None
    until_day: date | None = None

    @property
    def a_year(self) -> int:
        """How many times a year."""
        return self.every.a_year * self.times

    def holds_over(self, period: "Period") -> bool:
        """Say whether the duty is in force from the first to the last day of a period."""
        begun = self.from_day is None or self.from_day <= period.start
        return begun and (self.until_day is None or self.until_day >= period.last)


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open period of days."""

    start: date
    end: date

    @property
    def last(self) -> date:
        """The last day: what falls due does so at its end."""
        return self.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ask:
    """A duty in one of its periods."""

    duty: Duty
    period: Period


@dataclass(frozen=True, slots=True)
class Law:
    """A duty of the rulebook: which rule, evidence of which kind, for which bodies."""

    rule_id: str
    kind: Kind
    bodies: tuple[str, ...]
    subject: Subject = field(default=Subject.BODY)


_LASTING: Final = ("branch", "joint_branch", "mobile_branch")
_BRANCHES: Final = (*_LASTING, "temporary_branch")
_COMMITTEES: Final = ("committee", "work_committee")
BODY_KINDS: Final = (*_BRANCHES, "group", "general_branch", *_COMMITTEES)

# domain §1.1a; what a temporary branch does, `meetings.temporary_branch` says.
LAWS: Final = (
    Law("meetings.branch_congress", Kind.CONGRESS, _LASTING),
    Law("meetings.committee", Kind.COMMITTEE, _LASTING),
    Law("meetings.group", Kind.GROUP, ("group",)),
    Law("meetings.lecture", Kind.LECTURE, _LASTING),
    Law("meetings.theme_day", Kind.THEME_DAY, _LASTING),
    Law("meetings.organizational_life", Kind.LIFE_MEETING, _LASTING),
    Law("appraisals.members", Kind.APPRAISAL, _LASTING),
    Law("meetings.heart_talks", Kind.TALKS, _LASTING),
    Law("meetings.secretary_lecture", Kind.LECTURE, _COMMITTEES, Subject.SECRETARY),
)


_ABOVE_BRANCHES: Final = frozenset({Kind.LEADERS_LIFE, Kind.REPORT_HEARD})  # domain OL-10, practice 18


def is_held_by(kind: Kind, body_kind: str) -> bool:
    """Say whether bodies of this kind hold such a meeting: 民主生活会 is of committees, 党小组会 of branches."""
    is_branch = body_kind in _BRANCHES or body_kind == "group"
    return not (is_branch and kind in _ABOVE_BRANCHES) and (is_branch or kind is not Kind.GROUP)


def periods(every: Every, year: int) -> list[Period]:
    """Return the periods that begin in a year."""
    if every is Every.WORK_YEAR:
        return [Period(date(year, 10, 1), date(year + 1, 4, 1))]
    step = MONTHS // every.a_year
    return [Period(date(year, month, 1), _month_after(year, month + step - 1)) for month in range(1, 13, step)]


def lawful(on: date, local: Mapping[str, Value] | None = None) -> tuple[Duty, ...]:
    """Return the duties that the rulebook has on a day; ``local`` holds the county's own values."""
    lectures = (local or {}).get("meetings.lecture")
    return _lawful(on, lectures if isinstance(lectures, int) else None)


def asks(year: int, *, lectures: Mapping[str, Value] | None = None, local: Sequence[Duty] = ()) -> list[Ask]:
    """Return every duty in each of its periods that begin in ``year``, those of a county with them."""
    found = [
        Ask(duty, period)
        for every in Every
        for period in periods(every, year)
        for duty in lawful(period.start, lectures)
        if duty.every is every
    ]
    return found + [
        Ask(duty, period) for duty in local for period in periods(duty.every, year) if duty.holds_over(period)
    ]


def check_local(duty: Duty, on: date) -> None:
    """Refuse what a county may not add: it asks more than the regulations, never less, and within a bound."""
    most = rule("duties.local_a_year", on=on)
    if not 1 <= duty.a_year <= most.number:
        raise RuleBreach(
            f"一年 {duty.a_year} 次，超出一年最多 {most.number} 次，未保存。请改次数或周期。", citation=most.citation
        )
    for law in lawful(on):
        same = law.kind is duty.kind and law.subject is duty.subject and set(law.bodies) & set(duty.bodies)
        if same and duty.a_year < law.a_year:
            raise RuleBreach(
                f"“{law.says}”，本地制度只能更严，您填的一年 {duty.a_year} 次低于一年 {law.a_year} 次，未保存。",
                citation=law.citation,
            )


@lru_cache(maxsize=1024)
def _lawful(on: date, lectures: int | None) -> tuple[Duty, ...]:
    return tuple(_read(on, lectures))


def _read(on: date, lectures: int | None) -> Iterator[Duty]:
    known = {f"meetings.{key}": text for key, text in under("meetings", on=on).items()}
    known |= {f"appraisals.{key}": text for key, text in under("appraisals", on=on).items()}
    for law in LAWS:
        text = known.get(law.rule_id)
        if text is None:
            continue
        asked = _how_often(text, lectures)
        if asked is None:
            continue
        every, times, full = asked
        bodies = (*law.bodies, *_temporary(law.kind, on)) if law.bodies == _LASTING else law.bodies
        name = "书记讲党课" if law.subject is Subject.SECRETARY else law.kind.label
        yield Duty(law.rule_id, name, law.kind, every, times, bodies, text.citation, text.says, full=full,
                   subject=law.subject)  # fmt: skip


def _how_often(text: Rule, lectures: int | None) -> tuple[Every, int, int] | None:
    """Return the frequency and the least number of full members; None where the regulation leaves it open."""
    if not isinstance(text.value, Mapping):
        number = text.number if lectures is None else lectures
        return (Every.YEAR, number, 0) if number else None
    value = text.table
    times, full = value["times"], value.get("from_full_members", 0)
    if not isinstance(times, int) or not isinstance(full, int):
        raise TypeError(f"rule {text.id} says how often in whole numbers")
    return Every(str(value["every"])), times, full


def _temporary(kind: Kind, on: date) -> tuple[str, ...]:
    try:
        does = rule("meetings.temporary_branch", on=on).listing
    except NotInForceError:
        return ()
    return ("temporary_branch",) if str(kind) in does else ()


def _month_after(year: int, month: int) -> date:
    return date(year + month // MONTHS, month % MONTHS + 1, 1)


def judge(
    *, due_on: date, start: date, met_on: date | None, exempt: str, explained: str, on: date, yellow: int
) -> Standing:
    """Say how a duty stands on a day: done, exempt, explained, not begun, or by its due day."""
    if met_on is not None:
        return Standing(Level.OK, "已完成", f"{_day(met_on)}开展，期限为{_day(due_on)}")
    if exempt:
        return Standing(Level.NA, "免", exempt)
    if on > due_on:
        if explained:
            return Standing(Level.INFO, "未开展，已说明", explained)
        return Standing(Level.LATE, f"未开展，已过 {(on - due_on).days} 天", f"应于{_day(due_on)}前开展（含当日）")
    if start > on:
        return Standing(Level.NA, "未到时间", f"{_day(start)}起")
    return standing(due_on, on, yellow)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
