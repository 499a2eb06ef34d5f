import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import make_body, make_county, make_holder, make_township
from dangjian.programme.goals.models import Goal
from dangjian.programme.goals.tests.make import editor, make_goal

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Organization:
    return make_county()


@pytest.fixture
def officer(county: Organization) -> Account:
    return make_holder(county, Role.COUNTY_OFFICER)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def fields(account: Account, **changes: object) -> dict[str, object]:
    kept = {"word": "工程", "title": "先锋工程", "from_year": 2026, "to_year": 2028, "parent": "", "summary": ""}
    return kept | {"once": once.mint(account.epoch)} | changes


def test_the_officer_adds_a_node_and_sees_it_in_the_tree(officer: Account) -> None:
    client = signed_in(officer)
    response = client.post(reverse("goals:new"), fields(officer))
    assert response.status_code == 302
    assert "先锋工程" in client.get(reverse("goals:tree")).content.decode()


def test_what_was_typed_stays_where_the_years_are_refused(officer: Account, county: Organization) -> None:
    root = make_goal(county, editor(officer))
    sent = fields(officer, title="强基行动", parent=root.public_id, to_year=2031)
    response = signed_in(officer).post(reverse("goals:new"), sent)
    assert response.status_code == 422
    assert "强基行动" in response.content.decode()
    assert "2026—2028年" in response.content.decode()
    assert Goal.objects.count() == 1


def test_a_township_reads_the_county_programme_and_changes_nothing(officer: Account, county: Organization) -> None:
    goal = make_goal(county, editor(officer))
    organizer = make_holder(make_township(county), Role.TOWNSHIP_ORGANIZER, "李红")
    client = signed_in(organizer)
    page = client.get(reverse("goals:goal", args=[goal.public_id]))
    assert page.status_code == 200
    assert "上移" not in page.content.decode()
    key = {"once": once.mint(organizer.epoch), "to": "up"}
    assert client.post(reverse("goals:position", args=[goal.public_id]), key).status_code == 404
    assert client.post(reverse("goals:removal", args=[goal.public_id]), key).status_code == 404


def test_another_county_sees_nothing(officer: Account, county: Organization) -> None:
    goal = make_goal(county, editor(officer))
    stranger = make_holder(make_county("中共云岭县委员会"), Role.COUNTY_OFFICER, "赵强")
    client = signed_in(stranger)
    assert str(goal.public_id) not in client.get(reverse("goals:tree")).content.decode()
    assert client.get(reverse("goals:goal", args=[goal.public_id])).status_code == 404
    assert client.get(reverse("goals:revision", args=[goal.public_id])).status_code == 404


def test_a_member_has_no_such_page(county: Organization) -> None:
    member = make_holder(make_body("河东村党支部", parent=county), Role.MEMBER, "孙丽")
    assert signed_in(member).get(reverse("goals:tree")).status_code == 404


def test_a_node_is_moved_and_removed_by_its_page(officer: Account, county: Organization) -> None:
    first, second = make_goal(county, editor(officer), "一"), make_goal(county, editor(officer), "二")
    client = signed_in(officer)
    client.post(reverse("goals:position", args=[second.public_id]), {"to": "up", "once": once.mint(officer.epoch)})
    assert [goal.title for goal in Goal.objects.in_order()] == ["二", "一"]
    client.post(reverse("goals:removal", args=[first.public_id]), {"once": once.mint(officer.epoch)})
    assert not Goal.objects.filter(pk=first.pk).exists()


def test_the_tree_costs_the_same_however_many_nodes(
    officer: Account, county: Organization, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    root = make_goal(county, editor(officer))
    for number in range(12):
        make_goal(county, editor(officer), f"行动{number}", parent=root)
    client = signed_in(officer)
    client.get(reverse("goals:tree"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("goals:tree")).status_code == 200
