"""Posts change, and rights with them, at the next request."""

from datetime import date, timedelta

import pytest
from django.test import Client

from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.services import abolish, appoint, correct, end, establish, strike
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
    made = appoint(
        by=by, person=person, post=held(organizer).post, since=TODAY, basis="清组干〔2026〕8号", replacing=True
    )
    assert client.get("/cards/").status_code == 200
    assert (made.basis, made.account_id) == ("清组干〔2026〕8号", by.account_id)
    row = AuditRow.objects.get(action="post.appoint")
    assert (row.account_id, row.org_path) == (by.account_id, made.org_path)
    left = Appointment.objects.known().get(person=organizer.person)
    assert (left.during.upper, left.end_basis) == (TODAY, "清组干〔2026〕8号")


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


def test_the_same_post_twice_and_a_taken_seat_are_refused(by: Actor, organizer: Account) -> None:
    post = held(organizer).post
    with pytest.raises(RuleBreach, match="已任此职"):
        appoint(by=by, person=organizer.person, post=post, since=TODAY)
    other = make.make_person(post.organization, "吴敏")
    with pytest.raises(RuleBreach, match="陈国栋担任"):
        appoint(by=by, person=other, post=post, since=TODAY)
    post.seats = 2
    post.save()
    appoint(by=by, person=other, post=post, since=TODAY)
    assert post.appointments.held_on(TODAY).count() == 2


def test_a_closed_body_and_a_closed_post_are_refused(by: Actor, organizer: Account) -> None:
    post, other = held(organizer).post, make.make_person(held(organizer).post.organization, "吴敏")
    with pytest.raises(RuleBreach, match="还有人在任"):
        abolish(by=by, post=post, on=TODAY)
    end(by=by, appointment=held(organizer), on=TODAY)
    abolish(by=by, post=post, on=TODAY)
    with pytest.raises(RuleBreach, match="职务已撤销"):
        appoint(by=by, person=other, post=post, since=TODAY)
    Organization.objects.filter(pk=post.organization_id).update(closed_on=TODAY)
    with pytest.raises(RuleBreach, match="石桥镇委员会 已撤销"):
        appoint(by=by, person=other, post=post, since=TODAY)


def test_the_last_system_administrator_stays(county: Organization) -> None:
    first = make.make_holder(county, Role.SYSTEM_ADMINISTRATOR, "赵玉兰")
    second = make.make_holder(county, Role.SYSTEM_ADMINISTRATOR, "李秀英")
    end(by=make.actor_of(first), appointment=held(second), on=TODAY)
    with pytest.raises(RuleBreach, match="最后一名"):
        end(by=make.actor_of(second), appointment=held(first), on=TODAY)


def test_the_last_officer_at_the_top_stays(by: Actor, county: Organization) -> None:
    mine = Appointment.objects.get(person_id=by.person_id)
    second = make.make_holder(county, Role.COUNTY_OFFICER, "孙志强")
    end(by=by, appointment=held(second), on=TODAY)
    # Their Actor of before: two officers at once, each ending the other.
    with pytest.raises(RuleBreach, match="最后一名"):
        end(by=make.actor_of(second, date(2025, 1, 1)), appointment=mine, on=TODAY)


def test_nobody_holds_two_of_the_separated_offices(by: Actor, county: Organization, organizer: Account) -> None:
    administrator = make.make_holder(county, Role.SYSTEM_ADMINISTRATOR, "赵玉兰")
    with pytest.raises(RuleBreach, match="不同的人"):
        appoint(by=by, person=administrator.person, post=held(organizer).post, since=TODAY, replacing=True)
    log = Post.objects.create(
        organization=county,
        county_id=county.pk,
        org_path=county.path,
        role=Role.AUDIT_ADMINISTRATOR,
        title="审计管理员",
    )
    with pytest.raises(RuleBreach, match="不同的人"):
        appoint(by=make.actor_of(administrator), person=organizer.person, post=log, since=TODAY)


def test_a_correction_supersedes_and_says_why(by: Actor, organizer: Account) -> None:
    before = held(organizer)
    with pytest.raises(RuleBreach, match="理由"):
        correct(by=by, appointment=before, since=date(2025, 3, 1), until=None, basis="", reason=" ")
    made = correct(by=by, appointment=before, since=date(2025, 3, 1), until=None, basis="批复", reason="任职日期录错")
    before.refresh_from_db()
    assert before.superseded_at
    assert (made.corrects_id, made.during.lower, made.basis) == (before.pk, date(2025, 3, 1), "批复")
    assert AuditRow.objects.get(action="post.correct").words.endswith("任职日期录错")


def test_what_has_not_begun_is_struck_and_leaves_no_period(by: Actor, organizer: Account) -> None:
    person = make.make_person(held(organizer).post.organization, "吴敏")
    post = establish(by=by, body=held(organizer).post.organization, role=Role.TOWNSHIP_CLERK, title="干事", on=TODAY)
    coming = appoint(by=by, person=person, post=post, since=TODAY + timedelta(days=30))
    strike(by=by, appointment=coming, reason="改派他人", on=TODAY)
    assert not Appointment.objects.known().filter(person=person).exists()


def test_a_post_stands_once_and_fits_its_body(by: Actor, organizer: Account) -> None:
    township = held(organizer).post.organization
    establish(by=by, body=township, role=Role.TOWNSHIP_CLERK, title="干事", on=TODAY)
    with pytest.raises(RuleBreach, match="没有重复设"):
        establish(by=by, body=township, role=Role.TOWNSHIP_CLERK, title="干事", on=TODAY)
    with pytest.raises(RuleBreach, match="不由您的职务任免"):
        establish(by=by, body=township, role=Role.COUNTY_OFFICER, title="科长", on=TODAY)
    with pytest.raises(RuleBreach, match="不由您的职务任免"):
        establish(by=make.actor_of(organizer), body=township, role=Role.TOWNSHIP_ORGANIZER, title="副职", on=TODAY)
