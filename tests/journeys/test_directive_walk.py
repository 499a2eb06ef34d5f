"""From a speech to a struck-off task: officer, 组织委员, 信息员, a secretary on a phone, and a stranger."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from dangjian.foundation.time import today
from dangjian.site.demo.programme import waiting
from tests.journeys.accessibility import violations
from tests.journeys.county import PHONE, People
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]

LIST = "推进会任务清单"
PASSED = "自查今年确定的培育对象"  # goes to the township, which passes it on
DIRECT = "规范党务村务财务公开栏"  # goes to the villages, 初验 by the township
VILLAGE = "上湾村党支部"
PIN = "602137"
NEXT = "明年一季度回头看一次，看公开栏是不是按月更新。"


def speech() -> str:
    """The speech of our own writing as given today: 6,000 characters, three storeys of headings."""
    on = today()
    text = Path(waiting.TEXT).read_text(encoding="utf-8")
    return text.replace("{day}", f"{on.year}年{on.month}月{on.day}日").replace("{next}", str(on.year + 1))


def in_days(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def go(page: Page, platform: str, entry: str) -> None:
    page.get_by_role("navigation", name="平台").get_by_role("link", name=platform).click()
    page.get_by_role("navigation", name=platform).get_by_role("link", name=entry).click()


def heap(page: Page, title: str) -> Locator:
    return page.get_by_role("article").filter(has_text=title)


def read(page: Page) -> None:
    """Paste the speech and be led to what it proposes."""
    go(page, "党建方案", "读文件")
    page.get_by_role("link", name="读一份文件").first.click()
    page.get_by_label("或粘贴正文").fill(speech())
    page.get_by_role("button", name="读文件").click()
    expect(page.get_by_text("请逐项确认")).to_be_visible()
    page.wait_for_load_state()
    assert page.locator("[data-proposal]").count() > 40
    picture(page, "walk-01-read")


def word(page: Page, clause: str, title: str, days: int) -> None:
    """Open a proposal, put it into the office's words, confirm it."""
    card = page.locator("[data-proposal]").filter(has_text=clause).first
    card.locator("summary").click()
    card.get_by_role("link", name="改").click()
    card.get_by_label("重点任务").fill(title)
    card.get_by_label("完成时限").fill(in_days(days))
    card.get_by_role("button", name="保存").click()
    card = page.locator("[data-proposal]").filter(has_text=title).first
    expect(card.locator("summary")).to_contain_text("已改")
    if card.get_attribute("open") is None:
        card.locator("summary").click()
    card.get_by_role("button", name="确认").click()
    expect(page.locator("[data-proposal][data-verdict=confirmed]").filter(has_text=title)).to_be_visible()


def decide(page: Page) -> None:
    """Two are confirmed in better words, one is dropped; the rest may wait."""
    word(page, "逐一过一遍", PASSED, 20)
    word(page, "公开栏规范起来", DIRECT, 30)
    dropped = page.locator("[data-proposal][data-verdict=pending]").last
    dropped.locator("summary").click()
    dropped.get_by_role("button", name="不列").click()
    expect(page.locator("#tally")).to_contain_text("不列 1")
    picture(page, "walk-02-decided")


def draw_up(page: Page) -> None:
    """A new list in the committee's name takes the two."""
    page.get_by_role("link", name="列入清单").click()
    page.get_by_role("link", name="新清单").click()
    page.get_by_label("清单名称").fill(LIST)
    page.get_by_label("县委（或其办公室受权）").check()
    picture(page, "walk-03-list")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="列入清单")).to_be_visible()
    page.get_by_role("button", name="列入清单").click()
    expect(page.get_by_text("已列入 2 项草稿")).to_be_visible()
    page.get_by_role("link", name=DIRECT).click()
    page.get_by_role("link", name="改草稿").click()
    page.get_by_label("直接上级初验").check()
    page.get_by_role("button", name="存为草稿").click()
    expect(page.get_by_role("link", name="先看影响")).to_be_visible()
    picture(page, "walk-04-drafts")


def hand_down(page: Page, title: str, body: str) -> None:
    """Send one task to one body, having seen who and how many hours."""
    page.get_by_role("link", name="先看影响").click()
    expect(page.get_by_label("点名单位")).to_be_visible()
    page.wait_for_load_state()
    for box in page.locator("input[name=tasks]").all():
        box.set_checked(title in box.locator("..").inner_text())
    page.get_by_label("点名单位").fill(body)
    page.get_by_role("button", name="看影响").click()
    expect(page.locator("#impact")).to_contain_text("1 个单位")
    picture(page, "walk-05-impact")
    page.get_by_role("button", name="下达 1 项").click()
    expect(page.get_by_text("已下达：1 项任务，1 个单位")).to_be_visible()


def pass_on(page: Page) -> str:
    """The township adapts the task and hands it to the village; returns the address of its own assignment."""
    go(page, "党建方案", "本单位任务")
    page.get_by_role("link", name=PASSED).click()
    expect(page.get_by_role("link", name="分解下达")).to_be_visible()
    own = urlsplit(page.url).path
    page.get_by_role("link", name="分解下达").click()
    page.get_by_label("具体措施").fill("对照培育标准逐项看，问题写到人、写到事。")
    page.get_by_label("点名单位").fill(VILLAGE)
    page.get_by_role("button", name="看影响").click()
    expect(page.locator("#impact")).to_contain_text("1 个单位")
    picture(page, "walk-06-pass-on")
    page.get_by_role("button", name="分解下达").click()
    expect(page.get_by_text("已分解下达")).to_be_visible()
    return own


