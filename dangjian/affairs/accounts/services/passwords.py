"""Signing in with a login name and a password: the same work and the same answer for every refusal."""

from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import check_password, is_password_usable, make_password
from django.db import transaction
from django.utils.crypto import get_random_string

from dangjian.access import audit, lockout
from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.services.epochs import raise_epoch


@cache
def _nobodys() -> str:
    """Return a password hash that nothing matches: it costs what a real one costs."""
    return make_password(get_random_string(40))


@transaction.atomic
def sign_in(*, login: str, password: str, source: str, at: datetime) -> Account | None:
    """Return the account that this name and password open, None where they do not.

    Absent, inactive, locked and passwordless accounts take one Argon2 comparison like all others.
    The guess is counted before it is looked at (``access.lockout``).
    """
    is_allowed = lockout.attempt(name=login, source=source, at=at)
    account: Account | None = Account.objects.filter(login=login).first()
    encoded = account.password if account and is_password_usable(account.password) else _nobodys()
    is_match = check_password(password, encoded)
    if account is None or not (is_match and is_allowed and account.is_active):
        _refuse(account, login, source)
        return None
    lockout.clear(name=login, source=source)
    audit.record(
        by=None,
        account_id=account.pk,
        action="session.open",
        subject=account.public_id,
        county_id=account.county_id,
        path=account.org_path,
        words=f"密码登录，来源 {source}",
    )
    return account


def has_one(*, by: Actor) -> bool:
    """Say whether someone has a password: who came by card may have none."""
    return is_password_usable(Account.objects.values_list("password", flat=True).get(pk=by.account_id))


@transaction.atomic
def change(*, by: Actor, current: str, new: str, source: str, at: datetime) -> Account | None:
    """Give oneself a new password; None where the one of now is not right.

    Whoever has none yet (signed in by card) needs none. Wrong ones are counted like those at sign-in.
    All other sessions end: they are tied to the password. Cards that were not used and forms that stand open end with
    the epoch; a remembered phone has its own PIN, and its own page to end it.
    """
    account: Account = Account.objects.select_for_update().get(pk=by.account_id)
    if is_password_usable(account.password):
        is_allowed = lockout.attempt(name=account.login, source=source, at=at)
        if not (check_password(current, account.password) and is_allowed):
            return None
        lockout.clear(name=account.login, source=source)
    account.set_password(new)
    account.save(update_fields=["password"])
    raise_epoch(account_ids=[account.pk])
    account.slips.filter(used_at=None, revoked_at=None).update(revoked_at=at, revoked_reason="本人已定密码")
    audit.record(by=by, action="account.password", subject=account.public_id, path=account.org_path)
    return account


def _refuse(account: Account | None, login: str, source: str) -> None:
    """Record the refusal by digest: people type passwords into the wrong field."""
    audit.record(
        by=None,
        account_id=account.pk if account else None,
        action="session.refuse",
        subject=lockout.name_digest(login)[:16],
        county_id=account.county_id if account else None,
        path=account.org_path if account else "",
        words=f"密码登录未成功，来源 {source}",
    )
