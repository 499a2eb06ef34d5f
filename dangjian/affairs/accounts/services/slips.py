"""Activation slips: printed by a superior for the people of a body, each used once for the first password."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.contrib.auth.hashers import is_password_usable
from django.db import IntegrityError, transaction
from django.db.models import Q

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.secrets import seal_bytes
from dangjian.affairs.accounts import codes, rules
from dangjian.affairs.accounts.homes import Home
from dangjian.affairs.accounts.models import Account, Sheet, Slip
from dangjian.affairs.accounts.services import oversight
from dangjian.affairs.accounts.services.openings import open_accounts
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import as_day
from dangjian.rulebook import RuleBreach

DEAD: Final = "这个激活码不能用：输错了、已用过、已过期或已作废，账号没有激活。请核对后再输，或请发单的党组织补发。"


class LoginTaken(RuleBreach):
    """The login name that someone chose belongs to somebody else."""


@transaction.atomic
def issue(*, by: Actor, people: Sequence[Person], body: Home, reason: str, at: datetime) -> Sheet:
    """Print slips for these people of ``body``; ``by`` is narrowed to issuing and sees them all.

    Who has no account gets one. Earlier slips end. Raises ``RuleBreach`` for nobody, for oneself, for people
    beyond the issuer, for inactive accounts, and where a further slip has no reason: then nothing is printed.
    """
    if not people:
        raise RuleBreach("没有勾选人员，没有印激活单。请勾选后再印。")
    if by.person_id in {person.pk for person in people}:
        raise RuleBreach("不能给自己印激活单，没有印。请由上级党组织印给您。")
    beyond = oversight.beyond(by, [person.pk for person in people], as_day(at))
    if beyond:
        raise RuleBreach(f"{_names(people, beyond)}的职务权限超出您的管理范围，没有印激活单。请由其上级党组织办理。")
    accounts = open_accounts(by=by, people=people)
    _refuse_inactive(people, accounts)
    if not reason.strip():
        _refuse_further(people, accounts)
    return print_out(by=by, accounts=[accounts[p.pk] for p in people], body=body, reason=reason, at=at)


def _refuse_inactive(people: Sequence[Person], accounts: dict[int, Account]) -> None:
    off = {person.pk for person in people if not accounts[person.pk].is_active}
    if off:
        raise RuleBreach(f"{_names(people, off)}的账号已停用，没有印激活单。请先联系系统管理员启用。")


def _refuse_further(people: Sequence[Person], accounts: dict[int, Account]) -> None:
    had = set(Slip.objects.filter(account__in=accounts.values()).values_list("account_id", flat=True))
    again = {p.pk for p in people if accounts[p.pk].pk in had or is_password_usable(accounts[p.pk].password)}
    if again:
        raise RuleBreach(f"{_names(people, again)}此前已发过激活单或已启用账号，没有印。请写明补发事由，如“忘记密码”。")


def _names(people: Sequence[Person], chosen: set[int]) -> str:
    return "、".join(person.name for person in people if person.pk in chosen)


@transaction.atomic
def print_out(*, by: Actor, accounts: Sequence[Account], body: Home, reason: str, at: datetime) -> Sheet:
    """Write a sheet of slips in one statement and end the earlier ones; who may is the caller's question."""
    sheet = Sheet(
        organization_id=body.organization_id,
        body=body.name,
        county_id=body.county_id,
        org_path=body.path,
        reason=reason.strip()[:120],
        issued_by=by.account_id,
        issued_name=_issuer(by),
        issued_at=at,
    )
    seed = codes.fresh_seed()
    sheet.seed = seal_bytes(seed, bytes(sheet.place))
    sheet.save()
    Slip.objects.filter(account__in=accounts, used_at=None, revoked_at=None).update(
        revoked_at=at, revoked_reason="已补发"
    )
    life = rules.slip_life(as_day(at))
    Slip.objects.bulk_create([_slip(sheet, account, seed, at + life) for account in accounts])
    _record(by, "slip.issue", sheet, f"{body.name} {len(accounts)} 张 {sheet.reason}".strip(), accounts)
    return sheet


