"""Accounts as pages show them: with the posts of their people, their cards and phones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import segno
from django.db.models import Q, QuerySet
from django.http import QueryDict

from dangjian.access import lockout
from dangjian.access.actors import Actor, PostHeld
from dangjian.affairs.accounts import holdings
from dangjian.affairs.accounts.models import Account, Card
from dangjian.affairs.people.models import Person as Record
from dangjian.foundation.ui.paging import keyset
from dangjian.foundation.ui.parts import Level, Pager, Standing

IN_PLACE = ("org_path", "id")


@dataclass(frozen=True, slots=True)
class Person:
    """An account with what its person holds."""

    account: Account
    posts: Sequence[PostHeld]

    @property
    def name(self) -> str:
        """Return the person's name."""
        return self.account.person_name

    @property
    def body(self) -> str:
        """Return the body or office of the first post."""
        return self.posts[0].organization_name if self.posts else ""

    @property
    def titles(self) -> str:
        """Return every post in words, one after another."""
        return "；".join(f"{post.organization_name} {post.title}" for post in self.posts) or "现无职务"

    @property
    def standing(self) -> Standing:
        """Return whether the account can be used."""
        if self.account.is_active:
            return Standing(Level.OK, "启用")
        return Standing(Level.NA, "已停用")


@dataclass(frozen=True, slots=True)
class People:
    """One page of a list."""

    rows: Sequence[Person]
    pager: Pager


def holders(
    actor: Actor, words: str, on: date, query: QueryDict, *, active_only: bool = False, state: str = ""
) -> People:
    """Return one page of the accounts in scope, in the order of the tree, those of ``words`` if given."""
    rows = matching(Account.objects.visible_to(actor), words).select_related("person")
    if active_only or state == "active":
        rows = rows.filter(is_active=True)
    elif state == "inactive":
        rows = rows.filter(is_active=False)
    page = keyset(rows, by=IN_PLACE, query=query)
    held = holdings.held([account.person_id for account in page.rows], on)
    return People([Person(account, held.get(account.person_id, ())) for account in page.rows], page.pager)


def matching(rows: QuerySet[Account], words: str) -> QuerySet[Account]:
    """Return the rows whose person's name, initials or login name begins with or holds ``words``."""
    if not words:
        return rows
    text = words.replace("\0", "")[:60]
    return rows.filter(
        Q(person__name__icontains=text) | Q(person__initials__startswith=text.lower()) | Q(login__istartswith=text)
    )


def without_account(actor: Actor, words: str, limit: int = 20) -> Sequence[Record]:
    """Return the people in scope who have no account yet, by name or initials; none for no words."""
    text = words.replace("\0", "").strip()[:60]
    if not text:
        return ()
    rows = Record.objects.visible_to(actor).filter(account__isnull=True)
    named = Q(name__icontains=text) | Q(initials__startswith=text.lower())
    return list(rows.filter(named).order_by("sort_key", "id")[:limit])


def standing_of(account: Account, on: date) -> Person:
    """Return an account with the posts of its person."""
    return Person(account, holdings.held([account.person_id], on).get(account.person_id, ()))


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card on the page of its account: when, why, and what became of it."""

    card: Card
    standing: Standing


def cards_of(account: Account, at: datetime) -> list[CardLine]:
    """Return the latest cards of an account, newest first."""
    return [CardLine(card, _standing(card, account, at)) for card in account.cards.order_by("-id")[:10]]


def _standing(card: Card, account: Account, at: datetime) -> Standing:
    if card.used_at:
        return Standing(Level.OK, "已使用")
    if card.revoked_at or card.epoch != account.epoch:
        return Standing(Level.NA, "已作废")
    if card.expires_at <= at:
        return Standing(Level.NA, "已过期")
    return Standing(Level.INFO, "待使用")


def is_open(card: Card, at: datetime) -> bool:
    """Say whether a card can still be used."""
    return card.account.epoch == card.epoch and Card.objects.open_at(at).filter(pk=card.pk).exists()


def qr_picture(address: str) -> str:
    """Return a QR code of an address as a data address for an ``img``: nothing is fetched for it."""
    picture: str = segno.make_qr(address, error="m").svg_data_uri(scale=8, border=4)
    return picture


def locked_from(account: Account, at: datetime) -> int:
    """Return from how many sources the account's login name is locked now."""
    return lockout.locked_sources(name=account.login, at=at)
