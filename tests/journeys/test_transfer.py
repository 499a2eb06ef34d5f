"""On a phone a secretary transfers a member out and another in; rights follow the person on the day."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.transfers import services
from dangjian.affairs.transfers.models import Reason, State, Transfer
from dangjian.affairs.transfers.tests import make
from dangjian.foundation.time import today
from tests.journeys.conftest import Enter
from tests.journeys.phone import at_hand, shown

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]


def start(page: Page) -> None:
    """Choose the member, write a few words of where to, send: five inputs at most."""
    page.goto("/transfers/")
    page.get_by_role("link", name="转出党员").click()
    page.get_by_role("link", name="王建军").click()
    page.get_by_label("转往哪个党支部").fill("柳河村")
    expect(page.get_by_label("柳河村党支部")).to_be_visible()
    page.get_by_label("柳河村党支部").check()
    page.get_by_label("原因").select_option(label="工作单位变动")
    shown(page, "transfer-1-start")
    page.get_by_role("button", name="提出转出").click()
    expect(page.get_by_text("报到之前，仍由本支部负责管理").first).to_be_visible()
    shown(page, "transfer-2-started")


def test_out_and_in_on_a_phone(enter: Enter) -> None:
    scene = make.make_scene()
    member_account = posts.make_account(scene.member.person)
    page = at_hand(enter, scene.home.secretary_account)
    start(page)
    transfer = Transfer.objects.get()
    place = f"/transfers/{transfer.public_id}/"

    page = at_hand(enter, scene.home.organizer_account)
    page.goto("/")
    page.get_by_role("link", name="去办理").first.click()
    page.get_by_label("介绍信编号").fill(make.LETTER)
    page.get_by_role("button", name="同意转出").click()
    expect(page.get_by_text("已转出，待接收").first).to_be_visible()

    page = at_hand(enter, scene.target.organizer_account)
    page.goto(place)
    page.get_by_label("组织关系介绍信").check()
    shown(page, "transfer-3-accept")
    page.get_by_role("button", name="接收", exact=True).click()
    expect(page.get_by_text("已接收，等党支部确认报到").first).to_be_visible()
    assert Member.objects.get(pk=scene.member.pk).organization == scene.home.branch

    page = at_hand(enter, scene.target.secretary_account)
    page.goto("/transfers/?side=in")
    shown(page, "transfer-4-list")
    page.get_by_role("link", name="王建军").click()
    page.get_by_label("介绍信回执").check()
    page.get_by_role("button", name="登记报到").click()
    expect(page.get_by_text("名册和权限从报到之日起变更").first).to_be_visible()
    shown(page, "transfer-5-received")

    member = Member.objects.select_related("person").get(pk=scene.member.pk)
    assert member.organization == scene.target.branch
    titles = {(post.organization_id, post.role) for post in posts.actor_of(member_account, today()).posts}
    assert titles == {(scene.target.branch.pk, Role.MEMBER)}
    page = at_hand(enter, scene.home.secretary_account)
    answer = page.goto(f"/members/{member.person.public_id}/")
    assert answer
    assert answer.status == 404


def test_another_comes_in_and_the_old_letter_is_told_to_have_lapsed(enter: Enter) -> None:
    scene = make.make_scene()
    sent_on = today() - timedelta(days=100)
    transfer = services.start(
        by=scene.home.secretary, person=scene.member.person, to_body=scene.target.branch, reason=Reason.HOME, on=sent_on
    )
    services.send(by=scene.home.organizer, transfer=transfer, letter_number=make.LETTER, on=sent_on)
    page = at_hand(enter, scene.target.organizer_account)
    page.goto(f"/transfers/{transfer.public_id}/")
    page.get_by_label("组织关系介绍信").check()
    page.get_by_role("button", name="接收", exact=True).click()
    expect(page.get_by_text("已超过最迟日期").first).to_be_visible()
    services.lapse(transfer=transfer, on=today())
    page = at_hand(enter, scene.home.organizer_account)
    page.goto(f"/transfers/{transfer.public_id}/")
    page.get_by_label("介绍信编号").fill("清组转〔2026〕88号")
    page.get_by_label("重新开具的理由").fill("本人住院，无过错")
    shown(page, "transfer-6-again")
    page.get_by_role("button", name="同意转出").click()
    expect(page.get_by_text("已转出，待接收").first).to_be_visible()
    transfer.refresh_from_db()
    assert (transfer.state, transfer.letters) == (State.SENT, 2)
