"""Bodies in county order, within scope; and what search finds."""

import pytest
from django.test import Client

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.organizations.queries import find
from dangjian.affairs.people import queries as people
from dangjian.affairs.posts.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Organization:
    return make.make_county()


@pytest.fixture
def township(county: Organization) -> Organization:
    return make.make_township(county)


@pytest.fixture
def village(township: Organization) -> Organization:
    return make.make_body("东河村党支部", parent=township)


@pytest.fixture
def organizer(township: Organization) -> Account:
    return make.make_holder(township, Role.TOWNSHIP_ORGANIZER, "陈国栋")


@pytest.fixture
def stranger(county: Organization, village: Organization) -> Account:
    assert village.parent
    other = make.make_township(county, "中共云岭镇委员会")
    return make.make_holder(make.make_body("西山村党支部", parent=other), Role.SECRETARY, "孙志强")


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_list_holds_the_scope_in_county_order(
    county: Organization, village: Organization, organizer: Account
) -> None:
    first = make.make_body("北坡村党支部", parent=village.parent)
    Organization.objects.filter(pk=first.pk).update(order_no=0)
    text = client_of(organizer).get("/organizations/").content.decode()
    assert text.index("北坡村党支部") < text.index("东河村党支部")
    assert county.name not in text.partition('id="rows"')[2].partition("上级组织</th>")[0]
    assert "北坡村" not in client_of(organizer).get("/organizations/?words=dhc").content.decode()
    assert "东河村" not in client_of(organizer).get("/organizations/?field=school").content.decode()


def test_a_body_shows_its_children_and_a_stranger_finds_nothing(
    township: Organization, village: Organization, organizer: Account, stranger: Account
) -> None:
    page = client_of(organizer).get(f"/organizations/{township.public_id}/").content.decode()
    assert "东河村党支部" in page
    for body in (township, village):
        assert client_of(stranger).get(f"/organizations/{body.public_id}/").status_code == 404
    assert Client().get(f"/organizations/{village.public_id}/").status_code == 302


def test_the_list_takes_few_queries(organizer: Account, django_assert_max_num_queries: object) -> None:
    client = client_of(organizer)
    client.get("/organizations/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get("/organizations/")


def test_search_finds_bodies_in_scope_by_name_and_initials(
    village: Organization, organizer: Account, stranger: Account
) -> None:
    actor, other = make.actor_of(organizer), make.actor_of(stranger)
    assert find(actor, "东河", 5) == [village]
    assert find(actor, "DHC", 5) == [village]
    assert find(other, "东河", 5) == []
    assert find(actor, " ", 5) == []
    assert find(actor, "村\0", 5) == [village]


def test_search_finds_people_in_scope(village: Organization, organizer: Account, stranger: Account) -> None:
    person = make.make_person(village, "王建军")
    assert people.find(make.actor_of(organizer), "wjj", 5) == [person]
    assert people.find(make.actor_of(organizer), "建军", 5) == [person]
    assert people.find(make.actor_of(stranger), "建军", 5) == []
    assert people.find(make.actor_of(organizer), "", 5) == []
