"""From a slip that the township printed to the home page, on a 390 px phone."""

import pytest
from playwright.sync_api import Browser, expect

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.dossier.tests.make import Village, make_village
from dangjian.affairs.posts.tests.make import make_member
from tests.journeys.accessibility import overflow, violations
from tests.journeys.county import PHONE, People
from tests.journeys.pictures import picture
from tests.journeys.served import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
CHOSEN = "heliu chunfeng 1987"


def printed(people: People, village: Village) -> str:
    """The township prints slips for the branch, everyone who needs one ticked already; return the first code."""
    page = people.screen()
    sign_in(page.context, people.server, village.organizer)
    page.goto("/")
    page.get_by_role("link", name="党务管理").first.click()
    page.get_by_role("link", name="账号激活单").click()
    picture(page, "slips")
    page.get_by_role("link", name="东河村党支部").click()
    picture(page, "slips-body")
    page.get_by_role("button", name="印激活单").click()
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    page.pdf(path=picture(page, "slips-sheet").with_suffix(".pdf"), prefer_css_page_size=True)
    name = page.locator(".slip", has_text="李玉兰")
    code = name.locator(".slip-code").inner_text()
    assert violations(page) == []
    page.get_by_role("button", name="已印好，收起").click()
    expect(page.get_by_text("激活单待使用").first).to_be_visible()
    return code


def test_from_a_slip_to_the_home_page(browser: Browser, server: str, tables: None) -> None:  # noqa: ARG001  # by name
    village, people = make_village(), People(browser, server)
    for number in range(1, 20):
        make_member(village.branch, f"周明{'一二三四五六七八九十'[number % 10]}")
    try:
        code = printed(people, village)
        page = people.screen(PHONE)
        page.goto("/sign-in/")
        page.get_by_role("link", name="输入激活码").click()
        page.get_by_label("激活码").fill("2345-6789-ABCD")
        page.get_by_role("button", name="下一步").click()
        expect(page.get_by_text("这个激活码不能用").first).to_be_visible()
        picture(page, "activation-wrong-phone")
        page.get_by_label("激活码").fill(code.lower().replace("-", ""))
        page.get_by_role("button", name="下一步").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("李*兰 同志")
        picture(page, "activation-phone")
        assert violations(page) + overflow(page) == []
        page.get_by_label("登录名").fill("liyulan60")
        page.get_by_label("给自己定一个密码").fill("123")
        page.get_by_label("再输一遍密码").fill("123")
        page.get_by_role("button", name="是我本人").click()
        expect(page.get_by_text("密码不够长").first).to_be_visible()
        picture(page, "activation-short-phone")
        expect(page.get_by_label("登录名")).to_have_value("liyulan60")
        page.get_by_label("给自己定一个密码").fill(CHOSEN)
        page.get_by_label("再输一遍密码").fill(CHOSEN)
        page.get_by_role("button", name="是我本人").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
        picture(page, "activation-home-phone")
        assert Account.objects.get(login="liyulan60").check_password(CHOSEN)
        assert people.wrong == []
    finally:
        people.leave()