def prepare(page: Page, title: str, words: str) -> str:
    """The village clerk fills in; returns the address of the assignment."""
    go(page, "党建方案", "本单位任务")
    page.get_by_role("link", name=title).click()
    page.get_by_label("已完成待验收").check()
    page.get_by_label("进展情况").fill(words)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("等书记看过、同意并提交")).to_be_visible()
    return urlsplit(page.url).path


def card_of(organizer: Page, name: str) -> str:
    """The township issues a one-time card; returns its digits."""
    go(organizer, "党务管理", "手机登录卡")
    organizer.get_by_role("searchbox", name="筛选").fill(name)
    organizer.get_by_role("link", name=name).first.click()
    organizer.get_by_label("发卡事由").fill("新换手机")
    organizer.get_by_role("button", name="发登录卡").click()
    expect(organizer.get_by_role("img", name="登录二维码")).to_be_visible()
    assert violations(organizer) == []
    picture(organizer, "walk-07-card")
    return organizer.locator(".sign-card-code").inner_text()


def open_card(phone: Page, digits: str) -> None:
    """The secretary signs the phone in and sets a PIN."""
    phone.goto("/sign-in/")
    phone.get_by_role("link", name="输入卡上的 12 位数字").click()
    phone.get_by_label("登录卡上的 12 位数字").fill(digits)
    phone.get_by_role("main").get_by_role("button").first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("陈守田 同志")
    phone.get_by_label("6 位数字口令").fill(PIN)
    phone.get_by_label("再输一遍").fill(PIN)
    assert violations(phone) == []
    picture(phone, "walk-08-phone-card")
    phone.get_by_role("button", name="是我本人，登录").click()
    expect(phone.get_by_text("记住了这部手机")).to_be_visible()


def agree(phone: Page, title: str) -> None:
    """One tap on the card that the clerk prepared."""
    phone.goto("/due/")
    phone.get_by_role("link", name=title).click()
    expect(phone.get_by_text("杨春梅已填好")).to_be_visible()
    picture(phone, "walk-09-phone-agree")
    phone.get_by_role("button", name="同意并提交").first.click()
    expect(phone.get_by_text("已提交，等")).to_be_visible()


def judge(page: Page, verb: str, title: str) -> None:
    go(page, "党建方案", "验收销号")
    heap(page, title).get_by_role("button", name=f"{verb} 1").click()
    expect(page.get_by_text(f"已{verb} 1")).to_be_visible()


def report(page: Page) -> str:
    """Draft the bulletin, put a word of one's own, export, issue; returns what the Word file says."""
    go(page, "决策支持", "通报")
    page.get_by_role("link", name="起草").first.click()
    page.get_by_label("通报什么").select_option(label=LIST)
    page.get_by_role("button", name="起草").click()
    expect(page.get_by_text("数字已冻结")).to_be_visible()
    body = page.get_by_label("正文")
    body.fill(f"{body.input_value()}\n{NEXT}")
    page.get_by_role("button", name="保存文字").click()
    expect(page.get_by_text("文字已保存")).to_be_visible()
    picture(page, "walk-11-bulletin")
    with page.expect_download() as started:
        page.get_by_role("link", name="导出 Word").click()
    paper = docx.Document(str(started.value.path()))
    page.locator("summary").filter(has_text="印发").click()
    page.get_by_role("button", name="印发").click()
    expect(page.get_by_text("已印发，文字和数字不再改动")).to_be_visible()
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def test_a_speech_becomes_a_struck_off_task(people: People) -> None:
    officer = people.enter("zhoumingyuan")
    picture(officer, "walk-00-home")
    read(officer)
    decide(officer)
    draw_up(officer)
    hand_down(officer, PASSED, "石桥镇党委")
    hand_down(officer, DIRECT, VILLAGE)

    organizer = people.enter("luowenbin")
    of_township = pass_on(organizer)
    clerk = people.enter("yangchunmei")
    of_village = prepare(clerk, PASSED, "自查发现2个问题，都已改好。")
    prepare(clerk, DIRECT, "公开栏已按样式换好，10月收支已贴出。")

    phone = people.screen(PHONE)
    open_card(phone, card_of(organizer, "陈守田"))
    picture(phone, "walk-09-phone-home")
    agree(phone, PASSED)
    agree(phone, DIRECT)

    judge(organizer, "验收", DIRECT)
    judge(organizer, "验收", PASSED)
    judge(organizer, "销号", PASSED)
    organizer.goto(of_township)
    organizer.get_by_label("进展情况").fill("1个村已验收，问题都已改好。")
    organizer.get_by_role("button", name="同意并提交").click()
    expect(organizer.get_by_text("已提交，等")).to_be_visible()

    judge(officer, "验收", PASSED)
    judge(officer, "销号", PASSED)
    judge(officer, "销号", DIRECT)
    go(officer, "党建方案", "清单台账")
    officer.get_by_role("link", name=LIST, exact=True).click()
    expect(officer.get_by_role("row").filter(has_text="已销号")).to_have_count(2)
    picture(officer, "walk-10-struck-off")

    said = report(officer)
    assert NEXT in said
    assert all(word in said for word in ("情况的通报", PASSED, DIRECT, "石桥镇"))

    stranger = people.enter("gaojunfeng")
    for address in (of_village, of_township, urlsplit(officer.url).path):
        stranger.goto(address)
        expect(stranger.get_by_role("heading", level=1)).to_have_text("没有找到")
    stranger.goto(f"/search/?q={PASSED}")
    expect(stranger.get_by_text("没有找到", exact=True)).to_be_visible()
    assert people.wrong == []
