"""What the regulation asks of a step beside its days and papers; each refusal cites its article."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import About, Admission, Motion
from dangjian.affairs.admissions.queries.days import days_of
from dangjian.affairs.admissions.queries.reviews import RULES, SINCE
from dangjian.affairs.admissions.services.companions import check_people
from dangjian.affairs.admissions.services.said import Said
from dangjian.procedures.cases.models import CaseStep
from dangjian.rulebook import Outcome, RuleBreach

_DECIDED: Final = {Motion.CONFIRM: Outcome.PASS, Motion.EXTEND: Outcome.EXTEND, Motion.ANNUL: Outcome.REFUSE}


@dataclass(frozen=True, slots=True)
class _At:
    """An admission at a step that is to pass: on which day, with what, and the days of the steps before."""

    row: Admission
    on: date
    said: Said
    days: Mapping[str, date]


def check(row: Admission, turn: CaseStep, outcome: Outcome, on: date, words: str, said: Said) -> None:
    """Refuse what the regulation does not allow at this step; days and papers are the case's own business."""
    if turn.key == "confirm_approve":
        _refuse_other_decision(row, outcome)
    if outcome is not Outcome.PASS:
        return
    if turn.key in _CHECKS:
        _CHECKS[turn.key](_At(row, on, said, days_of(row.case)))
    if turn.due_on and on > turn.due_on and not words.strip():
        raise RuleBreach(
            f"已过最迟日期{_day(turn.due_on)}，要写明原因，没有改动。{turn.due_reason}", citation=_article(turn)
        )


def _article(turn: CaseStep) -> str:
    """Return the citation that stands in brackets at the end of the reason."""
    return turn.due_reason.rpartition("（《")[2].join(("《", ""))[:-1] if "（《" in turn.due_reason else ""


def _refuse_people(at: _At, step: str) -> None:
    check_people(at.row, step, at.said.people, at.on)


def _refuse_missing_reviews(at: _At, about: About) -> None:
    since = at.days.get(SINCE[about])
    text = rules.in_force(RULES[about], at.on)
    if since is None or text is None:
        return
    due = rules.review_days(RULES[about], since, at.on)
    held = at.row.reviews.filter(about=about, held_on__lte=at.on).count()
    if held < len(due):
        raise RuleBreach(
            f"应考察{len(due)}次，登记了{held}次，{_day(due[held])}前的一次还没有登记，没有改动。请先登记考察日期。",
            citation=text.citation,
        )


def _refuse_short_training(at: _At) -> None:
    text = rules.in_force("training", at.on)
    if text and not rules.is_trained(at.said.training_days, at.said.training_hours, text):
        raise RuleBreach(
            f"集中培训{at.said.training_days}天、{at.said.training_hours}学时，不够，没有改动。{text.says}。",
            citation=text.citation,
        )


def _refuse_leaving(at: _At) -> None:
    text = rules.in_force("leaving_months", at.on)
    if text and rules.leaves_soon(at.said.leaving_on, at.on, text):
        raise RuleBreach(f"{text.says}，没有改动。可以退回或不同意，写明情况。", citation=text.citation)


def _refuse_unnumbered(at: _At) -> None:
    if not at.said.form_number.strip():
        raise RuleBreach("还没有填入党志愿书编号，没有改动。志愿书由上级党委预审合格后编号发放。")


def _refuse_late_approval(at: _At) -> None:
    bound = rules.approval(at.days["congress"], at.on)
    if bound and bound.latest and at.on > bound.latest:
        raise RuleBreach(
            f"支部大会通过已超过{bound.rule.number}个月，最迟{_day(bound.latest)}，不能审批，没有改动。"
            "请退回支部大会重新讨论。",
            citation=bound.rule.citation,
        )


def _refuse_motion(at: _At) -> None:
    if at.said.motion is None:
        raise RuleBreach("还没有选支部大会决定什么，没有改动。请选按期转正、延长预备期或取消预备党员资格。")
    if at.said.motion is not Motion.EXTEND:
        return
    bound = rules.extension(at.days["congress"], at.on)
    if at.row.extended_until is not None:
        raise RuleBreach("预备期已延长过1次，不能再延长，没有改动。", citation=bound.rule.citation)
    if at.said.until is None or not bound.allows(at.said.until):
        assert bound.earliest is not None  # noqa: S101  # an extension has both ends
        assert bound.latest is not None  # noqa: S101  # as above
        raise RuleBreach(
            f"延长后的预备期要在{_day(bound.earliest)}到{_day(bound.latest)}之间满期，没有改动。请改日期。",
            citation=bound.rule.citation,
        )


_CHECKS: Final[dict[str, Callable[[_At], None]]] = {
    "contacts": lambda at: _refuse_people(at, "contacts"),
    "introducers": lambda at: _refuse_people(at, "introducers"),
    "educate": lambda at: _refuse_missing_reviews(at, About.ACTIVIST),
    "train": _refuse_short_training,
    "pre_review": _refuse_leaving,
    "application_form": _refuse_unnumbered,
    "approve": _refuse_late_approval,
    "probation": lambda at: _refuse_missing_reviews(at, About.PROBATION),
    "confirm_congress": _refuse_motion,
}


def _refuse_other_decision(row: Admission, outcome: Outcome) -> None:
    if outcome is Outcome.RETURN or not row.motion:
        return
    wanted = _DECIDED[Motion(row.motion)]
    if outcome is not wanted:
        raise RuleBreach(
            f"支部大会决定的是{row.get_motion_display()}：上级党委只能批准这个决定，或写明理由退回，没有改动。"
        )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
