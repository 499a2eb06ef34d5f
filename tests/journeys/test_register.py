"""An officer who is no programmer builds a register on the pages; a village fills it on a phone; the county looks."""

import pytest
from playwright.sync_api import Page, expect

from dangjian.affairs.registers.models import Entry, Register
from dangjian.affairs.registers.tests.make import make_scene
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import DESK
from tests.journeys.phone import at_hand, shown
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
PLAIN = (("整数", "常住人口", "人"), ("整数", "外出务工", "人"), ("金额", "集体收入", "万元"), ("金额", "支出", "万元"))


def seen(page: Page, name: str) -> None:
    page.wait_for_load_state()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, f"register-{name}")


def add(page: Page, kind: str) -> None:
    page.get_by_role("link", name="加一栏").click()
    page.get_by_role("link", name=kind).first.click()
    page.wait_for_load_state()


def save(page: Page) -> None:
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="栏目")).to_be_visible()


def known(page: Page, fact: str) -> None:
    add(page, "平台里已有的")
    page.get_by_label("平台里的哪一项").select_option(label=fact)
    save(page)


def build(page: Page) -> None:
    """Ten fields: two known, four figures, one worked out, a choice, a yes or no, some words."""
    page.goto("/registers/definitions/")
    seen(page, "1-definitions")
    page.get_by_role("link", name="建一本台账").first.click()
    page.get_by_label("台账名称").fill("村情台账")
    page.get_by_label("多久填一次").select_option(label="按季度")
    page.get_by_label("村党组织").check()
    page.get_by_label("填一次约需几分钟").fill("6")
    seen(page, "2-head")
    page.get_by_role("button", name="下一步：加栏目").click()
    expect(page.get_by_text("还没有栏目。")).to_be_visible()
    add(page, "平台里已有的")
    seen(page, "3-known")
    page.get_by_label("平台里的哪一项").select_option(label="党员总数")
    save(page)
    known(page, "书记姓名")
    for kind, caption, unit in PLAIN:
        add(page, kind)
        page.get_by_label("栏目名称").fill(caption)
        page.get_by_label("单位 可不填").fill(unit)
        save(page)
    add(page, "由别的栏目算出")
    page.get_by_label("栏目名称").fill("结余")
    page.get_by_label("单位 可不填").fill("万元")
    page.get_by_label("怎么算").select_option(label="第一项减其余各项")
    page.get_by_label("第一项", exact=False).first.select_option(label="集体收入")
    page.get_by_role("checkbox", name="支出").check()
    seen(page, "4-formula")
    save(page)
    add(page, "从选项里选")
    page.get_by_label("栏目名称").fill("活动场所")
    page.get_by_label("选项", exact=True).fill("好\n需要维修\n没有")
    save(page)
    add(page, "是或否")
    page.get_by_label("栏目名称").fill("有集体经济组织")
    save(page)
    add(page, "文字")
    page.get_by_label("栏目名称").fill("需要县里帮什么")
    save(page)
    page.get_by_role("button", name="把需要县里帮什么上移").click()
    page.wait_for_load_state()
    seen(page, "5-definition")


def fill_on_a_phone(phone: Page, register: Register) -> None:
    """Known values are only looked at; what was typed outlives a lost connection; an error says what to type."""
    phone.goto("/registers/")
    shown(phone, "register-8-phone-list")
    phone.get_by_role("link", name="村情台账").first.click()
    phone.wait_for_load_state()
    expect(phone.get_by_text("平台里已有，请核对")).to_be_visible()
    phone.get_by_label("常住人口").fill("812")
    phone.get_by_label("集体收入").fill("许多")
    phone.reload()  # The connection was lost: what was typed is there again.
    expect(phone.get_by_label("常住人口")).to_have_value("812")
    phone.get_by_label("外出务工").fill("96")
    phone.get_by_label("支出").fill("3.2")
    phone.get_by_label("活动场所").select_option("好")
    phone.get_by_role("radio", name="是").check()
    shown(phone, "register-9-phone-form")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_text("要填数字，不带单位").first).to_be_visible()
    shown(phone, "register-10-phone-error")
    phone.get_by_label("集体收入").fill("18.5")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_text("已提交，等上级核对。")).to_be_visible()
    shown(phone, "register-11-phone-line")
    line = Entry.objects.get()
    assert (line.values[_key(register, "结余")], line.values[_key(register, "党员总数")]) == ("15.3", 3)


def test_a_register_from_definition_to_county_chart(enter: Enter) -> None:
    scene = make_scene()
    desk = enter(scene.officer_account)
    desk.set_viewport_size(DESK)
    build(desk)
    register = Register.objects.get()
    assert len(register.drafted.live) == 10
    desk.get_by_role("link", name="看填报的样子").click()
    seen(desk, "6-preview")
    desk.goto(f"/registers/definitions/{register.public_id}/publication/")
    expect(desk.get_by_text("2 个党组织", exact=True)).to_be_visible()
    seen(desk, "7-publication")
    desk.get_by_role("button", name="发布，通知 2 个党组织").click()
    expect(desk.get_by_text("已发布第 1 版")).to_be_visible()

    fill_on_a_phone(at_hand(enter, scene.secretary_account), register)
    desk = enter(scene.organizer_account)
    desk.set_viewport_size(DESK)
    desk.goto("/")
    desk.get_by_role("link", name="去核对").first.click()
    desk.get_by_role("checkbox").first.check()
    seen(desk, "12-lines")
    desk.get_by_role("button", name="选中的核对通过").click()
    expect(desk.get_by_text("已核对 1 条。")).to_be_visible()

    desk = enter(scene.officer_account)
    desk.set_viewport_size(DESK)
    desk.goto(f"/registers/{register.public_id}/")
    expect(desk.get_by_role("row", name="合计")).to_contain_text("18.50")
    seen(desk, "13-board")
    desk.get_by_role("link", name="图表").click()
    desk.get_by_label("看哪一栏").select_option(label="集体收入（万元）")
    desk.get_by_role("button", name="看", exact=True).click()
    seen(desk, "14-chart")
    desk.get_by_text("看数字，点进名单").click()
    desk.get_by_role("link", name="18.50").first.click()
    expect(desk.get_by_role("link", name="东河村党支部").first).to_be_visible()
    desk.goto(f"/registers/{register.public_id}/waiting/")
    expect(desk.get_by_text("西山村党支部")).to_be_visible()
    seen(desk, "15-waiting")


def _key(register: Register, caption: str) -> str:
    return next(one.key for one in register.drafted.live if one.caption == caption)
