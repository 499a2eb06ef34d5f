"""What dues give a person to do: amounts to set, months to collect, money to confirm, own arrears."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.dues.models import Assessment, Ended, Entry, PaidMonth, Reduction
from dangjian.affairs.dues.queries.rolls import Account
from dangjian.affairs.dues.rules import months
from dangjian.affairs.members.models import Member
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level

_REACH: Final = -6


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for what makes at most four cards; who is in arrears reads of it, and nobody else by name."""
    if zones.is_internet():
        return
    month = months.month_of(on)
    keeping = next(iter(actor.bodies(Permission.DUES_RECORD)), None)
    yield _of_branches(actor, month, keeping)
    yield _handed_up(actor, keeping)
    yield from _own(actor, month)


def _of_branches(actor: Actor, month: date, keeping: int | None) -> Question:
    """Who of one's own branches has no amount for this month, or has not paid it."""
    amounts = Assessment.objects.in_force().filter(
        person=OuterRef("person"), year=month.year, from_month__lte=month.month
    )
    paid = PaidMonth.objects.filter(person=OuterRef("person"), month=month)
    rows = Member.objects.in_party().filter(organization__in=actor.bodies(Permission.DUES_ASSESS))
    told = rows.annotate(is_set=Exists(amounts), is_paid=Exists(paid)).filter(Q(is_set=False) | Q(is_paid=False))
    return Question(told.values_list("is_set"), lambda found: _branch_items(found, month, keeping))


def _branch_items(found: Sequence[tuple[bool]], month: date, keeping: int | None) -> Iterator[Item]:
    counted = Counter(is_set for (is_set,) in found)
    if counted[False]:
        words = f"核定 {counted[False]} 名党员的党费"
        yield _item("unset", words, "年初核定一次，年内一般不变", reverse("dues:amounts"), None, keeping)
    if counted[True]:
        words = f"{month.month}月党费还有 {counted[True]} 人没登记"
        until = months.last_day(month)
        yield _item("unpaid", words, "主题党日时一并收，点一下谁交了", reverse("dues:index"), until, keeping)


def _handed_up(actor: Actor, keeping: int | None) -> Question:
    rows = Entry.objects.waiting().filter(counterpart__in=actor.bodies(Permission.DUES_RECORD))
    return Question(rows.values_list("id"), lambda found: _waiting(found, keeping))


def _waiting(found: Sequence[tuple[int]], keeping: int | None) -> Iterator[Item]:
    if found:
        words = f"{len(found)} 笔上缴的党费等您确认"
        yield _item("waiting", words, "核对数额后确认收到或退回", reverse("dues:hand-ups"), None, keeping)


def _own(actor: Actor, month: date) -> Iterator[Question]:
    """What oneself was set, was let off and paid in the last six months; the last question makes the card."""
    account, first = Account(), months.later(month, _REACH)
    amounts = Assessment.objects.in_force().filter(person=actor.person_id, year__gte=first.year)
    reliefs = Reduction.objects.filter(person=actor.person_id, result=Ended.APPROVED)
    paid = PaidMonth.objects.filter(person=actor.person_id, month__gte=first)

    def set_for(rows: Sequence[Assessment]) -> Iterator[Item]:
        account.amounts.extend(row.amount for row in rows)
        yield from ()

    def let_off(rows: Sequence[Reduction]) -> Iterator[Item]:
        account.reliefs.extend(row.relief for row in rows)
        yield from ()

    def paid_for(rows: Sequence[PaidMonth]) -> Iterator[Item]:
        account.paid.update(row.month for row in rows)
        owed = [one for one in account.owed(months.later(month, -1)) if one.month >= first]
        if owed:
            words = f"您有 {len(owed)} 个月党费还没有交"
            yield _item("own", words, "只有您和所在党支部看得到", reverse("dues:mine"), None, None)

    yield Question(amounts.only("year", "from_month", "computed", "voluntary"), set_for)
    yield Question(reliefs, let_off)
    yield Question(paid, paid_for)


def _item(key: str, title: str, sub: str, address: str, due_on: date | None, body: int | None) -> Item:
    level, words = (Level.OK, f"{due_on.month}月{due_on.day}日前") if due_on else (Level.INFO, "可以办")
    return Item(
        key=f"dues:{key}", title=title, sub=sub, address=address, kind="党费", level=level, words=words, due_on=due_on,
        actions=(Action("去看看", address, is_main=True),), minutes=3, organization_id=body,
    )  # fmt: skip
