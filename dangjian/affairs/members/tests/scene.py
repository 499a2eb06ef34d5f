"""A township with two branches, its people in every role, and one full record with secrets that must not leak."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.members.services import enroll
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person, Source
from dangjian.affairs.people.rules import check_digit
from dangjian.affairs.posts.tests import make

TODAY = make.TODAY
PHONE = "15412345678"
LANDLINE = "0911-2345678"
FACTS = {
    "ethnicity": "汉",
    "education": "大专",
    "degree": "学士",
    "occupation": "村级组织工作人员",
    "technical_title": "农艺师",
    "social_stratum": "自由职业者",
    "is_migrant_worker": "是",
    "residence": "清源县石桥镇东河村",
    "registered_residence": "清源县石桥镇北坡村",
    "landline": LANDLINE,
    "phone": PHONE,
    "joined_on": date(2001, 7, 1),
    "confirmed_on": date(2002, 7, 1),
    "joined_at": "石桥镇机关党支部",
    "joining_kind": "新吸收",
    "applied_on": date(1999, 5, 4),
    "activist_on": date(2000, 5, 4),
}


def number(day: str = "19750312", turn: str = "001") -> str:
    """Return an ID number of an area that does not exist."""
    stem = f"990127{day}{turn}"
    return stem + check_digit(stem)


NUMBER = number()


@dataclass(frozen=True, slots=True)
class Scene:
    """The bodies, the people, the record."""

    county: Organization
    township: Organization
    branch: Organization
    other: Organization
    officer: Account
    organizer: Account
    clerk: Account
    secretary: Account
    branch_clerk: Account
    stranger: Account
    member: Member

    @property
    def person(self) -> Person:
        """The person of the record."""
        return self.member.person

    @property
    def address(self) -> str:
        """The address of the record."""
        return f"/members/{self.person.public_id}/"


def make_scene() -> Scene:
    """Make it."""
    county = make.make_county()
    township = make.make_township(county)
    branch = make.make_body("东河村党支部", parent=township)
    other = make.make_body("西河村党支部", parent=township)
    secretary = make.make_holder(branch, Role.SECRETARY, "赵志强")
    return Scene(
        county,
        township,
        branch,
        other,
        make.make_holder(county, Role.COUNTY_OFFICER, "林晓梅", "县委组织部"),
        make.make_holder(township, Role.TOWNSHIP_ORGANIZER, "陈国栋"),
        make.make_holder(township, Role.TOWNSHIP_CLERK, "吴小燕"),
        secretary,
        make.make_holder(branch, Role.BRANCH_CLERK, "何文书"),
        make.make_holder(other, Role.SECRETARY, "孙志强"),
        enroll(
            by=make.actor_of(secretary),
            organization=branch,
            name="王建军",
            category=Category.FULL,
            source=Source.FIRST,
            on=TODAY,
            since=date(2001, 7, 1),
            facts={"id_number": NUMBER, **FACTS},
        ),
    )


def client_of(account: Account) -> Client:
    """Return a browser signed in as an account."""
    client = Client()
    client.force_login(account)
    return client


def form(account: Account, **fields: object) -> dict[str, object]:
    """Return the fields of a form with a fresh key."""
    return {"once": once.mint(Account.objects.get(pk=account.pk).epoch), **fields}
