"""A sample drawn, visited without notice, its seed shown, and replayed by a stranger from the page alone."""

import ast
import hashlib
import subprocess
import sys
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from dangjian.programme.inspections.tests.make import make_town
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import DESK, PHONE
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
FINGERPRINT: Final = "dl.facts div:has(dt:text-is('种子指纹')) dd"
SEED: Final = "dl.facts div:has(dt:text-is('种子')) dd"


def shown(page: Page, name: str) -> None:
    page.wait_for_load_state()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, f"sample-{name}")


def drawn_by(page: Page) -> str:
    """Publish a sample: a key branch and two of the others; return its address."""
    page.goto("/inspections/")
    page.get_by_role("link", name="新的抽查").click()
    page.wait_for_load_state()
    page.get_by_label("抽查什么").fill("主题党日开展情况")
    page.get_by_label("重点党支部").fill("东河村党支部")
    page.get_by_label("其余抽几个").fill("2")
    page.get_by_label("现场看什么").fill("活动室开没开")
    shown(page, "1-new")
    page.get_by_role("button", name="抽签并公布指纹").click()
    expect(page.get_by_role("heading", name="抽到的 3 个")).to_be_visible()
    shown(page, "2-drawn")
    return page.url


def how_to_check(page: Page) -> None:
    """Open the lines that draw once more."""
    page.get_by_text("怎么核对没有挑着抽").click()
    expect(page.locator("#replay")).to_be_visible()


def fingerprint_seen(page: Page, address: str) -> str:
    """Return what a branch sees before the visits: the fingerprint and the frame, not who was drawn."""
    page.goto(address)
    how_to_check(page)
    assert page.locator("#drawn").count() == page.locator(SEED).count() == 0
    shown(page, "3-branch-before")
    return page.locator(FINGERPRINT).inner_text()


def visited(page: Page, address: str, number: int) -> None:
    """Visit the next one that was drawn; at the first something is found."""
    page.goto(address)
    page.locator("#drawn").get_by_role("link", name="走访", exact=False).filter(has_text="走访").and_(
        page.locator(".btn")
    ).first.click()
    page.wait_for_load_state()
    page.get_by_label("现场情况").fill("活动室开着，两名党员都说得出主题。" if number else "活动室锁着。")
    if not number:
        shown(page, "4-visiting")
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_role("heading", name="现场情况")).to_be_visible()
    if not number:
        page.get_by_label("问题", exact=True).fill("活动室平时锁着")
        page.get_by_label("整改措施").fill("每周开放两个半天")
        page.get_by_role("button", name="列入问题清单").click()
        expect(page.get_by_role("link", name="看整改")).to_be_visible()
        shown(page, "5-visit")


def test_a_sample_is_drawn_visited_and_replayed_by_a_stranger(enter: Enter) -> None:
    scene = make_town()
    page = enter(scene.organizer_account)
    page.set_viewport_size(DESK)
    address = drawn_by(page)
    page = enter(scene.secretary_account)
    page.set_viewport_size(PHONE)
    before = fingerprint_seen(page, address)

    page = enter(scene.organizer_account)
    page.set_viewport_size(PHONE)  # Whoever visits has a phone.
    for number in range(3):
        visited(page, address, number)
    page.goto(address)
    page.get_by_role("button", name="走访完了，公布种子").click()
    expect(page.get_by_text("种子已公布").first).to_be_visible()

    page = enter(scene.secretary_account)
    page.set_viewport_size(PHONE)
    page.goto(address)
    shown(page, "6-branch-after")
    seed = page.locator(SEED).inner_text()
    assert hashlib.sha256(seed.encode()).hexdigest() == before
    how_to_check(page)
    lines = page.locator("#replay").inner_text()
    run = subprocess.run([sys.executable, "-I", "-c", lines], capture_output=True, text=True, check=True)
    drawn = [row.split("　")[0] for row in page.locator("#drawn li").all_inner_texts() if "重点" not in row]
    assert ast.literal_eval(run.stdout) == [int(one) for one in drawn]
    page.goto("/inspections/readings/")
    shown(page, "7-readings")
