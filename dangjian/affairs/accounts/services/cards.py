"""One-time cards (P12): issued by the township or the county, used once on one phone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.accounts import rules, tokens
from dangjian.affairs.accounts.models import Account, Card, Phone
from dangjian.affairs.accounts.services import oversight
from dangjian.affairs.accounts.services.openings import open_accounts
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach

DEAD: Final = "这张登录卡已经用过、已过期或已作废，没有登录。请联系镇党委重新发卡。"


@dataclass(frozen=True, slots=True)
class Entry:
    """A phone that was just signed in: the account, and the mark that the phone keeps."""

    account: Account
    token: str
    life: timedelta


@transaction.atomic
def issue(*, by: Actor, account: Account, reason: str, at: datetime) -> Card:
    """Issue a card for ``account``; earlier unused cards end. ``by`` is narrowed to issuing.

    A further card needs a reason. Raises ``RuleBreach`` for oneself, for an inactive account, and for
    someone whose rights go beyond what the issuer oversees.
    """
    _refuse_unless_may_issue(by, account, at)
    if not reason.strip() and account.cards.exists():
        raise RuleBreach("这位同志此前已发过登录卡，没有再发。请写明再次发卡的事由，如“换了手机”。")
    return put_out(by=by, account=account, reason=reason.strip() or "首次发卡", at=at)


@transaction.atomic
def issue_first(*, by: Actor, person: Person, reason: str, at: datetime) -> Card:
    """Issue a card to someone in scope who may have no account yet: it is opened with the card."""
    account = open_accounts(by=by, people=[person])[person.pk]
    return issue(by=by, account=account, reason=reason, at=at)


@transaction.atomic
def put_out(*, by: Actor, account: Account, reason: str, at: datetime) -> Card:
    """Write a new card and end the earlier ones; who may is the caller's question."""
    account.cards.filter(used_at=None, revoked_at=None).update(revoked_at=at)
    card = Card(
        account=account,
        reason=reason[:120],
        issued_by=by.account_id,
        expires_at=at + rules.card_life(as_day(at)),
        epoch=account.epoch,
    )
    shown = tokens.print_of(card.public_id)
    card.secret_digest = tokens.secret_digest(shown.secret)
    card.code_digest = tokens.code_digest(shown.code)
    card.save()
    audit.record(by=by, action="card.issue", subject=account.public_id, path=account.org_path, words=card.reason)
    return card


def _refuse_unless_may_issue(by: Actor, account: Account, at: datetime) -> None:
    if account.pk == by.account_id:
        raise RuleBreach("不能给自己发登录卡，没有发卡。请由上级党组织发给您。")
    if not account.is_active:
        raise RuleBreach("这个账号已停用，没有发卡。请先联系系统管理员启用。")
    if is_beyond(by, account, at):
        raise RuleBreach("这位同志的职务权限超出您的管理范围，没有发卡。请由其上级党组织发卡。")


def is_beyond(by: Actor, account: Account, at: datetime) -> bool:
    """Say whether ``account`` may do something that ``by`` does not oversee."""
    return oversight.is_beyond(by, account.person_id, as_day(at))


def find_open(*, key: str, at: datetime) -> Card | None:
    """Return the card that a secret or typed digits open at this moment, without using it."""
    digests = Q(secret_digest=tokens.secret_digest(key)) | Q(code_digest=tokens.code_digest(key))
    card = Card.objects.open_at(at).filter(digests).select_related("account__person").first()
    return card if card and card.account.is_active and card.epoch == card.account.epoch else None


@transaction.atomic
def redeem(*, key: str, pin: str, agent: str, at: datetime) -> Entry:
    """Use a card, once: one conditional UPDATE decides who came first. Remembers the phone behind ``pin``.

    Raises ``RuleBreach`` where the card is used, ended, outlived or of an older epoch, and for a PIN
    that is easily guessed; then the card stays as it was.
    """
    complaint = rules.pin_complaint(pin, as_day(at))
    if complaint:
        raise RuleBreach(complaint)
    card = find_open(key=key, at=at)
    if card is None or not Card.objects.open_at(at).filter(pk=card.pk).update(used_at=at):
        raise RuleBreach(DEAD)
    token, life = tokens.phone_token(), rules.phone_life(as_day(at))
    Phone.objects.create(
        account=card.account,
        token_digest=tokens.phone_digest(token),
        pin=make_password(pin),
        label=rules.phone_label(agent),
        expires_at=at + life,
    )
    _record_use(card)
    return Entry(card.account, token, life)


def _record_use(card: Card) -> None:
    account = card.account
    audit.record(
        by=None,
        account_id=account.pk,
        action="card.use",
        subject=account.public_id,
        county_id=account.county_id,
        path=account.org_path,
        words="登录卡登录，已记住这部手机",
    )
