"""Opening accounts for people who have none: many in one statement, each with a login name of its own."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import count
from typing import Final

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import get_random_string

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.rules import login_base
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach

_ROUNDS: Final = 5


@transaction.atomic
def open_accounts(*, by: Actor, people: Sequence[Person]) -> dict[int, Account]:
    """Return the accounts of these people by person id; who has none gets one, without a usable password.

    Part of a service that issues a slip or card and has asked who may. A login name taken by another
    issuer in the same moment is proposed anew.
    """
    opened: list[Account] = []
    for _ in range(_ROUNDS):
        missing = _without(people)
        if not missing:
            break
        made = Account.objects.bulk_create(_proposals(missing), ignore_conflicts=True)
        opened += made
    held = {row.person_id: row for row in Account.objects.filter(person__in=people).select_related("person")}
    if len(held) < len({person.pk for person in people}):
        raise RuleBreach("登录名一时重复太多，账号没有建立，未作任何改动。请再试一次。")
    if opened:
        ids = sorted({str(held[one.person_id].public_id) for one in opened})
        audit.record(by=by, action="account.open", words="建立账号", among=ids, path=people[0].org_path)
    return held


def _without(people: Sequence[Person]) -> list[Person]:
    has = set(Account.objects.filter(person__in=people).values_list("person_id", flat=True))
    return [person for person in people if person.pk not in has]


def _proposals(people: Sequence[Person]) -> list[Account]:
    bases = {person.pk: login_base(person.sort_key) for person in people}
    taken = _taken(set(bases.values()))
    proposals = []
    for person in people:
        login = _free(bases[person.pk], taken)
        taken.add(login)
        proposals.append(
            Account(
                login=login,
                person=person,
                county_id=person.county_id,
                org_path=person.org_path,
                # What set_unusable_password writes: no Argon2, so that a branch takes no longer than one.
                password=UNUSABLE_PASSWORD_PREFIX + get_random_string(40),
            )
        )
    return proposals


def _taken(bases: Iterable[str]) -> set[str]:
    either = reduce(Q.__or__, (Q(login__startswith=base) for base in bases))
    return set(Account.objects.filter(either).values_list("login", flat=True))


def _free(base: str, taken: set[str]) -> str:
    numbered = (f"{base}{number}" for number in count(2))
    return base if base not in taken else next(login for login in numbered if login not in taken)
