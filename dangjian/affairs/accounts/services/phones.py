"""Phones remembered behind a PIN: opened, and revoked by their holder or by who may issue the card."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.accounts import rules, tokens
from dangjian.affairs.accounts.models import Account, Phone


def find(*, token: str, at: datetime) -> Phone | None:
    """Return the phone that carries this mark, while it is remembered and its account active."""
    live = Phone.objects.live_at(at).filter(account__is_active=True)
    return live.filter(token_digest=tokens.phone_digest(token)).select_related("account__person").first()


@transaction.atomic
def open_by_pin(*, token: str, pin: str, source: str, at: datetime) -> Account | None:
    """Return the account of a phone whose PIN is right; None otherwise.

    The try is counted before the PIN is looked at; the fifth wrong one in a row ends the memory.
    """
    phone = find(token=token, at=at)
    if phone is None or not _count_try(phone):
        make_password(pin)
        return None
    phone.refresh_from_db(fields=["pin_failures"])
    if not check_password(pin, phone.pin):
        _refuse(phone, source, at)
        return None
    Phone.objects.filter(pk=phone.pk).update(pin_failures=0)
    _record(phone, "session.open", f"手机口令登录，来源 {source}")
    return phone.account


def _count_try(phone: Phone) -> bool:
    left = Phone.objects.filter(pk=phone.pk, revoked_at=None, pin_failures__lt=rules.PIN_TRIES)
    return bool(left.update(pin_failures=F("pin_failures") + 1))


def _refuse(phone: Phone, source: str, at: datetime) -> None:
    is_last = phone.pin_failures >= rules.PIN_TRIES
    if is_last:
        Phone.objects.filter(pk=phone.pk, revoked_at=None).update(revoked_at=at)
    _record(phone, "phone.forget" if is_last else "session.refuse", f"手机口令不对，来源 {source}")


def _record(phone: Phone, action: str, words: str) -> None:
    account = phone.account
    audit.record(
        by=None,
        account_id=account.pk,
        action=action,
        subject=account.public_id,
        county_id=account.county_id,
        path=account.org_path,
        words=words,
    )


@transaction.atomic
def revoke(*, by: Actor, phone: Phone, at: datetime) -> bool:
    """End the memory of a phone; False where it had ended already."""
    ended = Phone.objects.filter(pk=phone.pk, revoked_at=None).update(revoked_at=at, revoked_by=by.account_id)
    if ended:
        account = phone.account
        audit.record(by=by, action="phone.revoke", subject=account.public_id, path=account.org_path, words=phone.label)
    return bool(ended)
