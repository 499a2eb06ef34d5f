"""Posts change, and rights with them, at the next request."""

from datetime import date

import pytest
from django.test import Client

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.services import appoint, end
from dangjian.affairs.posts.tests import make
from dangjian.foundation.time import today
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
TODAY = today()


@pytest.fixture
def county() -> Organization:
    return make.make_county()


@pytest.fixture
def by(county: Organization) -> Actor:
    return make.actor_of(make.make_holder(county, Role.COUNTY_OFFICER, "林晓梅"))


@pytest.fixture
def organizer(county: Organization) -> Account:
    return make.make_holder(make.make_township(county), Role.TOWNSHIP_ORGANIZER, "陈国栋")


def held(account: Account) -> Appointment:
    return Appointment.objects.get(person=account.person, superseded_at=None)


def test_the_old_holder_is_out_at_the_next_request(by: Actor, organizer: Account) -> None:
    client = Client()
    client.force_login(organizer)
    assert client.get("/cards/").status_code == 200
    end(by=by, appointment=held(organizer), on=TODAY)
    assert client.get("/cards/").status_code == 404
    assert Account.objects.get(pk=organizer.pk).epoch == organizer.epoch + 1


def test_the_new_holder_is_in_and_the_log_says_so(by: Actor, county: Organization, organizer: Account) -> None:
    person = make.make_person(county, "吴敏")
    account = make.make_account(person)
    client = Client()
    client.force_login(account)
    assert client.get("/cards/").status_code == 404
    appoint(by=by, person=person, post=held(organizer).post, since=TODAY)
    assert client.get("/cards/").status_code == 200
    row = AuditRow.objects.get(action="post.appoint")
    assert (row.account_id, row.org_path) == (by.account_id, held(organizer).org_path)


def test_history_is_kept_not_overwritten(by: Actor, organizer: Account) -> None:
    before = held(organizer)
    left = end(by=by, appointment=before, on=TODAY)
    before.refresh_from_db()
    assert before.superseded_at
    assert before.during.upper is None
    assert (left.during.lower, left.during.upper) == (before.during.lower, TODAY)


def test_a_post_ends_once(by: Actor, organizer: Account) -> None:
    before = held(organizer)
    end(by=by, appointment=before, on=TODAY)
    with pytest.raises(RuleBreach, match="不在任"):
        end(by=by, appointment=before, on=TODAY)
    assert AuditRow.objects.filter(action="post.end").count() == 1


def test_an_end_before_the_beginning_is_refused(by: Actor, organizer: Account) -> None:
    with pytest.raises(RuleBreach, match="不在任"):
        end(by=by, appointment=held(organizer), on=date(2020, 1, 1))


def test_nobody_appoints_or_ends_themselves(county: Organization, organizer: Account) -> None:
    officer = make.make_holder(county, Role.COUNTY_OFFICER, "孙志强")
    actor = make.actor_of(officer)
    with pytest.raises(RuleBreach, match="自己"):
        appoint(by=actor, person=officer.person, post=held(organizer).post, since=TODAY)
    with pytest.raises(RuleBreach, match="自己"):
        end(by=actor, appointment=held(officer), on=TODAY)


def test_the_same_post_twice_and_a_closed_body_are_refused(by: Actor, organizer: Account) -> None:
    post = held(organizer).post
    with pytest.raises(RuleBreach, match="已任此职"):
        appoint(by=by, person=organizer.person, post=post, since=TODAY)
    post.organization.closed_on = TODAY
    with pytest.raises(RuleBreach, match="已撤销"):
        appoint(by=by, person=make.make_person(post.organization, "吴敏"), post=post, since=TODAY)


def test_the_last_system_administrator_stays(by: Actor, county: Organization) -> None:
    first = make.make_holder(county, Role.SYSTEM_ADMINISTRATOR, "赵玉兰")
    with pytest.raises(RuleBreach, match="最后一名"):
        end(by=by, appointment=held(first), on=TODAY)
    second = make.make_holder(county, Role.SYSTEM_ADMINISTRATOR, "李秀英")
    end(by=by, appointment=held(first), on=TODAY)
    with pytest.raises(RuleBreach, match="最后一名"):
        end(by=by, appointment=held(second), on=TODAY)
