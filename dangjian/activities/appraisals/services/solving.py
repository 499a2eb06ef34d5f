"""A problem is listed, accepted by whom it concerns or dropped, put right, struck off or sent back."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.activities.appraisals.models import Problem, ProblemState
from dangjian.activities.appraisals.services.opening import those_of
from dangjian.activities.appraisals.services.rows import check_right
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.words import refuse_numbers
from dangjian.foundation.documents.markings import is_marked
from dangjian.rulebook import RuleBreach

_MOVED = "这条问题的进度已经变了，没有保存。请刷新后查看。"


@transaction.atomic
def list_problem(*, by: Actor, organization: Organization, member: int | None, words: str, on: date) -> Problem:
    """List a problem of a member, who accepts it or not; or of the body, which hereby accepts it."""
    check_right(by, organization.path)
    text = line_of(words, "请用一句话写明问题，没有保存。")
    if member is not None and member not in {line.member_id for line in those_of(organization, on)}:
        raise RuleBreach("这位同志不在今天的名册上，没有保存。")
    made = Problem.objects.create(
        organization=organization,
        county_id=organization.county_id,
        org_path=organization.path,
        member_id=member,
        state=ProblemState.PROPOSED if member else ProblemState.ACCEPTED,
        words=text,
        proposed_on=on,
        accepted_on=None if member else on,
    )
    _log(by, made, "list")
    return made


@transaction.atomic
def accept(*, by: Actor, problem: Problem, remedy: str, due_on: date, on: date) -> Problem:
    """Accept a problem, by whom it concerns, with what will be done and by when."""
    row = _own(by, problem, ProblemState.PROPOSED)
    row.remedy = line_of(remedy, "请写一句怎么改，没有保存。")
    row.state, row.accepted_on, row.due_on = ProblemState.ACCEPTED, on, due_on
    row.save()
    _log(by, row, "accept")
    return row


@transaction.atomic
def decline(*, by: Actor, problem: Problem) -> None:
    """Not accept it: then it is not kept (P19)."""
    row = _own(by, problem, ProblemState.PROPOSED)
    _log(by, row, "decline")
    row.delete()


@transaction.atomic
def put_right(*, by: Actor, problem: Problem, remedy: str, on: date) -> Problem:
    """Say that it was put right: the person of their own, the secretary of the body's."""
    row = _locked(problem)
    if row.is_of_body:
        check_right(by, row.org_path)
    elif row.member and row.member.person_id != by.person_id:
        raise RuleBreach("这条问题由本人登记整改情况，没有保存。")
    if row.state != ProblemState.ACCEPTED:
        raise RuleBreach(_MOVED)
    row.remedy = line_of(remedy or row.remedy, "请写一句怎么改的，没有保存。")
    row.state, row.remedied_on, row.sent_back = ProblemState.REMEDIED, on, ""
    row.save()
    _log(by, row, "put_right")
    return row


@transaction.atomic
def check(*, by: Actor, problem: Problem, sent_back: str, on: date) -> Problem:
    """Strike it off, or send it back with a line why."""
    row = _locked(problem)
    check_right(by, row.org_path)
    if row.state != ProblemState.REMEDIED:
        raise RuleBreach(_MOVED)
    if sent_back.strip():
        row.state, row.sent_back = ProblemState.ACCEPTED, line_of(sent_back, "")
    else:
        row.state, row.closed_on = ProblemState.CLOSED, on
    row.save()
    _log(by, row, "send_back" if row.sent_back else "close")
    return row


def _locked(problem: Problem) -> Problem:
    rows = Problem.objects.select_for_update(of=("self",)).select_related("organization", "member")
    return rows.get(pk=problem.pk)


def _own(by: Actor, problem: Problem, state: ProblemState) -> Problem:
    row = _locked(problem)
    if by.acting_for is not None or row.member is None or row.member.person_id != by.person_id:
        raise RuleBreach("这条问题由本人认领，没有保存。")
    if row.state != state:
        raise RuleBreach(_MOVED)
    return row


def line_of(words: str, empty: str) -> str:
    """Return one line of words; refuses none, what is marked as secret, and numbers of people."""
    text = " ".join(words.split())[:200]
    if not text:
        raise RuleBreach(empty)
    if is_marked(text):
        raise RuleBreach("此文标有密级或内部标志，不得在本平台处理。内容未保存。")
    refuse_numbers(text)
    return text


def _log(by: Actor, row: Problem, action: str) -> None:
    audit.record(
        by=by, action=f"problem.{action}", subject=row.public_id, organization_id=row.organization_id,
        path=row.org_path, words=str(row),
    )  # fmt: skip
