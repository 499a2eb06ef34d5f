"""Who takes part: a township with a branch, its organizer and clerk, a secretary below, a stranger beside."""

import pytest

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make


@pytest.fixture
def county() -> Organization:
    return make.make_county()


@pytest.fixture
def township(county: Organization) -> Organization:
    return make.make_township(county)


@pytest.fixture
def branch(township: Organization) -> Organization:
    return make.make_body("东河村党支部", parent=township)


@pytest.fixture
def organizer(township: Organization) -> Account:
    return make.make_holder(township, Role.TOWNSHIP_ORGANIZER, "陈国栋")


@pytest.fixture
def clerk(township: Organization) -> Account:
    return make.make_holder(township, Role.TOWNSHIP_CLERK, "吴敏")


@pytest.fixture
def secretary(branch: Organization) -> Account:
    return make.make_holder(branch, Role.SECRETARY, "郑大山")


@pytest.fixture
def stranger(county: Organization) -> Account:
    other = make.make_township(county, "中共云岭镇委员会")
    return make.make_holder(other, Role.TOWNSHIP_ORGANIZER, "孙志强")
