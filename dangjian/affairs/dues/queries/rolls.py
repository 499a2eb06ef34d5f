"""The roll of dues of a branch on a day: who pays what for which months, prefilled; a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from dangjian.access import zones
from dangjian.access.privacy import Privacy
from dangjian.affairs.dues.models import Assessment, Custom, Ended, Every, PaidMonth, Reduction
from dangjian.affairs.dues.rules import months
from dangjian.affairs.dues.rules.money import yuan
from dangjian.affairs.dues.rules.months import Amount, Owed, Relief
from dangjian.affairs.members.models import Category, Spell, Standing
from dangjian.affairs.mobility.models import Stay
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.rolls import Held, appointed, in_front
from dangjian.foundation.database.together import fetch_together

_PAYING = (Category.FULL, Category.PROBATIONARY)


@dataclass(slots=True)
class Account:
    """What is set for a person, what was reduced, and which months are paid."""

    amounts: list[Amount] = field(default_factory=list)
    reliefs: list[Relief] = field(default_factory=list)
    paid: set[date] = field(default_factory=set)

    def owed(self, until: date) -> list[Owed]:
        """Return what is due up to a month and not paid, the oldest first."""
        return months.owed(self.amounts, self.reliefs, self.paid, until=until)

    def due_in(self, month: date) -> int | None:
        """Return what is due for a month, None where nothing is set."""
        return months.due_in(month, self.amounts, self.reliefs)


@dataclass(frozen=True, slots=True)
class Choice:
    """Paid up to ``month``: what that comes to, in cents, and in words."""

    month: date
    cents: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A member on the roll.

    ``choices``: up to which month may be paid, the last is what is prefilled; empty where nothing is due, and
    ``standing`` says why, in words. ``is_away``: may have paid where they live. ``is_guest``: a member
    of another body who lives here.
    """

    person: Person
    is_away: bool
    is_guest: bool
    cents: int | None
    choices: tuple[Choice, ...]
    standing: str

    @property
    def name(self) -> str:
        """The name."""
        return self.person.name

    @property
    def field(self) -> str:
        """The name of this member's box in the form of the roll."""
        return f"dues_{self.person.public_id}"

    @property
    def full(self) -> Choice | None:
        """What is prefilled: everything that is due."""
        return self.choices[-1] if self.choices else None

    def months_to(self, month: date) -> tuple[date, ...]:
        """Return the months that are paid when it is paid up to ``month``."""
        return tuple(choice.month for choice in self.choices if choice.month <= month)


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll of a branch on a day; ``until`` is the last month that may be paid."""

    organization: Organization
    on: date
    until: date
    rows: tuple[Row, ...]

    @property
    def payable(self) -> tuple[Row, ...]:
        """Members of the branch who have something to pay."""
        return tuple(row for row in self.rows if row.choices and not row.is_guest)

    @property
    def guests(self) -> tuple[Row, ...]:
        """Members of other bodies who live here and may pay here."""
        return tuple(row for row in self.rows if row.choices and row.is_guest)

    @property
    def others(self) -> tuple[Row, ...]:
        """Members of the branch who have nothing to pay now, each with the reason."""
        return tuple(row for row in self.rows if not row.choices and not row.is_guest)

    @property
    def unset(self) -> int:
        """How many members have no amount set."""
        return sum(row.cents is None and not row.is_guest for row in self.rows)

    @property
    def total(self) -> int:
        """What is due of the members of the branch, in cents."""
        return sum(row.full.cents for row in self.payable if row.full)

    @property
    def total_words(self) -> str:
        """What is due of the members of the branch, in yuan."""
        return yuan(self.total)


def roll(organization: Organization, on: date) -> Roll:
    """Return the roll of a branch on a day, two queries; empty on an installation that faces the internet (P37)."""
    customs = Custom.objects.filter(organization=organization, every=Every.QUARTER)
    if not zones.shows(Privacy.PERSONAL):
        return Roll(organization, on, _last_payable(customs, on), ())
    spells, posts = _spells(organization, on), appointed([organization.pk], on)
    hosted = _hosted(organization, on)
    fetch_together(customs, spells, posts, hosted)
    people = _in_order(spells, posts, organization)
    own = {person.pk for person in people}
    guests = [stay.person for stay in hosted if stay.person and stay.person_id not in own]
    ids = [person.pk for person in (*people, *guests)]
    away = Stay.objects.open().filter(person__in=own).values_list("person_id", flat=True)
    accounts, until = accounts_by_id(ids, away), _last_payable(customs, on)
    gone = set(away)
    rows = [_row(person, accounts[person.pk], on, until, is_away=person.pk in gone) for person in people]
    rows += [_row(person, accounts[person.pk], on, until, is_guest=True) for person in guests]
    return Roll(organization, on, until, tuple(rows))


def _last_payable(customs: "QuerySet[Custom]", on: date) -> date:
    """Return the last month that may be paid on a day: its own, or that of the quarter where the branch agreed."""
    month = months.month_of(on)
    return months.quarter_end(month) if customs else month


def on_the_roll(organization: Organization, on: date) -> list[Person]:
    """Return who pays to a branch on a day, in the order of a roll (P6): full and probationary, of normal standing."""
    spells, posts = _spells(organization, on), appointed([organization.pk], on)
    fetch_together(spells, posts)
    return _in_order(spells, posts, organization)


def _spells(organization: Organization, on: date) -> "QuerySet[Spell]":
    spells = Spell.objects.held_on(on).filter(organization=organization, category__in=_PAYING, standing=Standing.NORMAL)
    return spells.select_related("member__person").order_by("member__joined_on", "member_id")


def _in_order(spells: Iterable[Spell], posts: Iterable[Held], organization: Organization) -> list[Person]:
    """Who holds a post stands in front, then by the day of joining, which is how ``spells`` come."""
    people = {spell.member.person_id: spell.member.person for spell in spells}
    places = {number: place for place, number in enumerate(in_front(posts)[organization.pk])}
    return sorted(people.values(), key=lambda person: places.get(person.pk, len(places)))


def _hosted(organization: Organization, on: date) -> "QuerySet[Stay]":
    rows = Stay.objects.open().filter(host=organization, person__isnull=False, since__lte=on)
    return rows.select_related("person").order_by("sort_key", "id")


def accounts_of(people: Iterable[Person]) -> Mapping[int, Account]:
    """Return what is known of each person's dues; one query."""
    return accounts_by_id([person.pk for person in people])


