"""What a registration must fulfil; each refusal says what to do."""

import re
from datetime import date
from typing import Final, Protocol

from dangjian.affairs.members.locks import held_person
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.rulebook import RuleBreach

_DOOR: Final = re.compile(r"\d+\s*[-－]?\s*\d*\s*(?:号|室|栋|幢|单元|楼|层)|\d{3,}")


class Where(Protocol):
    """Where someone is, in words."""

    @property
    def host(self) -> Organization | None:
        """A body of this platform."""

    @property
    def place(self) -> str:
        """A place outside it."""


def member_of(person: Person) -> Member:
    """Return the membership of ``person``, locked; raises ``RuleBreach`` for who is not a member of the Party today.

    A stay and a parked relation cannot stand side by side, and no constraint spans two tables: whoever registers
    one of them holds the person until it is written.
    """
    held_person(person.pk)
    rows = Member.objects.current().filter(person=person, category__in=(Category.FULL, Category.PROBATIONARY))
    member = rows.select_related("organization").first()
    if member is None:
        raise RuleBreach(f"{person} 不是现在名册上的党员，未登记。请核对名册。")
    return member


def check_day(since: date, on: date) -> None:
    """Refuse a day to come."""
    if since > on:
        raise RuleBreach("外出日期不能晚于今天，未登记。请在外出后登记。")


def check_host(host: Organization | None, home: Organization, on: date) -> None:
    """Refuse a host that is the home, no branch, or closed."""
    if host is None:
        return
    if host.pk == home.pk:
        raise RuleBreach("流入地党组织与正式组织关系所在党组织相同，未登记。请改流入地。")
    if not host.is_branch or not host.is_open_on(on):
        raise RuleBreach(f"{host} 不是现有的党支部，未登记。请选流入地的党支部，或只写所在地。")


def has_door(place: str) -> bool:
    """Say whether a place goes down to the door: more than is needed."""
    return bool(_DOOR.search(place))


def check_words(elsewhere: Where) -> None:
    """Refuse no place at all, and more of it than is needed."""
    if elsewhere.host is None and not elsewhere.place.strip():
        raise RuleBreach("请写明流入地：所在的省、市、县，或本平台上的党支部。未登记。")
    if has_door(elsewhere.place):
        raise RuleBreach("所在地写到县（市、区）就够，不登记门牌。未登记，请删去门牌再存。")


def check_contact(contact: Person | None, person: Person | None, home: Organization) -> None:
    """Refuse a contact who is the member, or not of the branch."""
    if contact is None:
        return
    if person is not None and contact.pk == person.pk:
        raise RuleBreach("结对联系人不能是本人，未登记。请另选一名党员。")
    if not Member.objects.in_party().filter(person=contact, organization=home).exists():
        raise RuleBreach(f"{contact} 不是{home.short_name}的党员，未登记。请从本支部党员中选结对联系人。")
