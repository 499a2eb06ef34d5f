"""On a phone: a member who goes away is registered, arrives elsewhere, is called; one who is lost is searched for."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member, Standing
from dangjian.affairs.mobility.models import Stay
from dangjian.affairs.mobility.tests import make
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.standing.models import Matter
from dangjian.foundation.time import today
from tests.journeys.conftest import Enter
from tests.journeys.phone import at_hand, shown

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
MOST_INPUTS = 6
HALF_A_YEAR = 6


def say(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def typed(day: date) -> str:
    return day.isoformat()


def months_later(day: date, months: int) -> date:
    """The same day of a later month; the test's days are never later than the 28th."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, day.day)


def test_one_goes_away_arrives_and_is_called(enter: Enter) -> None:
    scene, left = make.make_scene(), today() - timedelta(days=10)
    page = at_hand(enter, scene.secretary)
    page.goto("/mobility/")
    page.get_by_role("link", name="登记流出").click()
    fields = page.locator("main form").locator("input:visible, select:visible, textarea:visible")
    assert fields.count() <= MOST_INPUTS
    page.get_by_label("党员", exact=True).select_option(label="王建军")
    page.get_by_label("外出原因").select_option(index=1)
    page.get_by_label("外出日期").fill(typed(left))
    page.get_by_label("去向").fill(scene.host.name)
    page.get_by_label("结对联系人").select_option(label="李春生")
    shown(page, "mobility-1-register")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("下次联系期限").first).to_be_visible()
    shown(page, "mobility-2-registered")
    stay = Stay.objects.get()
    assert (stay.person, stay.host, stay.since, stay.reported_on) == (scene.away.person, scene.host, left, None)

    page = at_hand(enter, scene.host_secretary)
    page.goto("/mobility/?kind=in")
    page.get_by_role("link", name="王建军").click()
    shown(page, "mobility-3-arrival")
    page.get_by_role("button", name="已来报到").click()
    expect(page.get_by_text("已确认王建军报到").first).to_be_visible()
    stay.refresh_from_db()
    assert stay.reported_on == today()
    page.wait_for_load_state()
    assert page.get_by_text("记一次联系").count() == 0  # The home keeps contact, not the host.

    page = at_hand(enter, scene.secretary)
    page.goto(f"/mobility/{stay.public_id}/")
    page.get_by_label("哪天联系的").fill(typed(today()))
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("已记：联系了王建军").first).to_be_visible()
    expect(page.get_by_text(f"{say(today())} 李春生").first).to_be_visible()
    shown(page, "mobility-4-called")
    assert Member.objects.get(pk=scene.away.pk).organization == scene.home

    counted(enter, scene, "/mobility/", "5-counts")


def test_one_who_is_lost_is_searched_for_and_nothing_changes_by_itself(enter: Enter) -> None:
    scene, lost = make.make_scene(), (today() - timedelta(days=60)).replace(day=5)
    page = at_hand(enter, scene.secretary)
    page.goto("/standing/")
    page.get_by_role("link", name="立项").click()
    page.get_by_label("党员", exact=True).select_option(label="王建军")
    page.get_by_label("从哪天算起").fill(typed(lost))
    page.get_by_role("button", name="立项").click()
    expect(page.get_by_text("党籍没有变动").first).to_be_visible()
    expect(page.get_by_text(f"最早{say(months_later(lost, HALF_A_YEAR))}").first).to_be_visible()
    expect(page.get_by_text("不会自动办理").first).to_be_visible()
    page.get_by_label("用过的办法").select_option(index=1)
    page.get_by_label("哪天").fill(typed(today() - timedelta(days=3)))
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text(say(today() - timedelta(days=3))).first).to_be_visible()
    shown(page, "mobility-6-lost")
    matter = Matter.objects.get()
    member = Member.objects.get(pk=scene.away.pk)
    assert (member.standing, member.lost_since, matter.ended_on) == (Standing.NORMAL, lost, None)
    assert matter.searches.count() == 1

    page.goto("/standing/")
    expect(page.get_by_role("link", name="王建军")).to_be_visible()
    shown(page, "mobility-7-matters")
    counted(enter, scene, "/standing/", "8-counts")
    answer = at_hand(enter, scene.organizer).goto(f"/standing/{matter.public_id}/")
    assert answer
    assert answer.status == 404


def counted(enter: Enter, scene: make.Scene, address: str, name: str) -> None:
    """The officer of the county sees how many, and no name."""
    page = at_hand(enter, posts.make_holder(scene.county, Role.COUNTY_OFFICER, "周明远"))
    page.goto(address)
    expect(page.get_by_text(scene.township.name).first).to_be_visible()
    page.wait_for_load_state()
    assert "王建军" not in page.content()
    total = page.locator("tr", has_text="合计").first.inner_text()
    assert "1" in total.split()
    shown(page, f"mobility-{name}")
