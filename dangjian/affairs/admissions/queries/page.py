"""One admission as its page shows it: the 25 steps in their phases, each with its day, and the facts kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import Admission, Companion
from dangjian.affairs.admissions.queries.days import days_of, joined_on
from dangjian.foundation.ui.parts import Fact
from dangjian.procedures.cases.models import Publicity, Vote
from dangjian.procedures.definitions.queries import text_of


@dataclass(frozen=True, slots=True)
class Line:
    """A step of the way: done on a day, under way, or to come."""

    number: int
    says: str
    who: str
    day: date | None
    is_current: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stage with its steps."""

    caption: str
    lines: Sequence[Line]

    @property
    def is_current(self) -> bool:
        """Say whether the step under way is one of these."""
        return any(line.is_current for line in self.lines)

    @property
    def done(self) -> int:
        """Count the steps that are done."""
        return sum(line.day is not None for line in self.lines)


def last_of(person_id: int) -> Admission | None:
    """Return the last admission of a person, for that person alone."""
    rows = Admission.objects.of(person_id).select_related("person", "organization", "case")
    return rows.order_by("-id").first()


def way(admission: Admission, current: str) -> list[Phase]:
    """Return the whole way by phases. Steps after the one under way show no day: they are to be taken again."""
    case, days = admission.case, days_of(admission.case)
    steps = text_of(case).steps
    place = next((at for at, step in enumerate(steps) if step.key == current), len(steps))
    found = _findings(admission)
    phases: dict[str, list[Line]] = {}
    for at, step in enumerate(steps):
        day = days.get(step.key) if at < place or not current else None
        words = found.get(step.key, "") if day else ""
        phases.setdefault(step.phase, []).append(Line(at + 1, step.says, step.who, day, step.key == current, words))
    return [Phase(caption, lines) for caption, lines in phases.items()]


def _findings(admission: Admission) -> dict[str, str]:
    votes = Vote.objects.filter(step__case=admission.case).select_related("step").order_by("id")
    found = {one.step.key: one.words for one in votes}
    for one in Publicity.objects.filter(step__case=admission.case).select_related("step").order_by("id"):
        found[one.step.key] = f"公示：{_day(one.from_on)}至{_day(one.until_on)}"
    return found


def facts(admission: Admission, on: date) -> list[Fact]:
    """Return what the page says: the days of §3.3, each under its own name."""
    days = days_of(admission.case)
    found = [
        Fact("所在党支部", admission.organization.name),
        Fact("递交申请书", _day(admission.applied_on)),
        *_companions(admission),
    ]
    joined = joined_on(days)
    if joined:
        ends = rules.probation_ends(joined, admission.extended_until, on)
        found += [
            Fact("入党时间", _day(joined), "支部大会通过之日"),
            Fact("预备期", f"{_day(joined)}至{_day(ends)}", "已延长" if admission.extended_until else ""),
            Fact("党费交纳起始", _day(joined), "支部大会通过之日"),
        ]
        if ("confirm_approve" in days and not admission.ended_on) or admission.result == "done":
            found.append(Fact("党龄起算（转正）", _day(ends), "预备期满之日"))
    if admission.form_number:
        found.append(Fact("入党志愿书编号", admission.form_number))
    if admission.ended_on:
        found.append(Fact("结果", f"{_day(admission.ended_on)}，{admission.get_result_display()}"))
    return found


def _companions(admission: Admission) -> list[Fact]:
    rows = Companion.objects.filter(admission=admission, until=None).select_related("person").order_by("id")
    names: dict[str, list[str]] = {}
    for row in rows:
        names.setdefault(row.get_part_display(), []).append(row.person.name)
    return [Fact(caption, "、".join(people)) for caption, people in names.items()]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
