"""A case goes on: steps recorded as body, day and result; the acceptance by counts; the end."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.people.words import refuse_numbers
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import State
from dangjian.procedures.provisions.queries import local_values
from dangjian.programme.rectification import rules
from dangjian.programme.rectification.models import Acceptance, Rectification, Result
from dangjian.programme.rectification.services.helping import missing_for_plan
from dangjian.programme.rectification.services.rows import locked, record
from dangjian.rulebook import Outcome, RuleBreach


@transaction.atomic
def take_step(
    *,
    by: Actor,
    row: Rectification,
    step: str,
    outcome: Outcome,
    on: date,
    words: str = "",
    papers: Iterable[str] = (),
    **findings: Any,  # noqa: ANN401  # what a county's own text asks beside: passed on as typed
) -> Rectification:
    """Take the step whose turn it is, but for the acceptance, which has its own counts.

    Raises ``RuleBreach`` as ``cases.services.take`` does, while the plan or one of the “四个一” is missing, and for
    an acceptance without its test.
    """
    refuse_numbers(words)
    found = locked(row)
    if step == rules.ACCEPTANCE:
        raise RuleBreach("验收要登记民主测评票数和访谈人数，没有改动。请在“县里验收”里登记。")
    if step == rules.PLAN and outcome is Outcome.PASS and (missing := missing_for_plan(found)):
        raise RuleBreach(f"还缺：{'、'.join(missing)}。没有改动，请补齐。", citation=rules.helpers(on).citation)
    return _take(by, found, step, outcome, on, words, papers, **findings)


@transaction.atomic
def accept(
    *, by: Actor, row: Rectification, test: rules.Test, is_passed: bool, on: date, words: str = ""
) -> Rectification:
    """Record the county's acceptance: people decide; what the county's scheme rules out cannot be passed.

    Not passed, the case goes back to its plan. Raises ``RuleBreach`` for counts that contradict themselves, for a
    passing that the scheme excludes, and as ``cases.services.take`` does.
    """
    refuse_numbers(words)
    found = locked(row)
    rules.refuse_counts(test)
    against = rules.objections(test, on, local_values(found.county_id, on))
    if is_passed and against:
        said, text = against[0]
        raise RuleBreach(f"{said}，按本县验收办法不能通过，没有登记。", citation=text.citation)
    _take(by, found, rules.ACCEPTANCE, Outcome.PASS if is_passed else Outcome.RETURN, on,
          words if is_passed else words or "验收未通过，继续整顿", ())  # fmt: skip
    Acceptance.objects.create(
        rectification=found, county_id=found.county_id, org_path=found.org_path, on=on, handed_out=test.handed_out,
        returned=test.returned, satisfied=test.satisfied, fairly=test.fairly, dissatisfied=test.dissatisfied,
        unsure=test.unsure, interviewed=test.interviewed, score=test.score, is_passed=is_passed,
        account_id=by.account_id,
    )  # fmt: skip
    return found


@transaction.atomic
def withdraw(*, by: Actor, row: Rectification, words: str, on: date) -> Rectification:
    """Take a proposal back that was a mistake; it is out of sight from the next day on."""
    refuse_numbers(words)
    found = locked(row)
    cases.withdraw(by=by, case=found.case, on=on, words=words)
    end(found, Result.NOT_LISTED, on)
    record(by, found)
    return found


def _take(
    by: Actor,
    row: Rectification,
    step: str,
    outcome: Outcome,
    on: date,
    words: str,
    papers: Iterable[str],
    **findings: Any,  # noqa: ANN401  # passed on
) -> Rectification:
    case = cases.take(by=by, case=row.case, step=step, outcome=outcome, on=on, words=words, papers=papers, **findings)
    if case.state == State.REFUSED:
        end(row, Result.NOT_LISTED, on)
    elif step == rules.FILING and outcome is Outcome.PASS:
        row.listed_on = on
        row.save(update_fields=["listed_on"])
    elif case.state == State.DONE:
        row.delisted_on = on
        end(row, Result.DELISTED, on)
    record(by, row)
    return row


def end(row: Rectification, result: Result, on: date) -> None:
    """Bring a row to its end; part of services that have locked it. Only the delisted are seen on, for a year."""
    row.result, row.ended_on = result, on
    row.seen_until = rules.watched_until(on) if result == Result.DELISTED else on
    row.save(update_fields=["result", "ended_on", "seen_until", "delisted_on"])
