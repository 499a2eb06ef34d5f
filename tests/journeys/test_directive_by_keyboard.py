"""An officer reads a directive and decides on every proposal without touching the mouse."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests.make import make_county, make_holder
from dangjian.programme.directives.models import Directive
from dangjian.programme.directives.tests.make import TEXT
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.pictures import picture
from tests.journeys.served import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("site")]


@pytest.fixture
def officer(window: BrowserContext) -> Account:  # noqa: ARG001  # its tables
    return make_holder(make_county(), Role.COUNTY_OFFICER, office="县委组织部")


@pytest.fixture
def page(enter: Enter, officer: Account) -> Page:
    found = enter(officer)
    found.goto("/directives/new/")
    found.get_by_label("或粘贴正文").focus()
    found.keyboard.insert_text(TEXT)
    found.keyboard.press("Tab")
    found.keyboard.insert_text("中共清源县委组织部")
    button = found.get_by_role("button", name="读文件")
    button.focus()
    found.keyboard.press("Enter")
    tally(found, "共 4 项：已确认 0 · 待定 4 · 不列 0")
    opened(found, "逐村分析")
    return found


def opened(page: Page, words: str) -> None:
    """The card with these words is open, alone, and has the focus; its clause is lit."""
    expect(page.locator("details.proposal[open]")).to_have_count(1)
    expect(page.locator("details.proposal[open] summary")).to_contain_text(words)
    expect(page.locator("details.proposal[open] summary")).to_be_focused()
    expect(page.locator("#text mark.on").first).to_be_in_viewport()


def tally(page: Page, words: str) -> None:
    expect(page.locator("#tally")).to_have_text(words)


def test_every_verdict_by_keys_alone(page: Page) -> None:
    opened(page, "逐村分析")
    page.keyboard.press("Enter")
    opened(page, "会商")
    tally(page, "共 4 项：已确认 1 · 待定 3 · 不列 0")
    page.keyboard.press("d")
    opened(page, "抽样核查")
    tally(page, "共 4 项：已确认 1 · 待定 2 · 不列 1")
    page.keyboard.press("k")
    opened(page, "会商")
    page.keyboard.press("r")
    tally(page, "共 4 项：已确认 1 · 待定 3 · 不列 0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    opened(page, "走访慰问")
    page.keyboard.press("u")
    tally(page, "共 4 项：已确认 1 · 待定 2 · 不列 1")
    page.keyboard.press("u")
    tally(page, "共 4 项：已确认 1 · 待定 3 · 不列 0")
    assert sorted(Directive.objects.get().proposals.values_list("verdict", flat=True)) == [
        "confirmed",
        "pending",
        "pending",
        "pending",
    ]


def test_a_cut_a_join_and_an_addition_by_keys(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    opened(page, "抽样核查")
    page.keyboard.press("s")
    expect(page.get_by_role("radio")).to_be_focused()
    page.keyboard.press("Enter")
    tally(page, "共 5 项：已确认 0 · 待定 5 · 不列 0")
    opened(page, "抽样核查")
    page.keyboard.press("m")
    tally(page, "共 4 项：已确认 0 · 待定 4 · 不列 0")
    page.keyboard.press("a")
    expect(page.locator("#text .picked").first).to_be_visible()
    while "基础不牢" not in "".join(page.locator("#text .picked").all_inner_texts()):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    opened(page, "基础不牢")
    tally(page, "共 5 项：已确认 0 · 待定 5 · 不列 0")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    opened(page, "基础不牢")


def test_words_typed_and_not_saved_come_back_after_a_crash(page: Page, enter: Enter, officer: Account) -> None:
    page.keyboard.press("e")
    name = page.get_by_label("重点任务")
    expect(name).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("逐村分析村党组织书记")
    address = page.url
    page.close(run_before_unload=False)
    again = enter(officer)
    again.goto(address)
    expect(again.get_by_label("重点任务")).to_have_value("逐村分析村党组织书记")
    again.keyboard.press("Control+Enter")
    opened(again, "逐村分析村党组织书记")
    expect(again.locator("#said")).to_have_text("已保存：逐村分析村党组织书记")
    again.reload()
    expect(again.locator("form.inline-form")).to_have_count(0)
    assert Directive.objects.get().proposals.filter(title="逐村分析村党组织书记", is_edited=True).exists()


def test_a_selection_becomes_a_proposal(page: Page) -> None:
    page.evaluate("""() => {
        const parts = [...document.querySelectorAll('#text [data-at]')];
        const part = parts.find(one => one.textContent.startsWith('今年以来'));
        getSelection().setBaseAndExtent(part.firstChild, 5, part.firstChild, 14);
    }""")
    page.keyboard.press("a")
    opened(page, "各镇乡做了大量工作")
    tally(page, "共 5 项：已确认 0 · 待定 5 · 不列 0")


def test_the_page_stands_in_nobodys_way(page: Page) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.reload()
    assert violations(page) == []
    picture(page, "directive-work-1440")
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    assert violations(page) == []
    picture(page, "directive-work-390")
    assert wrong == []


def rested(page: Page) -> Page:
    """The page once it is whole and has jumped to the card its address names.

    The words of an answer stand there before that jump; a click made across it falls where the button was.
    """
    page.wait_for_load_state()
    expect(page.locator(":target")).to_be_in_viewport()
    return page


def test_everything_works_without_scripts(page: Page, browser: Browser, server: str, officer: Account) -> None:
    bare = browser.new_context(base_url=server, locale="zh-CN", java_script_enabled=False)
    sign_in(bare, server, officer)
    plain = bare.new_page()
    plain.goto(page.url)
    plain.get_by_role("button", name="确认").click()
    tally(plain, "共 4 项：已确认 1 · 待定 3 · 不列 0")
    rested(plain).get_by_role("button", name="不列").first.click()
    tally(plain, "共 4 项：已确认 1 · 待定 2 · 不列 1")
    rested(plain).locator("details.proposal[open]").get_by_role("link", name="拆").click()
    plain.get_by_role("radio").first.check()
    plain.get_by_role("button", name="拆成两项").click()
    tally(plain, "共 5 项：已确认 1 · 待定 3 · 不列 1")
    rested(plain).locator("details.proposal[open]").get_by_role("link", name="改").click()
    plain.get_by_label("责任单位").fill("县直机关工委、各党支部")
    plain.get_by_role("button", name="保存").click()
    expect(plain.locator("details.proposal[open]")).to_contain_text("县直机关工委、各党支部")
    rested(plain).locator("#add summary").click()
    plain.get_by_label("要列为任务的原句").fill("基础不牢，地动山摇。")
    plain.get_by_role("button", name="添加", exact=True).click()
    tally(plain, "共 6 项：已确认 1 · 待定 4 · 不列 1")
    rested(plain).get_by_role("button", name="撤销").click()
    tally(plain, "共 5 项：已确认 1 · 待定 3 · 不列 1")
    bare.close()


def test_an_ended_session_asks_to_sign_in_and_keeps_what_was_typed(page: Page, window: BrowserContext) -> None:
    page.keyboard.press("e")
    page.get_by_label("交付").fill("台账一册")
    window.clear_cookies(name="sessionid")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sign-in/?next=/directives/**")
    assert "台账一册" in str(page.evaluate("JSON.stringify(localStorage)"))


def test_a_refused_form_says_so_in_its_line_and_changes_nothing(page: Page) -> None:
    page.evaluate("document.querySelectorAll('[data-verdicts] [name=once]').forEach(key => { key.value = '' })")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("缺少一次性标记")
    opened(page, "逐村分析")
    tally(page, "共 4 项：已确认 0 · 待定 4 · 不列 0")
