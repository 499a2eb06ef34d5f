"""What sign-in holds of a person: shown to the person alone, in 我的档案."""

from collections.abc import Sequence
from datetime import datetime

from dangjian.access.privacy import Privacy
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.queries import cards_of
from dangjian.affairs.accounts.queries.slips import slip_standing
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person
from dangjian.foundation.time import as_day, local

_SLIPS = 5


def sections(person: Person, at: datetime) -> Sequence[Section]:
    """Return how the person signs in, on which phones, and who gave them slips and cards; nothing where they cannot."""
    account = Account.objects.filter(person=person).first()
    if account is None:
        return ()
    found = [Section("登录账号", _account(account))]
    phones = [
        Held(
            "手机",
            phone.label or "手机",
            Privacy.INTERNAL,
            source=f"{_day(phone.remembered_at)}登录，记到{_day(phone.expires_at)}",
        )
        for phone in account.phones.live_at(at).order_by("-remembered_at")
    ]
    given = [*_slips(account, at), *_cards(account, at)]
    return [
        section
        for section in (*found, Section("记住的手机", phones), Section("发给您的激活单和登录卡", given))
        if section.facts
    ]


def _account(account: Account) -> list[Held]:
    last = (
        f"{_day(account.last_login)} {local(account.last_login).hour}:{local(account.last_login):%M}"
        if account.last_login
        else "还没有登录过"
    )
    return [
        Held("登录名", account.login, Privacy.INTERNAL, source=f"{_day(account.made_at)}建立"),
        Held("上次登录", last, Privacy.INTERNAL, source="登录时自动记下"),
    ]


def _slips(account: Account, at: datetime) -> list[Held]:
    rows = account.slips.select_related("sheet").order_by("-pk")[:_SLIPS]
    return [
        Held(
            "激活单",
            slip_standing(slip, account, at).words,
            Privacy.INTERNAL,
            source=f"{_day(slip.issued_at)}，{slip.sheet.issued_name}{_because(slip.sheet.reason)}",
        )
        for slip in rows
    ]


def _cards(account: Account, at: datetime) -> list[Held]:
    return [
        Held(
            "登录卡",
            line.standing.words,
            Privacy.INTERNAL,
            source=f"{_day(line.card.issued_at)}{_because(line.card.reason)}",
        )
        for line in cards_of(account, at)
    ]


def _because(reason: str) -> str:
    return f"，事由：{reason}" if reason else ""


def _day(moment: datetime) -> str:
    day = as_day(moment)
    return f"{day.year}年{day.month}月{day.day}日"
