"""A step is taken, and what follows; or whoever began the case takes it back."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.procedures.cases.doors import Turn, finish, turn
from dangjian.procedures.cases.models import Case, CaseStep, State, Took
from dangjian.procedures.cases.services.checking import check_actor, check_days, check_outcome, check_papers
from dangjian.procedures.cases.services.findings import Shown, checked_notice, checked_vote, keep_findings
from dangjian.procedures.cases.services.opening import open_step, record
from dangjian.procedures.definitions.queries import text_of
from dangjian.procedures.provisions.queries import local_values
from dangjian.procedures.votes.counts import Counts
from dangjian.rulebook import Outcome, Procedure, RuleBreach, Step

PLATFORM: Final = "平台"
_ENDS: Final = {Outcome.REFUSE: State.REFUSED, Outcome.WITHDRAW: State.WITHDRAWN}


@transaction.atomic
def take(
    *,
    by: Actor,
    case: Case,
    step: str,
    outcome: Outcome,
    on: date,
    words: str = "",
    papers: Iterable[str] = (),
    until: date | None = None,
    counts: Counts | None = None,
    shown: Shown | None = None,
) -> Case:
    """Take the step whose turn it is, with an outcome; ``until`` is the new last day of an extension.

    ``counts`` are those of the vote at a step that has one, ``shown`` the days of its notice.

    Raises ``RuleBreach`` where it is another step's turn, the actor may not take it, a paper or words are
    missing, the day lies outside the terms, the counts cannot be or carry nothing, or the notice was too short.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    open_row = _turn(case, step)
    text = text_of(case)
    now_at = text.step(open_row.key)
    check_actor(by, case, open_row, now_at)
    check_outcome(case, now_at, outcome, words)
    if outcome is Outcome.PASS:
        check_papers(now_at, set(papers))
        check_days(open_row, now_at, on)
    vote = checked_vote(now_at, outcome, counts, on)
    notice = checked_notice(now_at, outcome, shown, on, local_values(case.county_id, on))
    _close(open_row, by, outcome, on, words, papers)
    keep_findings(open_row, now_at, vote, notice, on)
    _follow(case, text, now_at, outcome, on, until, open_row)
    record(by, case, f"case.{outcome}", f"{now_at.says}：{Took(outcome).label}")
    tell(case, by, on, before=open_row.party.organization_id)
    if case.state == State.DONE:
        finish(case, by, on)
    return case


@transaction.atomic
def withdraw(*, by: Actor, case: Case, on: date, words: str) -> Case:
    """Take a case back, as the body that began it, while the step under way leaves that open.

    Raises ``RuleBreach`` without words, for another body, and where it has gone too far.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    text = text_of(case)
    open_row = _turn(case, None)
    first = text.steps[0]
    begun_at = case.parties.get(key=first.party)
    if not by.may(Permission(first.permission), begun_at.org_path):
        raise RuleBreach("这件事由提出的党组织撤回，您的职务不在那里，没有撤回。")
    check_outcome(case, text.step(open_row.key), Outcome.WITHDRAW, words)
    _close(open_row, by, Outcome.WITHDRAW, on, words, ())
    _end(case, State.WITHDRAWN, on)
    record(by, case, "case.withdraw", words)
    tell(case, by, on, before=open_row.party.organization_id)
    return case


@transaction.atomic
def expire(*, case: Case, on: date) -> bool:
    """Let the step under way lapse where its strict term is over and the procedure says what follows; say whether.

    A job's work: nobody asks for it, and the row names the platform.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    row = CaseStep.objects.select_related("party").filter(case=case, outcome="", case__state=State.OPEN).first()
    if row is None or row.due_on is None or on <= row.due_on:
        return False
    text = text_of(case)
    step = text.step(row.key)
    if Outcome.EXPIRE not in step.outcomes or step.latest is None or not step.latest.is_strict:
        return False
    _close(row, None, Outcome.EXPIRE, on, row.due_reason, ())
    _follow(case, text, step, Outcome.EXPIRE, on, None, row)
    record(None, case, "case.expire", f"{step.says}：{Took.EXPIRE.label}")
    tell(case, None, on, before=row.party.organization_id)
    return True


