"""What a system administrator does to accounts; never to their own."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from dangjian.access import audit, lockout
from dangjian.access.actors import Actor, posts_and_grants
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.homes import Home
from dangjian.affairs.accounts.models import Account, Card, Sheet
from dangjian.affairs.accounts.services import cards, slips
from dangjian.affairs.accounts.services.openings import open_accounts
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach


@transaction.atomic
def deactivate(*, by: Actor, account: Account, reason: str) -> None:
    """Switch an account off: its sessions end at their next request, its cards and phones with it.

    Nobody switches themselves off, and who switches off must be active when it takes effect: so one
    system administrator always remains, even when two of them try each other at once.
    """
    _refuse_self(by, account)
    held = Account.objects.select_for_update().filter(pk__in=(by.account_id, account.pk)).order_by("pk")
    states = {row.pk: row.is_active for row in held}
    if not states.get(by.account_id):
        raise RuleBreach("您的账号刚被停用，未作任何改动。")
    if not states.get(account.pk):
        raise RuleBreach("这个账号已经是停用状态，未作任何改动。")
    _end(account)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    _record(by, "account.deactivate", account, reason)


@transaction.atomic
def activate(*, by: Actor, account: Account, reason: str) -> None:
    """Switch an account on again."""
    if not Account.objects.filter(pk=account.pk, is_active=False).update(is_active=True, epoch=F("epoch") + 1):
        raise RuleBreach("这个账号已经是启用状态，未作任何改动。")
    _record(by, "account.activate", account, reason)


@transaction.atomic
def unlock(*, by: Actor, account: Account) -> int:
    """Forget the wrong passwords of an account; returns from how many sources there were some."""
    sources = lockout.unlock(name=account.login)
    _record(by, "account.unlock", account, f"{sources} 个来源")
    return sources


@transaction.atomic
def end_sessions(*, by: Actor, account: Account) -> None:
    """End all sessions, open forms and unused cards of an account; remembered phones ask their PIN."""
    _end(account)
    _record(by, "account.end_sessions", account, "")


@transaction.atomic
def reset(*, by: Actor, account: Account, reason: str, at: datetime) -> Card:
    """Take away password, phones and sessions, and issue a card instead of a password.

    Raises ``RuleBreach`` for oneself, an inactive account, and an audit administrator: whoever could
    reset them could read the log in their place.
    """
    _refuse_self(by, account)
    if not account.is_active:
        raise RuleBreach("这个账号已停用，没有重置。请先启用。")
    grants = posts_and_grants(account.person_id, as_day(at))[1]
    if any(grant.permission is Permission.AUDIT_VIEW for grant in grants):
        raise RuleBreach("审计管理员与系统管理员须分设，不能由系统管理员重置，未作任何改动。")
    _end(account)
    account.phones.filter(revoked_at=None).update(revoked_at=at, revoked_by=by.account_id)
    account.refresh_from_db()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    _record(by, "account.reset", account, reason)
    return cards.put_out(by=by, account=account, reason=reason, at=at)


@transaction.atomic
def restore(*, by: Actor, person: Person, body: Home, reason: str, at: datetime) -> Sheet:
    """Print a slip for anyone of the county, opening the account where there is none; the password of now stays.

    An audit administrator's sign-in is restored this way too: nobody else could, the row of the log names who
    did, and once the slip is used the old password no longer works, so that its holder notices.
    Raises ``RuleBreach`` for oneself, for an inactive account, and without a reason.
    """
    if person.pk == by.person_id:
        raise RuleBreach("不能给自己印激活单，没有印。请由另一位系统管理员办理。")
    if not reason.strip():
        raise RuleBreach("没有印激活单：请写明事由，写入操作日志。")
    account = open_accounts(by=by, people=[person])[person.pk]
    if not account.is_active:
        raise RuleBreach("这个账号已停用，没有印激活单。请先启用。")
    return slips.print_out(by=by, accounts=[account], body=body, reason=reason, at=at)


def _refuse_self(by: Actor, account: Account) -> None:
    if account.pk == by.account_id:
        raise RuleBreach("不能停用或重置自己的账号，未作任何改动。请由另一位系统管理员办理。")


def _end(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(session_round=F("session_round") + 1, epoch=F("epoch") + 1)


def _record(by: Actor, action: str, account: Account, words: str) -> None:
    audit.record(by=by, action=action, subject=account.public_id, path=account.org_path, words=words)
