"""Paying less is asked of the superior; six months without payment open a case. Neither changes a member's status."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar, cast

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.dues.models import Arrears, Ease, Ended, Reduction
from dangjian.affairs.dues.queries.rolls import accounts_of
from dangjian.affairs.dues.rules import months
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.standing.queries.bodies import superior_of
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import Case, State
from dangjian.rulebook import Outcome, RuleBreach

M = TypeVar("M", bound=Reduction | Arrears)


@transaction.atomic
def ask_reduction(
    *, by: Actor, person: Person, kind: Ease, cents: int, since: date, until: date, words: str, on: date
) -> Reduction:
    """Ask the superior that a member pay ``cents`` a month, or nothing, from one month to another.

    Raises ``RuleBreach`` for another branch's member, for oneself, for months gone by or more than a year, for an
    amount that is no less, without the reason, and for a second request at once.
    """
    member = held_member(held_person(person.pk))
    if member is None or member.left_on or not by.may(Permission.DUES_RECORD, member.organization.path):
        raise RuleBreach(f"{person} 不在您支部的名册上，没有提出。")
    if by.person_id == person.pk:
        raise RuleBreach("不能办理自己的少交免交，没有提出。请由支部其他同志办理。")
    refuse_numbers(words)
    if not words.strip():
        raise RuleBreach("请写明困难情况，没有提出。")
    since, until = months.month_of(since), months.month_of(until)
    if since < months.month_of(on) or until < since or until > months.later(since, 11):
        raise RuleBreach("从本月或以后的月份起，一次最多12个月，没有提出。请改月份。")
    due = accounts_of([person])[person.pk].due_in(months.month_of(on))
    if kind is Ease.LESS and not (due and 0 < cents < due):
        raise RuleBreach("少交的数额要大于0、低于现在核定的数额，没有提出。请改后再提交。")
    if Reduction.objects.open().filter(person=person).exists():
        raise RuleBreach(f"{person} 的少交免交正在办理，没有重复提出。")
    home, identity = member.organization, public_id()
    case = _open(by, "dues.reduction", person, f"{person}：党费{kind.label}", home, identity, on)
    made = Reduction.objects.create(
        public_id=identity, person=person, organization=home, county_id=home.county_id, org_path=home.path, kind=kind,
        cents=cents if kind is Ease.LESS else 0, since=since, until=until, words=words.strip()[:200], case=case,
    )  # fmt: skip
    _log(by, made, "dues.reduction", f"{kind.label}，{months.span_words([since, until])}")
    return made


@transaction.atomic
def open_arrears(*, by: Actor | None, member: Member, since: date, on: date) -> Arrears:
    """Open the case of a member who has not paid for the months of the rule; a job's work (``by`` is None)."""
    home, identity, person = member.organization, public_id(), member.person
    case = _open(by, "dues.arrears", person, f"{person}：连续6个月未交党费", home, identity, on)
    made = Arrears.objects.create(
        public_id=identity, person=person, organization=home, county_id=home.county_id, org_path=home.path,
        since=since, case=case,
    )  # fmt: skip
    _log(by, made, "dues.arrears", f"{months.words(since)}起未交")
    return made


def _open(
    by: Actor | None, definition: str, person: Person, title: str, home: Organization, identity: object, on: date
) -> Case:
    return cases.open_case(
        by=by, definition=definition, subject=f"people.person:{person.public_id}", title=title, on=on,
        parties={"subject_body": home, "superior": superior_of(home)}, person_id=person.pk, identity=identity,  # type: ignore[arg-type]  # a public id
    )  # fmt: skip


@transaction.atomic
def take_step(
    *,
    by: Actor,
    matter: M,
    step: str,
    outcome: Outcome,
    on: date,
    words: str = "",
    **findings: Any,  # noqa: ANN401  # papers, counts, whatever the step asks: passed on as typed
) -> M:
    """Take the step whose turn it is. Raises ``RuleBreach`` as ``cases.services.take`` does."""
    refuse_numbers(words)
    row = _locked(matter)
    case = cases.take(by=by, case=row.case, step=step, outcome=outcome, on=on, words=words, **findings)
    if case.state == State.REFUSED:
        _end(row, Ended.REFUSED, on)
    row.refresh_from_db()
    return row


@transaction.atomic
def settle(*, by: Actor, matter: M, result: Ended, words: str, on: date) -> M:
    """End a matter without the superior: taken back, or the member has paid, or had a good reason.

    Raises ``RuleBreach`` for one's own, without words, and for who does not keep the branch's dues.
    """
    refuse_numbers(words)
    row = _locked(matter)
    if row.person_id == by.person_id:
        raise RuleBreach("不能办理自己的事项，没有改动。请由支部其他同志办理。")
    cases.withdraw(by=by, case=row.case, on=on, words=words.strip() or result.label)
    _end(row, result, on)
    _log(by, row, "dues.settle", result.label)
    return row


def heal(by: Actor, people: Collection[int], on: date) -> None:
    """End the arrears of those who have paid: part of ``collect``."""
    for row in Arrears.objects.open().filter(person__in=people).select_related("person", "case"):
        if not by.may(Permission.DUES_RECORD, row.org_path) or row.person_id == by.person_id:
            continue
        account = accounts_of([row.person])[row.person_id]
        if len(
            months.longest_arrears(account.amounts, account.reliefs, account.paid, on=on)
        ) < months.months_to_procedure(on):
            settle(by=by, matter=row, result=Ended.PAID, words="已补交党费", on=on)


def decided(case: Case, by: Actor, on: date) -> None:  # noqa: ARG001  # the door's signature
    """Note that the superior approved; nothing of a member's status follows by itself."""
    for model in (Reduction, Arrears):
        for row in model.objects.filter(case=case):
            _end(row, Ended.APPROVED, on)


def _locked(matter: M) -> M:
    rows = type(matter).objects.select_for_update(of=("self",)).select_related("case", "person", "organization")
    row = cast("M", rows.get(pk=matter.pk))
    if row.ended_on is not None:
        raise RuleBreach(f"这件事{row.get_result_display()}，没有再作改动。")
    return row


def _end(row: Reduction | Arrears, result: Ended, on: date) -> None:
    row.result, row.ended_on = result, on
    row.save(update_fields=["result", "ended_on"])


def _log(by: Actor | None, row: Reduction | Arrears, action: str, words: str) -> None:
    audit.record(
        by=by, action=action, subject=row.public_id, organization_id=row.organization_id, path=row.org_path,
        words=words, county_id=row.county_id,
    )  # fmt: skip