def tell(case: Case, by: Actor | None, on: date, *, before: int | None) -> None:
    """Say whose turn it is now, where that is another body than ``before``, or that it is nobody's."""
    row = CaseStep.objects.select_related("party").filter(case=case, outcome="").first()
    if row is None:
        turn(Turn(case, None, "", "", None, by, on))
    elif row.party.organization_id != before:
        says = text_of(case).step(row.key).says
        turn(Turn(case, row.party.organization_id, row.permission, says, row.due_on, by, on))


def close_turn(case: Case, by: Actor, outcome: Outcome, on: date, words: str) -> None:
    """Close the step whose turn it is; part of services that lock the case. Raises ``RuleBreach`` at its end."""
    _close(_turn(case, None), by, outcome, on, words, ())


def _turn(case: Case, step: str | None) -> CaseStep:
    row = CaseStep.objects.select_related("party").filter(case=case, outcome="").first()
    if row is None:
        raise RuleBreach(f"“{case.title}”{case.get_state_display()}，没有再作改动。请刷新后查看。")
    if step is not None and row.key != step:
        raise RuleBreach(f"“{case.title}”已经办到别的步骤，这次没有改动。请刷新后查看。")
    return row


def _close(row: CaseStep, by: Actor | None, outcome: Outcome, on: date, words: str, papers: Iterable[str]) -> None:
    CaseStep.objects.filter(pk=row.pk).update(
        outcome=outcome.value, taken_on=on, taken_at=Now(), account_id=by.account_id if by else None,
        account_name=by.name[:60] if by else PLATFORM, words=words.strip()[:300], papers=sorted(set(papers)),
    )  # fmt: skip


def _follow(
    case: Case, text: Procedure, step: Step, outcome: Outcome, on: date, until: date | None, row: CaseStep
) -> None:
    local = local_values(case.county_id, on)
    if outcome is Outcome.PASS:
        following = text.following(step)
        if following is None:
            _end(case, State.DONE, on)
        else:
            open_step(case, following, on, local)
    elif outcome in _ENDS:
        _end(case, _ENDS[outcome], on)
    elif outcome in {Outcome.RETURN, Outcome.EXPIRE}:
        place = max(text.steps.index(step) - 1, 0)
        named = step.returns_to if outcome is Outcome.RETURN else step.expires_to
        open_step(case, text.step(named) if named else text.steps[place], on, local)
    elif outcome is Outcome.EXTEND and step.extends_to:
        _extend_to(case, text.step(step.extends_to), on, until)
    else:
        _stay(case, step, outcome, on, until, row)


def _extend_to(case: Case, step: Step, on: date, until: date | None) -> None:
    """Open an earlier step again, which may be passed from the last day of the extension on."""
    if until is None:
        raise RuleBreach("延长到哪一天要写明，没有改动。请填日期。")
    open_step(case, step, on, local_values(case.county_id, on))
    words = f"延长至{until.year}年{until.month}月{until.day}日（{step.citation}）"
    CaseStep.objects.filter(case=case, outcome="").update(earliest_on=until, due_on=None, due_reason=words)


def _stay(case: Case, step: Step, outcome: Outcome, on: date, until: date | None, row: CaseStep) -> None:
    """Suspend, resume or extend: the same step goes on, and days lost to a suspension are given back."""
    due_on = row.due_on
    if outcome is Outcome.RESUME and due_on is not None:
        due_on += on - row.opened_on
    if outcome is Outcome.EXTEND:
        if until is None or (due_on is not None and until <= due_on):
            raise RuleBreach("延长后的日期要晚于现在的最迟日期，没有改动。请改日期。")
        due_on = until
    again = CaseStep(
        case=case, party=row.party, county_id=case.county_id, org_path=case.org_path, key=step.key,
        permission=step.permission, opened_on=on, earliest_on=row.earliest_on, due_on=due_on,
        due_reason=row.due_reason,
    )  # fmt: skip
    again.save(force_insert=True)
    case.state = State.SUSPENDED if outcome is Outcome.SUSPEND else State.OPEN
    case.save(update_fields=["state"])


def _end(case: Case, state: State, on: date) -> None:
    case.state, case.closed_on = state, on
    case.save(update_fields=["state", "closed_on"])
