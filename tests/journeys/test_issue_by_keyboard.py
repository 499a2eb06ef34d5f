"""An officer who never touches the mouse: from the home page to a task issued, accepted and struck off."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dangjian.programme.tasks.models import TaskState
from dangjian.programme.tasks.models.tasks import Task
from tests.journeys.county import People

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("site")]

MOST = 150
NAME = """() => {
  const at = document.activeElement, label = at.labels && at.labels[0];
  return (label || at).innerText.trim() || at.getAttribute('aria-label') || at.placeholder || '';
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called so; every stop on the way must be to be seen."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).startswith(words):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    pytest.fail(f"no way by Tab to “{words}” on {page.url}")


def press(page: Page, words: str) -> None:
    """Enter on what is called so, and wait until another page stands there."""
    tab_to(page, words)
    with page.expect_event("load"):
        page.keyboard.press("Enter")


def test_from_home_to_issue_and_strike_off(people: People) -> None:
    page = people.enter("zhoumingyuan")
    press(page, "党建方案")
    press(page, "清单台账")
    page.keyboard.press("/")
    page.keyboard.type("重点任务清单")
    page.wait_for_url(lambda address: parse_qs(urlsplit(address).query).get("words") == ["重点任务清单"])
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.keyboard.press("Escape")
    press(page, "2026年度基层党建重点任务清单")
    drafts = Task.objects.filter(task_list__title__startswith="2026年度", state=TaskState.DRAFT).count()
    press(page, f"下达 {drafts} 项")
    tab_to(page, "点名单位")
    page.keyboard.insert_text("石桥镇党委")
    press(page, "看影响")
    expect(page.locator("#impact")).to_contain_text("1 个单位")
    press(page, f"下达 {drafts} 项，1 个单位")
    expect(page.get_by_text(f"已下达：{drafts} 项任务，1 个单位")).to_be_visible()
    press(page, "验收销号")
    press(page, "验收 ")
    expect(page.get_by_text("已验收").first).to_be_visible()
    press(page, "销号 ")
    expect(page.get_by_text("已销号").first).to_be_visible()
    assert people.wrong == []
