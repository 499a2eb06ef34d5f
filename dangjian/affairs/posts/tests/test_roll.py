"""The roll of a branch: 书记, 副书记, 委员, then by the day of joining; names only for who may see members."""

from datetime import date

import pytest
from django.test import Client

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts import roll
from dangjian.affairs.posts.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Organization:
    return make.make_body("东河村党支部", parent=make.make_township(make.make_county()))


def above(body: Organization) -> Organization:
    assert body.parent
    return body.parent


def member(body: Organization, name: str, joined_on: date, title: str = "", role: Role = Role.SECRETARY) -> Member:
    made = make.make_member(body, name)
    made.joined_on = joined_on
    made.save()
    if title:
        post = make.appoint(made.person, body, role).post
        post.title = title
        post.save()
    return made


def page(account: Account, body: Organization) -> str:
    client = Client()
    client.force_login(account)
    return client.get(f"/organizations/{body.public_id}/").content.decode()


def test_posts_come_first_then_the_day_of_joining(village: Organization) -> None:
    member(village, "甲青", date(1990, 7, 1))
    member(village, "乙红", date(2020, 7, 1), "委员", Role.MEMBER)
    member(village, "丙兰", date(2021, 7, 1), "党支部书记")
    member(village, "丁梅", date(2010, 7, 1), "党支部副书记", Role.MEMBER)
    member(village, "戊竹", date(1980, 7, 1))
    make.make_member(village, "己松", Category.ACTIVIST)
    organizer = make.make_holder(above(village), Role.TOWNSHIP_ORGANIZER)
    names = [row[0] for row in roll.roll(make.actor_of(organizer), village, make.TODAY)]
    assert names == ["丙兰", "丁梅", "乙红", "戊竹", "甲青"]


def test_names_are_for_who_may_see_members_there(village: Organization) -> None:
    county = Organization.objects.get(parent=None)
    member(village, "丙兰", date(2021, 7, 1), "党支部书记")
    organizer = make.make_holder(above(village), Role.TOWNSHIP_ORGANIZER)
    leader = make.make_holder(county, Role.COUNTY_LEADER, "林晓梅")
    assert "丙兰" in page(organizer, village)
    assert "东河村党支部" in page(leader, village)
    assert "丙兰" not in page(leader, village)


def test_who_has_a_committee_is_not_told_to_set_one_up(village: Organization) -> None:
    for number in range(7):
        member(village, f"党员{number}", date(1990, 7, 1 + number), "党支部书记" if not number else "")
    organizer = make.make_holder(above(village), Role.TOWNSHIP_ORGANIZER)
    assert "应当设立支部委员会" in page(organizer, village)
    member(village, "乙红", date(2020, 7, 1), "组织委员", Role.MEMBER)
    assert "应当设立支部委员会" not in page(organizer, village)
