"""A post changes hands on the page: at the next request the old holder is out and the new one is in."""

import pytest
from playwright.sync_api import Page, expect

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.posts.models import Appointment
from dangjian.foundation.time import today
from dangjian.site.demo.cast import ORGANIZER, SECRETARY
from tests.journeys.county import PASSWORD, PHONE, People
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]


def successor_of(held: Appointment) -> Account:
    """Let a full member of the branch sign in: they hold no post yet."""
    busy = Appointment.objects.held_on(today()).values("person")
    roll = Member.objects.full().filter(organization=held.post.organization).exclude(person__in=busy)
    person = roll.order_by("id")[0].person
    account = Account.objects.filter(person=person).first() or Account(
        login="xinshuji", person=person, county_id=person.county_id, org_path=person.org_path
    )
    account.set_password(PASSWORD)
    account.save()
    return account


def roll_of(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer
    return answer.status


def test_the_old_holder_is_out_and_the_new_one_is_in(people: People) -> None:
    held = Appointment.objects.held_on(today()).get(person__account__login=SECRETARY.login, post__role=Role.SECRETARY)
    body, account = held.post.organization, successor_of(held)
    protected = f"/terms/bodies/{body.public_id}/new/"
    old = people.enter(SECRETARY.login, PHONE)
    new = people.enter(account.login, PHONE)
    assert (roll_of(old, protected), roll_of(new, protected)) == (200, 404)

    page = people.enter(ORGANIZER.login)
    page.goto(f"/organizations/{body.public_id}/")
    page.get_by_role("link", name="现任职务").click()
    expect(page.get_by_role("heading", name="现任", exact=True)).to_be_visible()
    picture(page, "posts-of-a-body")
    page.get_by_role("row", name=SECRETARY.name).get_by_role("link", name="换人").click()
    page.get_by_label(account.person.name).check()
    page.get_by_label("任职依据").fill("石桥镇党发〔2026〕12号")
    expect(page.get_by_label(f"接任：{SECRETARY.name}同日免去")).to_be_checked()
    picture(page, "post-changes-hands")
    page.get_by_role("button", name="登记任职").click()
    expect(page.get_by_text(f"已登记：{account.person.name}任")).to_be_visible()

    assert (roll_of(old, protected), roll_of(new, protected)) == (404, 200)
    expect(page.get_by_role("table", name="历任").get_by_role("row", name=SECRETARY.name).first).to_be_visible()
    assert people.wrong == []
