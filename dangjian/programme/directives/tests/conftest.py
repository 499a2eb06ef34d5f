"""A county, its officer, and a directive that was read."""

import pytest

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import make_county, make_holder
from dangjian.programme.directives.models import Directive
from dangjian.programme.directives.tests.make import editor, make_directive


@pytest.fixture
def county() -> Organization:
    return make_county()


@pytest.fixture
def officer(county: Organization) -> Account:
    return make_holder(county, Role.COUNTY_OFFICER, office="县委组织部")


@pytest.fixture
def by(officer: Account) -> Actor:
    return editor(officer)


@pytest.fixture
def directive(county: Organization, by: Actor) -> Directive:
    return make_directive(county, by)
