"""Bodies, people, posts and accounts for tests: plain functions, one line each to call."""

from datetime import date
from itertools import count

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access import paths
from dangjian.access.actors import Actor, acting
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import CAPTIONS, Role
from dangjian.affairs.members.models import Category, Member, Spell
from dangjian.affairs.organizations.models import Field, Kind, Level, Organization, State
from dangjian.affairs.people.models import Person, Source
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.foundation.names import initials, sort_key

TODAY = date(2026, 11, 21)
FOUNDED = date(2000, 1, 1)
_numbers = count(1)


def make_body(
    name: str,
    *,
    parent: Organization | None = None,
    kind: Kind = Kind.BRANCH,
    level: Level = Level.BASE,
    field: Field = Field.RURAL,
    closed_on: date | None = None,
) -> Organization:
    """Make a body under ``parent``; without one it is a county and carries its own id."""
    siblings = Organization.objects.filter(parent=parent).count()
    body = Organization(
        name=name,
        short_name=name[:40],
        initials=initials(name),
        kind=kind,
        level=level,
        field=field,
        parent=parent,
        path=paths.child(parent.path if parent else "", siblings),
        county_id=parent.county_id if parent else 0,
        order_no=Organization.objects.count() + 1,
        closed_on=closed_on,
    )
    body.save()
    if parent is None:
        body.county_id = body.pk
        body.save(update_fields=["county_id"])
    State.objects.create(
        organization=body,
        county_id=body.county_id,
        org_path=body.path,
        name=body.name,
        short_name=body.short_name,
        kind=kind,
        level=level,
        field=field,
        parent=parent,
        path=body.path,
        order_no=body.order_no,
        during=DateRange(FOUNDED, closed_on),
    )
    return body


def make_county(name: str = "中共清源县委员会") -> Organization:
    """Make the committee of a county: the root of its tree."""
    return make_body(name, kind=Kind.COMMITTEE, level=Level.COUNTY, field=Field.ORGAN)


def make_township(county: Organization, name: str = "中共石桥镇委员会") -> Organization:
    """Make the committee of a township."""
    return make_body(name, parent=county, kind=Kind.COMMITTEE, level=Level.TOWNSHIP)


def make_person(body: Organization, name: str = "周明远") -> Person:
    """Make a person whose home is ``body``."""
    return Person.objects.create(
        name=name,
        sort_key=sort_key(name),
        initials=initials(name),
        county_id=body.county_id,
        organization_id=body.pk,
        org_path=body.path,
    )


def make_member(body: Organization, name: str = "王建军", category: Category = Category.FULL) -> Member:
    """Make a member of a branch, with their person."""
    member = Member.objects.create(
        person=make_person(body, name),
        organization=body,
        county_id=body.county_id,
        org_path=body.path,
        category=category,
        joined_on=date(2001, 7, 1),
    )
    Spell.objects.create(
        member=member,
        organization=body,
        county_id=body.county_id,
        org_path=body.path,
        category=category,
        during=DateRange(date(2001, 7, 1), None),
        source=Source.FIRST,
    )
    return member


def make_account(person: Person, login: str | None = None) -> Account:
    """Make the sign-in of a person, without a usable password."""
    account = Account(
        login=login or f"test{next(_numbers)}",
        person=person,
        county_id=person.county_id,
        org_path=person.org_path,
    )
    account.set_unusable_password()
    account.save()
    return account


def appoint(
    person: Person,
    body: Organization,
    role: Role,
    *,
    office: str = "",
    since: date = date(2024, 1, 1),
    until: date | None = None,
) -> Appointment:
    """Put a person into a new post at ``body``."""
    post = Post.objects.create(
        organization=body,
        county_id=body.county_id,
        org_path=body.path,
        role=role,
        title=CAPTIONS[role],
        office=office,
    )
    return Appointment.objects.create(
        person=person,
        post=post,
        county_id=body.county_id,
        org_path=body.path,
        during=DateRange(since, until),
    )


def make_holder(body: Organization, role: Role, name: str = "周明远", office: str = "") -> Account:
    """Make a person with a post at ``body`` and a sign-in."""
    person = make_person(body, name)
    appoint(person, body, role, office=office)
    return make_account(person)


def actor_of(account: Account, on: date = TODAY) -> Actor:
    """Return the Actor of an account on a day, not narrowed."""
    return acting(account, on)
