"""Accounts of everyone whose post carries a right, and of the printed cast; none has a usable password yet."""

from string import ascii_letters
from typing import Final

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, UNUSABLE_PASSWORD_SUFFIX_LENGTH

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.foundation.time import at
from dangjian.site.demo.county import County

_LOGIN_LENGTH: Final = 30


def open_accounts(county: County) -> None:
    """Make the accounts, the printed ones with the sign-in names of the cast."""
    printed = {person.pk: login for login, person in county.cast.items()}
    posts, people = county.rows.of(Post), county.rows.of(Person)
    holders = (a.person_id for a in county.rows.of(Appointment) if posts[a.post_id - 1].role != Role.MEMBER)
    taken = set(printed.values())
    for person_id in dict.fromkeys((*holders, *printed)):
        person = people[person_id - 1]
        login = printed.get(person_id) or _login(person.sort_key, taken)
        taken.add(login)
        county.rows.add(_account(county, person, login))


def _account(county: County, person: Person, login: str) -> Account:
    noise = "".join(county.chance.choices(ascii_letters, k=UNUSABLE_PASSWORD_SUFFIX_LENGTH))
    return Account(
        public_id=county.chance.public_id(),
        login=login,
        person_id=person.pk,
        county_id=1,
        org_path=person.org_path,
        is_active=True,
        password=UNUSABLE_PASSWORD_PREFIX + noise,
        made_at=at(county.today, 0),
    )


def _login(sort_key: str, taken: set[str]) -> str:
    stem = sort_key.replace(" ", "")[:_LOGIN_LENGTH]
    number = 1
    while (login := stem if number == 1 else f"{stem}{number}") in taken:
        number += 1
    return login
