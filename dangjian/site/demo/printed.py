"""The accounts that are printed at every start, and the one password they share until the next."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from dangjian.affairs.accounts.models import Account
from dangjian.site.demo.cast import CAST, Part


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A sign-in name, the person, and the post as the list prints it."""

    login: str
    name: str
    post: str


def accounts() -> list[DemoAccount]:
    """The printed accounts that this database holds, in the order of the walk."""
    held = set(Account.objects.filter(login__in=[part.login for part in CAST]).values_list("login", flat=True))
    return [DemoAccount(part.login, part.name, _post(part)) for part in CAST if part.login in held]


@transaction.atomic
def set_passwords(password: str) -> None:
    """Give the printed accounts one password, hashed once: whoever knows it may be any of them."""
    logins = [account.login for account in accounts()]
    Account.objects.filter(login__in=logins).update(password=make_password(password))


def renew_password(password: str) -> list[tuple[str, str]]:
    """Set the password and return who may sign in by which name."""
    set_passwords(password)
    return [(f"{account.name}　{account.post}", account.login) for account in accounts()]


def _post(part: Part) -> str:
    where = "" if part.title.startswith("县") else part.office or part.body
    return f"{where}{part.title}" + (f"（{part.note}）" if part.note else "")
