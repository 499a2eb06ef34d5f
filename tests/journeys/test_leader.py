"""The leader's ten minutes: where against the plan, where stuck, whom to help; every number leads to its list."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import county
from tests.journeys.county import PHONE, People
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]

OTHER_COUNTY = 2  # The server keeps an overview for a minute: not that of a journey that went before.
ROWS = "/bulletins/overview/rows/"


@pytest.fixture
def people(browser: Browser, server: str, tables: None) -> Iterator[People]:  # noqa: ARG001  # asked by name
    county.load(OTHER_COUNTY)
    found = People(browser, server)
    yield found
    found.leave()


def total(page: Page) -> int:
    """How many rows the page behind a number says it lists."""
    page.wait_for_load_state()
    found = re.search(r"共 (\d+) ", page.get_by_role("main").inner_text())
    assert found, page.get_by_role("main").inner_text()
    return int(found[1])


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_a_leader_finds_whom_to_help(people: People, size: object) -> None:
    page = people.enter("liangshusheng") if size is None else people.enter("liangshusheng", PHONE)
    page.get_by_role("link", name="全部单位").first.click()
    expect(page.get_by_role("heading", name="工作总览")).to_be_visible()
    for question in ("对照计划", "卡在", "帮一把"):
        expect(page.get_by_role("heading", name=question).first).to_be_visible()
    picture(page, f"leader-{'phone' if size else 'desk'}")
    page.wait_for_load_state()
    numbers = page.locator(f"main a[href*='{ROWS}']")
    shown = {link.get_attribute("href"): link.inner_text() for link in numbers.all() if link.is_visible()}
    assert len(shown) > 5
    for address, text in list(shown.items())[:8]:
        page.goto(str(address))
        figure = re.search(r"\d+", text)
        assert figure
        assert total(page) == int(figure[0]), address
    page.locator("main a[data-open]").first.click()
    expect(page.get_by_text("经过").or_(page.get_by_text("要做什么")).first).to_be_visible()
    assert people.wrong == []