def _issuer(by: Actor) -> str:
    held = by.posts[0] if by.posts else None
    return f"{held.organization_name} {by.name}"[:120] if held else by.name


def _slip(sheet: Sheet, account: Account, seed: bytes, expires_at: datetime) -> Slip:
    slip = Slip(
        sheet=sheet,
        account=account,
        county_id=account.county_id,
        org_path=account.org_path,
        epoch=account.epoch,
        issued_at=sheet.issued_at,
        expires_at=expires_at,
    )
    shown = codes.code_of(seed, slip.public_id)
    slip.secret_digest = codes.secret_digest(shown.secret)
    slip.code_digest = codes.typed_digest(shown.typed)
    return slip


@transaction.atomic
def close(*, by: Actor, sheet: Sheet, at: datetime) -> bool:
    """End the printing: the seed is erased and no code can be shown again; False where it was over before."""
    closed = Sheet.objects.filter(pk=sheet.pk, closed_at=None).update(closed_at=at, seed=None)
    if closed:
        _record(by, "slip.close", sheet, "激活单已印好，不再显示", ())
    return bool(closed)


@transaction.atomic
def revoke(*, by: Actor, slip: Slip, reason: str, at: datetime) -> None:
    """Make a slip void; raises ``RuleBreach`` where it is used or void already, or its person beyond ``by``."""
    if oversight.is_beyond(by, slip.account.person_id, as_day(at)):
        raise RuleBreach("这位同志的职务权限超出您的管理范围，没有作废。请由其上级党组织办理。")
    ended = Slip.objects.filter(pk=slip.pk, used_at=None, revoked_at=None).update(
        revoked_at=at, revoked_reason=reason.strip()[:120]
    )
    if not ended:
        raise RuleBreach("这张激活单已用过或已作废，没有改动。请刷新后核对。")
    audit.record(by=by, action="slip.revoke", subject=slip.account.public_id, path=slip.org_path, words=reason)


def find_open(*, key: str, at: datetime) -> Slip | None:
    """Return the slip that a QR code's secret or a typed code opens at this moment, without using it."""
    digests = Q(secret_digest=codes.secret_digest(key)) | Q(code_digest=codes.typed_digest(key))
    return Slip.objects.open_at(at).filter(digests).select_related("account__person", "sheet").first()


@transaction.atomic
def redeem(*, key: str, login: str, password: str, at: datetime) -> Account:
    """Use a slip, once: one conditional UPDATE decides who came first. The person's login name and password hold.

    Raises ``RuleBreach`` where the slip is used, void, outlived or of an older epoch, and ``LoginTaken``;
    then the slip stays as it was. Sessions opened with an earlier password end.
    """
    slip = find_open(key=key, at=at)
    if slip is None or not Slip.objects.filter(pk=slip.pk, used_at=None, revoked_at=None).update(used_at=at):
        raise RuleBreach(DEAD)
    account: Account = Account.objects.select_for_update().select_related("person").get(pk=slip.account_id)
    if not account.is_active or account.epoch != slip.epoch:
        raise RuleBreach(DEAD)
    _settle(account, login, password)
    account.slips.filter(used_at=None, revoked_at=None).update(revoked_at=at, revoked_reason="已启用")
    audit.record(
        by=None,
        account_id=account.pk,
        action="slip.use",
        subject=account.public_id,
        county_id=account.county_id,
        path=account.org_path,
        words="凭激活单启用账号，已设密码",
    )
    return account


def _settle(account: Account, login: str, password: str) -> None:
    complaint = rules.login_complaint(login) if login != account.login else ""
    if complaint:
        raise LoginTaken(complaint)
    account.login = login
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(update_fields=["login", "password"])
    except IntegrityError:
        raise LoginTaken("这个登录名已有人用，账号还没有激活。请换一个。") from None


def _record(by: Actor, action: str, sheet: Sheet, words: str, accounts: Sequence[Account]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=sheet.public_id,
        organization_id=sheet.organization_id,
        path=sheet.org_path,
        words=words,
        among=[account.public_id for account in accounts],
    )
