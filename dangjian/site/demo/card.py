"""A fresh sign-in card for the secretary of the walk, as their township would issue it (P12)."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from dangjian.access.permissions import Permission
from dangjian.affairs.accounts import tokens
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services import cards
from dangjian.foundation.time import as_day
from dangjian.site.demo.acting import actor
from dangjian.site.demo.cast import ORGANIZER, SECRETARY


@dataclass(frozen=True, slots=True)
class WalkCard:
    """Whose card it is, the address that its QR code holds (without the host), and the digits to type instead."""

    who: str
    address: str
    code: str


def new_card(*, at: datetime) -> WalkCard | None:
    """Issue the card; earlier unused ones end. None where this database does not hold the cast."""
    holder = Account.objects.filter(login=SECRETARY.login).select_related("person").first()
    if holder is None:
        return None
    by = actor(ORGANIZER.login, as_day(at)).narrowed(Permission.CARD_ISSUE)
    card = cards.put_out(by=by, account=holder, reason="演示", at=at)
    shown = tokens.print_of(card.public_id)
    return WalkCard(holder.person_name, reverse("accounts:card-open", args=[shown.secret]), shown.spaced_code)
