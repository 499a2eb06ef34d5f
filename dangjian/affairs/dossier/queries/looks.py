"""Who looked at a person's record: from the log, for that person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.http import QueryDict

from dangjian.access.models import LOOKS, AuditRow
from dangjian.affairs.accounts import holdings
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import as_day
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Pager

WHAT: Final = {
    "person.view": "打开档案",
    "person.reveal": "查看完整号码",
    "person.search": "按号码查到",
    "person.export": "导出名册",
}
SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when, by whom in which post then, what, and why."""

    at: datetime
    who: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Looks:
    """One page, the latest first."""

    rows: Sequence[Look]
    pager: Pager


def looks(person: Person, query: QueryDict, size: int = SIZE) -> Looks:
    """Return one page of who looked at this record; the person's own looks are left out."""
    own = Account.objects.filter(person=person).values_list("pk", flat=True)
    rows = AuditRow.objects.filter(subject=str(person.public_id), action__in=LOOKS).exclude(account_id__in=list(own))
    page = keyset(rows, by=("-id",), query=query, size=size)
    names = _names(page.rows)
    return Looks([_look(row, person, names) for row in page.rows], page.pager)


def _look(row: AuditRow, person: Person, names: dict[tuple[int, date], str]) -> Look:
    who = names.get((row.account_id or 0, as_day(row.at)), "平台")
    _, _, why = row.words.partition("：")
    return Look(row.at, who, WHAT.get(row.action, row.action), why if row.words.startswith(person.name) else "")


def _names(rows: Sequence[AuditRow]) -> dict[tuple[int, date], str]:
    """Return who stood behind each account on each day: the name, and the posts of that day."""
    ids = {row.account_id for row in rows if row.account_id}
    accounts = {row.pk: row for row in Account.objects.filter(pk__in=ids).select_related("person")}
    days: dict[date, set[int]] = {}
    for row in rows:
        if row.account_id is not None and row.account_id in accounts:
            days.setdefault(as_day(row.at), set()).add(row.account_id)
    found = {}
    for day, numbers in days.items():
        held = holdings.held([accounts[number].person_id for number in numbers], day)
        for number in numbers:
            posts = held.get(accounts[number].person_id, ())
            titles = "、".join(f"{post.organization_name} {post.title}" for post in posts[:2])
            found[number, day] = f"{titles} {accounts[number].person_name}".strip()
    return found
