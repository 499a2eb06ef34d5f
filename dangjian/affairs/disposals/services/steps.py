"""A disposal goes on: its steps, how it went, or it is taken back."""

from datetime import date
from typing import Any

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.disposals.models import Disposal, Mode, Result
from dangjian.affairs.disposals.services.effects import leave
from dangjian.affairs.disposals.services.rows import end, locked, record
from dangjian.affairs.people.words import refuse_numbers
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import State
from dangjian.rulebook import Outcome, RuleBreach

_RESULTS = {
    Mode.CORRECTION: (Result.CORRECTED, Result.UNCORRECTED),
    Mode.ADVISED_OUT: (Result.WITHDREW, Result.STAYED),
}


@transaction.atomic
def take_step(
    *,
    by: Actor,
    row: Disposal,
    step: str,
    outcome: Outcome,
    on: date,
    words: str = "",
    **findings: Any,  # noqa: ANN401  # papers, counts, whatever the step asks: passed on as typed
) -> Disposal:
    """Take the step whose turn it is; what the last one brings about happens in the same transaction.

    Raises ``RuleBreach`` as ``cases.services.take`` does.
    """
    refuse_numbers(words)
    found = locked(row)
    case = cases.take(by=by, case=found.case, step=step, outcome=outcome, on=on, words=words, **findings)
    found.refresh_from_db()
    if case.state == State.REFUSED:
        end(found, Result.REFUSED, on)
    record(by, found)
    return found


@transaction.atomic
def conclude(*, by: Actor, row: Disposal, result: Result, on: date) -> Disposal:
    """Say how a correction or an advice to leave went: people decide. What went wrong is proposed anew, not moved on.

    Raises ``RuleBreach`` before the approval, for a result that the mode has not, and for another branch.
    """
    found = locked(row)
    if found.approved_on is None:
        raise RuleBreach("还没有批准，没有改动。")
    if result not in _RESULTS[Mode(found.mode)]:
        raise RuleBreach("这种处置方式没有这个结果，没有改动。请刷新后再选。")
    if by.person_id == found.person_id or not by.may(Permission.DISPOSAL_EDIT, found.organization.path):
        raise RuleBreach("结果由党员所在党支部讨论后登记，没有改动。")
    if on < found.approved_on:
        raise RuleBreach("日期不能早于批准日期，没有改动。")
    if result == Result.UNCORRECTED and not found.is_over_on(on):
        raise RuleBreach("改正期限还没有满，不能登记为没有改正。提前改正好的，可以登记已改正。")
    end(found, result, on)
    if result == Result.WITHDREW:
        leave(by, found, on)
    record(by, found)
    return found


@transaction.atomic
def withdraw(*, by: Actor, row: Disposal, words: str, on: date) -> Disposal:
    """Take it back. Raises ``RuleBreach`` without words, for oneself, and where it has gone too far."""
    refuse_numbers(words)
    found = locked(row)
    if found.person_id == by.person_id:
        raise RuleBreach("不能撤回自己的组织处置，没有改动。")
    cases.withdraw(by=by, case=found.case, on=on, words=words)
    end(found, Result.WITHDRAWN, on)
    record(by, found)
    return found
