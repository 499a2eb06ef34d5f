"""Slips as pages show them: how far each body is, who of one body has what, and a sheet for print."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import is_password_usable
from django.http import QueryDict

from dangjian.access.actors import Actor
from dangjian.access.secrets import unseal_bytes
from dangjian.affairs.accounts import codes, holdings, homes, rules
from dangjian.affairs.accounts.codes import Code
from dangjian.affairs.accounts.homes import Home
from dangjian.affairs.accounts.models import Account, Sheet, Slip
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import as_day
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Level, Pager, Standing

IN_USE = Standing(Level.OK, "已启用")
NONE_YET = Standing(Level.NA, "还没有账号")
NOT_ISSUED = Standing(Level.NA, "还没有发单")


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body on the list: how many people are on its roll, have signed in, and hold a slip that still works."""

    home: Home
    people: int
    in_use: int
    waiting: int

    @property
    def missing(self) -> int:
        """Return for how many nothing has been done yet, or the slip was not used in time."""
        return self.people - self.in_use - self.waiting


@dataclass(frozen=True, slots=True)
class Bodies:
    """One page of the list."""

    rows: Sequence[BodyLine]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Line:
    """A person of a body: their sign-in, where they have one, and their latest slip."""

    person: Person
    titles: str
    account: Account | None
    slip: Slip | None
    standing: Standing

    @property
    def needs_one(self) -> bool:
        """Say whether a slip is proposed for them."""
        return self.standing.level is Level.NA and (self.account is None or self.account.is_active)


def bodies(actor: Actor, words: str, on: date, at: datetime, query: QueryDict) -> Bodies:
    """Return one page of the bodies in scope with how far each is."""
    page = homes.directory().page(actor, words, on, query)
    rolls = homes.rolls([home.organization_id for home in page.rows], on)
    accounts = _accounts({person for people in rolls.values() for person in people})
    waiting = set(Slip.objects.open_at(at).filter(account__in=accounts.values()).values_list("account_id", flat=True))
    lines = [_body(home, rolls.get(home.organization_id, ()), accounts, waiting) for home in page.rows]
    return Bodies(lines, page.pager)


def _body(home: Home, people: Sequence[int], accounts: Mapping[int, Account], waiting: Collection[int]) -> BodyLine:
    held = [accounts[person] for person in people if person in accounts]
    in_use = sum(is_in_use(account) for account in held)
    still = sum(account.pk in waiting and not is_in_use(account) for account in held)
    return BodyLine(home, len(people), in_use, still)


def is_in_use(account: Account) -> bool:
    """Say whether the person has ever signed in, or could with a password."""
    return account.last_login is not None or is_password_usable(account.password)


def _accounts(people: Collection[int]) -> dict[int, Account]:
    return {account.person_id: account for account in Account.objects.filter(person__in=people)}


def lines(actor: Actor, home: Home, on: date, at: datetime) -> list[Line]:
    """Return the people of a body who are in scope, in the order of its roll, with what they have."""
    order = homes.rolls([home.organization_id], on).get(home.organization_id, [])
    people = {person.pk: person for person in Person.objects.visible_to(actor).filter(pk__in=order)}
    accounts = _accounts(people)
    latest = {slip.account_id: slip for slip in Slip.objects.filter(account__in=accounts.values()).order_by("pk")}
    held = holdings.held(people, on)
    found = []
    for number in order:
        if number in people:
            account = accounts.get(number)
            slip = latest.get(account.pk) if account else None
            titles = "、".join(post.title for post in held.get(number, ()))
            found.append(Line(people[number], titles, account, slip, _standing(account, slip, at)))
    return found


def _standing(account: Account | None, slip: Slip | None, at: datetime) -> Standing:
    if account is None:
        return NONE_YET
    if slip is not None and _still_works(slip, account, at):
        return Standing(Level.INFO, "激活单待使用", f"{_day(slip.expires_at)}前有效")
    if not account.is_active:
        return Standing(Level.NA, "账号已停用")
    if is_in_use(account):
        return IN_USE
    return slip_standing(slip, account, at) if slip else NOT_ISSUED


def _still_works(slip: Slip, account: Account, at: datetime) -> bool:
    is_new = slip.used_at is None and slip.revoked_at is None
    return is_new and account.is_active and slip.epoch == account.epoch and slip.expires_at > at


def slip_standing(slip: Slip, account: Account, at: datetime) -> Standing:
    """Return what became of a slip."""
    if slip.used_at:
        return Standing(Level.OK, "已使用", f"{_day(slip.used_at)}启用账号")
    if slip.revoked_at:
        return Standing(Level.NA, "已作废", slip.revoked_reason)
    if slip.expires_at <= at:
        return Standing(Level.NA, "已过期", f"{_day(slip.expires_at)}到期")
    if not _still_works(slip, account, at):
        return Standing(Level.NA, "已作废", "发单后职务或账号有变动")
    return Standing(Level.INFO, "待使用", f"{_day(slip.expires_at)}前有效")


def _day(moment: datetime) -> str:
    day = as_day(moment)
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A slip on the list of those that were issued."""

    slip: Slip
    standing: Standing


@dataclass(frozen=True, slots=True)
class Issued:
    """One page of the slips in scope, the latest first."""

    rows: Sequence[SlipLine]
    pager: Pager


def issued(actor: Actor, state: str, at: datetime, query: QueryDict) -> Issued:
    """Return one page of the slips in scope: all, or those still to be used, used, outlived, or void."""
    rows = Slip.objects.visible_to(actor).select_related("account__person", "sheet")
    if state == "open":
        rows = rows.open_at(at)
    elif state == "used":
        rows = rows.exclude(used_at=None)
    elif state == "expired":
        rows = rows.filter(used_at=None, revoked_at=None, expires_at__lte=at)
    elif state == "void":
        rows = rows.exclude(revoked_at=None)
    page = keyset(rows, by=("-id",), query=query)
    return Issued([SlipLine(slip, slip_standing(slip, slip.account, at)) for slip in page.rows], page.pager)


@dataclass(frozen=True, slots=True)
class Shown:
    """A slip as it is printed: whose it is, and the code."""

    slip: Slip
    body: str
    code: Code


def is_showing(sheet: Sheet, at: datetime) -> bool:
    """Say whether a sheet can still be printed."""
    return sheet.closed_at is None and bool(sheet.seed) and sheet.issued_at + rules.sheet_life(as_day(at)) > at


def shown(sheet: Sheet, at: datetime) -> list[Shown]:
    """Return the slips of a sheet that is still being printed, with their codes; those void by now are left out."""
    if not sheet.seed:
        return []
    seed = unseal_bytes(bytes(sheet.seed), bytes(sheet.place))
    slips = Slip.objects.open_at(at).filter(sheet=sheet).select_related("account__person").order_by("pk")
    return [Shown(slip, sheet.body, codes.code_of(seed, slip.public_id)) for slip in slips]
