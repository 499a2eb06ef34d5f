"""What a decision changes: the record, through the one door by which facts of a member are set.

The days are kept apart (domain 3.3): 入党时间 and 预备期 begin on the day of the congress, once the superior has
approved; 党龄 begins on the day on which probation was over.
"""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.admissions import rules
from dangjian.affairs.admissions.models import Admission, Motion, Result
from dangjian.affairs.admissions.queries.days import days_of
from dangjian.affairs.members import services as members
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Category, Leaving, Member
from dangjian.affairs.people.models import Source
from dangjian.procedures.cases.models import Case
from dangjian.rulebook import Outcome

_BEFORE = (Category.APPLICANT, Category.ACTIVIST, Category.OBJECT)


def follow(by: Actor, row: Admission, step: str, outcome: Outcome, on: date) -> None:
    """Let the record follow what came of a step; part of the service that takes it."""
    if outcome is Outcome.REFUSE and step == "confirm_approve":
        _annul(by, row, on)
    elif outcome is Outcome.REFUSE:
        end(row, Result.REFUSED, on)
        _back_to_applicant(by, row, on)
    elif outcome is Outcome.WITHDRAW:
        end(row, Result.WITHDRAWN, on)
        off_the_roll(by, row, on)
    elif outcome is Outcome.EXTEND:
        _extend(by, row, on)
    elif outcome is Outcome.PASS:
        _pass(by, row, step, on)


def _pass(by: Actor, row: Admission, step: str, on: date) -> None:
    days = days_of(row.case)
    if step == "file_activist":
        day = days["recommend"]
        _set(by, row, {"category": Category.ACTIVIST, "activist_on": day}, day, "确定为入党积极分子")
    elif step == "agree_object":
        _set(by, row, {"category": Category.OBJECT}, days["nominate"], "确定为发展对象")
    elif step == "approve":
        day = days["congress"]
        _set(by, row, {"category": Category.PROBATIONARY, "joined_on": day}, day, "批准为预备党员")
    elif step == "confirm_approve" and row.motion == Motion.CONFIRM:
        day = rules.probation_ends(days["congress"], row.extended_until, on)
        _set(by, row, {"category": Category.FULL, "confirmed_on": day}, day, "批准转为正式党员")


def done(case: Case, by: Actor, on: date) -> None:  # noqa: ARG001  # the door's signature
    """End the admission with the last step: everything is filed."""
    end(Admission.objects.get(case=case), Result.DONE, on)


def end(row: Admission, result: Result, on: date) -> None:
    """Write how an admission ended."""
    row.result, row.ended_on = result, on
    row.save(update_fields=["result", "ended_on"])


def off_the_roll(by: Actor, row: Admission, on: date) -> None:
    """Take who is not in the Party off the roll."""
    member = _member(row)
    if member is not None and member.category in _BEFORE:
        members.leave(
            by=by, member=member, reason=Leaving.OFF_ROLL, on=on, source=Source.DECISION, reference=_reference(row),
            words="撤回入党申请",
        )  # fmt: skip


def _annul(by: Actor, row: Admission, on: date) -> None:
    end(row, Result.ANNULLED, on)
    if member := _member(row):
        members.leave(
            by=by, member=member, reason=Leaving.ANNULLED, on=on, source=Source.DECISION, reference=_reference(row),
            words="取消预备党员资格",
        )  # fmt: skip


def _back_to_applicant(by: Actor, row: Admission, on: date) -> None:
    member = _member(row)
    if member is not None and member.category in _BEFORE:
        _set(by, row, {"category": Category.APPLICANT, "activist_on": None}, on, "不同意，仍为入党申请人")


@transaction.atomic
def _extend(by: Actor, row: Admission, on: date) -> None:
    row.extended_until, row.motion, row.proposed_until = row.proposed_until, "", None
    row.save(update_fields=["extended_until", "motion", "proposed_until"])
    _set(by, row, {"extended_until": row.extended_until}, on, "延长预备期")


def _member(row: Admission) -> Member | None:
    member = held_member(held_person(row.person_id))
    return None if member is None or member.left_on else member


def _set(by: Actor, row: Admission, changes: dict[str, object], on: date, words: str) -> None:
    member = _member(row)
    if member is None:
        return
    changed = {name: value for name, value in changes.items() if getattr(member, name) != value}
    if changed:
        members.correct_record(
            by=by, person=row.person, changes=changed, source=Source.DECISION, reference=_reference(row), words=words,
            on=on,
        )  # fmt: skip


def _reference(row: Admission) -> str:
    return f"admission:{row.public_id}"
