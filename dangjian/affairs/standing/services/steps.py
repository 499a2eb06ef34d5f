"""A matter goes on: ways tried, steps taken, or taken back because the member was found."""

from datetime import date
from typing import Any

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.standing.models import Kind, Matter, Result, Search, Way
from dangjian.affairs.standing.services.effects import clear_lost
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import State
from dangjian.rulebook import Outcome, RuleBreach

SEARCH = "search"


@transaction.atomic
def note_search(*, by: Actor, matter: Matter, way: Way, day: date, on: date) -> Search:
    """Note a way tried on a day; what was heard is not kept.

    Raises ``RuleBreach`` once the matter has ended, for a day to come or before contact was lost, and for the same
    way twice on one day.
    """
    row = _locked(matter)
    if row.kind != Kind.LOST:
        raise RuleBreach("这件事不需要登记查找，未登记。")
    if day > on or day < row.since:
        raise RuleBreach("查找日期要在失去联系之后、今天或以前，未登记。请改日期。")
    if row.searches.filter(way=way, on=day).exists():
        raise RuleBreach("这一天的这个办法已登记过，没有重复登记。")
    made = Search.objects.create(
        matter=row, county_id=row.county_id, org_path=row.org_path, way=way, on=day, account_id=by.account_id
    )
    _log(by, row, "matter.search", way.label)
    return made


@transaction.atomic
def take_step(
    *,
    by: Actor,
    matter: Matter,
    step: str,
    outcome: Outcome,
    on: date,
    words: str = "",
    **findings: Any,  # noqa: ANN401  # papers, counts, whatever the step asks: passed on as typed
) -> Matter:
    """Take the step whose turn it is; what the last one brings about happens in the same transaction.

    Raises ``RuleBreach`` as ``cases.services.take`` does, and where no search was noted before passing on.
    """
    refuse_numbers(words)
    row = _locked(matter)
    if step == SEARCH and outcome is Outcome.PASS and not row.searches.exists():
        raise RuleBreach("还没有登记查找的办法和日期，没有改动。请先登记用过哪些办法。")
    case = cases.take(by=by, case=row.case, step=step, outcome=outcome, on=on, words=words, **findings)
    if case.state == State.REFUSED:
        _end(row, Result.REFUSED, on)
    row.refresh_from_db()
    return row


@transaction.atomic
def withdraw(*, by: Actor, matter: Matter, is_found: bool, words: str, on: date) -> Matter:
    """Take a matter back: the member was found, or it was opened by mistake. The mark of lost contact goes.

    Raises ``RuleBreach`` for one's own matter, without words where nobody was found, and where it has gone too far.
    """
    row = _locked(matter)
    if row.person_id == by.person_id:
        raise RuleBreach("不能撤回自己的党籍事项，没有改动。请由支部其他同志办理。")
    refuse_numbers(words)
    said = words.strip() or (Result.FOUND.label if is_found else "")
    cases.withdraw(by=by, case=row.case, on=on, words=said)
    if row.kind == Kind.LOST or is_found:
        clear_lost(by=by, matter=row, on=on)
    _end(row, Result.FOUND if is_found else Result.WITHDRAWN, on)
    row.refresh_from_db()
    return row


def _locked(matter: Matter) -> Matter:
    rows = Matter.objects.select_for_update(of=("self",)).select_related("case", "person", "organization")
    row = rows.get(pk=matter.pk)
    if row.ended_on is not None:
        raise RuleBreach(f"这件事{row.get_result_display()}，没有再作改动。")
    return row


def _end(row: Matter, result: Result, on: date) -> None:
    row.result, row.ended_on = result, on
    row.save(update_fields=["result", "ended_on"])


def _log(by: Actor, row: Matter, action: str, words: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row.public_id,
        organization_id=row.organization_id,
        path=row.org_path,
        words=words,
        county_id=row.county_id,
    )
