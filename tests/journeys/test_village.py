"""A village matter from a phone through its steps to the page that everybody reads, a question on it, its answer."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from dangjian.community.villages import services
from dangjian.community.villages.models import Covenant, Matter
from dangjian.community.villages.tests.make import CODE, Scene, make_scene
from dangjian.foundation.time import today
from dangjian.procedures.cases.models import CaseStep
from tests.journeys.accessibility import violations
from tests.journeys.browser import PATIENCE
from tests.journeys.conftest import Enter
from tests.journeys.county import DESK, PHONE
from tests.journeys.pictures import picture
from tests.journeys.served import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
HOME = f"/village/{CODE}/"
NAMES = ("陈国栋", "李秀英", "赵大勇", "何文书", "周明远")


def shown(page: Page, name: str) -> None:
    page.wait_for_load_state()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, f"village-{name}")


def passed(page: Page, says: str, **counts: str) -> None:
    """Pass the step whose turn it is, typed as people type it."""
    form = page.get_by_role("region", name="办理这一步")
    for label, number in counts.items():
        form.get_by_label(label, exact=False).first.fill(number)
    form.get_by_role("button", name="这一步办好了").click()
    expect(page.get_by_text(f"“{says}")).to_be_visible()


def back(days: int) -> None:
    """Let the days pass: everything that was done lies further back."""
    for row in CaseStep.objects.all():
        for name in ("opened_on", "earliest_on", "taken_on"):
            day = getattr(row, name)
            setattr(row, name, day - timedelta(days=days) if day else None)
        row.save()
    for matter in Matter.objects.filter(decided_on__isnull=False):
        assert matter.decided_on is not None
        Matter.objects.filter(pk=matter.pk).update(decided_on=matter.decided_on - timedelta(days=days))


def test_a_matter_goes_from_the_secretarys_phone_to_everybodys(enter: Enter, browser: Browser, server: str) -> None:
    scene = make_scene(is_open=False)
    page = enter(scene.secretary_account)
    page.set_viewport_size(PHONE)
    page.goto("/villages/")
    shown(page, "1-opening")
    page.get_by_role("button", name="开通").click()
    expect(page.get_by_text("不用登录就能看", exact=False).first).to_be_visible()
    page.get_by_role("link", name="提出事项").click()
    page.get_by_label("事项").first.fill("三组机耕道硬化")
    page.get_by_label("方案要点").fill("硬化 820 米，投入 26 万元，上级奖补 18 万元。")
    shown(page, "2-new")
    page.get_by_role("button", name="提出").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("三组机耕道硬化")
    shown(page, "3-matter")
    passed(page, "征求党员")
    passed(page, "村党组织会议提议")
    passed(page, "村“两委”会商议", 应到="7", 实到="6", 赞成="5", 反对="1")
    passed(page, "实施方案发给党员")
    # The Party meeting is not held on the day the plan went out.
    form = page.get_by_role("region", name="办理这一步")
    expect(form.get_by_label("应到")).to_have_value("5")
    form.get_by_label("实到").fill("4")
    form.get_by_label("赞成").fill("4")
    form.get_by_role("button", name="这一步办好了").click()
    expect(page.get_by_text("最早可在", exact=False).first).to_be_visible()
    expect(page.get_by_text("《四议两公开工作法》（待核实）", exact=False).first).to_be_visible()
    shown(page, "4-too-early")
    back(4)
    desk = recorded(enter, scene)
    read_by_everybody(browser, server, scene)
    desk.goto("/villages/")
    desk.goto(f"/villages/sheets/{Matter.objects.get().village.public_id}/")
    shown(desk, "12-sheet")
    desk.emulate_media(media="print")
    picture(desk, "village-13-sheet-print")


def recorded(enter: Enter, scene: Scene) -> Page:
    """The recorder types the paper votes at the desk, and makes public what was decided and what came of it."""
    desk = enter(scene.clerk_account)
    desk.set_viewport_size(DESK)
    desk.goto(f"/villages/matters/{Matter.objects.get().public_id}/")
    form = desk.get_by_role("region", name="办理这一步")
    form.get_by_label("实到").fill("4")
    form.get_by_label("收回票数").fill("5")
    form.get_by_label("赞成").fill("4")
    form.get_by_role("button", name="这一步办好了").click()
    expect(desk.get_by_text("比实到 4 人还多", exact=False).first).to_be_visible()
    expect(desk.get_by_role("region", name="办理这一步").get_by_label("赞成")).to_have_value("4")
    shown(desk, "5-more-ballots")
    desk.get_by_role("region", name="办理这一步").get_by_label("收回票数").fill("4")
    passed(desk, "党员大会审议")
    passed(desk, "村民会议或村民代表会议决议", 应到="35", 实到="30", 赞成="28", 反对="2")
    desk.get_by_label("决议内容").fill("同意硬化三组机耕道，由村监委会监督。")
    desk.get_by_role("button", name="公开", exact=True).click()
    expect(desk.get_by_text("已公开，不用登录就能看到")).to_be_visible()
    back(8)
    desk.reload()
    desk.get_by_label("实施结果").fill("已完工，决算 25.6 万元。")
    shown(desk, "6-result")
    desk.get_by_role("button", name="公开", exact=True).click()
    expect(desk.get_by_text("已办结").first).to_be_visible()
    shown(desk, "7-done")
    return desk


def read_by_everybody(browser: Browser, server: str, scene: Scene) -> None:
    """A villager reads, asks without a name, and reads the answer."""
    window = browser.new_context(base_url=server, locale="zh-CN", viewport=PHONE)
    window.set_default_timeout(PATIENCE)
    phone = window.new_page()
    phone.goto(HOME)
    expect(phone.get_by_text("同意硬化三组机耕道", exact=False).first).to_be_visible()
    shown(phone, "8-open")
    assert not [name for name in NAMES if name in phone.content()]
    phone.get_by_role("link", name="三组机耕道硬化").click()
    expect(phone.get_by_text("应到 35，实到 30", exact=False)).to_be_visible()
    shown(phone, "9-open-matter")
    phone.get_by_role("link", name="大字版").click()
    shown(phone, "9-open-large")
    phone.goto(HOME)
    phone.get_by_role("link", name="我要提问").click()
    phone.get_by_label("您要问什么").fill("四组的路什么时候修？")
    phone.get_by_label("同意把问题", exact=False).check()
    shown(phone, "10-ask")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_text("这个网址只有您有", exact=False)).to_be_visible()
    shown(phone, "11-asked")
    address = phone.url
    answered_by_the_village(window.browser, server, scene)
    phone.goto(address)
    expect(phone.get_by_text("明年春天。")).to_be_visible()
    phone.goto(f"{HOME}?large")
    expect(phone.get_by_text("明年春天。")).to_be_visible()
    assert window.cookies() == [] or {one["name"] for one in window.cookies()} <= {"csrftoken"}
    window.close()


def answered_by_the_village(browser: Browser | None, server: str, scene: Scene) -> None:
    assert browser is not None
    window = browser.new_context(base_url=server, locale="zh-CN", viewport=PHONE)
    window.set_default_timeout(PATIENCE)
    sign_in(window, server, scene.secretary_account)
    page = window.new_page()
    page.goto("/")
    page.get_by_role("link", name="去答复").click()
    page.get_by_label("答复", exact=True).fill("明年春天。")
    shown(page, "11-answer")
    page.get_by_role("button", name="答复", exact=True).click()
    expect(page.get_by_text("号已答复。")).to_be_visible()
    window.close()


def test_village_rules_go_by_the_township(enter: Enter) -> None:
    scene = make_scene()
    made = services.start_covenant(by=scene.clerk, village=scene.village, on=today())
    page = enter(scene.secretary_account)
    page.set_viewport_size(PHONE)
    page.goto(f"/villages/covenants/{made.public_id}/")
    passed(page, "征集民意")
    page.get_by_role("link", name="写草案").click()
    page.get_by_label("村规民约").fill("邻里有事互相帮忙。\n乱倒垃圾的，一次罚款 50 元。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("罚款、收费")).to_be_visible()
    shown(page, "20-marked")
    passed(page, "拟定草案")
    desk = enter(scene.organizer_account)
    desk.set_viewport_size(DESK)
    desk.goto("/")
    desk.get_by_role("link", name="去办理").first.click()
    desk.wait_for_load_state()
    shown(desk, "21-legality")
    desk.get_by_label("退回").check()
    desk.get_by_label("说明", exact=False).first.fill("第二条不能罚款，改为劝导。")
    desk.get_by_role("button", name="这一步办好了").click()
    expect(desk.get_by_text("已办").first).to_be_visible()
    assert Covenant.objects.get().case.steps.get(outcome="").key == "draft"
    page.goto("/villages/disclosures/")
    shown(page, "22-disclosures")
    page.goto("/villages/covenants/")
    shown(page, "23-covenants")
    page.goto("/villages/questions/")
    shown(page, "24-questions")
