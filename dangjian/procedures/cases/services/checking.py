"""Whether this person may take this step, with this outcome, these papers, on this day."""

from datetime import date

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.procedures.cases.models import Case, CaseStep, State, Took
from dangjian.procedures.definitions.queries import text_of
from dangjian.rulebook import Outcome, RuleBreach, Step

_WITH_WORDS = frozenset({Outcome.RETURN, Outcome.REFUSE, Outcome.SUSPEND, Outcome.EXTEND, Outcome.WITHDRAW})


def check_actor(by: Actor, case: Case, row: CaseStep, step: Step) -> None:
    """Refuse who has no post for the step, whom the case is about, and who may not judge what they began."""
    if not by.may(Permission(row.permission), row.party.org_path):
        raise RuleBreach(f"“{step.says}”由{row.party.name}办理，您的职务不在其范围，没有改动。")
    if case.person_id is not None and case.person_id == by.person_id and row.key != _first(case).key:
        raise RuleBreach("不能办理自己的事项，没有改动。请由同一党组织的其他同志办理。")
    if step.other_than and _taken_by(case, step.other_than) == by.account_id:
        raise RuleBreach("提出的人不能自己审核，没有改动。请由同一党组织的其他同志审核。")


def _first(case: Case) -> Step:
    return text_of(case).steps[0]


def _taken_by(case: Case, key: str) -> int | None:
    passed = CaseStep.objects.filter(case=case, key=key, outcome=Outcome.PASS).order_by("-id")
    return passed.values_list("account_id", flat=True).first()


def check_outcome(case: Case, step: Step, outcome: Outcome, words: str) -> None:
    """Refuse an outcome that the step does not leave open, and one without the words it needs."""
    if case.state == State.SUSPENDED and outcome is not Outcome.RESUME:
        raise RuleBreach("这件事已中止，没有改动。请先恢复办理。")
    open_to = {*step.outcomes} | ({Outcome.RESUME} if case.state == State.SUSPENDED else set())
    if outcome not in open_to:
        raise RuleBreach(f"“{step.says}”这一步不能{Took(outcome).label}，没有改动。", citation=step.citation)
    if outcome in _WITH_WORDS and not words.strip():
        raise RuleBreach(f"{Took(outcome).label}要写明理由，没有改动。请补写后再提交。")


def check_papers(step: Step, seen: set[str]) -> None:
    """Refuse to pass while a paper is missing."""
    if missing := [paper for paper in step.papers if paper not in seen]:
        raise RuleBreach(f"还缺材料：{'、'.join(missing)}。没有改动，请核对齐全后勾选。", citation=step.citation)


def check_days(row: CaseStep, step: Step, on: date) -> None:
    """Refuse a day before the last step, and one outside a strict term."""
    if on < row.opened_on:
        raise RuleBreach(f"办理日期不能早于上一步办结的{day_words(row.opened_on)}，没有改动。请改日期。")
    if step.earliest and step.earliest.is_strict and row.earliest_on and on < row.earliest_on:
        raise RuleBreach(
            f"最早可在{day_words(row.earliest_on)}办理，没有改动。{row.due_reason}", citation=step.citation
        )
    if step.latest and step.latest.is_strict and row.due_on and on > row.due_on:
        words = f"已超过最迟日期{day_words(row.due_on)}，没有改动。{row.due_reason}"
        raise RuleBreach(words, citation=step.citation)


def day_words(day: date) -> str:
    """Write a day as people read it."""
    return f"{day.year}年{day.month}月{day.day}日"
