"""A fresh sign-in card for the secretary of the walk, as their township would issue it (P12)."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from dangjian.access.actors import Actor, posts_and_grants
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts import tokens
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import cards
from dangjian.foundation.time import as_day
from dangjian.site.demo.cast import ORGANIZER, SECRETARY


@dataclass(frozen=True, slots=True)
class WalkCard:
    """Whose card it is, the address that its QR code holds (without the host), and the digits to type instead."""

    who: str
    address: str
    code: str


def new_card(*, at: datetime) -> WalkCard | None:
    """Issue the card; earlier unused ones end. None where this database does not hold the cast."""
    pair = Account.objects.filter(login__in=(ORGANIZER.login, SECRETARY.login)).select_related("person")
    held = {account.login: account for account in pair}
    issuer, holder = held.get(ORGANIZER.login), held.get(SECRETARY.login)
    if issuer is None or holder is None:
        return None
    card = cards.put_out(by=_actor(issuer, at), account=holder, reason="演示", at=at)
    shown = tokens.print_of(card.public_id)
    return WalkCard(holder.person_name, reverse("accounts:card-open", args=[shown.secret]), shown.spaced_code)


def _actor(account: Account, at: datetime) -> Actor:
    posts, grants = posts_and_grants(account.person_id, as_day(at))
    return Actor(
        account_id=account.pk,
        person_id=account.person_id,
        name=account.person_name,
        epoch=account.epoch,
        county_id=account.county_id,
        posts=posts,
        grants=grants,
    ).narrowed(Permission.CARD_ISSUE)
