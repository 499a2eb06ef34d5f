"""Dues of the demo county: what everyone pays with its working, the ledger with each theme day, what was handed up.

The villages of the printed accounts have two years of ledger; elsewhere the ledger begins with this month, early
in a month with the last one: the county took its paper ledgers onto the platform, and amounts are set from then on.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Final
from uuid import UUID

from dangjian.access.secrets import Place, seal
from dangjian.affairs.dues.models import Assessment, Book, Entry, Kind, Shelf
from dangjian.affairs.dues.rules import Income, Payer, Working, monthly
from dangjian.affairs.members.models import Category, Member, Standing
from dangjian.affairs.organizations.models import Field, Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import at
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life import fates
from dangjian.site.demo.life.branches import Branch
from dangjian.site.demo.programme.desks import Desks

_ONE_LATER_IN: Final = 70  # One member in so many pays with the next theme day.
_ONE_UNCONFIRMED_IN: Final = 9
_SILENT_FOR: Final = 7  # Months for which one member of the village of the walk has not paid.
_LAND: Final = (20, 30, 50, 50, 100)  # cents a month
_PAY: Final = {Payer.SALARIED: (3400, 9800), Payer.RETIRED: (1800, 6200), Payer.SELF_EMPLOYED: (2400, 7600)}
_HALF_A_MONTH: Final = timedelta(days=15)
_ON_PAPER: Final = "本月起在平台记账，此前见纸质台账"


@dataclass(slots=True)
class _Account:
    """What one member pays a month by year, and the months not paid yet."""

    person: int
    cents: dict[int, int]
    unpaid: list[date]


@dataclass(slots=True)
class _Hand:
    """What was handed up and waits to be confirmed."""

    branch: Branch
    entry: int
    cents: int
    on: date


class Dues:
    """Sets amounts and keeps the ledger; what it writes goes through the ledger's own trigger."""

    def __init__(self, county: County, chance: Chance) -> None:
        self._county, self._chance, self._rows = county, chance, county.rows
        self._books: dict[tuple[int, Shelf], int] = {}
        self._accounts: dict[int, list[_Account]] = {}
        self._handed: list[_Hand] = []
        self._begun = (county.today - _HALF_A_MONTH).replace(day=1)

    def _first(self, branch: Branch) -> date:
        return date(self._county.today.year - 1, 1, 1) if branch.is_printed else self._begun

    def open(self, branch: Branch) -> None:
        """Set what the members of a branch pay."""
        if branch.is_temporary:
            return
        first = self._first(branch)
        silent = self._silent(branch)
        self._accounts[branch.body.pk] = [
            self._assess(branch, member, max(since.replace(day=1), first), is_silent=member.pk == silent)
            for member, since in branch.roll
        ]

    def _silent(self, branch: Branch) -> int | None:
        """One of the village's, without a post, has not paid for months."""
        free = [
            member.pk
            for member, _ in branch.roll
            if member.pk not in branch.committee
            and (member.category, member.standing) == (Category.FULL, Standing.NORMAL)
        ]
        return free[-1] if branch.is_own and free else None

    def _assess(self, branch: Branch, member: Member, since: date, *, is_silent: bool) -> _Account:
        person = self._rows.of(Person)[member.person_id - 1]
        payer, number = self._payer(branch.body, person)
        months = fates.months(since, self._county.today)
        account = _Account(person.pk, {}, months[:-_SILENT_FOR] if is_silent else months)
        for year in range(since.year, self._county.today.year + 1):
            month = max(since, date(year, 1, 1))
            working = _working(payer, number, date(year, 1, 1))
            account.cents[year] = working.computed
            self._set(branch, member, working, payer, number, month)
        return account

    def _payer(self, body: Organization, person: Person) -> tuple[Payer, int]:
        """Return how someone's income comes in, and the income in yuan or the amount in cents."""
        if person.occupation == "离退休":
            payer = Payer.RETIRED
        elif body.field == Field.RURAL:
            return Payer.FARMER, self._chance.choice(_LAND)
        else:
            payer = Payer.SELF_EMPLOYED if person.occupation == "个体经营" else Payer.SALARIED
        low, high = _PAY[payer]
        return payer, self._chance.randrange(low, high, 100)

    def _set(self, branch: Branch, member: Member, working: Working, payer: Payer, number: int, since: date) -> None:
        identity = self._chance.public_id()
        is_midyear = since.month > 1 and not branch.is_printed
        set_on = max(since, date(since.year, 1, 8)) if since.month == 1 else since
        set_on = min(set_on, self._county.today - timedelta(days=1))
        self._rows.put(
            Assessment,
            public_id=identity,
            person_id=member.person_id,
            organization_id=branch.body.pk,
            county_id=1,
            org_path=branch.body.path,
            year=since.year,
            from_month=since.month,
            payer=payer.value,
            computed=working.computed,
            detail=_sealed(number, identity) if payer.has_base else None,
            working=list(working.plain),
            rules=list(working.rules),
            reason=_ON_PAPER if is_midyear and since == self._begun else "",
            set_on=set_on,
            account_id=branch.answers.account_id,
            recorded_at=at(set_on, 10),
        )

    def collects(self, branch: Branch, month: date) -> bool:
        """Whether dues of a month are paid on the theme day."""
        return not branch.is_temporary and month >= self._first(branch)

    def collect(self, branch: Branch, month: date, on: date, source: str) -> None:
        """Write what was paid on a theme day, and hand it up some days later."""
        total = 0
        for account in self._accounts[branch.body.pk]:
            due = [one for one in account.unpaid if one <= month]
            if not due or not self._chance.randrange(_ONE_LATER_IN):
                continue
            account.unpaid = [one for one in account.unpaid if one > month]
            for one in due:
                cents = account.cents[one.year]
                total += cents
                self._pay(branch, account.person, one, cents, on, source)
        handed = on + timedelta(days=4)
        if total and handed < self._county.today:
            self._hand_up(branch, total, handed)

    def _pay(self, branch: Branch, person: int, month: date, cents: int, on: date, source: str) -> None:
        body = branch.body
        self._entry(
            body, Kind.PAY, cents, on, self._book(body, Shelf.MEMBERS), self._book(body, Shelf.TILL), source,
            branch.writes.account_id, branch.writes.name, person_id=person, month=month,
        )  # fmt: skip

    def _hand_up(self, branch: Branch, cents: int, on: date) -> None:
        body = branch.body
        self._entry(
            body, Kind.HAND_UP, cents, on, self._book(body, Shelf.TILL), self._book(body, Shelf.TRANSIT),
            f"dues.hand_up:{self._chance.public_id()}", branch.writes.account_id, branch.writes.name,
            counterpart_id=body.parent_id,
        )  # fmt: skip
        self._handed.append(_Hand(branch, self._rows.count(Entry), cents, on))

    def close(self, desks: Desks) -> None:
        """Let the bodies above confirm most of what came, in the order of the days."""
        for hand in sorted(self._handed, key=lambda one: one.on):
            on = hand.on + timedelta(days=3)
            if on >= self._county.today or (hand.on >= self._begun and not self._chance.randrange(_ONE_UNCONFIRMED_IN)):
                continue
            below = hand.branch.body
            above = self._county.bodies[(below.parent_id or 1) - 1]
            keeper = desks.writes(above)
            self._entry(
                above, Kind.RECEIVED, hand.cents, on, self._book(below, Shelf.TRANSIT), self._book(above, Shelf.TILL),
                f"dues.confirm:{self._chance.public_id()}", keeper.account_id, keeper.name, answers_id=hand.entry,
                counterpart_id=below.pk,
            )  # fmt: skip

    def _entry(
        self, body: Organization, kind: Kind, cents: int, on: date, source_book: int, to_book: int, source: str,
        account: int, name: str, **others: object,
    ) -> None:  # fmt: skip
        self._rows.put(
            Entry, public_id=self._chance.public_id(), county_id=1, organization_id=body.pk, org_path=body.path,
            kind=kind, amount=cents, on=on, from_book_id=source_book, to_book_id=to_book, source=source,
            account_id=account, recorded_name=name, recorded_at=at(on, 17), **others,
        )  # fmt: skip

    def _book(self, body: Organization, shelf: Shelf) -> int:
        key = (body.pk, shelf)
        if key not in self._books:
            self._rows.put(Book, organization_id=body.pk, county_id=1, org_path=body.path, shelf=shelf)
            self._books[key] = self._rows.count(Book)
        return self._books[key]


@cache
def _working(payer: Payer, number: int, on: date) -> Working:
    if payer.has_base:
        return monthly(payer, on=on, income=Income(Decimal(number)))
    return monthly(payer, on=on, chosen=number)


def _sealed(number: int, identity: UUID) -> bytes:
    return seal(json.dumps({"received": str(number), "excluded": {}}), Place("dues_assessment", "detail", identity))
