"""What members pay is written into the ledger: what was set, once a month, whoever sends it however often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.dues.models import OF_MEMBERS, Entry, Kind, PaidMonth, Shelf
from dangjian.affairs.dues.queries.rolls import Row, accounts_of, roll
from dangjian.affairs.dues.rules import months
from dangjian.affairs.dues.rules.money import yuan
from dangjian.affairs.dues.services.books import Books, held_books, log, recorder
from dangjian.affairs.dues.services.matters import heal
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach


@dataclass(frozen=True, slots=True)
class Payment:
    """What one person paid: for which months; ``is_elsewhere`` where a member away paid where they live."""

    person_id: int
    months: tuple[date, ...]
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of a collection: the entries written now, what they come to in cents, and what was paid before."""

    entries: tuple[Entry, ...]
    already: tuple[str, ...]

    @property
    def cents(self) -> int:
        """What came into the till, in cents."""
        return sum(entry.amount for entry in self.entries if entry.kind == Kind.PAY)

    @property
    def words(self) -> str:
        """What the page says."""
        people = len({entry.person_id for entry in self.entries})
        said = f"已登记 {people} 人，共 {yuan(self.cents)} 元。"
        return said + (f"{'、'.join(self.already)}先前已登记，没有重复。" if self.already else "")


@transaction.atomic
def collect(
    *, by: Actor, organization: Organization, paid_on: date, rows: Sequence[Payment], source: str, words: str = ""
) -> Collected:
    """Write down what members paid on ``paid_on``, into the books of ``organization``; part of a record or by itself.

    ``by`` is not narrowed. ``source`` names the act: the same act writes a member's month once, however often it is
    sent, also after that was undone; a month that is paid already is left alone and named in the answer. What is due
    is what was set: nobody types an amount. ``words`` are needed for months that lie further back than the rule has it.

    Raises ``RuleBreach`` for a body where the actor does not keep the dues, someone who is not on the roll of that day,
    a month for which nothing is set or that lies ahead (nobody advances dues: 第十四条), and without the words.
    """
    keeper = recorder(by, organization)
    ids = sorted({payment.person_id for payment in rows})
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    books = held_books(organization)[organization.pk]
    on_roll = {row.person.pk: row for row in roll(organization, paid_on).rows}
    paid = _paid(ids)
    written = set(
        Entry.objects.filter(source=source, kind__in=OF_MEMBERS, person__in=ids).values_list("person_id", "month")
    )
    made: list[Entry] = []
    already: list[str] = []
    for payment in rows:
        row = on_roll.get(payment.person_id)
        if row is None:
            raise RuleBreach(f"有人{_day(paid_on)}不在{organization.short_name}的名册上，没有登记。请刷新后再核对。")
        for month in dict.fromkeys(payment.months):
            if (payment.person_id, month) in written:
                continue
            if (payment.person_id, month) in paid:
                already.append(f"{row.name}{months.words(month)}")
                continue
            made.append(_entry(keeper, organization, books, row, month, paid_on, source, words, payment))
    Entry.objects.bulk_create(made)
    if made:
        heal(keeper, [one.person_id for one in made if one.person_id], paid_on)
        log(keeper, organization, "dues.collect", f"收缴 {yuan(sum(one.amount for one in made))} 元", made)
    return Collected(tuple(made), tuple(already))


def _paid(ids: Sequence[int]) -> set[tuple[int, date]]:
    return set(PaidMonth.objects.filter(person__in=ids).values_list("person_id", "month"))


def _entry(
    by: Actor, organization: Organization, books: Books, row: Row, month: date, on: date, source: str, words: str,
    payment: Payment,
) -> Entry:  # fmt: skip
    cents = _due(row, month, on, words)
    if payment.is_elsewhere and not row.is_away:
        raise RuleBreach(f"{row.name} 没有登记为流出，不能记作流入地已交，没有登记。请先登记外出，或记作本支部收缴。")
    kind, to = (Kind.ELSEWHERE, Shelf.OUTSIDE) if payment.is_elsewhere else (Kind.PAY, Shelf.TILL)
    return Entry(
        county_id=organization.county_id, organization=organization, org_path=organization.path, kind=kind,
        person=row.person, month=month, amount=cents, on=on, from_book=books[Shelf.MEMBERS], to_book=books[to],
        source=source[:120], words=words[:100], account_id=by.account_id, recorded_name=by.name[:60],
    )  # fmt: skip


def _due(row: Row, month: date, on: date, words: str) -> int:
    for before, choice in zip((None, *row.choices), row.choices, strict=False):
        if choice.month == month:
            return choice.cents - (before.cents if before else 0)
    account = accounts_of([row.person])[row.person.pk]
    cents = account.due_in(month)
    if cents is None:
        raise RuleBreach(f"{row.name}{months.words(month)}没有核定数额，没有登记。请先核定。")
    if month > months.month_of(on) or not cents:
        raise RuleBreach(f"{row.name}{months.words(month)}不用交或还没到，没有登记：不预收，也不得垫交。")
    if not words.strip():
        message = f"{row.name}补交{months.words(month)}的党费，已超过6个月，没有登记。请写明原因。"
        raise RuleBreach(message, citation=months.citation_of_arrears(on))
    return cents


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