def accounts_by_id(ids: Collection[int], *beside: "QuerySet[Any, Any]") -> Mapping[int, Account]:
    """Return what is known of the dues of people by their ids; one query, and ``beside`` is read with it."""
    amounts = Assessment.objects.in_force().filter(person__in=ids).defer("detail", "working")
    reliefs = Reduction.objects.filter(person__in=ids, result=Ended.APPROVED)
    paid = PaidMonth.objects.filter(person__in=ids).values_list("person_id", "month")
    fetch_together(amounts, reliefs, paid, *beside)
    found: dict[int, Account] = defaultdict(Account)
    for row in amounts:
        found[row.person_id].amounts.append(row.amount)
    for relief in reliefs:
        found[relief.person_id].reliefs.append(relief.relief)
    for person, month in paid:
        found[person].paid.add(month)
    return found


def _row(
    person: Person, account: Account, on: date, until: date, *, is_away: bool = False, is_guest: bool = False
) -> Row:
    reach = months.reach_back(on)
    due = account.owed(until)
    choices = _choices([one for one in due if one.month >= reach])
    standing = _standing(account, on, due, choices)
    return Row(person, is_away, is_guest, account.due_in(months.month_of(on)), choices, standing)


def _choices(due: Sequence[Owed]) -> tuple[Choice, ...]:
    found, cents = [], 0
    for one in due:
        cents += one.cents
        span = months.span_words([due[0].month, one.month])
        found.append(Choice(one.month, cents, f"{span}　{yuan(cents)} 元"))
    return tuple(found)


def _standing(account: Account, on: date, due: Sequence[Owed], choices: Sequence[Choice]) -> str:
    now = account.due_in(months.month_of(on))
    if now is None and not choices:
        return "还没有核定"
    if now == 0 and not due:
        return "已批准免交"
    if not due:
        return "已交清"
    if len(due) > len(choices):
        return "有超过6个月的，写明原因另补" if choices else "只有超过6个月的，写明原因另补"
    return ""
