"""The pages of posts: who sits where, on which day; who may change it; what a stranger sees."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people import holdings
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.services import appoint
from dangjian.affairs.posts.tests import make
from dangjian.foundation.time import today

pytestmark = pytest.mark.django_db
TODAY = today()


@pytest.fixture
def village() -> Organization:
    return make.make_body("东河村党支部", parent=make.make_township(make.make_county()))


@pytest.fixture
def organizer(village: Organization) -> Account:
    assert village.parent
    return make.make_holder(village.parent, Role.TOWNSHIP_ORGANIZER, "罗文斌")


@pytest.fixture
def secretary(village: Organization) -> Account:
    return make.make_holder(village, Role.SECRETARY, "丙兰")


def entered(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def text(account: Account, address: str) -> str:
    return entered(account).get(address).content.decode()


def post_of(account: Account) -> Post:
    return Appointment.objects.known().get(person=account.person).post


def test_a_post_changes_hands_in_one_form(village: Organization, organizer: Account, secretary: Account) -> None:
    successor = make.make_member(village, "丁梅").person
    post, client = post_of(secretary), entered(organizer)
    page = client.get(f"/posts/{post.public_id}/appointment/").content.decode()
    assert "丁梅" in page
    assert "接任：丙兰同日免去" in page
    typed = {
        "once": once.mint(organizer.epoch),
        "person": str(successor.public_id),
        "since": f"{TODAY:%Y-%m-%d}",
        "basis": "石桥镇党发〔2026〕3号",
        "replacing": "on",
    }
    answer = client.post(f"/posts/{post.public_id}/appointment/", typed)
    assert answer.status_code == 302
    shown = text(organizer, f"/posts/bodies/{village.public_id}/")
    assert shown.index("丁梅") < shown.index("历任") < shown.index("丙兰")
    assert "石桥镇党发〔2026〕3号" in shown


def test_a_page_as_at_a_day_shows_who_sat_there_then(
    village: Organization, organizer: Account, secretary: Account
) -> None:
    successor = make.make_member(village, "丁梅").person
    appoint(by=make.actor_of(organizer), person=successor, post=post_of(secretary), since=TODAY, replacing=True)
    before = text(organizer, f"/posts/bodies/{village.public_id}/?on={TODAY - timedelta(days=1):%Y-%m-%d}")
    assert before.index("丙兰") < before.index("历任")
    assert "丁梅" not in before
    assert "换人" not in before
    assert "现任" in text(organizer, f"/posts/bodies/{village.public_id}/?on=2026-99-99")


def test_vacancies_and_further_posts_are_shown(village: Organization, organizer: Account, secretary: Account) -> None:
    second = make.appoint(secretary.person, village, Role.MEMBER).post
    second.title = "村委会主任"
    second.save()
    Post.objects.create(
        organization=village, county_id=village.county_id, org_path=village.path, role=Role.BRANCH_CLERK, title="村文书"
    )
    shown = text(organizer, "/posts/")
    assert "东河村党支部村委会主任" in shown
    vacant = text(organizer, "/posts/?state=vacant")
    assert "村文书" in vacant
    assert "丙兰" not in vacant
    assert "丙兰" in text(organizer, "/posts/?words=丙")


def test_whoever_does_not_fill_a_post_sees_no_button_and_opens_no_form(
    village: Organization, organizer: Account, secretary: Account
) -> None:
    post = post_of(secretary)
    assert "换人" in text(organizer, f"/posts/bodies/{village.public_id}/")
    assert "换人" not in text(secretary, f"/posts/bodies/{village.public_id}/")
    own = post_of(organizer)
    assert "换人" not in text(organizer, f"/posts/bodies/{own.organization.public_id}/")
    for address in (f"/posts/{post.public_id}/appointment/", f"/posts/bodies/{village.public_id}/new/"):
        assert entered(secretary).get(address).status_code == 404
    typed = {"once": once.mint(organizer.epoch), "on": f"{TODAY:%Y-%m-%d}"}
    row = Appointment.objects.get(person=organizer.person)
    answer = entered(organizer).post(f"/posts/appointments/{row.public_id}/ending/", typed)
    assert answer.status_code == 422
    assert "不能给自己任免" in answer.content.decode()


def test_a_person_out_of_scope_is_not_chosen(organizer: Account, secretary: Account) -> None:
    county = Organization.objects.get(parent=None)
    other = make.make_member(make.make_body("柳河村党支部", parent=make.make_township(county, "柳河乡")), "外人").person
    post = post_of(secretary)
    page = text(organizer, f"/posts/{post.public_id}/appointment/?words=外人")
    assert "没有叫“外人”的同志" in page
    assert "柳河村党支部" not in page
    typed = {"once": once.mint(organizer.epoch), "person": str(other.public_id), "since": "2026-11-01", "words": "外人"}
    answer = entered(organizer).post(f"/posts/{post.public_id}/appointment/", typed)
    assert answer.status_code == 422
    assert not Appointment.objects.filter(person=other).exists()


def test_administrators_are_named_by_an_administrator(village: Organization) -> None:
    county = Organization.objects.get(parent=None)
    administrator = make.make_holder(county, Role.SYSTEM_ADMINISTRATOR, "林浩然")
    other = make.make_account(make.make_member(village, "夏雨").person, "xiayu")
    typed = {
        "once": once.mint(1),
        "role": Role.AUDIT_ADMINISTRATOR.value,
        "login": "xiayu",
        "since": f"{TODAY:%Y-%m-%d}",
        "basis": "清网信办〔2026〕2号",
    }
    assert entered(administrator).post("/posts/offices/", typed).status_code == 302
    assert entered(other).get("/administration/audit/").status_code == 200
    assert "夏雨" in text(administrator, "/posts/offices/")
    row = Appointment.objects.known().get(person=other.person)
    entered(administrator).post(f"/posts/offices/{row.public_id}/ending/", {"once": once.mint(1)})
    assert entered(other).get("/administration/audit/").status_code == 404


def test_a_record_shows_posts_held_and_left(village: Organization, organizer: Account, secretary: Account) -> None:
    successor = make.make_member(village, "丁梅").person
    appoint(
        by=make.actor_of(organizer),
        person=successor,
        post=post_of(secretary),
        since=TODAY,
        basis="决定",
        replacing=True,
    )
    words = [one.words for one in holdings.happenings(secretary.person)]
    assert "不再担任东河村党支部党组织书记" in words
    held = [fact.value for section in holdings.sections(successor, TODAY) for fact in section.facts]
    assert "东河村党支部党组织书记" in held


@pytest.mark.parametrize("address", ["/posts/", "/posts/bodies/{}/"])
def test_lists_take_the_same_queries_however_long(village: Organization, organizer: Account, address: str) -> None:
    client, page = entered(organizer), address.format(village.public_id)
    make.appoint(make.make_member(village, "丁").person, village, Role.MEMBER, since=date(2025, 1, 1))
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for number in range(12):
        make.appoint(make.make_member(village, f"丁{number}").person, village, Role.MEMBER, since=date(2025, 1, 1))
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few) <= 15
