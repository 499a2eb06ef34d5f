"""The look in a real browser: nothing in anyone's way, nothing typed lost, everything without scripts too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dangjian.foundation.ui.gallery import SHAPES
from tests.journeys.accessibility import elder_faults, faults, view, violations
from tests.journeys.browser import PATIENCE
from tests.journeys.look_site import look_site, received
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("look")]

SHAPE_PATHS = ["/gallery/", *(f"/gallery/?shape={name}" for name in SHAPES), "/note/", "/list/"]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with look_site() as address:
        yield address


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    received.clear()
    found = browser.new_context(base_url=site, locale="zh-CN", viewport={"width": 1440, "height": 900})
    found.set_default_timeout(PATIENCE)
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def test_every_shape_is_open_to_everyone(browser: Browser, site: str) -> None:
    assert faults(browser, site, SHAPE_PATHS) == []


def test_the_tools_see_what_is_wrong(page: Page) -> None:
    page.goto("/gallery/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=/x.png><button>小</button>')"
    )
    assert any(line.startswith("image-alt") for line in violations(page))
    assert any("小" in line for line in elder_faults(page))


@pytest.mark.parametrize("name", ["1440", "390", "elder"])
def test_pictures_are_kept(browser: Browser, site: str, name: str) -> None:
    context = view(browser, name, site)
    page = context.new_page()
    for shape in SHAPES:
        page.goto(f"{site}/gallery/?shape={shape}")
        assert picture(page, f"look-{shape}-{name}").stat().st_size > 10_000
    context.close()


def test_a_reload_keeps_what_was_typed(page: Page) -> None:
    page.goto("/note/")
    page.get_by_label("进展").fill("两个村已补选")
    page.get_by_label("已办结").check()
    page.reload()
    expect(page.get_by_text("已恢复未提交的内容")).to_be_visible()
    expect(page.get_by_label("进展")).to_have_value("两个村已补选")
    expect(page.get_by_label("已办结")).to_be_checked()
    page.get_by_role("button", name="放弃，按原样填").click()
    expect(page.get_by_label("进展")).to_have_value("原来的话")
    page.reload()
    expect(page.get_by_label("进展")).to_have_value("原来的话")


def test_a_taken_form_leaves_no_draft(page: Page) -> None:
    page.goto("/note/")
    page.get_by_label("进展").fill("两个村已补选")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已报送。")).to_be_visible()
    page.goto("/note/")
    expect(page.get_by_label("进展")).to_have_value("原来的话")


def test_a_refused_form_keeps_its_words_and_gets_a_fresh_key(page: Page) -> None:
    page.goto("/note/")
    page.get_by_label("进展").fill("退回的那一件")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_have_text("这一项已经销号，没有作任何改动。")
    expect(page.get_by_label("您刚才填的内容")).to_have_value("退回的那一件\n")
    page.goto("/note/")
    expect(page.get_by_label("进展")).to_have_value("退回的那一件")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert received[0]["once"] != received[1]["once"]


def test_an_error_message_keeps_the_draft(page: Page) -> None:
    page.goto("/note/")
    page.get_by_label("进展").fill("有错的时限")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("时限早于今天。")).to_be_visible()
    expect(page.get_by_label("进展")).to_have_value("有错的时限")


def test_a_lost_answer_is_sent_again_under_the_same_key(page: Page) -> None:
    page.goto("/note/")
    key = page.locator("input[name=once]").input_value()
    page.get_by_label("进展").fill("断网时报送")
    page.route("**/note/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="保存").click()
    page.unroute("**/note/")
    page.goto("/note/")
    expect(page.get_by_label("进展")).to_have_value("断网时报送")
    assert page.locator("input[name=once]").input_value() == key


def test_leaving_after_a_lost_answer_keeps_the_draft(page: Page) -> None:
    page.goto("/note/")
    page.get_by_label("进展").fill("断网时报送")
    page.route("**/note/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="保存").click()
    page.unroute("**/note/")
    page.goto("/list/")
    page.goto("/note/")
    expect(page.get_by_label("进展")).to_have_value("断网时报送")


def test_signing_out_leaves_nothing_typed(page: Page) -> None:
    page.goto("/note/")
    page.get_by_label("进展").fill("有错，别人不该看到")
    page.goto("/list/")
    page.get_by_text("周明 · 县委组织部").click()
    page.route("**/note/", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name="退出登录").click()
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('draft:'))") == []


def test_a_double_click_sends_once(page: Page) -> None:
    page.goto("/note/")
    page.get_by_role("button", name="保存").dblclick()
    expect(page.get_by_text("已报送。")).to_be_visible()
    assert len(received) == 1


def test_the_list_filters_while_one_types(page: Page) -> None:
    page.goto("/list/")
    page.keyboard.press("/")
    expect(page.get_by_label("筛选", exact=True)).to_be_focused()
    page.keyboard.type("上")
    expect(page.locator("#rows a")).to_have_text(["上湾村"])
    page.wait_for_url("**/list/?words=*")
    page.reload()
    expect(page.locator("#rows a")).to_have_text(["上湾村"])
    page.get_by_label("筛选", exact=True).fill("沟")
    page.keyboard.press("Enter")
    expect(page.locator("#rows a")).to_have_text(["东沟村"])


def test_the_address_holds_what_was_chosen_and_nothing_empty(page: Page) -> None:
    page.goto("/list/?words=上")
    page.get_by_label("筛选", exact=True).fill("")
    expect(page.locator("#rows a")).to_have_count(4)
    assert page.url.endswith("/list/")
    page.go_back()
    expect(page.locator("#rows a")).to_have_text(["上湾村"])


def test_an_ended_session_is_not_put_into_the_list(page: Page) -> None:
    page.goto("/list/?words=上")
    page.get_by_label("筛选", exact=True).fill("过期")
    expect(page.get_by_role("heading", name="报送")).to_be_visible()
    expect(page.locator("#rows")).to_have_count(0)


def test_half_a_syllable_asks_nothing(page: Page) -> None:
    page.goto("/list/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/list/" in request.url else None)
    field = page.get_by_label("筛选", exact=True)
    field.evaluate(
        "f => { f.value = 'sh'; f.dispatchEvent(new InputEvent('input', {isComposing: true, bubbles: true})) }"
    )
    page.wait_for_timeout(500)
    assert asked == []
    field.evaluate("f => { f.value = '上'; f.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true})) }")
    expect(page.locator("#rows a")).to_have_text(["上湾村"])


def test_arrows_walk_the_rows(page: Page) -> None:
    page.goto("/list/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="上湾村")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/note/?*")


def test_copying_says_so(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/gallery/?shape=detail")
    page.get_by_role("button", name="复制为群通知").click()
    expect(page.get_by_text("已复制，可以粘贴到群里")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("【县委组织部】")


def test_a_form_that_asks_first(page: Page) -> None:
    page.goto("/gallery/?shape=board")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="验收 9 个").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("验收后，这 9 个单位会收到通知。")
    dialog.get_by_role("button", name="先不").click()
    expect(dialog).to_have_count(0)
    assert "POST" not in sent
    page.get_by_role("button", name="验收 9 个").click()
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_role("dialog").get_by_role("button", name="验收 9 个").click()


def test_the_phone_has_a_menu(browser: Browser, site: str) -> None:
    context = view(browser, "390", site)
    page = context.new_page()
    page.goto(f"{site}/list/")
    expect(page.get_by_role("link", name="党务管理")).to_be_hidden()
    page.get_by_role("button", name="菜单").click()
    expect(page.get_by_role("link", name="党务管理")).to_be_visible()
    picture(page, "look-menu-390")
    context.close()


def test_the_phone_folds_what_is_long(browser: Browser, site: str) -> None:
    context = view(browser, "390", site)
    page = context.new_page()
    page.goto(f"{site}/list/")
    expect(page.get_by_role("link", name="督办函")).to_be_hidden()
    page.get_by_role("button", name="全部 5 项").click()
    expect(page.get_by_role("link", name="督办函")).to_be_visible()
    picture(page, "look-subnav-390")
    context.close()


def test_one_tap_to_large_type_and_back(page: Page) -> None:
    page.goto("/list/?words=上")
    page.get_by_role("button", name="长辈版").click()
    expect(page.locator("html")).to_have_class("elder js")
    expect(page.locator("#rows a")).to_have_text(["上湾村"])
    page.get_by_role("button", name="返回标准版").click()
    expect(page.locator("html")).to_have_class("js")


def test_everything_works_without_scripts(browser: Browser, site: str) -> None:
    received.clear()
    context = browser.new_context(base_url=site, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("/list/")
    expect(page.get_by_role("link", name="党务管理")).to_be_visible()
    page.get_by_label("筛选", exact=True).fill("上")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("#rows a")).to_have_text(["上湾村"])
    page.goto("/note/")
    page.get_by_label("进展").fill("没有脚本")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已报送。")).to_be_visible()
    page.goto("/gallery/?shape=detail")
    page.get_by_text("退回", exact=True).first.click()
    expect(page.get_by_text("退回后，云岭镇党委要改好再报")).to_be_visible()
    context.close()


def test_paper_has_no_chrome_and_repeats_heads(page: Page) -> None:
    page.goto("/gallery/?shape=list")
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    assert page.locator("thead").evaluate("head => getComputedStyle(head).display") == "table-header-group"


def test_a_chart_is_drawn_over_its_table_and_a_bar_opens_the_list(page: Page) -> None:
    page.goto("/gallery/")
    flat = page.locator("figure[data-chart]").first
    canvas = flat.locator("canvas").first
    expect(canvas).to_be_visible()
    expect(flat.get_by_role("table")).to_be_hidden()
    picture(page, "look-charts")
    flat.get_by_text("看数字，点进名单").click()
    expect(flat.get_by_role("row", name="5 万元以下")).to_be_visible()
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": box["width"] * 0.3, "y": box["height"] - 70})  # The longest bar, the last.
    page.wait_for_url("**#main")


def test_without_scripts_a_chart_is_its_table(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/gallery/")
    expect(page.get_by_role("row", name="10 万元以上")).to_be_visible()
    expect(page.locator(".chart-drawing").first).to_be_hidden()
    context.close()
