"""A township, a village with a secretary, and two members who sign in."""

from dataclasses import dataclass

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.secrets import blind_index, seal
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.tests.make import (
    actor_of,
    appoint,
    make_account,
    make_body,
    make_county,
    make_holder,
    make_member,
    make_township,
)

ID_NUMBER = "990102196003070018"
PHONE = "19912345678"


@dataclass(frozen=True, slots=True)
class Village:
    """A branch with its people, and those above it."""

    county: Organization
    township: Organization
    branch: Organization
    officer: Account
    organizer: Account
    stranger: Account
    secretary: Account
    member: Account
    other: Account

    @property
    def person(self) -> Person:
        """The member's record, read anew."""
        return Person.objects.get(pk=self.member.person_id)


def make_village() -> Village:
    """Make the village; its secretary is a member too, and its first member holds an ID number and a phone."""
    county = make_county()
    township, elsewhere = make_township(county), make_township(county, "中共云岭镇委员会")
    branch = make_body("东河村党支部", parent=township)
    secretary = make_member(branch, "王建军").person
    appoint(secretary, branch, Role.SECRETARY)
    member = make_member(branch, "李玉兰").person
    for field, text in (("id_number", ID_NUMBER), ("phone", PHONE)):
        setattr(member, field, seal(text, member.place(field)))
    member.id_index, member.phone_index = blind_index("id_number", ID_NUMBER), blind_index("phone", PHONE)
    member.save()
    return Village(
        county,
        township,
        branch,
        make_holder(county, Role.COUNTY_OFFICER, "林晓梅", "县委组织部"),
        make_holder(township, Role.TOWNSHIP_ORGANIZER, "陈国栋"),
        make_holder(elsewhere, Role.TOWNSHIP_ORGANIZER, "孙志强"),
        make_account(secretary),
        make_account(member),
        make_account(make_member(branch, "赵长河").person),
    )


def decider(account: Account) -> Actor:
    """Return the actor of an account, narrowed to answering corrections."""
    return actor_of(account).narrowed(Permission.CORRECTION_DECIDE)
